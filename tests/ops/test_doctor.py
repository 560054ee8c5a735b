from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
import pytest

from bot.ops.doctor import (
    examined,
    intents_finding,
    knowledge_finding,
    state_finding,
    version_finding,
)
from bot.settings import Settings

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GxYz12.abcdefghijklmnopqrstuvwxyz0123456789AB"


def made_settings(state_dir: Path, **values: Any) -> Settings:
    defaults = {"discord_token": TOKEN, "state_dir": state_dir}
    return Settings(**{"_env_file": None, **defaults, **values})


def test_a_sound_installation_is_found_sound(tmp_path: Path) -> None:
    findings = examined(made_settings(tmp_path / "state"), list)

    assert [finding.name for finding in findings] == [
        "versions",
        "token",
        "knowledge",
        "state",
        "intents",
    ]
    assert all(finding.ok for finding in findings)
    assert list((tmp_path / "state").iterdir()) == []


def test_every_fault_is_found_at_once_and_none_shows_the_token(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    settings = made_settings(tmp_path / "file" / "state", discord_token="hunter2hunter2")

    findings = examined(settings, lambda: ["faq/pay.yaml:3: no answer", "faq/pay.yaml:9: no id"])

    faults = {finding.name: finding.sentence for finding in findings if not finding.ok}
    assert faults.keys() == {"token", "knowledge", "state"}
    assert "hunter2" not in " ".join(faults.values())
    assert "STATE_DIR" in faults["state"]
    assert all(sentence.endswith(".") for sentence in faults.values())


@pytest.mark.parametrize(
    ("problems", "count"), [(["a:1: x"], "1 problem,"), (["a:1: x", "b:2: y"], "2 problems,")]
)
def test_knowledge_problems_are_counted_and_the_first_shown(
    problems: list[str], count: str
) -> None:
    finding = knowledge_finding(problems)

    assert not finding.ok
    assert count in finding.sentence
    assert "a:1: x" in finding.sentence
    assert "python -m bot check" in finding.sentence


@pytest.mark.parametrize(
    ("python", "library", "advice"),
    [((3, 10), (2, 7), "install Python 3.11"), ((3, 13), (2, 8), "constraints.txt")],
)
def test_other_versions_are_reported(
    python: tuple[int, int], library: tuple[int, int], advice: str
) -> None:
    finding = version_finding(python, library)

    assert not finding.ok
    assert advice in finding.sentence


def test_a_state_folder_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert not state_finding(tmp_path / "file").ok


def test_intents_that_hear_nothing_are_reported() -> None:
    finding = intents_finding(discord.Intents.none())

    assert not finding.ok
    assert "guild_messages" in finding.sentence


def test_privileged_intents_must_be_switched_on() -> None:
    finding = intents_finding(discord.Intents.all())

    assert not finding.ok
    assert "Message Content Intent" in finding.sentence
