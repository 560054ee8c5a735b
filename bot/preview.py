"""The real bot in a simulated Discord in the browser: no token, no account, no network."""

from __future__ import annotations

import asyncio
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import discord
from rich.console import Console

from bot.app import CareerBot, build_bot, loaded_holder
from bot.caching import BuildFailed
from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.problems import KnowledgeInvalid
from bot.ops.exit_codes import ExitCode
from bot.ops.logs import configure_logging
from bot.ops.signals import stop_on_signals
from bot.reloading import AssistantHolder, ReloadOutcome
from bot.settings import Settings
from bot.ui.text import NOBODY
from bot.ui.welcome import welcome_card

BOT_NAME = "Coding Career Bot"
GUILD = "Coding Study Hall"
CHANNEL = "ask-the-bot"
INSTALL = 'The preview is not installed: pip install -c constraints.txt -e ".[preview]"'
_MODULES = ("simcord", "aiohttp", "av", "linkify_it", "markdown_it", "PIL", "regex")
_TICK_SECONDS = 1.0

_out = Console(highlight=False, soft_wrap=True)
_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


@dataclass(frozen=True, slots=True)
class Stage:
    """The simulated server: its channel, and the people whose eyes one can look through."""

    env: Any
    channel: Any
    viewers: tuple[Any, ...]


async def preview(settings: Settings, *, port: int, open_browser: bool) -> ExitCode:
    """Serve the bot on this machine until Ctrl-C, SIGTERM or the page's own end button.

    `port` 0 takes a free one. Each way it can fail is one sentence on standard error.
    """
    configure_logging(settings.model_copy(update={"log_level": "error"}))
    if any(find_spec(module) is None for module in _MODULES):
        _errors.print(INSTALL)
        return ExitCode.UNREACHABLE
    stop = asyncio.Event()
    with stop_on_signals(stop), tempfile.TemporaryDirectory() as state:
        try:
            holder = await loaded_holder(settings)
        except KnowledgeInvalid as error:
            for problem in error.problems:
                _errors.print(str(problem))
            _errors.print("The knowledge has mistakes; mend them, then try again.")
            return ExitCode.WRONG
        except (KnowledgeUnreachable, BuildFailed) as error:
            _errors.print(str(error))
            return ExitCode.WRONG
        # Commands must be registered anew: every simulated Discord starts without any.
        own_state = settings.model_copy(
            update={"state_dir": Path(state), "sync_guild_id": None, "moderator_channel_id": None}
        )
        bot = build_bot(own_state, holder, watch_knowledge=False)
        return await _served(bot, holder, port, open_browser, stop)


async def _served(
    bot: CareerBot, holder: AssistantHolder, port: int, open_browser: bool, stop: asyncio.Event
) -> ExitCode:
    from simcord.backend.errors import SetupError

    async with staged(bot) as stage:
        page = stage.env.preview(
            stage.channel, viewers=stage.viewers, layout="channel", port=port or None
        )
        try:
            await page.__aenter__()
        except SetupError as error:
            if not isinstance(error.__cause__, OSError):
                raise
            _errors.print(f"Port {port} is in use: choose another with --port, or leave it out.")
            return ExitCode.UNREACHABLE
        try:
            _out.print(f"[bold]{BOT_NAME}[/bold] is in a simulated Discord at [bold]{page.url}")
            _out.print("Type /ask in its message box. Ctrl-C ends the preview.")
            if open_browser:
                await asyncio.to_thread(webbrowser.open, page.url)
            await _until_ended(page, holder, stage, stop)
        finally:
            await page.close()
    return ExitCode.OK


@asynccontextmanager
async def staged(bot: CareerBot) -> AsyncIterator[Stage]:
    """A simulated Discord with `bot` in it, a server, a newcomer, a moderator and a welcome."""
    import simcord

    async with simcord.run(bot, check_errors=False) as env:
        _catch_up(env)
        env.backend.edit_bot_profile(BOT_NAME)
        guild = env.create_guild(GUILD)
        channel = guild.create_text_channel(CHANNEL)
        role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
        newcomer = guild.add_member(env.create_user("newcomer", global_name="Riley"))
        moderator = guild.add_member(
            env.create_user("moderator", global_name="Morgan"), roles=[role]
        )
        await env.settle()
        await bot.get_partial_messageable(channel.id).send(
            view=welcome_card(bot.services.assistant.starters()), allowed_mentions=NOBODY
        )
        await env.settle()
        yield Stage(env, channel, (newcomer, moderator))


async def _until_ended(
    page: Any, holder: AssistantHolder, stage: Stage, stop: asyncio.Event
) -> None:
    # These run outside the simulation, which would otherwise wait for them after every action.
    helpers = [
        asyncio.create_task(holder.watch(announce), name="knowledge watcher"),
        asyncio.create_task(_keep_time(stage.env), name="clock"),
    ]
    ends = [asyncio.create_task(stop.wait()), asyncio.create_task(page.wait_closed())]
    try:
        await asyncio.wait([*ends, *helpers], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (*ends, *helpers):
            task.cancel()
        ended = await asyncio.gather(*ends, *helpers, return_exceptions=True)
    for result in ended:
        if isinstance(result, Exception):
            raise result


async def announce(outcome: ReloadOutcome) -> None:
    """Print what came of a reload, for whoever is editing the knowledge."""
    for line in (outcome.sentence, *outcome.problems):
        _out.print(line, markup=False)


async def _keep_time(env: Any) -> None:
    """The simulated clock stands still by itself; messages and cooldowns need the real time."""
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        _catch_up(env)


def _catch_up(env: Any) -> None:
    behind = (datetime.now(UTC) - env.now()).total_seconds()
    if behind > 0:
        env.backend.advance_clock(behind)
