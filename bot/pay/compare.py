"""Two ways to be paid, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.numbers import InputRefused, shown
from bot.pay import hourly, per_chart, salary
from bot.pay.figures import Figures
from bot.pay.inputs import Field, GroupInput, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars
from bot.pay.periods import HOURS_PER_WEEK
from bot.reply import Bar, Chart, PayValue

NAME = "compare"
_KINDS = {
    per_chart.CHARTS_PER_HOUR.name: per_chart.KIND,
    per_chart.RATE_PER_CHART.name: per_chart.KIND,
    hourly.HOURLY.name: hourly.KIND,
    salary.ANNUAL.name: salary.KIND,
}
_BY_NAME = {kind.name: kind for kind in _KINDS.values()}
_WAYS = "hourly; annual; or charts_per_hour and rate_per_chart"

A = GroupInput("a", "Job A", "The first offer: the inputs of per_chart, hourly or salary")
B = GroupInput("b", "Job B", "The second offer, like the first")
# What an offer's `called` makes of it where both are one job, at two times.
_CALLED = {"before": "Before", "after": "After"}
_ABOUT_AN_OFFER = frozenset(["kind", "called"])
INPUTS: tuple[Field, ...] = (A, B)


@dataclass(frozen=True, slots=True)
class _Side:
    """One offer: its name, its pay in USD, unrounded, and itself in words."""

    label: str
    weekly: Decimal
    yearly: Decimal
    words: str
    weeks: str


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """Pay of the offers `a` and `b`, each with the inputs of per_chart, hourly or salary.

    An offer's `called` says that it is the pay `before` or `after` a change.

    difference_weekly = weekly_a - weekly_b and difference_yearly = yearly_a - yearly_b, in USD;
    `better` is `a`, `b` or `tie` by the unrounded yearly pay.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range, naming the offer.
    """
    given(INPUTS, inputs, NAME)
    a, b = _side(A, inputs.get(A.name), figures), _side(B, inputs.get(B.name), figures)
    yearly = a.yearly - b.yearly
    better = "tie" if yearly == 0 else "a" if yearly > 0 else "b"
    values: dict[str, PayValue] = {
        "weekly_a": a.weekly,
        "weekly_b": b.weekly,
        "difference_weekly": a.weekly - b.weekly,
        "difference_yearly": yearly,
        "better": better,
        "yearly_a": a.yearly,
        "yearly_b": b.yearly,
    }
    more = dollars(abs(yearly))
    return Calculation(
        values=values,
        headline={
            "tie": f"Both pay the same: {dollars(a.yearly)} a year before taxes",
            "a": f"{a.label} pays {more} more a year before taxes",
            "b": f"{b.label} pays {more} more a year before taxes",
        }[better],
        working=(
            _line(a),
            _line(b),
            f"Difference: {dollars(abs(a.weekly - b.weekly))} a week, {more} a year",
        ),
        assumptions=(
            "Gross pay, before taxes and other deductions; benefits are not counted.",
            f"{a.label}: {a.weeks}",
            f"{b.label}: {b.weeks}" if b.weeks != a.weeks else f"{b.label}: the same.",
        ),
        chart=_chart(a, b, better),
    )


def offer_words(field: GroupInput, offer: Mapping[str, object]) -> str:
    """An offer as people write it: `$22.00 an hour, 40 hours a week`.

    Raises:
        InputRefused: for an offer that cannot be calculated with.
    """
    kind = _kind(field, offer)
    inputs = _without_names(offer)
    return _words(given(kind.inputs, inputs, kind.name).numbers)


def _side(field: GroupInput, value: object, figures: Figures) -> _Side:
    if not isinstance(value, Mapping):
        raise InputRefused(
            f"{field.label} must be the inputs of one offer ({_WAYS}); you gave {shown(value)}.",
            field.name,
        )
    inputs = _without_names(value)
    kind = _kind(field, value)
    try:
        pay = kind.calculate(inputs, figures)
        numbers = given(kind.inputs, inputs, kind.name).numbers
    except InputRefused as error:
        raise InputRefused(f"{field.label}: {error.sentence}", field.name) from None
    weeks = next(line for line in pay.assumptions if "paid week" in line)
    label = _CALLED.get(str(value.get("called")), field.label)
    return _Side(label, pay.amount("weekly"), pay.amount("yearly"), _words(numbers), weeks)


def _without_names(offer: Mapping[str, object]) -> dict[str, object]:
    return {name: one for name, one in offer.items() if name not in _ABOUT_AN_OFFER}


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


def _words(numbers: Mapping[str, Decimal]) -> str:
    """The offer in words, from its numbers."""
    hours = count(numbers[HOURS_PER_WEEK.name], "hour")
    if hourly.HOURLY.name in numbers:
        paid = f"{dollar_rate(numbers[hourly.HOURLY.name])} an hour"
    elif salary.ANNUAL.name in numbers:
        paid = f"{dollar_rate(numbers[salary.ANNUAL.name])} a year"
    else:
        speed = count(numbers[per_chart.CHARTS_PER_HOUR.name], "chart")
        paid = f"{speed} an hour at {dollar_rate(numbers[per_chart.RATE_PER_CHART.name])}"
    return f"{paid}, {hours} a week"


def _line(side: _Side) -> str:
    weekly, yearly = dollars(side.weekly), dollars(side.yearly)
    return f"{side.label}: {side.words} = {weekly} a week, {yearly} a year"


def _chart(a: _Side, b: _Side, better: str) -> Chart:
    bars = tuple(
        Bar(side.label, side.yearly, dollars(side.yearly), highlighted=better == field.name)
        for field, side in ((A, a), (B, b))
    )
    return Chart(
        title="Pay a year before taxes",
        alt="Bars of yearly pay: " + ", ".join(f"{bar.label} {bar.text}" for bar in bars) + ".",
        bars=bars,
    )


KIND = Kind(
    name=NAME,
    title="Two offers",
    description="Which of two offers pays more",
    inputs=INPUTS,
    calculate=calculation,
)
