"""A week-by-week outline of studying for an exam."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.base import Credential, Knowledge
from bot.knowledge.facts import Fact
from bot.numbers import InputRefused

DOMAIN = "domain_"
MAX_WEEKS = 104
MIN_HOURS, MAX_HOURS = 1, 60
_WEEK = datetime.timedelta(days=7)
_PRACTICE_SHARE = 0.25
_PRACTICE = "Timed practice exams, from short to full length"
_REVIEW = "Weak subjects only, and a last full-length practice exam"
# The order that the study-plan answer gives, where no shares of an exam's subjects are on file.
_OUTLINE = (
    "Terminology, anatomy and the issuer's list of exam subjects",
    "Guidelines and the subjects from first to last",
    "Practice questions, subject by subject",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Part of an exam and its share of the questions, 0 to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class StudyWeek:
    """One week of a plan: what to do, with whole or half hours for each."""

    number: int
    starts: datetime.date
    ends: datetime.date
    tasks: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class StudyPlan:
    """The weeks until an exam. `weighted` tells whether they follow the exam's own shares."""

    credential: str
    exam_date: datetime.date
    hours_per_week: int
    weeks: tuple[StudyWeek, ...]
    weighted: bool
    facts: tuple[Fact, ...]


def study_plan(
    knowledge: Knowledge,
    credential: Credential,
    exam_date: datetime.date,
    hours_per_week: int,
    today: datetime.date,
) -> StudyPlan:
    """The weeks from `today` until the exam of `credential`, at most 104.

    The last quarter, at least a week, is for timed practice; before it every subject gets hours
    by its share of the questions where that is on file, else the same.

    Raises:
        InputRefused: for an exam less than a week or more than two years away.
    """
    weeks = (exam_date - today).days // 7
    if exam_date <= today:
        raise InputRefused(
            f"The exam date must be in the future; you gave {exam_date.isoformat()}.", "exam_date"
        )
    if not 1 <= weeks <= MAX_WEEKS:
        raise InputRefused(
            f"The exam date must be one week to two years from today ({today.isoformat()}); "
            f"you gave {exam_date.isoformat()}.",
            "exam_date",
        )
    subjects, facts = _subjects(_examined(knowledge, credential))
    practice = max(1, round(weeks * _PRACTICE_SHARE)) if weeks > 1 else 1
    timeline = _laid_out(subjects, (weeks - practice) * hours_per_week)
    start = exam_date - weeks * _WEEK
    planned: list[StudyWeek] = []
    for number in range(1, weeks + 1):
        begins = start + (number - 1) * _WEEK
        if number <= weeks - practice:
            tasks = _within(timeline, (number - 1) * hours_per_week, number * hours_per_week)
        else:
            tasks = (((_REVIEW if number == weeks else _PRACTICE), float(hours_per_week)),)
        ends = begins + _WEEK - datetime.timedelta(days=1)
        planned.append(StudyWeek(number, begins, ends, tasks))
    return StudyPlan(
        credential.abbreviation, exam_date, hours_per_week, tuple(planned), bool(facts), facts
    )


def _examined(knowledge: Knowledge, credential: Credential) -> Credential:
    """The credential whose exam it is: the CPC-A is a status of people who passed the CPC."""
    fact = credential.facts.get("same_exam_as")
    claim = fact.quoted if fact is not None else None
    return knowledge.credentials.get(claim.text, credential) if claim is not None else credential


def _subjects(credential: Credential) -> tuple[tuple[Subject, ...], tuple[Fact, ...]]:
    """The subjects of the exam by share; the general outline when no shares are on file."""
    sized = [
        (fact, claim.value)
        for name, fact in credential.facts.items()
        if name.startswith(DOMAIN)
        and (claim := fact.quoted) is not None
        and isinstance(claim.value, Decimal)
    ]
    total = sum((size for _, size in sized), Decimal(0))
    if not total:
        return tuple(Subject(name, 1 / len(_OUTLINE)) for name in _OUTLINE), ()
    return (
        tuple(Subject(fact.label, float(size / total)) for fact, size in sized),
        tuple(fact for fact, _ in sized),
    )


def _laid_out(subjects: Sequence[Subject], hours: int) -> tuple[tuple[str, float, float], ...]:
    """(name, from hour, to hour) of each subject along the study time."""
    laid: list[tuple[str, float, float]] = []
    begun = 0.0
    for subject in subjects:
        ends = begun + subject.share * hours
        laid.append((subject.name, begun, ends))
        begun = ends
    return tuple(laid)


def _within(
    timeline: Sequence[tuple[str, float, float]], first: int, last: int
) -> tuple[tuple[str, float], ...]:
    """What falls between two hours, in half hours that add up to the week."""
    parts = [(n, min(to, last) - max(begun, first)) for n, begun, to in timeline]
    return tuple(_rounded([(n, h) for n, h in parts if h > 1e-9], last - first))


def _rounded(parts: Sequence[tuple[str, float]], total: int) -> Iterator[tuple[str, float]]:
    """Hours rounded to halves so that their sum stays `total`; what rounds to none is left out."""
    halves = [math.floor(hours * 2) for _, hours in parts]
    by_rest = sorted(range(len(parts)), key=lambda i: halves[i] - parts[i][1] * 2)
    for place in by_rest[: total * 2 - sum(halves)]:
        halves[place] += 1
    for (name, _), count in zip(parts, halves, strict=True):
        if count:
            yield name, count / 2
