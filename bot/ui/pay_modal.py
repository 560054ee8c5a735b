"""The form in which the numbers of a calculation are changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import discord

from bot.pay.calculators import KINDS
from bot.pay.inputs import ChoiceInput, Field, GroupInput
from bot.pay.offer import offer_words
from bot.ui.text import cut

MAX_FIELDS = 5
_MAX_LABEL = 45
_MAX_PLACEHOLDER = 100
_LONGEST = 100

Changed = Callable[[discord.Interaction[Any], str, dict[str, object]], Awaitable[None]]
Failed = Callable[[discord.Interaction[Any], Exception], Awaitable[None]]


class PayModal(discord.ui.Modal):
    """Up to five inputs of a calculation, those it was made with first; offers in words.

    `changed` gets the interaction, the kind and the new inputs; `failed` whatever it raises.
    """

    def __init__(
        self, kind: str, inputs: Mapping[str, object], changed: Changed, failed: Failed
    ) -> None:
        super().__init__(title=cut(KINDS[kind].title, _MAX_LABEL))
        self._kind = kind
        self._kept = dict(inputs)
        self._changed = changed
        self._failed = failed
        self._fields: dict[str, discord.ui.TextInput[PayModal]] = {}
        for field in _shown(kind, inputs):
            box: discord.ui.TextInput[PayModal] = discord.ui.TextInput(
                custom_id=field.name,
                default=_written(field, inputs.get(field.name)),
                placeholder=cut(_hint(field), _MAX_PLACEHOLDER),
                required=field.required,
                max_length=_LONGEST,
            )
            self._fields[field.name] = box
            self.add_item(discord.ui.Label(text=cut(field.label, _MAX_LABEL), component=box))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        inputs: dict[str, object] = dict(self._kept)
        for name, box in self._fields.items():
            inputs.pop(name, None)
            if box.value.strip():
                inputs[name] = box.value.strip()
        await self._changed(interaction, self._kind, inputs)

    async def on_error(  # type: ignore[override]  # a form has no item that failed
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        await self._failed(interaction, error)


def _shown(kind: str, inputs: Mapping[str, object]) -> Iterator[Field]:
    fields = KINDS[kind].inputs
    given = [field for field in fields if field.name in inputs]
    yield from [*given, *(field for field in fields if field.name not in inputs)][:MAX_FIELDS]


def _written(field: Field, value: object) -> str | None:
    """What stands in a box at first; an offer of a comparison in words."""
    if isinstance(field, GroupInput) and isinstance(value, Mapping):
        return cut(offer_words(field, value), _LONGEST)
    return str(value) if value is not None else None


def _hint(field: Field) -> str:
    return field.allowed if isinstance(field, ChoiceInput) else field.description
