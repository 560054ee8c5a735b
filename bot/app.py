"""The composition root: the only file that knows every part."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
import structlog
from discord.ext import commands

from bot.assistant import Assistant
from bot.caching import BuildCache, BuildFailed
from bot.cogs import pressing
from bot.cogs.ask import AskCog
from bot.cogs.cert import CertCog
from bot.cogs.errors import CareerTree
from bot.cogs.help import HelpCog
from bot.cogs.limits import AskLimit
from bot.cogs.messages import MessagesCog
from bot.cogs.pay import PayCog
from bot.cogs.services import Services
from bot.knowledge.folder import KnowledgeUnreachable, default_folder
from bot.knowledge.problems import KnowledgeInvalid
from bot.ops.command_sync import SyncState, synced
from bot.ops.exit_codes import ExitCode
from bot.ops.failures import judged
from bot.ops.intents import needed_intents
from bot.ops.logs import configure_logging, error_id
from bot.ops.signals import stop_on_signals
from bot.ops.supervisor import supervise
from bot.ops.tokens import token_problem
from bot.reloading import AssistantHolder, ReloadOutcome
from bot.settings import Settings
from bot.ui.buttons import Pressable
from bot.ui.layout import TEXT_LIMIT, sentence_card
from bot.ui.presses import Press
from bot.ui.text import NOBODY, cut_lines, escaped

log = structlog.stdlib.get_logger(__name__)

# A request that Discord wants to delay longer than this is given up: nobody waits for it.
_LONGEST_RATE_LIMIT = 60.0


class CareerBot(commands.Bot):
    """The Discord client. One connection, so that the supervisor sees every failure of it."""

    def __init__(
        self,
        settings: Settings,
        holder: AssistantHolder,
        *,
        sync_commands: bool,
        watch_knowledge: bool,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=CareerTree,
            intents=needed_intents(),
            allowed_mentions=NOBODY,
            max_ratelimit_timeout=_LONGEST_RATE_LIMIT,
            max_messages=None,
        )
        limit = AskLimit(settings.ask_cooldown_uses, settings.ask_cooldown_seconds, clock)
        self.services = Services(holder, limit)
        self._settings = settings
        self._sync_commands = sync_commands
        self._watch_knowledge = watch_knowledge
        self._watching: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Pressable)
        await self.add_cog(AskCog(self, self.services))
        await self.add_cog(MessagesCog(self, self.services))
        await self.add_cog(PayCog(self.services))
        await self.add_cog(CertCog(self.services))
        await self.add_cog(HelpCog(self.services))
        if self._sync_commands:
            await self.register_commands(self._settings.sync_guild_id)
        if self._watch_knowledge:
            self._watching = asyncio.create_task(
                self.services.holder.watch(self.on_reload), name="knowledge watcher"
            )
            self._watching.add_done_callback(_report_end_of_watch)

    async def close(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
        await super().close()

    async def on_message(self, message: discord.Message) -> None:
        """Nothing: there are no prefix commands, and MessagesCog answers questions."""

    async def pressed(
        self, interaction: discord.Interaction[Any], press: Press | None, chosen: str | None
    ) -> None:
        """Act on a button or list; discord.py itself would swallow its errors."""
        try:
            await pressing.respond(interaction, press, chosen, self.services)
        except Exception as error:  # noqa: BLE001 - the tree tells the person and logs it
            await self.tree.on_error(interaction, error)  # type: ignore[arg-type]

    async def register_commands(self, guild_id: int | None, *, force: bool = False) -> int:
        """Register the commands in one server or everywhere if they changed; how many there are.

        Raises what `command_sync.synced` raises.
        """
        guild = discord.Object(guild_id) if guild_id else None
        if guild is not None:
            self.tree.copy_global_to(guild=guild)
        state = SyncState.within(self._settings.state_dir)
        outcome = await synced(self.tree, guild=guild, state=state, force=force)
        log.info("Commands are registered.", sent=outcome.synced, commands=outcome.commands)
        return outcome.commands

    async def on_reload(self, outcome: ReloadOutcome) -> None:
        """Tell the moderators' channel about knowledge that could not be used."""
        channel_id = self._settings.moderator_channel_id
        if outcome.ok or channel_id is None:
            return
        lines = [outcome.sentence, *(f"- {escaped(problem)}" for problem in outcome.problems)]
        text, _ = cut_lines(lines, TEXT_LIMIT)
        channel = self.get_partial_messageable(channel_id)
        try:
            await channel.send(view=sentence_card(text), allowed_mentions=NOBODY)
        except discord.HTTPException as error:
            log.warning(
                "The moderators' channel cannot be written to; check MODERATOR_CHANNEL_ID and "
                "the bot's permissions there.",
                reason=str(error),
            )


