"""Pay by the chart: speed times rate."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.numbers import NumberInput, numbers_from
from bot.pay.figures import Figures
from bot.pay.kind import Calculation, Kind
from bot.pay.money import cents, count, dollar_rate, dollars
from bot.pay.periods import (
    HOURS_PER_WEEK,
    WEEKS_PER_YEAR,
    overtime_assumptions,
    pay_assumptions,
    period_pay,
    period_working,
)

NAME = "per_chart"

CHARTS_PER_HOUR = NumberInput(
    name="charts_per_hour",
    label="Charts per hour",
    unit="charts",
    minimum=Decimal(0),
    maximum=Decimal(10_000),
    description="Charts coded in an hour",
)
RATE_PER_CHART = NumberInput(
    name="rate_per_chart",
    label="Rate per chart",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    description="Dollars paid for each chart",
)
INPUTS = (CHARTS_PER_HOUR, RATE_PER_CHART, HOURS_PER_WEEK, WEEKS_PER_YEAR)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """Pay at `charts_per_hour` and `rate_per_chart` (USD), per hour, week, month and year.

    hourly = charts_per_hour x rate_per_chart; charts_per_week = charts_per_hour x hours_per_week;
    weekly = charts_per_week x rate_per_chart; the rest as in `period_pay`.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range.
    """
    numbers = numbers_from(INPUTS, inputs, NAME)
    speed, rate = numbers["charts_per_hour"], numbers["rate_per_chart"]
    hours, weeks = numbers["hours_per_week"], numbers["weeks_per_year"]
    charts = speed * hours
    pay = period_pay(charts * rate, weeks)
    values = {"hourly": speed * rate, "charts_per_week": charts, **pay}
    hourly, weekly = dollars(values["hourly"]), dollars(pay["weekly"])
    return Calculation(
        values=values,
        headline=f"{weekly} a week before taxes ({hourly} an hour)",
        working=(
            f"{count(speed, 'chart')}/hour x {dollar_rate(rate)} = {hourly} an hour",
            f"{count(speed, 'chart')}/hour x {count(hours, 'hour')} = "
            f"{count(cents(charts), 'chart')} a week",
            f"{count(cents(charts), 'chart')} x {dollar_rate(rate)} = {weekly} a week",
            *period_working(pay, weeks),
        ),
        assumptions=(
            *pay_assumptions(numbers, inputs, values),
            *overtime_assumptions(hours),
            "Every chart is paid; employers may not pay for charts that fail a quality check.",
        ),
    )


KIND = Kind(
    name=NAME,
    title="Per-chart pay",
    description="What a rate per chart pays at your speed",
    inputs=INPUTS,
    calculate=calculation,
)
