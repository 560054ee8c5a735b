"""What a message about pay is answered with."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from bot.numbers import InputRefused
from bot.pay.calculators import kind_named
from bot.pay.figures import Figures
from bot.pay.language.amounts import NUMBER_WORDS
from bot.pay.language.following import continued, may_follow
from bot.pay.language.message import Message, message_of
from bot.pay.language.roles import Role
from bot.pay.language.vocabulary import PAYBACK
from bot.pay.results import pay_result
from bot.pay.wording import PayReading, message_reading, pay_reading
from bot.reply import NoAnswer, PayQuestion, PayResult, Silence

PayReply = PayResult | PayQuestion | NoAnswer


class Sum(NamedTuple):
    """A calculation that was asked for: by what, and what came of it."""

    message: Message
    reply: PayReply


# Longer messages are stories; whoever writes one about pay is answered from the FAQ.
_LONGEST = 600
_NO_FIGURES = frozenset([Role.ASIDE, Role.BARE, Role.PERCENT, Role.ERRORS, Role.UNREADABLE])
_OFFERS = (
    "I can't read these as two offers; write each like '22 an hour, 40 hours a week', '62k a "
    "year' or '25 charts an hour at 75 cents'."
)


def pay_sum(message: str, credentials: Collection[str], figures: Figures) -> Sum | None:
    """The calculation that `message` asks for in plain words; None when it asks for none.

    Numbers that cannot be calculated with give a NoAnswer that says so.
    """
    if len(message) > _LONGEST or not _may_ask(message):
        return None
    return _sum_of(message_of(message), credentials, figures)


def continued_sum(
    before: Sum, text: str, credentials: Collection[str], figures: Figures
) -> Sum | None:
    """The calculation of `before` with what `text` changes.

    None where `text` changes nothing in it: "and if I do 35?" does, "and the CPC?" does not.
    """
    if not may_follow(text):
        return None
    message = continued(before.message, text)
    if message is None or message.asks_something_else:
        return None
    found = _sum_of(message, credentials, figures)
    return None if found is None or found.reply == before.reply else found


def _sum_of(message: Message, credentials: Collection[str], figures: Figures) -> Sum | None:
    try:
        reading = message_reading(message, credentials)
        if not isinstance(reading, PayReading):
            return None if reading is None else Sum(message, reading)
        result = pay_result(
            reading.kind, reading.inputs, figures, understood=_distinct(reading.understood)
        )
    except InputRefused as error:
        return Sum(message, NoAnswer(Silence.UNREADABLE, error.sentence))
    return Sum(message, _with_assumed(result, reading))


def figures_told(message: str) -> int:
    """How many different figures about pay `message` tells: wages, rates, hours, charts."""
    if len(message) > _LONGEST or not _may_ask(message):
        return 0
    told = {(q.role, q.value) for q in message_of(message).quantities}
    return sum(role not in _NO_FIGURES for role, _ in told)


def _may_ask(message: str) -> bool:
    """Whether there is a number in `message`, or the question when something pays for itself.

    Reading a message takes a hundred times as long as this.
    """
    folded = unicodedata.normalize("NFKC", message).lower()
    if any(character.isnumeric() for character in folded):
        return True
    spoken = set(folded.replace("-", " ").split())
    return not NUMBER_WORDS.isdisjoint(spoken) or any(phrase in folded for phrase in PAYBACK)


def offers_result(
    kind: str, first: str, second: str, credentials: Collection[str], figures: Figures
) -> PayResult:
    """Two offers in somebody's own words, as the `kind` that takes two: `compare` or `raise`.

    Raises:
        InputRefused: when one of them cannot be read or calculated with.
    """
    reading = pay_reading(f"which pays more, {first} or {second}"[:_LONGEST], credentials)
    if not isinstance(reading, PayReading) or reading.kind != "compare":
        raise InputRefused(_OFFERS, "first")
    named = [field.name for field in kind_named(kind).inputs]
    inputs = dict(zip(named, (reading.inputs["a"], reading.inputs["b"]), strict=True))
    result = pay_result(kind, inputs, figures, understood=_distinct(reading.understood))
    return _with_assumed(result, reading)


def _with_assumed(result: PayResult, reading: PayReading) -> PayResult:
    """The result with what the words did not say first among its assumptions."""
    kept = (line for line in result.assumptions if not line.startswith(reading.denied))
    assumed = (*map(_sentence, reading.assumed), *kept)
    headline = reading.headline or result.headline
    return dataclasses.replace(result, assumptions=_distinct(assumed), headline=headline)


def _distinct(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text[:1].upper()}{text[1:]}."
