"""What a calculator is: a row of the table from which every surface is derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.pay.numbers import NumberInput


@dataclass(frozen=True, slots=True)
class Calculation:
    """A finished calculation before rounding: `values` are exact, the words already rounded."""

    values: Mapping[str, Decimal]
    headline: str
    working: tuple[str, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of calculation.

    `calculate` takes the raw inputs by name, runs inside `money.exact_arithmetic` and raises
    `PayInputError` for inputs it refuses.
    """

    name: str
    title: str
    description: str
    inputs: tuple[NumberInput, ...]
    calculate: Callable[[Mapping[str, object]], Calculation]
