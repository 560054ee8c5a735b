"""What happens when a button or a list is used."""

from __future__ import annotations

from itertools import chain
from typing import Any

import discord
import structlog

from bot.assistant import Assistant
from bot.cogs.services import Services
from bot.reply import (
    Answer,
    CredentialComparison,
    CredentialSheet,
    NoAnswer,
    Silence,
    SourceLine,
    Suggestions,
)
from bot.ui.cards import MAX_CHOICES, card, sources_card
from bot.ui.layout import sentence_card
from bot.ui.presses import Action, Press
from bot.ui.text import NOBODY

log = structlog.stdlib.get_logger(__name__)

STRANGER = "Only the person who asked can press this; ask your own with `/ask`."
OUTDATED = "This button is from an older version of me. Ask again with `/ask`."
GONE = "That question is no longer in my list. Ask again with `/ask`."
THANKS = "Thank you, good to know."
SORRY = "Sorry about that. Ask again with `/ask` in other words, with the credential's name."
SORRY_LEAD = "Sorry about that. Is it one of these? If not, ask again in other words."
POSTED = "Answered below, for everybody to read."
_NO_SOURCES = "No source is on file for this."

Target = Answer | NoAnswer | CredentialSheet | CredentialComparison
_ASKER_ONLY = frozenset({Action.HELPFUL, Action.NOT_ASKED, Action.CHOOSE, Action.CHOOSE_PRIVATELY})


async def respond(
    interaction: discord.Interaction[Any],
    press: Press | None,
    chosen: str | None,
    services: Services,
) -> None:
    """Answer one press; `chosen` is the entry picked from a list.

    Raises CommandOnCooldown and what discord.py raises.
    """
    if press is None:
        await _say(interaction, OUTDATED)
        return
    if press.action in _ASKER_ONLY and interaction.user.id != press.asker_id:
        await _say(interaction, STRANGER)
        return
    match press.action:
        case Action.HELPFUL:
            log.info("Rated.", target=press.target, helpful=True)
            await _say(interaction, THANKS)
        case Action.NOT_ASKED:
            log.info("Rated.", target=press.target, helpful=False)
            await _offer_others(interaction, _target(press, services.assistant))
        case Action.SOURCES:
            await _show_sources(interaction, _sources(press, services.assistant))
        case Action.WHOLE:
            await _show(interaction, _target(press, services.assistant), ephemeral=True)
        case Action.RELATED:
            reply = services.assistant.answer(chosen or "")
            await _show(interaction, reply, ephemeral=True)
        case Action.TRY:
            services.limit.count(interaction.user.id)
            reply = services.assistant.answer(press.target)
            await _show(interaction, reply, ephemeral=_on_private_message(interaction))
        case Action.CHOOSE | Action.CHOOSE_PRIVATELY:
            reply = services.assistant.answer(press.target)
            await _replace(interaction, reply, private=press.action is Action.CHOOSE_PRIVATELY)


async def _replace(
    interaction: discord.Interaction[Any], reply: Answer | NoAnswer, *, private: bool
) -> None:
    """Put the chosen answer where the choices were, or where everybody can read it."""
    if _is_gone(reply):
        await _say(interaction, GONE)
        return
    asker_id = interaction.user.id
    if private or isinstance(reply, NoAnswer) or not _on_private_message(interaction):
        view = card(reply, asker_id, private=private)
        await interaction.response.edit_message(view=view, allowed_mentions=NOBODY)
        return
    await interaction.response.edit_message(view=sentence_card(POSTED), allowed_mentions=NOBODY)
    await interaction.followup.send(view=card(reply, asker_id), allowed_mentions=NOBODY)


async def _offer_others(interaction: discord.Interaction[Any], reply: Target) -> None:
    others = reply.related if isinstance(reply, Answer) else ()
    if not others:
        await _say(interaction, SORRY)
        return
    offered = Suggestions(others[:MAX_CHOICES], 0.0, SORRY_LEAD)
    await _show(interaction, offered, ephemeral=True)


async def _show_sources(
    interaction: discord.Interaction[Any], sources: tuple[SourceLine, ...] | None
) -> None:
    if not sources:
        await _say(interaction, GONE if sources is None else _NO_SOURCES)
        return
    await interaction.response.send_message(
        view=sources_card(sources), ephemeral=True, allowed_mentions=NOBODY
    )


async def _show(
    interaction: discord.Interaction[Any], reply: Target | Suggestions, *, ephemeral: bool
) -> None:
    if _is_gone(reply):
        await _say(interaction, GONE)
        return
    await interaction.response.send_message(
        view=card(reply, interaction.user.id, private=ephemeral, whole=True),
        ephemeral=ephemeral,
        allowed_mentions=NOBODY,
    )


async def _say(interaction: discord.Interaction[Any], sentence: str) -> None:
    await interaction.response.send_message(
        view=sentence_card(sentence), ephemeral=True, allowed_mentions=NOBODY
    )


def _target(press: Press, assistant: Assistant) -> Target:
    credentials = press.credentials
    if not credentials:
        return assistant.answer(press.target)
    if len(credentials) == 1:
        return assistant.credential_sheet(credentials[0])
    return assistant.credential_comparison(credentials[0], credentials[1])


def _sources(press: Press, assistant: Assistant) -> tuple[SourceLine, ...] | None:
    """Every source of the target, each once; None when the target is gone."""
    targets: list[Target] = [assistant.credential_sheet(name) for name in press.credentials]
    replies = targets or [assistant.answer(press.target)]
    if all(_is_gone(reply) for reply in replies):
        return None
    named = (reply.sources for reply in replies if not isinstance(reply, NoAnswer))
    return tuple(dict.fromkeys(chain.from_iterable(named)))


def _is_gone(reply: object) -> bool:
    return isinstance(reply, NoAnswer) and reply.reason is not Silence.NO_FIGURE


def _on_private_message(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
