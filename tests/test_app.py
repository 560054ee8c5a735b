from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import discord
import pytest
from discord_world import World, text_of
from fixtures_knowledge import small_folder
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot import app
from bot.app import CareerBot, build_bot, loaded_holder, run_bot, sync_commands
from bot.ops.exit_codes import ExitCode
from bot.ops.intents import privileged_names
from bot.reloading import AssistantHolder, ReloadOutcome
from bot.settings import Settings

FORM_OF_A_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"
REFUSED = ReloadOutcome(False, "The new knowledge has 1 problem.", ("faq/a.yaml:3: *odd*.",))


def test_it_asks_for_no_privileged_intent_and_pings_nobody(fresh_bot: CareerBot) -> None:
    assert privileged_names(fresh_bot.intents) == ()
    assert fresh_bot.allowed_mentions is not None
    assert fresh_bot.allowed_mentions.to_dict() == {"parse": []}


async def test_commands_are_registered_once(world: World) -> None:
    names = set(world.asker.available_commands(world.channel))

    assert names == {
        "ask",
        "cert compare",
        "cert cost",
        "cert list",
        "cert path",
        "cert renewal",
        "cert study",
        "cert info",
        "help",
        "pay hourly",
        "pay accuracy",
        "pay benchmark",
        "pay compare",
        "pay raise",
        "pay contractor",
        "pay per-chart",
        "pay return",
        "pay speed-ladder",
        "pay target",
        "pay salary",
    }
    registrations = [r for r in world.env.http_requests if r.path.endswith("/commands")]
    assert len(registrations) == 1


async def test_the_texts_of_commands_fit(world: World) -> None:
    def check(payload: dict[str, object]) -> None:
        assert 1 <= len(str(payload["name"])) <= 32
        if payload.get("type") != discord.AppCommandType.message.value or "options" in payload:
            assert 1 <= len(str(payload["description"])) <= 100
        options = payload.get("options", [])
        assert isinstance(options, list)
        assert len(options) <= 25
        for option in options:
            check(option)

    for command in world.bot.tree.get_commands():
        if not isinstance(command, discord.app_commands.ContextMenu):
            check(command.to_dict(world.bot.tree))


@pytest.fixture
def moderated(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A server whose moderators read the channel."""
    monkeypatch.setattr(world.bot._settings, "moderator_channel_id", world.channel.id)
    return world


async def test_moderators_read_why_knowledge_was_refused(moderated: World) -> None:
    await moderated.bot.on_reload(REFUSED)

    (message,) = moderated.bot_messages()
    assert text_of(message) == "The new knowledge has 1 problem.\n- faq/a.yaml:3: \\*odd\\*."


async def test_moderators_are_not_told_of_success(moderated: World) -> None:
    await moderated.bot.on_reload(ReloadOutcome(True, "New knowledge is in use."))

    assert moderated.bot_messages() == []


async def test_without_a_moderators_channel_nothing_is_posted(world: World) -> None:
    await world.bot.on_reload(REFUSED)

    assert world.bot_messages() == []


async def test_a_moderators_channel_that_is_closed_is_a_warning(moderated: World) -> None:
    moderated.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    with capture_logs() as logs:
        await moderated.bot.on_reload(REFUSED)

    (line,) = logs
    assert line["log_level"] == "warning"
    assert "MODERATOR_CHANNEL_ID" in line["event"]


class Watched:
    """Stands for a holder: watching goes on until cancelled, or fails at once with `error`."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.started = asyncio.Event()
        self.cancelled = False

    async def watch(self, _on_reload: object) -> None:
        self.started.set()
        if self.error is not None:
            raise self.error
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


@pytest.fixture
async def started(settings: Settings) -> AsyncIterator[Callable[[Watched], object]]:
    """Starts a bot that watches, as far as it goes without Discord."""
    bots: list[CareerBot] = []

    async def start(watched: Watched) -> CareerBot:
        bot = build_bot(settings, watched, sync_commands=False)  # type: ignore[arg-type]
        bots.append(bot)
        await bot.setup_hook()
        await watched.started.wait()
        return bot

    yield start
    for bot in bots:
        await bot.close()


async def test_knowledge_is_watched_until_the_bot_closes(
    started: Callable[[Watched], object],
) -> None:
    watched = Watched()
    bot = await started(watched)  # type: ignore[misc]
    assert not watched.cancelled

    await bot.close()
    await asyncio.sleep(0)

    assert watched.cancelled


async def test_a_watcher_that_fails_is_in_the_log(
    started: Callable[[Watched], object],
) -> None:
    error = OSError("no more watches")
    with capture_logs() as logs:
        await started(Watched(error))  # type: ignore[misc]
        await asyncio.sleep(0)

    (line,) = [line for line in logs if line["log_level"] == "error"]
    assert line["exc_info"] is error
    assert "restart" in line["event"]


@pytest.mark.parametrize("token", ["", "   ", "nonsense", "a.b.c"])
@pytest.mark.parametrize("command", ["run", "sync"])
async def test_a_token_that_cannot_work_ends_it_at_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, token: str, command: str
) -> None:
    async def never(_: Settings) -> AssistantHolder:
        raise AssertionError("the knowledge is loaded although the token is useless")

    monkeypatch.setattr(app, "loaded_holder", never)
    given = settings.model_copy(update={"discord_token": SecretStr(token)})

    code = await (run_bot(given) if command == "run" else sync_commands(given, None))

    assert code == ExitCode.BAD_TOKEN


async def test_mistaken_knowledge_ends_it_with_every_problem(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_folder(tmp_path)
    (folder / "lexicon.yaml").write_text("a: [\n")
    given = settings.model_copy(
        update={"discord_token": SecretStr(FORM_OF_A_TOKEN), "knowledge_dir": folder}
    )

    assert await run_bot(given) == ExitCode.WRONG
    assert "lexicon.yaml:" in capsys.readouterr().err


async def test_thresholds_of_the_settings_are_used(settings: Settings, tmp_path: Path) -> None:
    given = settings.model_copy(
        update={
            "knowledge_dir": small_folder(tmp_path),
            "answer_threshold": 0.91,
            "suggest_threshold": 0.19,
        }
    )

    holder = await loaded_holder(given)

    assert holder.current.thresholds.answer == 0.91
    assert holder.current.thresholds.suggest == 0.19
