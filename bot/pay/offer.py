"""An offer of pay among others: what it pays, and itself in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.numbers import InputRefused, shown
from bot.pay import hourly, per_chart, salary
from bot.pay.figures import Figures
from bot.pay.inputs import GroupInput, given
from bot.pay.kind import Kind
from bot.pay.money import count, dollar_rate, dollars
from bot.pay.periods import HOURS_PER_WEEK
from bot.reply import Bar, Chart

_KINDS = {
    per_chart.CHARTS_PER_HOUR.name: per_chart.KIND,
    per_chart.RATE_PER_CHART.name: per_chart.KIND,
    hourly.HOURLY.name: hourly.KIND,
    salary.ANNUAL.name: salary.KIND,
}
_BY_NAME = {kind.name: kind for kind in _KINDS.values()}
_WAYS = "hourly; annual; or charts_per_hour and rate_per_chart"


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: its name, its pay in USD, unrounded, and in words what is paid for which hours.

    `weeks` is the assumption on the weeks of its year.
    """

    label: str
    weekly: Decimal
    yearly: Decimal
    paid: str
    hours: str
    weeks: str

    @property
    def line(self) -> str:
        """What it comes to in a week and a year."""
        weekly, yearly = dollars(self.weekly), dollars(self.yearly)
        return f"{self.label}: {self.paid}, {self.hours} = {weekly} a week, {yearly} a year"


def offer(field: GroupInput, value: object, figures: Figures) -> Offer:
    """The offer whose inputs are `value`, named like its `field`.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range, naming the offer.
    """
    if not isinstance(value, Mapping):
        raise InputRefused(
            f"{field.label} must be the inputs of one offer ({_WAYS}); you gave {shown(value)}.",
            field.name,
        )
    inputs = {name: one for name, one in value.items() if name != "kind"}
    kind = _kind(field, value)
    try:
        pay = kind.calculate(inputs, figures)
        numbers = given(kind.inputs, inputs, kind.name).numbers
    except InputRefused as error:
        raise InputRefused(f"{field.label}: {error.sentence}", field.name) from None
    weeks = next(line for line in pay.assumptions if "paid week" in line)
    paid, hours = _words(numbers)
    return Offer(field.label, pay.amount("weekly"), pay.amount("yearly"), paid, hours, weeks)


def offer_words(field: GroupInput, value: Mapping[str, object]) -> str:
    """An offer as people write it: `$22.00 an hour, 40 hours a week`.

    Raises:
        InputRefused: for an offer that cannot be calculated with.
    """
    kind = _kind(field, value)
    inputs = {name: one for name, one in value.items() if name != "kind"}
    return ", ".join(_words(given(kind.inputs, inputs, kind.name).numbers))


def assumed_of(first: Offer, second: Offer) -> tuple[str, ...]:
    """What is assumed of two offers side by side."""
    return (
        "Gross pay, before taxes and other deductions; benefits are not counted.",
        f"{first.label}: {first.weeks}",
        f"{second.label}: {second.weeks if second.weeks != first.weeks else 'the same.'}",
    )


def offers_chart(offers: Sequence[Offer], best: Offer | None) -> Chart:
    """A bar of yearly pay for each offer, the `best` one marked."""
    bars = tuple(
        Bar(one.label, one.yearly, dollars(one.yearly), highlighted=one is best) for one in offers
    )
    return Chart(
        title="Pay a year before taxes",
        alt="Bars of yearly pay: " + ", ".join(f"{bar.label} {bar.text}" for bar in bars) + ".",
        bars=bars,
    )


def _kind(field: GroupInput, value: Mapping[str, object]) -> Kind:
    named = value.get("kind")
    if named is not None:
        found = _BY_NAME.get(named) if isinstance(named, str) else None
        if found is None:
            known = ", ".join(_BY_NAME)
            raise InputRefused(f"{field.label}: kind must be one of {known}.", field.name)
        return found
    kinds = {_KINDS[name].name for name in value if name in _KINDS}
    if len(kinds) != 1:
        raise InputRefused(f"{field.label} must be one way to be paid: {_WAYS}.", field.name)
    return _BY_NAME[kinds.pop()]


def _words(numbers: Mapping[str, Decimal]) -> tuple[str, str]:
    """What is paid and for which hours, in words."""
    if hourly.HOURLY.name in numbers:
        paid = f"{dollar_rate(numbers[hourly.HOURLY.name])} an hour"
    elif salary.ANNUAL.name in numbers:
        paid = f"{dollar_rate(numbers[salary.ANNUAL.name])} a year"
    else:
        speed = count(numbers[per_chart.CHARTS_PER_HOUR.name], "chart")
        paid = f"{speed} an hour at {dollar_rate(numbers[per_chart.RATE_PER_CHART.name])}"
    return paid, f"{count(numbers[HOURS_PER_WEEK.name], 'hour')} a week"
