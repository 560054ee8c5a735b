"""What changes in a calculation when a member goes on: "and if I do 35?", "at 80 cents?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.matching.conversation import without_opening
from bot.matching.text import words
from bot.pay.language.message import HOUR_ROLES, Message, message_of
from bot.pay.language.quantities import quantities
from bot.pay.language.roles import Quantity, Role
from bot.pay.language.tokens import Shape, Token
from bot.pay.money import exact_arithmetic

_OPENINGS = frozenset(words("and or but what how if so ok okay then now also with at for as say"))
_LONGEST = 14
_SHORTEST = 5
_MOST_TOKENS = 200
_BETWEEN = Token(Shape.SIGN, ";")
# What says nothing of its own: it changes the number it is nearest to.
_UNTOLD = frozenset([Role.BARE, Role.BIG, Role.MONEY, Role.PER_HOUR, Role.CHARTS])
# What may be told for the first time.
_ADDED = HOUR_ROLES | {Role.PERCENT, Role.ERRORS, Role.PENALTY, Role.EXPENSES}
_NEAR = 2


def may_follow(text: str) -> bool:
    """Whether `text` is short enough, or opens so, to go on with what was said before."""
    spoken = words(text)
    is_tied = bool(spoken) and spoken[0] in _OPENINGS
    return 0 < len(spoken) <= (_LONGEST if is_tied else _SHORTEST)


def continued(before: Message, text: str) -> Message | None:
    """`before` with the numbers that `text` tells instead, and whatever else it says.

    None where a number of `text` may stand for two of them or for none.
    """
    said = message_of(without_opening(text)).tokens
    joined = (*before.tokens, _BETWEEN, *said)
    if len(joined) > _MOST_TOKENS:
        return None
    with exact_arithmetic():
        found = [q for q in quantities(joined) if q.start > len(before.tokens)]
    told = list(before.quantities)
    added: list[Quantity] = []
    for quantity in found:
        if quantity.role is Role.ASIDE:
            continue
        places = _places_of(quantity, before.quantities)
        if len(places) == 1:
            kept = told[places[0]]
            told[places[0]] = replace(
                kept, value=quantity.value, low=quantity.low, foreign=quantity.foreign
            )
            # Its unit stands there for itself no more: "35 an hour" does not ask for an hour's pay.
            added.append(replace(quantity, role=Role.ASIDE))
        elif not places and (quantity.role in _ADDED or not before.quantities):
            added.append(quantity)
        else:
            return None
    return Message(joined, (*told, *added))


def _places_of(quantity: Quantity, told: Sequence[Quantity]) -> list[int]:
    """Which of `told` the new `quantity` stands for."""
    places = [n for n, before in enumerate(told) if before.role is quantity.role]
    if places or quantity.role not in _UNTOLD:
        return places
    return [
        n
        for n, before in enumerate(told)
        if before.role is not Role.ASIDE
        and before.value <= quantity.value * _NEAR
        and quantity.value <= before.value * _NEAR
    ]
