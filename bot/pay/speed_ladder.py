"""What speed is worth: one rate per chart at many charts an hour."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.knowledge.units import written
from bot.numbers import NumberInput
from bot.pay.figures import Figures
from bot.pay.inputs import Field, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import cents, count, dollar_rate
from bot.pay.per_chart import RATE_PER_CHART
from bot.pay.periods import FULL_TIME_WEEK, overtime_assumptions
from bot.reply import Bar, Chart

NAME = "speed_ladder"
SPEEDS = tuple(Decimal(speed) for speed in range(10, 61, 5))

WEEKLY_QUOTA = NumberInput(
    name="weekly_quota",
    label="Weekly quota",
    unit="charts",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    required=False,
    description="Charts that are due in a week",
)
REQUIRED_PCT = NumberInput(
    name="required_pct",
    label="Required accuracy",
    unit="percent",
    minimum=Decimal(0),
    maximum=Decimal(100),
    required=False,
    description="Per cent of charts that must be coded right",
)
INPUTS: tuple[Field, ...] = (RATE_PER_CHART, FULL_TIME_WEEK, WEEKLY_QUOTA, REQUIRED_PCT)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """What 10, 15, 20 ... 60 charts an hour pay at `rate_per_chart` USD.

    For each speed: hourly = speed x rate_per_chart; weekly = hourly x hours_per_week;
    hours_for_quota = weekly_quota / speed; max_errors_per_hour = speed x (100 - required_pct) /
    100, not cut to whole errors. speed_for_quota = weekly_quota / hours_per_week.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range.
    """
    numbers = given(INPUTS, inputs, NAME).numbers
    rate, hours = numbers["rate_per_chart"], numbers["hours_per_week"]
    quota, required = numbers.get(WEEKLY_QUOTA.name), numbers.get(REQUIRED_PCT.name)
    columns = {
        "hourly": {speed: speed * rate for speed in SPEEDS},
        "weekly": {speed: speed * rate * hours for speed in SPEEDS},
    }
    if quota is not None:
        columns["hours_for_quota"] = {speed: quota / speed for speed in SPEEDS}
    if required is not None:
        columns["max_errors_per_hour"] = {speed: speed * (100 - required) / 100 for speed in SPEEDS}
    values = {
        f"{name}_at_{speed}": amount
        for name, column in columns.items()
        for speed, amount in column.items()
    }
    if quota is not None:
        values["speed_for_quota"] = quota / hours
    low, high = (written(values[f"hourly_at_{speed}"], "USD") for speed in (SPEEDS[0], SPEEDS[-1]))
    return Calculation(
        values=values,
        headline=f"{low} an hour at {SPEEDS[0]} charts an hour, {high} an hour at {SPEEDS[-1]}",
        working=(
            *_formulas(rate, hours, quota, required),
            *(_rung(speed, columns) for speed in SPEEDS),
            *_quota_working(quota, hours),
        ),
        assumptions=(
            "Gross pay, before taxes and other deductions.",
            *_hours_assumption(inputs, hours),
            *overtime_assumptions(hours),
            "Every chart is paid; employers may not pay for charts that fail a quality check.",
            *_errors_assumption(required),
        ),
        chart=_chart(columns["hourly"], quota, hours, rate),
    )


def _formulas(
    rate: Decimal, hours: Decimal, quota: Decimal | None, required: Decimal | None
) -> tuple[str, ...]:
    lines = [f"Charts/hour x {dollar_rate(rate)} = pay/hour, x {count(hours, 'hour')} = pay/week"]
    if quota is not None:
        lines.append(f"{count(quota, 'chart')} / charts/hour = hours (h) for the quota")
    if required is not None:
        percent = written(required, "percent")
        lines.append(f"Charts/hour x (100% - {percent}) = most errors/hour")
    return tuple(lines)


def _rung(speed: Decimal, columns: Mapping[str, Mapping[Decimal, Decimal]]) -> str:
    hourly, weekly = (written(columns[name][speed], "USD") for name in ("hourly", "weekly"))
    parts = [f"{speed}/hour: {hourly}/hour, {weekly}/week"]
    if "hours_for_quota" in columns:
        parts.append(f"{_plain(columns['hours_for_quota'][speed])} h")
    if "max_errors_per_hour" in columns:
        parts.append(count(cents(columns["max_errors_per_hour"][speed]), "error"))
    return ", ".join(parts)


def _plain(number: Decimal) -> str:
    return written(cents(number), "count")


def _quota_working(quota: Decimal | None, hours: Decimal) -> tuple[str, ...]:
    if quota is None:
        return ()
    needed = count(cents(quota / hours), "chart")
    return (f"{count(quota, 'chart')} / {count(hours, 'hour')} = {needed}/hour for the quota",)


def _hours_assumption(inputs: Mapping[str, object], hours: Decimal) -> tuple[str, ...]:
    if FULL_TIME_WEEK.name in inputs:
        return ()
    return (f"{count(hours, 'hour')} a week assumed.",)


def _errors_assumption(required: Decimal | None) -> tuple[str, ...]:
    if required is None:
        return ()
    return ("Errors an hour are an average; a quality check counts whole charts.",)


def _chart(
    hourly: Mapping[Decimal, Decimal], quota: Decimal | None, hours: Decimal, rate: Decimal
) -> Chart:
    first = next((speed for speed in SPEEDS if quota is not None and speed * hours >= quota), None)
    bars = tuple(
        Bar(f"{speed} charts", amount, written(amount, "USD"), highlighted=speed == first)
        for speed, amount in hourly.items()
    )
    reached = ""
    if quota is not None and first is not None:
        within = f"{count(quota, 'chart')} in {count(hours, 'hour')}"
        reached = f"; highlighted: the first speed that makes {within}"
    return Chart(
        title=f"Pay an hour at {dollar_rate(rate)} a chart, by charts an hour",
        alt="Bars of hourly pay by charts an hour: "
        + ", ".join(f"{bar.label} {bar.text}" for bar in bars)
        + f"{reached}.",
        bars=bars,
    )


KIND = Kind(
    name=NAME,
    title="Pay by speed",
    description="What 10 to 60 charts an hour pay at a rate per chart",
    inputs=INPUTS,
    calculate=calculation,
)
