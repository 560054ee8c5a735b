"""The table of calculators, and the figures of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from bot.pay import hourly, per_chart, salary
from bot.pay.kind import Calculation, Kind
from bot.pay.money import cents, exact_arithmetic
from bot.pay.numbers import PayInputError, shown

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.name: kind for kind in (per_chart.KIND, hourly.KIND, salary.KIND)}
)


def kind_named(name: object) -> Kind:
    """The calculator called `name`, which may be anything a JSON line held.

    Raises:
        PayInputError: when there is none, naming those there are.
    """
    if not isinstance(name, str) or name not in KINDS:
        raise PayInputError(
            f"There is no pay calculation called {shown(name)}; choose {', '.join(KINDS)}.",
            "kind",
        )
    return KINDS[name]


def calculation(kind: str, inputs: Mapping[str, object]) -> Calculation:
    """The calculation of `kind` with unrounded values.

    Raises:
        PayInputError: for an unknown kind and for inputs it refuses.
    """
    found = kind_named(kind)
    with exact_arithmetic():
        return found.calculate(inputs)


def rounded(values: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """`values` to two decimals, half-up."""
    return {name: cents(value) for name, value in values.items()}


def calculated(kind: str, inputs: Mapping[str, object]) -> dict[str, Decimal]:
    """The figures of one calculation by result name, in USD (or charts), half-up to cents.

    Raises:
        PayInputError: for an unknown kind and for inputs it refuses.
    """
    return rounded(calculation(kind, inputs).values)
