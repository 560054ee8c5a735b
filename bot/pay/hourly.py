"""Pay by the hour."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.numbers import NumberInput, numbers_from
from bot.pay.figures import Figures
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars
from bot.pay.periods import (
    HOURS_PER_WEEK,
    WEEKS_PER_YEAR,
    overtime_assumptions,
    pay_assumptions,
    period_pay,
    period_working,
)

NAME = "hourly"

HOURLY = NumberInput(
    name="hourly",
    label="Hourly rate",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    description="Dollars paid for an hour",
)
INPUTS = (HOURLY, HOURS_PER_WEEK, WEEKS_PER_YEAR)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """Pay at `hourly` USD an hour, per week, month and year.

    weekly = hourly x hours_per_week; the rest as in `period_pay`.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range.
    """
    numbers = numbers_from(INPUTS, inputs, NAME)
    rate, hours = numbers["hourly"], numbers["hours_per_week"]
    weeks = numbers["weeks_per_year"]
    pay = period_pay(rate * hours, weeks)
    values = {"hourly": rate, **pay}
    weekly = dollars(pay["weekly"])
    return Calculation(
        values=values,
        headline=f"{weekly} a week before taxes ({dollars(pay['yearly'])} a year)",
        working=(
            f"{dollar_rate(rate)} x {count(hours, 'hour')} = {weekly} a week",
            *period_working(pay, weeks),
        ),
        assumptions=(
            *pay_assumptions(numbers, inputs, values),
            *overtime_assumptions(hours),
        ),
    )


KIND = Kind(
    name=NAME,
    title="Hourly pay",
    description="What an hourly rate comes to a week, a month and a year",
    inputs=INPUTS,
    calculate=calculation,
)
