"""Buttons and lists under a card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, Self, cast

import discord

from bot.reply import Choice
from bot.ui.presses import MAX_CUSTOM_ID, PATTERN, Action, Press, credentials_target, press_of
from bot.ui.text import cut

MAX_LABEL = 80
MAX_OPTION = 100
MAX_OPTIONS = 25
MAX_BUTTONS = 5
Row = discord.ui.ActionRow[Any]


class PressHandler(Protocol):
    """The client, as far as buttons know it."""

    async def pressed(
        self, interaction: discord.Interaction[Any], press: Press | None, chosen: str | None
    ) -> None:
        """Act on `press` (None: made by another version) and the entry `chosen` from a list."""


class Pressable(discord.ui.DynamicItem[discord.ui.Item[Any]], template=PATTERN):
    """Any button or list of any card, also of one sent before the last restart."""

    @classmethod
    async def from_custom_id(
        cls,
        _interaction: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        _match: re.Match[str],
        /,
    ) -> Self:
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        data = cast(Mapping[str, Any], interaction.data or {})
        chosen = next(iter(data.get("values", ())), None)
        handler = cast(PressHandler, interaction.client)
        await handler.pressed(interaction, press_of(self.custom_id), chosen)


def answer_row(
    target: str, asker_id: int, *, rated: bool, sources: bool, whole: str | None = None
) -> Row | None:
    """The buttons under an answer; `whole` labels the one that shows what did not fit."""
    buttons: list[tuple[str, Action]] = []
    if whole is not None:
        buttons.append((whole, Action.WHOLE))
    if rated:
        buttons += [("Helpful", Action.HELPFUL), ("Not what I asked", Action.NOT_ASKED)]
    if sources:
        buttons.append(("Sources", Action.SOURCES))
    if not buttons:
        return None
    return Row(*(_button(label, Press(act, target, asker_id)) for label, act in buttons))


def choice_rows(choices: Iterable[Choice], action: Action, asker_id: int) -> list[Row]:
    """One button for each question, one below the other."""
    return [
        Row(_button(choice.question, Press(action, choice.entry, asker_id))) for choice in choices
    ]


def button_rows(buttons: Iterable[tuple[str, Press]]) -> list[Row]:
    """One button for each (label, press), one below the other."""
    return [Row(_button(label, press)) for label, press in buttons]


def press_row(presses: Iterable[tuple[str, Press]]) -> Row | None:
    """Buttons side by side, at most five; None when one cannot be written into a message."""
    labelled = list(presses)[:MAX_BUTTONS]
    if not labelled or any(len(press.custom_id) > MAX_CUSTOM_ID for _, press in labelled):
        return None
    return Row(*(_button(label, press) for label, press in labelled))


def credential_select(names: Iterable[tuple[str, str]], asker_id: int) -> Row | None:
    """A list of credentials, (abbreviation, name), to open the card of."""
    options = [
        discord.SelectOption(
            label=cut(f"{abbreviation}: {name}", MAX_OPTION),
            value=credentials_target(abbreviation),
        )
        for abbreviation, name in list(names)[:MAX_OPTIONS]
    ]
    if not options:
        return None
    press = Press(Action.RELATED, "credentials", asker_id)
    select: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=press.custom_id, placeholder="Open a credential", options=options
    )
    return Row(Pressable(select))


def related_row(target: str, asker_id: int, choices: Iterable[Choice], prompt: str) -> Row:
    """A list of questions to go on with; at least one."""
    options = [
        discord.SelectOption(label=cut(choice.question, MAX_OPTION), value=choice.entry)
        for choice in list(choices)[:MAX_OPTIONS]
    ]
    press = Press(Action.RELATED, target, asker_id)
    select: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=press.custom_id, placeholder=prompt, options=options
    )
    return Row(Pressable(select))


def _button(label: str, press: Press) -> Pressable:
    return Pressable(discord.ui.Button(label=cut(label, MAX_LABEL), custom_id=press.custom_id))
