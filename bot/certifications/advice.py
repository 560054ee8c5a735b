"""What the pathway's answers lead to: a first credential, the next, and the steps between."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process, utils

from bot.certifications.costs import credential_costs
from bot.certifications.fields import claim_text, stated
from bot.certifications.sheets import source_lines, stale_prices
from bot.knowledge.base import Credential, Knowledge, Pathway, PathwayQuestion, PathwayRule
from bot.knowledge.facts import Fact
from bot.knowledge.units import written, written_range
from bot.reply import Briefing, BriefingGroup, PathOption, PathQuestion

OPEN = "-"
_SURE = 85


@dataclass(slots=True)
class _Told:
    """The knowledge a step is told from, and the facts it has quoted so far."""

    knowledge: Knowledge
    first: Credential
    second: Credential | None
    facts: list[Fact] = field(default_factory=list)

    def quoted(self, path: str) -> str | None:
        """What is on file at `path`, noted as used; None when nothing is."""
        fact = self.knowledge.facts.get(path)
        claim = fact.quoted if fact is not None else None
        if fact is None or claim is None:
            return None
        self.facts.append(fact)
        return claim.text

    def total(self, credential: Credential) -> str | None:
        """What the exam and what is needed with it cost in two years; None without the exam's."""
        costs = credential_costs(self.knowledge, credential)
        if "exam" in costs.missing:
            return None
        self.facts += [fact for line in costs.needed for fact in line.facts]
        if costs.low == costs.high:
            return written(costs.low, "USD")
        return written_range(costs.low, costs.high, "USD")


def next_question(pathway: Pathway, answers: Sequence[str]) -> PathQuestion | None:
    """The first question that `answers`, in order of the questions, leave open; None when all are
    answered. An open one is OPEN or missing.

    Raises:
        LookupError: for an answer that its question does not have.
    """
    given = _padded(pathway, answers)
    so_far = tuple(
        question.options[answer]
        for question, answer in zip(pathway.questions, given, strict=True)
        if answer != OPEN
    )
    if OPEN not in given:
        return None
    place = given.index(OPEN)
    question = pathway.questions[place]
    return PathQuestion(
        ask=question.ask,
        number=len(so_far) + 1,
        of=len(pathway.questions),
        options=tuple(
            PathOption(words, (*given[:place], key, *given[place + 1 :]))
            for key, words in question.options.items()
        ),
        so_far=so_far,
    )


def chosen_option(question: PathwayQuestion, typed: str) -> str | None:
    """The key of the option that `typed` is, by key, by its words or nearly; None when unsure."""
    if typed.casefold() in question.options:
        return typed.casefold()
    found = process.extractOne(
        typed,
        question.options,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=85,
    )
    return str(found[2]) if found is not None else None


def _padded(pathway: Pathway, answers: Sequence[str]) -> tuple[str, ...]:
    """One answer for each question, OPEN for those without. Raises LookupError."""
    if len(answers) > len(pathway.questions):
        raise LookupError("answers")
    given = (*answers, *(OPEN for _ in pathway.questions[len(answers) :]))
    for question, answer in zip(pathway.questions, given, strict=True):
        if answer != OPEN and answer not in question.options:
            raise LookupError(answer)
    return given


