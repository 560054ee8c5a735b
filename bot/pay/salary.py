"""A yearly salary, taken apart into shorter periods."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.numbers import NumberInput, numbers_from
from bot.pay.figures import Figures
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars
from bot.pay.periods import HOURS_PER_WEEK, MONTHS_PER_YEAR, WEEKS_PER_YEAR, pay_assumptions

NAME = "salary"

ANNUAL = NumberInput(
    name="annual",
    label="Annual salary",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(10_000_000),
    description="Dollars paid in a year",
)
INPUTS = (ANNUAL, HOURS_PER_WEEK, WEEKS_PER_YEAR)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """What `annual` USD a year comes to per month, two weeks, week and hour.

    weekly = annual / weeks_per_year; biweekly = weekly x 2; hourly = weekly / hours_per_week;
    monthly = annual / 12.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range.
    """
    numbers = numbers_from(INPUTS, inputs, NAME)
    annual, hours = numbers["annual"], numbers["hours_per_week"]
    weeks = numbers["weeks_per_year"]
    weekly = annual / weeks
    values = {
        "yearly": annual,
        "monthly": annual / MONTHS_PER_YEAR,
        "biweekly": weekly * 2,
        "weekly": weekly,
        "hourly": weekly / hours,
    }
    shown = {name: dollars(value) for name, value in values.items()}
    return Calculation(
        values=values,
        headline=f"{shown['hourly']} an hour before taxes ({shown['weekly']} a week)",
        working=(
            f"{dollar_rate(annual)} / {MONTHS_PER_YEAR} = {shown['monthly']} a month",
            f"{dollar_rate(annual)} / {count(weeks, 'week')} = {shown['weekly']} a week",
            f"{shown['weekly']} x 2 = {shown['biweekly']} every two weeks",
            f"{shown['weekly']} / {count(hours, 'hour')} = {shown['hourly']} an hour",
        ),
        assumptions=pay_assumptions(numbers, inputs, values),
    )


KIND = Kind(
    name=NAME,
    title="Salary",
    description="What a yearly salary comes to a month, a week and an hour",
    inputs=INPUTS,
    calculate=calculation,
)
