"""Whether charts coded for a contract are right often enough."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_FLOOR, Decimal

from bot.knowledge.units import written
from bot.numbers import InputRefused, NumberInput
from bot.pay.figures import Figures
from bot.pay.inputs import Field, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars, to_places
from bot.pay.per_chart import RATE_PER_CHART
from bot.reply import PayValue

NAME = "contract_accuracy"
_HUNDRED = Decimal(100)
_MOST_PLACES = 8

CHARTS = NumberInput(
    name="charts",
    label="Charts",
    unit="charts",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    above_minimum=True,
    description="Charts that were checked",
)
ERRORS = NumberInput(
    name="errors",
    label="Errors",
    unit="charts",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    description="Charts among them that were coded wrong",
)
REQUIRED_PCT = NumberInput(
    name="required_pct",
    label="Required accuracy",
    unit="percent",
    minimum=Decimal(0),
    maximum=_HUNDRED,
    description="Percent of charts that must be right",
)
RATE = NumberInput(
    name=RATE_PER_CHART.name,
    label=RATE_PER_CHART.label,
    unit=RATE_PER_CHART.unit,
    minimum=RATE_PER_CHART.minimum,
    maximum=RATE_PER_CHART.maximum,
    required=False,
    description=RATE_PER_CHART.description,
)
INPUTS: tuple[Field, ...] = (CHARTS, ERRORS, REQUIRED_PCT, RATE)


def errors_allowed(charts: Decimal, required_pct: Decimal) -> Decimal:
    """The most whole errors in `charts` with which `required_pct` percent are still right.

    floor(charts x (100 - required_pct) / 100).
    """
    return (charts * (_HUNDRED - required_pct) / _HUNDRED).to_integral_value(ROUND_FLOOR)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """Whether `errors` wrong ones among `charts` leave `required_pct` percent right.

    accuracy_pct = (charts - errors) / charts x 100; `meets` compares it unrounded, and equal
    meets; gross_pay = charts x rate_per_chart in USD, when a rate is given.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range, and for more errors
            than charts.
    """
    numbers = given(INPUTS, inputs, NAME).numbers
    charts, errors, required = (numbers[f.name] for f in (CHARTS, ERRORS, REQUIRED_PCT))
    if errors > charts:
        raise InputRefused(
            f"Errors must be at most the {count(charts, 'chart')} checked; "
            f"you gave {written(errors, 'count')}.",
            ERRORS.name,
        )
    right = charts - errors
    meets = right * _HUNDRED >= required * charts
    allowed = errors_allowed(charts, required)
    accuracy = right * _HUNDRED / charts
    values: dict[str, PayValue] = {
        "accuracy_pct": accuracy,
        "meets": meets,
        "max_errors_allowed": allowed,
    }
    shown = _distinguishing(accuracy, required)
    asked = written(required, "percent")
    working = [
        f"{count(charts, 'chart')} - {count(errors, 'error')} = {count(right, 'chart')} right",
        f"{count(right, 'chart')} / {count(charts, 'chart')} = {shown} right",
        f"{asked} of {count(charts, 'chart')} allows {count(allowed, 'error')}",
    ]
    if RATE.name in numbers:
        rate = numbers[RATE.name]
        values["gross_pay"] = charts * rate
        working.append(
            f"{count(charts, 'chart')} x {dollar_rate(rate)} = {dollars(charts * rate)} if all "
            "charts are paid"
        )
    verdict = "meets" if meets else "misses"
    return Calculation(
        values=values,
        headline=f"{shown} right {verdict} the {asked} asked for",
        working=tuple(working),
        assumptions=(
            "Each wrong chart counts as one error; some contracts count codes instead.",
            "Nothing is rounded before it is compared, and exactly the required share meets it.",
        ),
        places={"max_errors_allowed": 0},
    )


def _distinguishing(accuracy: Decimal, required: Decimal) -> str:
    """The accuracy with so many decimals that it does not read as the required share."""
    for places in range(2, _MOST_PLACES + 1):
        shown = to_places(accuracy, places)
        if accuracy == required or shown != to_places(required, places):
            return written(shown, "percent")
    return (
        f"just under {written(required, 'percent')}"
        if accuracy < required
        else (f"just over {written(required, 'percent')}")
    )


KIND = Kind(
    name=NAME,
    title="Contract accuracy",
    description="Whether the errors in your charts are few enough",
    inputs=INPUTS,
    calculate=calculation,
)
