"""Dollars and counts as people read them, and the rounding that comes last."""

from __future__ import annotations

from contextlib import AbstractContextManager
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from babel.numbers import format_currency, format_decimal

_LOCALE = "en_US"
# Four inputs of 30 digits multiply exactly within this, so that rounding happens once only.
_EXACT = Context(prec=140, rounding=ROUND_HALF_UP)

# Long enough for any rate, short enough for the calculators' 30 characters.
_QUOTIENT = Context(prec=20)


def exact_arithmetic() -> AbstractContextManager[Context]:
    """A decimal context in which products of inputs are exact, whatever the caller's is."""
    return localcontext(_EXACT)


def quotient(value: Decimal, divisor: Decimal) -> Decimal:
    """`value / divisor` to 20 digits."""
    return _QUOTIENT.divide(value, divisor).normalize(_QUOTIENT)


def to_places(amount: Decimal, places: int) -> Decimal:
    """`amount` to so many decimals, half-up."""
    with exact_arithmetic():
        return amount.quantize(Decimal(1).scaleb(-places))


def cents(amount: Decimal) -> Decimal:
    """`amount` to two decimals, half-up: 0.125 gives 0.13."""
    return to_places(amount, 2)


def dollars(amount: Decimal) -> str:
    """USD with cents, rounded half-up: `$1,234.50`."""
    with exact_arithmetic():
        return format_currency(cents(amount), "USD", locale=_LOCALE)


def dollar_rate(amount: Decimal) -> str:
    """USD with every decimal it was given and at least the cents: `$0.75`, `$0.125`."""
    with exact_arithmetic():
        return format_currency(
            amount,
            "USD",
            format="¤#,##0.00#",
            locale=_LOCALE,
            currency_digits=False,
            decimal_quantization=False,
        )


def count(amount: Decimal, noun: str) -> str:
    """A quantity with every decimal it has, and its noun: `1,000 charts`, `1 week`."""
    with exact_arithmetic():
        number = format_decimal(
            amount, format="#,##0.#", locale=_LOCALE, decimal_quantization=False
        )
    return f"{number} {noun}" if amount == 1 else f"{number} {noun}s"
