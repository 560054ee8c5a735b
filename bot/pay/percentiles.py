"""Where a wage lies among percentiles that are known, and never in between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.facts import Claim
from bot.knowledge.units import written
from bot.pay.figures import Figures
from bot.pay.money import cents, to_places

HOURS_PER_YEAR = Decimal(2080)
MEDIAN = 50
_LOWEST, _HIGHEST = 0, 100


@dataclass(frozen=True, slots=True)
class Wage:
    """A wage in USD: what it comes to a year as worked, an hour, and a full-time year.

    `by_hour` tells that it was given as an hourly rate.
    """

    annual: Decimal
    hourly: Decimal
    full_time: Decimal
    by_hour: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A percentile of a year's pay in USD: `percentile` per cent of people earn less."""

    percentile: int
    amount: Decimal
    as_of: str
    path: str

    @property
    def name(self) -> str:
        return "median" if self.percentile == MEDIAN else f"{self.percentile}th percentile"


@dataclass(frozen=True, slots=True)
class Band:
    """The known percentiles next to a wage, 0 and 100 outside; both the same when it is one."""

    low: int
    high: int

    @property
    def text(self) -> str:
        """`between the 25th and the 50th percentile`, `below the 10th percentile`."""
        if self.low == self.high:
            return f"at the {self.low}th percentile"
        if self.low == _LOWEST:
            return f"below the {self.high}th percentile"
        if self.high == _HIGHEST:
            return f"above the {self.low}th percentile"
        return f"between the {self.low}th and the {self.high}th percentile"


def yearly(amount: Decimal, claim: Claim) -> Decimal | None:
    """`amount` of a claim as USD for a full-time year, None when it is not pay by year or hour.

    An hourly figure counts 2,080 hours, as the Bureau of Labor Statistics does in its tables.
    """
    return {"USD/year": amount, "USD/hour": amount * HOURS_PER_YEAR}.get(claim.unit)


def levels(figures: Figures, paths: Mapping[int, str]) -> tuple[Level, ...]:
    """The percentiles on file among `paths` (percentile to fact path), lowest first."""
    found = []
    for percentile, path in sorted(paths.items()):
        claim = figures.claim(path)
        if claim is not None and isinstance(claim.value, Decimal):
            amount = yearly(claim.value, claim)
            if amount is not None:
                found.append(Level(percentile, amount, claim.as_of, path))
    return tuple(found)


def band(wage: Wage, known: Sequence[Level]) -> Band:
    """The nearest of the `known` levels below and above a full-time year of `wage`.

    An hourly rate equals a level when both are the same to the cent of an hour, because the
    tables print the two rounded apart.
    """
    equal = [level.percentile for level in known if _same(wage, level)]
    if equal:
        return Band(equal[0], equal[-1])
    below = [level.percentile for level in known if level.amount < wage.full_time]
    above = [level.percentile for level in known if level.amount > wage.full_time]
    return Band(max(below, default=_LOWEST), min(above, default=_HIGHEST))


def side(of: Band) -> str:
    """Where a band lies to the median: `below`, `at` or `above` it."""
    if of.low == of.high == MEDIAN:
        return "at"
    return "below" if of.high <= MEDIAN else "above"


def difference_text(wage: Decimal, other: Decimal) -> str:
    """How far USD a year are from others: `$5,380 a year below (10.5%)`."""
    difference = wage - other
    if difference == 0:
        return "the same"
    percent = to_places(abs(difference) / other * 100, 1)
    share = written(percent, "percent") if percent else "under 0.1%"
    word = "above" if difference > 0 else "below"
    return f"{written(abs(difference), 'USD')} a year {word} ({share})"


def _same(wage: Wage, level: Level) -> bool:
    if wage.by_hour:
        return cents(wage.hourly) == cents(level.amount / HOURS_PER_YEAR)
    return wage.full_time == level.amount