def build_bot(
    settings: Settings,
    holder: AssistantHolder,
    *,
    sync_commands: bool = True,
    watch_knowledge: bool = True,
    clock: Callable[[], float] = time.time,
) -> CareerBot:
    """A client that is ready to start. `clock` gives seconds, for cooldowns."""
    # The bot never speaks, so what speaking would need is not worth a warning.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    return CareerBot(
        settings,
        holder,
        sync_commands=sync_commands,
        watch_knowledge=watch_knowledge,
        clock=clock,
    )


async def loaded_holder(settings: Settings) -> AssistantHolder:
    """The knowledge that `settings` name, loaded off the event loop.

    Raises KnowledgeInvalid, KnowledgeUnreachable and BuildFailed.
    """
    folder = settings.knowledge_dir or default_folder()

    def build(root: Path, previous: Assistant | None) -> Assistant:
        return Assistant.from_folder(
            root,
            answer_threshold=settings.answer_threshold,
            suggest_threshold=settings.suggest_threshold,
            previous=previous,
            cache=BuildCache(settings.cache_dir, apart=True),
        )

    return await asyncio.to_thread(AssistantHolder.loaded, folder, build)


async def run_bot(settings: Settings) -> ExitCode:
    """Connect and answer until SIGTERM or SIGINT; every way it ends is logged in one line."""
    configure_logging(settings)
    token = settings.discord_token.get_secret_value()
    if problem := token_problem(token):
        log.error(problem)
        return ExitCode.BAD_TOKEN
    stop = asyncio.Event()
    with stop_on_signals(stop):
        holder = await _holder_or_report(settings)
        if holder is None:
            return ExitCode.WRONG
        return await supervise(lambda: build_bot(settings, holder), token, stop=stop)


async def sync_commands(settings: Settings, guild_id: int | None) -> ExitCode:
    """Register the commands in one server, or everywhere, whether they changed or not."""
    configure_logging(settings)
    token = settings.discord_token.get_secret_value()
    if problem := token_problem(token):
        log.error(problem)
        return ExitCode.BAD_TOKEN
    holder = await _holder_or_report(settings)
    if holder is None:
        return ExitCode.WRONG
    bot = build_bot(settings, holder, sync_commands=False, watch_knowledge=False)
    async with bot:
        try:
            await bot.login(token)
            await bot.register_commands(guild_id or settings.sync_guild_id, force=True)
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            failure = judged(error, bot)
            log.error(f"The commands were not registered. {failure.sentence}")  # noqa: TRY400
            return failure.exit_code or ExitCode.UNREACHABLE
    return ExitCode.OK


async def _holder_or_report(settings: Settings) -> AssistantHolder | None:
    try:
        return await loaded_holder(settings)
    except KnowledgeInvalid as error:
        for problem in error.problems:
            log.error(str(problem))  # noqa: TRY400 - a moderator's mistake, not a crash
        log.error("The knowledge has mistakes; mend them, then start again.")  # noqa: TRY400
    except (KnowledgeUnreachable, BuildFailed) as error:
        log.error(str(error))  # noqa: TRY400
    return None


def _report_end_of_watch(task: asyncio.Task[None]) -> None:
    if not task.cancelled():
        log.error(
            "Changes of the knowledge are no longer noticed; restart the bot.",
            error_id=error_id(),
            exc_info=task.exception(),
        )
