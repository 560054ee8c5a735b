"""The one place where an error becomes a sentence that somebody reads."""

from __future__ import annotations

import math
from typing import Any

import discord
import structlog
from discord import app_commands

from bot.numbers import InputRefused
from bot.ops.logs import error_id
from bot.ui.layout import sentence_card
from bot.ui.text import NOBODY, escaped

log = structlog.stdlib.get_logger(__name__)

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_UNKNOWN_INTERACTION = 10062


class CareerTree(app_commands.CommandTree[Any]):
    """The command tree; errors of commands, buttons and lists all end here."""

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception) -> None:
        """Tell the person one sentence; whatever nobody foresaw goes to the log."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, discord.NotFound) and cause.code == _UNKNOWN_INTERACTION:
            log.warning("Discord dropped an interaction before it was answered.")
            return
        await _tell(interaction, sentence_for(cause, _place(interaction)))


async def tell_author(message: discord.Message, error: Exception) -> None:
    """Reply to `message` with one sentence; whatever nobody foresaw goes to the log."""
    if isinstance(error, discord.Forbidden):
        log.warning("The bot may not reply here; give it the permission.", reason=error.text)
        return
    sentence = sentence_for(error, "message")
    try:
        await message.channel.send(
            view=sentence_card(sentence),
            reference=message.to_reference(fail_if_not_exists=False),
            allowed_mentions=NOBODY,
        )
    except discord.HTTPException as refusal:
        log.warning("An apology could not be sent.", reason=str(refusal))


def sentence_for(error: Exception, where: str) -> str:
    """What a person reads about `error`: what to do next, or an apology with an error id.

    The traceback of an error that nobody foresaw is logged under that id.
    """
    match error:
        case InputRefused():
            return escaped(error.sentence)
        case app_commands.CommandOnCooldown():
            seconds = math.ceil(error.retry_after)
            unit = "second" if seconds == 1 else "seconds"
            return f"Please wait {seconds} {unit} before your next question."
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            log.warning("A command differs from the one Discord knows; run `bot sync`.")
            return "This command has changed: reload Discord (Ctrl+R) and try again."
        case _:
            number = error_id()
            log.error("Unexpected error.", error_id=number, where=where, exc_info=error)
            return (
                "Sorry, something went wrong on my side. Please try again; if it happens again, "
                f"tell a moderator this error id: `{number}`."
            )


async def _tell(interaction: discord.Interaction[Any], sentence: str) -> None:
    view = sentence_card(sentence)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True, allowed_mentions=NOBODY)
        else:
            await interaction.response.send_message(
                view=view, ephemeral=True, allowed_mentions=NOBODY
            )
    except discord.HTTPException as refusal:
        log.warning("A sentence about an error could not be sent.", reason=str(refusal))


def _place(interaction: discord.Interaction[Any]) -> str:
    command = interaction.command
    return command.qualified_name if command is not None else "component"
