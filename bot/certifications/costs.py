"""What a credential costs in the first two years, line by line, from the figures on file."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.base import Credential, Knowledge
from bot.knowledge.facts import Claim, Fact

YEARS = 2
_MISSING = {
    "exam": "the exam fee",
    "membership": "membership dues",
    "books": "code books",
    "renewal": "the renewal",
}
_COURSES = {
    "A coding course online, if you need one": "career.online_course_cost",
    "A trade-school program, if you need one": "career.trade_school_cost",
}
# Credentials that ask for a degree, and what is on file about its price.
_DEGREES = {
    "RHIT": {"The associate degree it asks for": "career.associate_cost"},
    "RHIA": {"The bachelor's degree it asks for, a year": "career.bachelor_cost_yearly"},
}


@dataclass(frozen=True, slots=True)
class CostLine:
    """One thing to pay for, in USD; `low` equals `high` where it has one price."""

    item: str
    label: str
    low: Decimal
    high: Decimal
    note: str | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class CredentialCosts:
    """The costs of a credential over two years.

    `needed` has to be paid by everybody, `optional` depends on how one gets there; `missing` names
    what no figure is on file for.
    """

    credential: str
    needed: tuple[CostLine, ...]
    optional: tuple[CostLine, ...]
    missing: tuple[str, ...]

    @property
    def low(self) -> Decimal:
        """The least that the needed lines come to, in USD."""
        return sum((line.low for line in self.needed), Decimal(0))

    @property
    def high(self) -> Decimal:
        """The most that the needed lines come to, in USD."""
        return sum((line.high for line in self.needed), Decimal(0))


def credential_costs(
    knowledge: Knowledge,
    credential: Credential,
    *,
    student: bool = False,
    member: bool = False,
    prices: Mapping[str, Decimal] | None = None,
) -> CredentialCosts:
    """Exam, membership, books, courses, a retake and the first renewal of `credential`.

    `student` pays student dues in the first year; `member` tells, where membership is a choice,
    that the lower fees apply. `prices` replace or add amounts in USD by item (`exam`, `membership`,
    `books`, `course`, `renewal`): with one, the item counts as needed.
    """
    own = dict(prices or {})
    needed: list[CostLine] = []
    missing: list[str] = []
    found = dict(_priced(knowledge, credential, student=student, member=member))
    for item, label in (
        ("exam", "Exam, one attempt"),
        ("membership", "Membership"),
        ("course", "Course"),
        ("books", "Code books"),
        ("renewal", "First renewal"),
    ):
        if item in own:
            price = own[item]
            needed.append(CostLine(item, label, price, price, "your figure", ()))
        elif item in found:
            needed.append(found[item])
        elif _expected(item, credential):
            missing.append(_MISSING[item])
    if member and "membership" not in found and "membership" not in own:
        missing.append("membership dues")
    optional = [*_retake(credential, found.get("exam"))]
    if "course" not in own:
        optional += _courses(knowledge, credential)
    return CredentialCosts(credential.abbreviation, tuple(needed), tuple(optional), tuple(missing))


def _priced(
    knowledge: Knowledge, credential: Credential, *, student: bool, member: bool
) -> Iterator[tuple[str, CostLine]]:
    issuer = knowledge.issuers[credential.issuer].facts
    fee = credential.facts.get("exam_fee")
    if not member and _amount(credential.facts.get("exam_fee_nonmember")):
        fee = credential.facts.get("exam_fee_nonmember")
    exam = _line("exam", "Exam, one attempt", fee)
    if exam is not None:
        yield "exam", exam
    yield from _dues(issuer, student=student)
    cycle = _amount(credential.facts.get("renewal_cycle"))
    renewal = _renewal_fee(credential, issuer, member=member)
    if renewal is not None and cycle is not None and cycle.low:
        times = int(Decimal(YEARS) / cycle.low)
        if times:
            yield "renewal", _times(renewal, times)


def _dues(issuer: Mapping[str, Fact], *, student: bool) -> Iterator[tuple[str, CostLine]]:
    yearly = _line("membership", f"Membership, {YEARS} years", issuer.get("membership_dues"))
    if yearly is None:
        return
    first = _line("membership", yearly.label, issuer.get("student_dues")) if student else None
    if first is None:
        yield "membership", _times(yearly, YEARS)
        return
    rest = _times(yearly, YEARS - 1)
    yield (
        "membership",
        dataclasses.replace(
            first,
            low=first.low + rest.low,
            high=first.high + rest.high,
            note="student dues in the first year",
            facts=first.facts + rest.facts,
        ),
    )


def _renewal_fee(
    credential: Credential, issuer: Mapping[str, Fact], *, member: bool
) -> CostLine | None:
    own = ("renewal_fee",) if member else ("renewal_fee_nonmember", "renewal_fee")
    general = "recertification_fee_member" if member else "recertification_fee_nonmember"
    facts = [credential.facts.get(name) for name in own]
    facts += [issuer.get(general), issuer.get("renewal_fee")]
    lines = (_line("renewal", "First renewal", fact) for fact in facts)
    return next((line for line in lines if line is not None), None)


def _retake(credential: Credential, once: CostLine | None) -> Iterator[CostLine]:
    twice = _line("retake", "A second attempt", credential.facts.get("exam_fee_two_attempts"))
    if once is None:
        return
    again = dataclasses.replace(once, item="retake", label="A second attempt")
    if twice is None:
        yield dataclasses.replace(again, note="the exam fee again")
        return
    yield dataclasses.replace(
        again,
        low=twice.low - once.low,
        note="the least with the package of two attempts, the most with the fee again",
        facts=once.facts + twice.facts,
    )


def _courses(knowledge: Knowledge, credential: Credential) -> Iterator[CostLine]:
    for label, path in _DEGREES.get(credential.abbreviation, _COURSES).items():
        line = _line("course", label, knowledge.facts.get(path))
        if line is not None:
            yield line


def _expected(item: str, credential: Credential) -> bool:
    """Whether the item has to be paid for, although no figure for it is on file."""
    if item == "exam":
        return True
    if item == "renewal":
        return "renewal_fee" in credential.facts
    field, start = {"membership": ("membership", "required"), "books": ("open_book", "Yes")}.get(
        item, ("", "")
    )
    fact = credential.facts.get(field)
    claim = fact.quoted if fact is not None else None
    return claim is not None and claim.text.startswith(start)


def _line(item: str, label: str, fact: Fact | None) -> CostLine | None:
    amount = _amount(fact)
    if fact is None or amount is None or amount.unit not in {"USD", "USD/year"}:
        return None
    return CostLine(item, label, amount.low, amount.high, amount.note, (fact,))


def _times(line: CostLine, times: int) -> CostLine:
    if times == 1:
        return line
    return dataclasses.replace(line, low=line.low * times, high=line.high * times)


@dataclass(frozen=True, slots=True)
class _Amount:
    low: Decimal
    high: Decimal
    unit: str
    note: str | None


def _amount(fact: Fact | None) -> _Amount | None:
    claim: Claim | None = fact.quoted if fact is not None else None
    if claim is None:
        return None
    if isinstance(claim.value, Decimal):
        return _Amount(claim.value, claim.value, claim.unit, claim.note)
    if claim.low is not None and claim.high is not None:
        return _Amount(claim.low, claim.high, claim.unit, claim.note)
    return None