def path_briefing(knowledge: Knowledge, pathway: Pathway, answers: Sequence[str]) -> Briefing:
    """What to take first and next, and why, for one answer to each question.

    Raises:
        LookupError: for answers that are missing or that a question does not have.
    """
    complete = _padded(pathway, answers)
    if OPEN in complete:
        raise LookupError(OPEN)
    keys = (question.key for question in pathway.questions)
    given = dict(zip(keys, complete, strict=True))
    rule = pathway.rule_for(given)
    first = knowledge.credentials[rule.first]
    second = knowledge.credentials[rule.next] if rule.next is not None else None
    told = _Told(knowledge, first, second)
    steps = tuple(f"{number}. {text}" for number, text in enumerate(_steps(rule, told), 1))
    then = f", then the {second.abbreviation}" if second is not None else ""
    chosen = [question.options[given[question.key]] for question in pathway.questions]
    return Briefing(
        kind="path",
        title="Your way into coding",
        lead=f"Start with the **{first.abbreviation}**{then}",
        groups=(
            BriefingGroup("Why", (rule.why,)),
            BriefingGroup("Step by step", steps),
            BriefingGroup("Your answers", tuple(chosen)),
        ),
        credentials=(first.abbreviation, *([second.abbreviation] if second is not None else [])),
        figures={
            "first": rule.first,
            "next": rule.next,
            "steps": list(rule.steps),
            "answers": given,
        },
        notices=(
            "Local job ads decide: look at which credential they ask for before you pay.",
            *stale_prices(told.facts, datetime.datetime.now(datetime.UTC).date()),
        ),
        sources=source_lines(knowledge, dict.fromkeys(told.facts)),
    )


def _steps(rule: PathwayRule, told: _Told) -> list[str]:
    return [_STEPS[step](told) for step in rule.steps]


def _course(told: _Told) -> str:
    length = told.quoted("career.certificate_length")
    online = told.quoted("career.online_course_cost")
    school = told.quoted("career.trade_school_cost")
    long = f", {length} for a certificate program" if length else ""
    costs = f": about {online} online, {school} at a trade school" if online and school else ""
    return f"Take a coding course{long}{costs}."


def _associate(told: _Told) -> str:
    length, cost = told.quoted("career.associate_length"), told.quoted("career.associate_cost")
    return _degree("an associate degree from an accredited program", length, cost)


def _bachelor(told: _Told) -> str:
    length, cost = told.quoted("career.bachelor_length"), told.quoted("career.bachelor_cost_yearly")
    yearly = f"up to {cost} a year" if cost else None
    return _degree("a bachelor's degree from an accredited program", length, yearly)


def _degree(what: str, length: str | None, cost: str | None) -> str:
    details = ", ".join(part for part in (length, cost) if part)
    return f"Take {what}{f' ({details})' if details else ''}."


def _exam(told: _Told) -> str:
    return f"Pass the {told.first.abbreviation} exam{_exam_details(told, told.first)}."


def _next(told: _Told) -> str:
    if told.second is None:
        return "Look at the next credential when an employer asks for it."
    return f"Add the {told.second.abbreviation}{_exam_details(told, told.second)}."


def _exam_details(told: _Told, credential: Credential) -> str:
    parts: list[str] = []
    total = told.total(credential)
    if total is not None:
        parts.append(f"{total} for the first two years")
    study = stated(credential.facts, "study_time")
    if study is not None:
        told.facts.append(study[0])
        parts.append(f"{study[1].text} of study")
    return f": {', '.join(parts)}" if parts else ""


def _apprentice(told: _Told) -> str:
    work = stated(told.knowledge.credentials["CPC-A"].facts, "removal_work")
    if work is None or told.knowledge.credentials["CPC-A"].issuer != told.first.issuer:
        return "Lose the apprentice mark as you gain experience."
    told.facts.append(work[0])
    return f"Lose the A: {claim_text(work[1])[:1].lower()}{claim_text(work[1])[1:]}, or by study."


def _job(_told: _Told) -> str:
    return "Take a first job, also one next to coding, and build accuracy and speed."


def _experience(told: _Told) -> str:
    years = told.quoted("career.remote_experience")
    return (
        f"Work on site for {years}; that is what remote employers commonly ask."
        if years
        else ("Work on site first; remote employers commonly ask for experience.")
    )


_STEPS: Mapping[str, Callable[[_Told], str]] = {
    "course": _course,
    "associate": _associate,
    "bachelor": _bachelor,
    "exam": _exam,
    "apprentice": _apprentice,
    "job": _job,
    "experience": _experience,
    "next": _next,
}
