"""Rubbish at every door where numbers come in: right, or one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.ops.exit_codes import ExitCode

RUBBISH = [
    "1e400",
    "0x10",
    "１２",
    "9" * 10_000,
    "€22",
    "22 dollars",
    "1 000",
    "-1",
    "NaN",
    "Infinity",
    "",
    "1,00",
    "²",
    "22; DROP TABLE",
]
WRITTEN = {"$1,234.50": "1234.50", " 22 ": "22.00", "-0": "0.00", ".5": "0.50", "+3": "3.00"}


@pytest.fixture(autouse=True)
def _surroundings(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("COLUMNS", "400")


def sentence(text: str) -> bool:
    return text.startswith("Hourly rate must be a number from 0") and text.endswith(".")


@pytest.mark.parametrize("value", RUBBISH, ids=lambda value: value[:12])
def test_the_command_line_refuses_in_a_sentence(value: str) -> None:
    result = CliRunner().invoke(
        app, ["pay", "hourly", f"--hourly={value}", "--hours-per-week", "40"]
    )
    assert result.exit_code == ExitCode.WRONG
    assert result.stdout == ""
    assert sentence(result.stderr.strip())
    assert len(result.stderr) < 200


@pytest.mark.parametrize("value", RUBBISH, ids=lambda value: value[:12])
def test_json_lines_refuse_in_a_sentence(value: str) -> None:
    good = {"kind": "hourly", "inputs": {"hourly": 22, "hours_per_week": 40}}
    bad = {"kind": "hourly", "inputs": {"hourly": value, "hours_per_week": 40}}
    lines = "\n".join(json.dumps({"id": n} | one) for n, one in enumerate((bad, good)))
    result = CliRunner().invoke(app, ["pay", "--jsonl"], input=lines)
    assert result.exit_code == ExitCode.OK
    refused, worked = (json.loads(line) for line in result.stdout.splitlines())
    assert sentence(refused["error"])
    assert worked["weekly"] == 880


@pytest.mark.parametrize(("written", "hourly"), WRITTEN.items())
def test_numbers_as_people_write_them(written: str, hourly: str) -> None:
    line = {"id": 1, "kind": "hourly", "inputs": {"hourly": written, "hours_per_week": 1}}
    result = CliRunner().invoke(app, ["pay", "--jsonl"], input=json.dumps(line))
    assert f'"hourly": {hourly}' in result.stdout


@pytest.mark.parametrize("identity", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("command", ["pay", "ask"])
def test_ids_that_json_cannot_hold_come_back_as_null(command: str, identity: str) -> None:
    line = f'{{"id": {identity}, "q": "?", "kind": "hourly", "inputs": {{}}}}'
    result = CliRunner().invoke(app, [command, "--jsonl"], input=line)
    assert json.loads(result.stdout)["id"] is None
