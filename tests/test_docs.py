"""What the documentation says is what the program does."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer.main
from discord.ext.commands import GroupCog
from dotenv import dotenv_values
from typer.testing import CliRunner

from bot.cli import app
from bot.cogs.ask import AskCog
from bot.cogs.cert import CertCog
from bot.cogs.help import HelpCog
from bot.cogs.pay import PayCog
from bot.console.schemas import schema_texts
from bot.knowledge.folder import default_folder
from bot.knowledge.loading import load_knowledge
from bot.pay.calculators import KINDS
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- example: (.+?) -->\n```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_every_command_is_in_the_readme() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    missing = [name for name in commands if f"python -m bot {name}" not in README]
    assert commands
    assert missing == []


def test_every_slash_command_is_in_the_readme() -> None:
    names = {
        f"{cog.__cog_group_name__} {command.name}" if issubclass(cog, GroupCog) else command.name
        for cog in (AskCog, CertCog, HelpCog, PayCog)
        for command in cog.__cog_app_commands__
    }
    assert {"ask", "cert info", "pay hourly", "help"} <= names
    assert [name for name in names if f"`/{name}" not in README] == []


def test_every_pay_kind_with_its_inputs_is_in_the_readme() -> None:
    for kind in KINDS.values():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{kind.name}` |"))
        assert [field.name for field in kind.inputs if field.name not in row] == []


EXAMPLE_COMMANDS = re.findall(r"^\$ python -m bot (pay .+)\n(.+)$", README, re.MULTILINE)


@pytest.mark.parametrize(("command", "result"), EXAMPLE_COMMANDS)
def test_the_worked_examples_of_pay(command: str, result: str) -> None:
    shown = CliRunner().invoke(app, shlex.split(command)).stdout.splitlines()
    expected, cut, _ = result.partition("…")
    assert shown[0].startswith(expected) if cut else shown[0] == expected


def test_every_pay_kind_has_a_worked_example() -> None:
    assert {command.split()[1] for command, _ in EXAMPLE_COMMANDS} == set(KINDS)


def test_every_setting_is_in_the_example_with_a_comment() -> None:
    example = ROOT / ".env.example"
    lines = example.read_text(encoding="utf-8").splitlines()
    assert set(dotenv_values(example)) == {name.upper() for name in Settings.model_fields}
    for number, line in enumerate(lines):
        if re.match(r"[A-Z_]+=", line):
            assert lines[number - 1].startswith("# "), line


def test_editor_schemas_are_in_step() -> None:
    folder = ROOT / "knowledge" / "schema"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")} == (
        schema_texts()
    )


def test_every_knowledge_file_names_its_schema() -> None:
    for path in (ROOT / "knowledge").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        assert (path.parent / found[1]).is_file(), path


@pytest.mark.parametrize(("where", "text"), EXAMPLES, ids=[where for where, _ in EXAMPLES])
def test_the_examples_for_moderators_work(where: str, text: str, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(default_folder(), folder)
    path = folder / where.rpartition(" ")[2]
    before = path.read_text(encoding="utf-8")
    if where.startswith("append to "):
        after = before.rstrip() + "\n\n" + text
    else:
        name = text.split(":")[0].strip()
        after = re.sub(rf"(?m)^  {name}:.*\n(?:    .*\n| *\n)*", lambda _: text, before, count=1)
    assert after != before
    path.write_text(after, encoding="utf-8")

    knowledge = load_knowledge(folder)

    added = re.search(r"- id: (\S+)", text)
    if added:
        assert added[1] in knowledge.entries
    if "exam_fee" in text:
        value = re.search(r"value: (\d+)", text)
        credential = knowledge.credentials[path.stem.upper()]
        quoted = credential.facts["exam_fee"].quoted
        assert value is not None
        assert quoted is not None
        assert quoted.text == f"${value[1]}"


def test_there_are_examples_for_moderators() -> None:
    assert len(EXAMPLES) >= 4
