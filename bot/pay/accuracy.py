"""What a required accuracy allows in a week's charts, and what errors cost."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.knowledge.units import written
from bot.numbers import NumberInput
from bot.pay.contract_accuracy import RATE, errors_allowed
from bot.pay.figures import Figures
from bot.pay.inputs import Field, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollars
from bot.reply import PayValue

NAME = "accuracy"
LEVELS = tuple(Decimal(level) for level in range(94, 99))

CHARTS_PER_WEEK = NumberInput(
    name="charts_per_week",
    label="Charts per week",
    unit="charts",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    above_minimum=True,
    description="Charts coded in a week",
)
PENALTY_PER_ERROR = NumberInput(
    name="penalty_per_error",
    label="Penalty per error",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(1_000_000),
    required=False,
    description="Dollars taken off for each wrong chart, or what redoing one costs you",
)
INPUTS: tuple[Field, ...] = (CHARTS_PER_WEEK, RATE, PENALTY_PER_ERROR)


def calculation(inputs: Mapping[str, object], _figures: Figures) -> Calculation:
    """The whole errors a week that 94 to 98 percent allow, and what they cost in USD.

    max_errors_at_95 = floor(charts_per_week x 5 / 100), and so on; cost_at_95 = max_errors_at_95
    x penalty_per_error; gross = charts_per_week x rate_per_chart; net_at_95 = gross - cost_at_95.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range.
    """
    numbers = given(INPUTS, inputs, NAME).numbers
    charts = numbers[CHARTS_PER_WEEK.name]
    rate, penalty = numbers.get(RATE.name), numbers.get(PENALTY_PER_ERROR.name)
    allowed = {level: errors_allowed(charts, level) for level in LEVELS}
    values: dict[str, PayValue] = {f"max_errors_at_{n}": errors for n, errors in allowed.items()}
    gross = charts * rate if rate is not None else None
    if gross is not None:
        values["gross"] = gross
    if penalty is not None:
        values |= {f"cost_at_{level}": errors * penalty for level, errors in allowed.items()}
    if gross is not None and penalty is not None:
        values |= {f"net_at_{n}": gross - errors * penalty for n, errors in allowed.items()}
    low, high = LEVELS[0], LEVELS[-1]
    return Calculation(
        values=values,
        headline=(
            f"{written(low, 'percent')} allows {count(allowed[low], 'error')} in "
            f"{count(charts, 'chart')} a week, {written(high, 'percent')} allows "
            f"{count(allowed[high], 'error')}"
        ),
        working=tuple(_level_line(level, allowed[level], gross, penalty) for level in LEVELS),
        assumptions=(
            "Each wrong chart counts as one error; some contracts count codes instead.",
            *(("Gross pay, before taxes and other deductions.",) if gross is not None else ()),
        ),
        places={f"max_errors_at_{level}": 0 for level in LEVELS},
    )


def _level_line(
    level: Decimal, errors: Decimal, gross: Decimal | None, penalty: Decimal | None
) -> str:
    line = f"{written(level, 'percent')}: at most {count(errors, 'error')}"
    if penalty is None:
        return line
    cost = errors * penalty
    line += f" x {dollars(penalty)} = {dollars(cost)}"
    return (
        f"{line}, {dollars(gross - cost)} of {dollars(gross)} left" if gross is not None else line
    )


KIND = Kind(
    name=NAME,
    title="What accuracy allows",
    description="How many errors a week 94 to 98 percent allow, and what they cost",
    inputs=INPUTS,
    calculate=calculation,
)
