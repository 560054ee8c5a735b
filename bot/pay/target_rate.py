"""The rate, speed or hourly pay that two of the three determine."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.numbers import InputRefused, NumberInput
from bot.pay.figures import Figures
from bot.pay.inputs import Field, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars, to_places
from bot.pay.periods import HOURS_PER_WEEK, WEEKS_PER_YEAR, weeks_assumption
from bot.reply import PayValue

NAME = "target_rate"
_PLACES = 4


def _optional(name: str, label: str, unit: str, maximum: int, description: str) -> NumberInput:
    return NumberInput(name, label, unit, Decimal(0), Decimal(maximum), description, required=False)


TARGET_HOURLY = _optional("target_hourly", "Target per hour", "USD", 1_000_000, "Dollars an hour")
TARGET_ANNUAL = _optional("target_annual", "Target per year", "USD", 10_000_000, "Dollars a year")
CHARTS_PER_HOUR = _optional(
    "charts_per_hour", "Charts per hour", "charts", 10_000, "Charts coded in an hour"
)
WEEKLY_QUOTA = _optional(
    "weekly_quota", "Weekly quota", "charts", 1_000_000, "Charts that are due in a week"
)
RATE_PER_CHART = _optional(
    "rate_per_chart", "Rate per chart", "USD", 1_000_000, "Dollars paid for each chart"
)
HOURS = NumberInput(
    name=HOURS_PER_WEEK.name,
    label=HOURS_PER_WEEK.label,
    unit=HOURS_PER_WEEK.unit,
    minimum=HOURS_PER_WEEK.minimum,
    maximum=HOURS_PER_WEEK.maximum,
    above_minimum=True,
    required=False,
    description=HOURS_PER_WEEK.description,
)
INPUTS: tuple[Field, ...] = (
    TARGET_HOURLY,
    TARGET_ANNUAL,
    CHARTS_PER_HOUR,
    WEEKLY_QUOTA,
    RATE_PER_CHART,
    HOURS,
    WEEKS_PER_YEAR,
)
_GIVE_TWO = (
    "Give two of these three, and I work out the third: a target (target_hourly or "
    "target_annual), a speed (charts_per_hour or weekly_quota), rate_per_chart."
)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """The third of hourly pay (USD), charts an hour and rate per chart (USD) from two of them.

    hourly = charts_per_hour x rate_per_chart, solved for the one that is missing; target_annual /
    weeks_per_year / hours_per_week is an hourly target, weekly_quota / hours_per_week a speed.

    Raises:
        InputRefused: for inputs that are unknown or out of range, for too few or too many, and
            where a speed or rate of 0 would have to pay more than nothing.
    """
    numbers = given(INPUTS, inputs, NAME).numbers
    hourly, hourly_line = _target(numbers)
    speed, speed_line = _speed(numbers)
    rate = numbers.get(RATE_PER_CHART.name)
    if sum(known is not None for known in (hourly, speed, rate)) != 2:
        raise InputRefused(_GIVE_TWO, "inputs")
    working = [line for line in (hourly_line, speed_line) if line]
    if speed is not None and rate is not None:
        hourly = speed * rate
        headline = f"{dollars(hourly)} an hour before taxes"
        working.append(f"{_charts(speed)}/hour x {dollar_rate(rate)} = {dollars(hourly)} an hour")
    elif hourly is not None and rate is not None:
        speed = _divided(hourly, rate, RATE_PER_CHART)
        headline = f"{_charts(speed)} an hour make {dollars(hourly)} an hour"
        working.append(f"{dollars(hourly)} / {dollar_rate(rate)} = {_charts(speed)} an hour")
    elif hourly is not None and speed is not None:
        given_as = CHARTS_PER_HOUR if CHARTS_PER_HOUR.name in numbers else WEEKLY_QUOTA
        rate = _divided(hourly, speed, given_as)
        shown = dollar_rate(to_places(rate, _PLACES))
        headline = f"{shown} a chart makes {dollars(hourly)} an hour"
        working.append(f"{dollars(hourly)} / {_charts(speed)}/hour = {shown} a chart")
    else:
        raise InputRefused(_GIVE_TWO, "inputs")
    values: dict[str, PayValue] = {
        "hourly": hourly,
        "charts_per_hour": speed,
        "rate_per_chart": rate,
    }
    return Calculation(
        values=values,
        headline=headline,
        working=tuple(working),
        assumptions=(
            "Gross pay, before taxes and other deductions.",
            *((weeks_assumption(numbers, inputs),) if TARGET_ANNUAL.name in numbers else ()),
            "Every chart is paid; employers may not pay for charts that fail a quality check.",
            "Rates and speeds are shown to four decimals.",
        ),
        places={"charts_per_hour": _PLACES, "rate_per_chart": _PLACES},
    )


def _target(numbers: Mapping[str, Decimal]) -> tuple[Decimal | None, str]:
    hourly, annual = numbers.get(TARGET_HOURLY.name), numbers.get(TARGET_ANNUAL.name)
    if hourly is not None and annual is not None:
        raise InputRefused("Give target_hourly or target_annual, not both.", TARGET_ANNUAL.name)
    if annual is None:
        return hourly, ""
    hours, weeks = _hours(numbers, TARGET_ANNUAL), numbers[WEEKS_PER_YEAR.name]
    an_hour = annual / weeks / hours
    line = (
        f"{dollars(annual)} / {count(weeks, 'week')} / {count(hours, 'hour')} = "
        f"{dollars(an_hour)} an hour"
    )
    return an_hour, line


def _speed(numbers: Mapping[str, Decimal]) -> tuple[Decimal | None, str]:
    speed, quota = numbers.get(CHARTS_PER_HOUR.name), numbers.get(WEEKLY_QUOTA.name)
    if speed is not None and quota is not None:
        raise InputRefused("Give charts_per_hour or weekly_quota, not both.", WEEKLY_QUOTA.name)
    if quota is None:
        return speed, ""
    hours = _hours(numbers, WEEKLY_QUOTA)
    per_hour = quota / hours
    line = f"{count(quota, 'chart')} / {count(hours, 'hour')} = {_charts(per_hour)} an hour"
    return per_hour, line


def _hours(numbers: Mapping[str, Decimal], needed_for: NumberInput) -> Decimal:
    if HOURS.name not in numbers:
        raise InputRefused(
            f"{HOURS.label} ({HOURS.name}) is missing; {needed_for.name} needs it.", HOURS.name
        )
    return numbers[HOURS.name]


def _divided(hourly: Decimal, by: Decimal, field: NumberInput) -> Decimal:
    if by == 0:
        raise InputRefused(
            f"{field.label} must be above 0 to reach {dollars(hourly)} an hour.", field.name
        )
    return hourly / by


def _charts(speed: Decimal) -> str:
    return count(to_places(speed, _PLACES).normalize(), "chart")


KIND = Kind(
    name=NAME,
    title="Target",
    description="The rate, speed or hourly pay that the other two come to",
    inputs=INPUTS,
    calculate=calculation,
)
