"""How well the assistant does on the golden questions, beside plain fuzzy scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.assistant import Assistant
from bot.knowledge.base import GoldenQuestion
from bot.matching.baselines import SCORERS, scanned
from bot.reply import Answer, CredentialComparison, NoAnswer, Reply, Several, Silence, Suggestions

OURS = "this bot"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one golden question: `right`, `wrong`, `suggested` or `none`.

    A question nothing may answer is `right` when nothing does. `given` are the entries answered.
    """

    question: GoldenQuestion
    verdict: str
    given: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts of verdicts over questions with an answer, and over those that must get none."""

    answerable: Counter[str] = field(default_factory=Counter)
    unanswerable: Counter[str] = field(default_factory=Counter)

    def share(self, verdict: str, *, answerable: bool = True) -> float:
        counts = self.answerable if answerable else self.unanswerable
        return counts[verdict] / total if (total := counts.total()) else 0.0


def judged(question: GoldenQuestion, reply: Reply) -> Outcome:
    """The verdict on `reply`; suggestions count as suggested even when they hold the entry."""
    given = answered_entries(reply)
    if given:
        allowed = set(given) <= question.entries
        verdict = "right" if allowed else "wrong"
    elif isinstance(reply, CredentialComparison):
        verdict, given = ("right" if question.entries else "wrong"), ("comparison",)
    elif isinstance(reply, Suggestions):
        verdict = "suggested"
    else:
        verdict = "none" if question.entries else "right"
    return Outcome(question, verdict, given)


def answered_entries(reply: Reply) -> tuple[str, ...]:
    """Ids of the entries that `reply` states, or honestly says it has no figure for."""
    if isinstance(reply, Several):
        return tuple(entry for part in reply.parts for entry in answered_entries(part))
    if isinstance(reply, Answer):
        return (reply.entry,)
    if isinstance(reply, NoAnswer) and reply.reason is Silence.NO_FIGURE:
        return (reply.entry,) if reply.entry else ()
    return ()


def outcomes(assistant: Assistant, questions: Iterable[GoldenQuestion]) -> list[Outcome]:
    """One outcome for each question, asked without any conversation before it."""
    return [judged(question, assistant.ask(question.text)) for question in questions]


def tallied(found: Iterable[Outcome]) -> Tally:
    tally = Tally()
    for outcome in found:
        counts = tally.answerable if outcome.question.entries else tally.unanswerable
        counts[outcome.verdict] += 1
    return tally


def compared(assistant: Assistant, questions: Sequence[GoldenQuestion]) -> dict[str, Tally]:
    """Tallies of this bot and of every baseline over `questions`."""
    tallies = {OURS: tallied(outcomes(assistant, questions))}
    texts = [question.text for question in questions]
    for name, scorer in SCORERS.items():
        found = scanned(assistant.knowledge, texts, scorer)
        tallies[name] = tallied(
            Outcome(q, _baseline_verdict(q, entry), (entry,) if entry else ())
            for q, entry in zip(questions, found, strict=True)
        )
    return tallies


def _baseline_verdict(question: GoldenQuestion, entry: str | None) -> str:
    if entry is None:
        return "none" if question.entries else "right"
    return "right" if entry in question.entries else "wrong"
