from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from discord_world import labels_of, shown, text_of
from fixtures_knowledge import small_folder

import bot.preview
from bot.app import CareerBot
from bot.ops.exit_codes import ExitCode
from bot.preview import BOT_NAME, INSTALL, announce, preview, staged
from bot.reloading import ReloadOutcome
from bot.settings import Settings


@pytest.fixture
def small_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a small knowledge, which loads at once."""
    return settings.model_copy(update={"knowledge_dir": small_folder(tmp_path)})


async def test_the_stage_is_set(fresh_bot: CareerBot) -> None:
    async with staged(fresh_bot) as stage:
        newcomer, moderator = stage.viewers
        assert fresh_bot.user is not None
        assert fresh_bot.user.name == BOT_NAME
        assert stage.env.guild.name == "Coding Study Hall"
        assert stage.channel.name == "ask-the-bot"
        assert newcomer.user.global_name == "Riley"
        assert moderator.user.global_name == "Morgan"
        assert {"ask", "pay per-chart", "cert compare", "help"} <= set(
            newcomer.available_commands(stage.channel)
        )


async def test_anybody_can_try_what_the_welcome_shows(fresh_bot: CareerBot) -> None:
    async with staged(fresh_bot) as stage:
        welcome = stage.channel.last_message
        labels = labels_of(welcome)
        assert len(labels) == 3

        for viewer, label in zip((*stage.viewers, stage.viewers[0]), labels, strict=True):
            result = await viewer.click(welcome, label=label)
            assert not result.ephemeral
            assert f"-# {label}" in text_of(shown(result))

        assert labels_of(stage.channel.history()[0]) == labels


async def test_messages_carry_todays_date(fresh_bot: CareerBot) -> None:
    async with staged(fresh_bot) as stage:
        age = datetime.now(UTC) - stage.channel.last_message.created_at
        assert abs(age.total_seconds()) < 3600


async def test_a_taken_port_is_one_sentence(
    small_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        code = await preview(small_settings, port=port, open_browser=False)

    assert code == ExitCode.UNREACHABLE
    captured = capsys.readouterr()
    assert captured.err == f"Port {port} is in use: choose another with --port, or leave it out.\n"
    assert captured.out == ""


async def test_without_the_extra_it_says_how_to_install_it(
    small_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bot.preview, "find_spec", lambda _name: None)

    code = await preview(small_settings, port=0, open_browser=False)

    assert code >= 64
    assert capsys.readouterr().err == f"{INSTALL}\n"


async def test_mistaken_knowledge_is_listed(
    small_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "knowledge" / "lexicon.yaml").write_text("a: [\n")

    code = await preview(small_settings, port=0, open_browser=False)

    assert code == ExitCode.WRONG
    assert "lexicon.yaml:" in capsys.readouterr().err


async def test_a_missing_folder_is_one_sentence(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = settings.model_copy(update={"knowledge_dir": tmp_path / "nowhere"})

    code = await preview(lost, port=0, open_browser=False)

    assert code == ExitCode.WRONG
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_quietly(
    start_preview: Callable[..., Any], tmp_path: Path, number: signal.Signals
) -> None:
    running = start_preview(KNOWLEDGE_DIR=str(small_folder(tmp_path)))

    running.process.send_signal(number)
    _, errors = running.process.communicate(timeout=60)

    assert running.process.returncode == 0
    assert "Traceback" not in errors


async def test_what_came_of_a_save_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    await announce(ReloadOutcome(False, "It has 1 problem.", ("faq/a.yaml:3: [x] is wrong.",)))

    assert capsys.readouterr().out == "It has 1 problem.\nfaq/a.yaml:3: [x] is wrong.\n"
