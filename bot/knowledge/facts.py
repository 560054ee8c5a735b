"""Facts with their claims, sources and dates, and the values answers quote from them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.schema import ClaimModel, Status
from bot.knowledge.units import is_money, written, written_range


@dataclass(frozen=True, slots=True)
class Source:
    """A page, table or article that claims rest on."""

    key: str
    title: str
    publisher: str
    url: str | None
    kind: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says: a number or text (`value`), or a range (`low`, `high`)."""

    value: Decimal | str | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    note: str | None
    source: str
    as_of: str
    status: Status
    why: str | None
    lasting: bool
    reviewed: datetime.date | None = None

    @property
    def text(self) -> str:
        """The claim as people read it, with its unit."""
        if self.low is not None and self.high is not None:
            return written_range(self.low, self.high, self.unit)
        if isinstance(self.value, Decimal):
            return written(self.value, self.unit)
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and everything sources claim about it; `path` is its name in templates."""

    path: str
    label: str
    claims: tuple[Claim, ...]

    @property
    def quoted(self) -> Claim | None:
        """The claim an answer may state: the first current one, else the first unverified."""
        for status in ("current", "unverified"):
            for claim in self.claims:
                if claim.status == status:
                    return claim
        return None


@dataclass(frozen=True, slots=True)
class Reference:
    """A fact that an answer quotes."""

    fact: Fact
    claim: Claim


class Quoted:
    """A fact inside a template: prints itself, calculates exactly, remembers its facts."""

    __slots__ = ("_note", "ends", "references", "text", "unit", "value")

    def __init__(
        self,
        references: tuple[Reference, ...],
        note: Callable[[tuple[Reference, ...]], None],
        *,
        value: Decimal | None,
        unit: str,
        text: str,
        ends: tuple[Decimal, Decimal] | None = None,
    ) -> None:
        self.references = references
        self._note = note
        self.value = value
        self.unit = unit
        self.text = text
        self.ends = ends

    def __str__(self) -> str:
        self._note(self.references)
        return self.text

    def __html__(self) -> str:
        return str(self)

    @property
    def low(self) -> Quoted:
        return self._end(0)

    @property
    def high(self) -> Quoted:
        return self._end(1)

    def _end(self, index: int) -> Quoted:
        if self.ends is None:
            raise TypeError(f"{self._names()} is not a range, so it has no low or high")
        return self._derived(self.ends[index], self.unit, self.references)

    def _names(self) -> str:
        return ", ".join(reference.fact.path for reference in self.references)

    def _derived(self, value: Decimal, unit: str, references: tuple[Reference, ...]) -> Quoted:
        return Quoted(references, self._note, value=value, unit=unit, text=written(value, unit))

    def _operand(self, other: object) -> tuple[Decimal, str, tuple[Reference, ...]]:
        if isinstance(other, Quoted):
            if other.value is None:
                raise TypeError(f"{other._names()} is not one number, so it cannot be calculated")
            return other.value, other.unit, other.references
        if isinstance(other, bool) or not isinstance(other, int | Decimal):
            raise TypeError("only facts and whole numbers can be calculated with")
        return Decimal(other), "count", ()

    def _combined(
        self, other: object, calculate: Callable[[Decimal, Decimal], Decimal], *, scale: bool
    ) -> Quoted:
        left, left_unit, left_references = self._operand(self)
        right, right_unit, right_references = self._operand(other)
        unit = _result_unit(left_unit, right_unit, scale=scale)
        if scale and right_unit == "percent":
            right /= 100
        if scale and left_unit == "percent" and unit != "percent":
            left /= 100
        references = left_references + tuple(
            r for r in right_references if r not in left_references
        )
        return self._derived(calculate(left, right), unit, references)

    def __add__(self, other: object) -> Quoted:
        return self._combined(other, lambda a, b: a + b, scale=False)

    def __sub__(self, other: object) -> Quoted:
        return self._combined(other, lambda a, b: a - b, scale=False)

    def __mul__(self, other: object) -> Quoted:
        return self._combined(other, lambda a, b: a * b, scale=True)

    def __rmul__(self, other: object) -> Quoted:
        return self * other

    def __truediv__(self, other: object) -> Quoted:
        return self._combined(other, lambda a, b: a / b, scale=True)


def _result_unit(left: str, right: str, *, scale: bool) -> str:
    for unit in (left, right):
        if is_money(unit):
            return "USD"
    if not scale:
        return left
    if left in {"percent", "count"}:
        return right
    return left if right in {"percent", "count"} else "count"


def fact_of(path: str, label: str, claims: list[ClaimModel]) -> Fact:
    """A Fact from its claims as written in a file."""
    return Fact(
        path,
        claims[0].label or label,
        tuple(
            Claim(
                c.value,
                c.low,
                c.high,
                c.unit,
                c.note,
                c.source,
                c.as_of,
                c.status,
                c.why,
                c.lasting,
                c.reviewed,
            )
            for c in claims
        ),
    )


def quoted_values(
    facts: Mapping[str, Fact], note: Callable[[tuple[Reference, ...]], None]
) -> Iterator[tuple[str, Quoted]]:
    """(name, value) of every fact that may be quoted, reporting each use to `note`."""
    for name, fact in facts.items():
        claim = fact.quoted
        if claim is None:
            continue
        number = claim.value if isinstance(claim.value, Decimal) else None
        ends = None
        if claim.low is not None and claim.high is not None:
            ends = (claim.low, claim.high)
        yield (
            name,
            Quoted(
                (Reference(fact, claim),),
                note,
                value=number,
                unit=claim.unit,
                text=claim.text,
                ends=ends,
            ),
        )
