"""Sending a reply to whoever asked, the same way wherever the question came from."""

from __future__ import annotations

from typing import Any

import discord
import structlog
from discord import app_commands

from bot.assistant import AskContext
from bot.cogs.services import Services
from bot.ops.logs import text_size
from bot.reply import NoAnswer, PayQuestion, Reply, Suggestions
from bot.ui.attachments import attached_files
from bot.ui.buttons import MAX_OPTION, MAX_OPTIONS
from bot.ui.cards import card
from bot.ui.text import NOBODY, cut, without_mentions

log = structlog.stdlib.get_logger(__name__)


def reply_to(services: Services, text: str, member_id: int, channel_id: int | None) -> Reply:
    """The reply to what a member wrote. Raises CommandOnCooldown when they ask too fast."""
    services.limit.count(member_id)
    question = without_mentions(text)
    reply = services.assistant.ask(question, AskContext(member_id, channel_id or 0))
    log.info("Asked.", reply=type(reply).__name__, **text_size(question))
    return reply


async def send_reply(
    interaction: discord.Interaction[Any], reply: Reply, *, private: bool = False
) -> None:
    """Answer an interaction; misses and listings are seen only by the person who asked."""
    await interaction.response.send_message(
        view=card(reply, interaction.user.id, private=private),
        files=await attached_files(reply),
        ephemeral=private or isinstance(reply, Suggestions | NoAnswer | PayQuestion),
        allowed_mentions=NOBODY,
    )


def credential_choices(services: Services, typed: str) -> list[app_commands.Choice[str]]:
    """Credentials to offer for half-typed text."""
    found = services.assistant.credentials.completions(typed, MAX_OPTIONS)
    return [
        app_commands.Choice(name=cut(choice.question, MAX_OPTION), value=choice.entry)
        for choice in found[:MAX_OPTIONS]
    ]
