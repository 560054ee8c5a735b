"""What happens when a button or a list is used."""

from __future__ import annotations

from itertools import chain
from typing import Any

import discord
import structlog

from bot.assistant import Assistant
from bot.cogs.services import Services
from bot.pay.calculators import KINDS
from bot.pay.inputs import GroupInput
from bot.reply import (
    Answer,
    Briefing,
    CredentialComparison,
    CredentialList,
    CredentialSheet,
    NoAnswer,
    PayResult,
    Silence,
    SourceLine,
    Suggestions,
)
from bot.ui.attachments import attached_files
from bot.ui.cards import MAX_CHOICES, card, sources_card
from bot.ui.layout import sentence_card
from bot.ui.pay_modal import PayModal
from bot.ui.pay_targets import pay_request
from bot.ui.presses import Action, Press, list_request, path_answers
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

Target = (
    Answer
    | NoAnswer
    | CredentialSheet
    | CredentialComparison
    | CredentialList
    | PayResult
    | Briefing
)
_ANYBODY = frozenset(
    {
        Action.SOURCES,
        Action.WHOLE,
        Action.RELATED,
        Action.TRY,
        Action.SHEET,
        Action.COSTS,
        Action.RENEWAL,
    }
)


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
    if press.action not in _ANYBODY and interaction.user.id != press.asker_id:
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
            await _show(interaction, _chosen(chosen or "", services.assistant), ephemeral=True)
        case Action.SHEET | Action.COSTS | Action.RENEWAL:
            await _show(interaction, _about(press, services.assistant), ephemeral=True)
        case Action.PATH:
            await _walk(interaction, press, services.assistant)
        case Action.LIST:
            await _turn(interaction, press, services.assistant)
        case Action.TRY:
            services.limit.count(interaction.user.id)
            reply = services.assistant.answer(press.target)
            await _show(interaction, reply, ephemeral=_on_private_message(interaction))
        case Action.CHOOSE | Action.CHOOSE_PRIVATELY:
            reply = services.assistant.answer(press.target)
            await _replace(interaction, reply, private=press.action is Action.CHOOSE_PRIVATELY)
        case Action.CALCULATE | Action.CALCULATE_PRIVATELY:
            private = press.action is Action.CALCULATE_PRIVATELY
            await _calculate(interaction, press, services.assistant, private=private)
        case Action.CHANGE:
            await _change(interaction, press, services)


def _chosen(value: str, assistant: Assistant) -> Target:
    """What an option of a list stands for: a credential or an entry."""
    press = Press(Action.RELATED, value, 0)
    if press.credentials:
        return assistant.credentials.sheet(press.credentials[0])
    return assistant.answer(value)


def _about(press: Press, assistant: Assistant) -> Target:
    name = next(iter(press.credentials), "")
    match press.action:
        case Action.COSTS:
            return assistant.credentials.costs(name)
        case Action.RENEWAL:
            return assistant.credentials.renewal(name)
        case _:
            return assistant.credentials.sheet(name)


async def _walk(interaction: discord.Interaction[Any], press: Press, assistant: Assistant) -> None:
    """The next question of the guided choice in place of this one."""
    reply = assistant.credentials.path(path_answers(press.target))
    view = card(reply, interaction.user.id, private=_on_private_message(interaction))
    await interaction.response.edit_message(view=view, allowed_mentions=NOBODY)


async def _turn(interaction: discord.Interaction[Any], press: Press, assistant: Assistant) -> None:
    """Another page of the list in place of this one."""
    filters, page = list_request(press.target)
    listed = assistant.credentials.listed(
        issuer=filters.get("issuer"), setting=filters.get("setting"), level=filters.get("level")
    )
    if isinstance(listed, NoAnswer):
        await _say(interaction, listed.text)
        return
    view = card(listed, interaction.user.id, page=page)
    await interaction.response.edit_message(view=view, allowed_mentions=NOBODY)


async def _calculate(
    interaction: discord.Interaction[Any], press: Press, assistant: Assistant, *, private: bool
) -> None:
    request = pay_request(press.target)
    if request is None:
        await _say(interaction, OUTDATED)
        return
    await _replace(interaction, assistant.pay(*request), private=private)


async def _change(interaction: discord.Interaction[Any], press: Press, services: Services) -> None:
    request = pay_request(press.target)
    if request is None:
        await _say(interaction, OUTDATED)
        return
    private = _on_private_message(interaction)

    async def changed(
        submitted: discord.Interaction[Any], kind: str, inputs: dict[str, object]
    ) -> None:
        groups = [field for field in KINDS[kind].inputs if isinstance(field, GroupInput)]
        offers = [one for field in groups if isinstance(one := inputs.get(field.name), str)]
        result = (
            services.assistant.offers(kind, *offers)
            if offers
            else services.assistant.pay(kind, inputs)
        )
        await submitted.response.edit_message(
            view=card(result, submitted.user.id, private=private),
            attachments=await attached_files(result),
            allowed_mentions=NOBODY,
        )

    failed = interaction.client.tree.on_error
    await interaction.response.send_modal(PayModal(*request, changed, failed))


async def _replace(
    interaction: discord.Interaction[Any], reply: Answer | NoAnswer | PayResult, *, private: bool
) -> None:
    """Put the chosen answer where the choices were, or where everybody can read it."""
    if _is_gone(reply):
        await _say(interaction, GONE)
        return
    asker_id = interaction.user.id
    files = await attached_files(reply)
    if private or isinstance(reply, NoAnswer) or not _on_private_message(interaction):
        view = card(reply, asker_id, private=private)
        await interaction.response.edit_message(
            view=view, attachments=files, allowed_mentions=NOBODY
        )
        return
    await interaction.response.edit_message(view=sentence_card(POSTED), allowed_mentions=NOBODY)
    await interaction.followup.send(
        view=card(reply, asker_id), files=files, allowed_mentions=NOBODY
    )


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
        files=await attached_files(reply),
        ephemeral=ephemeral,
        allowed_mentions=NOBODY,
    )


async def _say(interaction: discord.Interaction[Any], sentence: str) -> None:
    await interaction.response.send_message(
        view=sentence_card(sentence), ephemeral=True, allowed_mentions=NOBODY
    )


def _target(press: Press, assistant: Assistant) -> Target:
    request = pay_request(press.target)
    if request is not None:
        return assistant.pay(*request)
    credentials = press.credentials
    if not credentials:
        return assistant.answer(press.target)
    if len(credentials) == 1:
        return assistant.credentials.sheet(credentials[0])
    return assistant.credentials.comparison(*credentials)


def _sources(press: Press, assistant: Assistant) -> tuple[SourceLine, ...] | None:
    """Every source of the target, each once; None when the target is gone."""
    targets: list[Target] = [assistant.credentials.sheet(name) for name in press.credentials]
    replies = targets or [_target(press, assistant)]
    if all(_is_gone(reply) for reply in replies):
        return None
    named = (r.sources for r in replies if not isinstance(r, NoAnswer | CredentialList))
    return tuple(dict.fromkeys(chain.from_iterable(named)))


def _is_gone(reply: object) -> bool:
    return isinstance(reply, NoAnswer) and reply.reason is not Silence.NO_FIGURE


def _on_private_message(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
