"""What numbers count, and how a number of each unit is written for people."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, get_args

from babel.numbers import format_currency, format_decimal

Unit = Literal[
    "USD",
    "USD/year",
    "USD/month",
    "USD/week",
    "USD/hour",
    "USD/chart",
    "percent",
    "hours",
    "minutes",
    "days",
    "weeks",
    "months",
    "years",
    "questions",
    "CEUs",
    "charts/hour",
    "charts/week",
    "records/hour",
    "hours/week",
    "jobs",
    "count",
    "codes",
    "text",
]
UNITS: tuple[str, ...] = get_args(Unit)
_COUNTED = {"hours", "minutes", "days", "weeks", "months", "years", "questions", "CEUs"}


def is_money(unit: str) -> bool:
    return unit.startswith("USD")


def written(value: Decimal, unit: str) -> str:
    """`value` with its sign: `$51,140`, `$24.59`, `8%`, `4 hours`, `194,720`; cents half-up."""
    if is_money(unit):
        amount = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
        whole = amount == amount.to_integral_value()
        return format_currency(
            amount,
            "USD",
            format="¤#,##0" if whole else "¤#,##0.00",
            locale="en_US",
            currency_digits=False,
        )
    number: str = format_decimal(value, format="#,##0.######", locale="en_US")
    if unit == "percent":
        return f"{number}%"
    if unit in _COUNTED:
        return f"{number} {unit[:-1] if value == 1 else unit}"
    return number


def written_range(low: Decimal, high: Decimal, unit: str) -> str:
    """A range with its unit once: `$1,000 to $2,500`, `6 to 12 months`, `94% to 98%`."""
    if unit in _COUNTED:
        number = format_decimal(low, format="#,##0.######", locale="en_US")
        return f"{number} to {written(high, unit)}"
    return f"{written(low, unit)} to {written(high, unit)}"
