"""The table of calculators, and the figures of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from bot.numbers import InputRefused, shown
from bot.pay import (
    accuracy,
    benchmark,
    certification_return,
    compare,
    contract_accuracy,
    contractor,
    hourly,
    per_chart,
    raised,
    salary,
    self_employment,
    speed_ladder,
    target_rate,
)
from bot.pay.figures import NO_FIGURES, Figures
from bot.pay.kind import CENTS, Calculation, Kind
from bot.pay.money import exact_arithmetic, to_places
from bot.reply import PayValue

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            per_chart.KIND,
            hourly.KIND,
            salary.KIND,
            contract_accuracy.KIND,
            target_rate.KIND,
            compare.KIND,
            raised.KIND,
            self_employment.KIND,
            contractor.KIND,
            accuracy.KIND,
            benchmark.KIND,
            speed_ladder.KIND,
            certification_return.KIND,
        )
    }
)


def kind_named(name: object) -> Kind:
    """The calculator called `name`, which may be anything a JSON line held.

    Raises:
        InputRefused: when there is none, naming those there are.
    """
    if not isinstance(name, str) or name not in KINDS:
        raise InputRefused(
            f"There is no pay calculation called {shown(name)}; choose {', '.join(KINDS)}.",
            "kind",
        )
    return KINDS[name]


def calculation(
    kind: str, inputs: Mapping[str, object], figures: Figures = NO_FIGURES
) -> Calculation:
    """The calculation of `kind` with unrounded values.

    Raises:
        InputRefused: for an unknown kind, for inputs it refuses, and when it needs a figure
            that `figures` do not have.
    """
    found = kind_named(kind)
    with exact_arithmetic():
        return found.calculate(inputs, figures)


def rounded(finished: Calculation) -> dict[str, PayValue]:
    """The values of a calculation, numbers half-up to their decimals (2 unless it says others)."""
    return {
        name: to_places(value, finished.places.get(name, CENTS))
        if isinstance(value, Decimal)
        else value
        for name, value in finished.values.items()
    }


def calculated(
    kind: str, inputs: Mapping[str, object], figures: Figures = NO_FIGURES
) -> dict[str, PayValue]:
    """The results of one calculation by name, in USD unless named otherwise, half-up to cents.

    Raises:
        InputRefused: as `calculation` does.
    """
    return rounded(calculation(kind, inputs, figures))
