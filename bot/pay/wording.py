"""Questions about pay in plain words, read as a calculation where they clearly ask for one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.numbers import InputRefused
from bot.pay.language.changes import (
    MORE,
    WAGES,
    overtime,
    pay_with_bonus,
    raised_pay,
    return_of_raise,
)
from bot.pay.language.charts import (
    accuracy_cost,
    contract_accuracy,
    per_chart,
    rate_of_hourly,
    speed_ladder,
    target,
)
from bot.pay.language.contracts import comparison, contractor, self_employment
from bot.pay.language.message import Message, message_of
from bot.pay.language.offers import benchmark, charts_judged, hours_needed, mentions, other_periods
from bot.pay.language.reading import PayReading, Read, asked, read
from bot.pay.language.roles import Role
from bot.pay.language.tokens import Shape
from bot.pay.language.vocabulary import CREDENTIALS, OTHER_SUBJECTS, PAYBACK
from bot.pay.money import exact_arithmetic
from bot.reply import PayQuestion

__all__ = ["PayReading", "pay_reading"]

_MOST_NUMBERS = 30
_RULES: tuple[Callable[[Message], Read], ...] = (
    contract_accuracy,
    self_employment,
    hours_needed,
    contractor,
    target,
    rate_of_hourly,
    raised_pay,
    pay_with_bonus,
    overtime,
    comparison,
    speed_ladder,
    accuracy_cost,
    per_chart,
)


def pay_reading(
    text: str, credentials: Collection[str] = CREDENTIALS
) -> PayReading | PayQuestion | None:
    """The calculation that `text` asks for, a question back where it allows two, else None.

    A calculation is read only where every number in the message is understood as one of its
    inputs, or plainly has nothing to do with pay ("I'm 34", "5 years"). Only the first 4,000
    characters are read.

    Raises:
        InputRefused: for a calculation in another currency than US dollars.
    """
    return message_reading(message_of(text), credentials)


def message_reading(message: Message, credentials: Collection[str]) -> Read:
    """As `pay_reading`, of a message that is taken apart already."""
    with exact_arithmetic():
        found = _whole_or_part(message, credentials)
    if found is not None and any(q.foreign for q in message.quantities):
        raise InputRefused("I calculate in US dollars; convert the amount first.", "currency")
    return found


def _whole_or_part(message: Message, credentials: Collection[str]) -> Read:
    """The reading of the whole message, else of its only question with numbers about pay."""
    if len(message.quantities) > _MOST_NUMBERS:
        return None
    found = _ranged(message, credentials)
    if found is not None:
        return found
    parts = _questions(message)
    numbered = [
        part
        for part in parts
        if part.roles - {Role.BARE, Role.MONEY} and not part.has(OTHER_SUBJECTS)
    ]
    if len(parts) < 2 or len(numbered) != 1:
        return None
    return _ranged(numbered[0], credentials)


def _questions(message: Message) -> list[Message]:
    """The parts of a message that end in a question mark, and what follows the last."""
    ends = [
        index + 1
        for index, token in enumerate(message.tokens)
        if token.shape is Shape.SIGN and token.text == "?"
    ]
    starts = [0, *ends]
    parts = zip(starts, [*ends, len(message.tokens)], strict=True)
    return [message.part(start, end) for start, end in parts if start < end]


def _ranged(message: Message, credentials: Collection[str]) -> Read:
    """The reading of a message; a range in it becomes the question which end to take."""
    ranges = [q for q in message.quantities if q.low is not None and q.role is not Role.ASIDE]
    if not ranges:
        return _reading(message, credentials)
    raised = raised_pay(message)
    if raised is not None:
        return raised
    if len(ranges) > 1 or ranges[0].role in {Role.BARE, Role.UNREADABLE}:
        return None
    ends = [_reading(_with_end(message, low=low), credentials) for low in (True, False)]
    low, high = ends
    if not (isinstance(low, PayReading) and isinstance(high, PayReading)):
        return None
    if low.kind != high.kind or low.kind in {"compare", "raise"}:
        return None
    return asked("Which end of the range should I use?", low, high)


def _with_end(message: Message, *, low: bool) -> Message:
    return Message(
        message.tokens,
        tuple(
            replace(q, value=q.low if low else q.value, low=None) if q.low is not None else q
            for q in message.quantities
        ),
    )


def _reading(message: Message, credentials: Collection[str]) -> Read:
    if Role.UNREADABLE in message.roles:
        return None
    returned = _certification_return(message, credentials)
    if returned is not None or not message.roles:
        return returned
    judged = charts_judged(message, credentials)
    if judged is not None:
        return judged
    for rule in _RULES:
        found = rule(message)
        if found is not None:
            return found
    return benchmark(message, credentials) or other_periods(message)


def _certification_return(message: Message, credentials: Collection[str]) -> Read:
    """When a credential pays for itself; None unless exactly one is named.

    By the raise that is told, if any; what somebody earns now changes nothing in it.
    """
    if not message.says(*PAYBACK) or len(message.quantities) > 1:
        return None
    named = [name for name in credentials if mentions(message, name)]
    longest = [n for n in named if not any(n != other and n in other for other in named)]
    if len(longest) != 1:
        return None
    if message.has(MORE):
        return return_of_raise(longest[0], message)
    if message.quantities and not (message.roles and message.roles <= WAGES):
        return None
    return read("certification_return", {"credential": longest[0]}, (longest[0],))
