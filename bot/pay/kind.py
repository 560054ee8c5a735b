"""What a calculator is: a row of the table from which every surface is derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.pay.figures import Figures
from bot.pay.inputs import Field
from bot.reply import Chart, PayValue

CENTS = 2


@dataclass(frozen=True, slots=True)
class Calculation:
    """A finished calculation before rounding: `values` are exact, the words already rounded.

    `places` gives the decimals of the values that are not rounded to cents; `quoted` the paths
    of the facts it rests on.
    """

    values: Mapping[str, PayValue]
    headline: str
    working: tuple[str, ...]
    assumptions: tuple[str, ...]
    places: Mapping[str, int] = field(default_factory=dict)
    quoted: tuple[str, ...] = ()
    chart: Chart | None = None

    def amount(self, name: str) -> Decimal:
        """The number among the values called `name`; KeyError when it is none."""
        value = self.values[name]
        if not isinstance(value, Decimal):
            raise KeyError(name)
        return value


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of calculation.

    `calculate` takes the raw inputs by name and the figures on file, runs inside
    `money.exact_arithmetic` and raises `InputRefused` for inputs it refuses. `rests_on` names
    the facts without which it cannot calculate at all.
    """

    name: str
    title: str
    description: str
    inputs: tuple[Field, ...]
    calculate: Callable[[Mapping[str, object], Figures], Calculation]
    rests_on: tuple[str, ...] = ()
