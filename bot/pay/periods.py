"""From a week's pay to other pay periods, shared by the kinds that pay by the week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.numbers import NumberInput
from bot.pay.money import cents, count, dollars

MONTHS_PER_YEAR = 12
_FULL_TIME_HOURS = 40
_WEEKS_PER_YEAR = Decimal(52)

HOURS_PER_WEEK = NumberInput(
    name="hours_per_week",
    label="Hours per week",
    unit="hours",
    minimum=Decimal(0),
    maximum=Decimal(168),
    above_minimum=True,
    description="Hours worked in a week",
)
WEEKS_PER_YEAR = NumberInput(
    name="weeks_per_year",
    label="Weeks per year",
    unit="weeks",
    minimum=Decimal(0),
    maximum=_WEEKS_PER_YEAR,
    above_minimum=True,
    required=False,
    default=_WEEKS_PER_YEAR,
    description="Paid weeks in a year, 52 unless you say otherwise",
)
FULL_TIME_WEEK = replace(
    HOURS_PER_WEEK,
    required=False,
    default=Decimal(_FULL_TIME_HOURS),
    description=f"Hours worked in a week, {_FULL_TIME_HOURS} unless you say otherwise",
)


def period_pay(weekly: Decimal, weeks_per_year: Decimal) -> dict[str, Decimal]:
    """USD for each pay period from USD a week, unrounded.

    biweekly = weekly x 2, yearly = weekly x weeks_per_year, monthly = yearly / 12,
    monthly_4wk = weekly x 4.
    """
    yearly = weekly * weeks_per_year
    return {
        "weekly": weekly,
        "biweekly": weekly * 2,
        "monthly": yearly / MONTHS_PER_YEAR,
        "monthly_4wk": weekly * 4,
        "yearly": yearly,
    }


def period_working(pay: Mapping[str, Decimal], weeks_per_year: Decimal) -> tuple[str, ...]:
    """The steps of `period_pay`, one line each."""
    weekly, yearly = dollars(pay["weekly"]), dollars(pay["yearly"])
    return (
        f"{weekly} x 2 = {dollars(pay['biweekly'])} every two weeks",
        f"{weekly} x {count(weeks_per_year, 'week')} = {yearly} a year",
        f"{yearly} / {MONTHS_PER_YEAR} = {dollars(pay['monthly'])} a month",
        f"{weekly} x 4 = {dollars(pay['monthly_4wk'])} for four weeks",
    )


def pay_assumptions(
    numbers: Mapping[str, Decimal], inputs: Mapping[str, object], values: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """What every kind takes for granted: taxes, paid weeks, and the rounding shown."""
    lines = ["Gross pay, before taxes and other deductions.", weeks_assumption(numbers, inputs)]
    if any(cents(value) != value for value in values.values()):
        lines.append("Figures are shown to the cent; each step uses the unrounded one.")
    return tuple(lines)


def weeks_assumption(numbers: Mapping[str, Decimal], inputs: Mapping[str, object]) -> str:
    """How many weeks of a year are paid, and whether somebody said so."""
    weeks = numbers[WEEKS_PER_YEAR.name]
    paid = f"{count(weeks, 'paid week')} a year"
    if WEEKS_PER_YEAR.name not in inputs:
        paid += " assumed"
    unpaid = (
        "nothing is taken off for unpaid time off"
        if weeks == _WEEKS_PER_YEAR
        else "the rest of the year is unpaid"
    )
    return f"{paid}; {unpaid}."


def overtime_assumptions(hours_per_week: Decimal) -> tuple[str, ...]:
    """The line about overtime where hours are paid one by one, if there are any over 40."""
    if hours_per_week <= _FULL_TIME_HOURS:
        return ()
    return (f"No overtime premium is added for hours over {_FULL_TIME_HOURS} a week.",)
