"""What became of each golden question, and the shares of every outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.assistant import Assistant
from bot.knowledge.base import GoldenQuestion
from bot.reply import (
    Answer,
    Briefing,
    CredentialComparison,
    NoAnswer,
    PathQuestion,
    PayQuestion,
    PayResult,
    Reply,
    Several,
    Silence,
    Suggestions,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one golden question: `right`, `wrong`, `suggested` or `none`.

    A question nothing may answer is `right` when nothing does. `given` are the entries answered;
    `offered` tells that a suggestion held the right entry; `confidence` is the highest of the
    message's questions, and `first` whether the entry ranked first there is a right one.
    """

    question: GoldenQuestion
    verdict: str
    given: tuple[str, ...]
    offered: bool = False
    confidence: float = 0.0
    first: bool = False


@dataclass(slots=True)
class Tally:
    """Counts of verdicts over questions with an answer, and over those that must get none."""

    answerable: Counter[str] = field(default_factory=Counter)
    unanswerable: Counter[str] = field(default_factory=Counter)
    offered: int = 0
    first: int = 0

    def share(self, verdict: str, *, answerable: bool = True) -> float:
        counts = self.answerable if answerable else self.unanswerable
        return counts[verdict] / total if (total := counts.total()) else 0.0

    @property
    def first_share(self) -> float:
        """How often the entry ranked first is right, whatever the confidence."""
        return self.first / total if (total := self.answerable.total()) else 0.0

    @property
    def offered_share(self) -> float:
        """How often buttons held the right entry, over all questions with an answer."""
        return self.offered / total if (total := self.answerable.total()) else 0.0


def judged(question: GoldenQuestion, reply: Reply) -> Outcome:
    """The verdict on `reply`; suggestions count as suggested even when they hold the entry.

    A calculation or the guided choice is no entry: it leaves a question unanswered here, and counts
    as a wrong answer where nothing may answer.
    """
    given = answered_entries(reply)
    offered = False
    if given:
        allowed = set(given) <= question.entries
        verdict = "right" if allowed else "wrong"
    elif isinstance(reply, CredentialComparison):
        verdict, given = ("right" if question.entries else "wrong"), ("comparison",)
    elif isinstance(reply, PayResult | Briefing) and not question.entries:
        verdict, given = "wrong", (reply.kind,)
    elif isinstance(reply, Suggestions):
        verdict = "suggested"
        offered = bool({choice.entry for choice in reply.choices} & question.entries)
    elif isinstance(reply, PayQuestion | PathQuestion):
        verdict = "suggested"
    else:
        verdict = "none" if question.entries else "right"
    return Outcome(question, verdict, given, offered)


def answered_entries(reply: Reply) -> tuple[str, ...]:
    """Ids of the entries that `reply` states, or honestly says it has no figure for."""
    if isinstance(reply, Several):
        return tuple(entry for part in reply.parts for entry in answered_entries(part))
    if isinstance(reply, Answer):
        return (reply.entry,)
    if isinstance(reply, NoAnswer) and reply.reason is Silence.NO_FIGURE:
        return (reply.entry,) if reply.entry else ()
    return ()


def outcomes(
    assistant: Assistant,
    questions: Iterable[GoldenQuestion],
    changed: Callable[[str], str] | None = None,
) -> list[Outcome]:
    """One outcome for each question, asked without any conversation before it.

    `changed` alters the text that is asked, for example by keyboard slips.
    """
    return [_outcome(assistant, q, changed(q.text) if changed else q.text) for q in questions]


def _outcome(assistant: Assistant, question: GoldenQuestion, text: str) -> Outcome:
    verdict = judged(question, assistant.ask(text))
    matches = [match for _, match in assistant.understood(text)]
    best = max(matches, key=lambda match: match.confidence, default=None)
    if best is None:
        return verdict
    return Outcome(
        question,
        verdict.verdict,
        verdict.given,
        verdict.offered,
        best.confidence,
        bool(set(best.candidates[0].targets) & question.entries),
    )


def tallied(found: Iterable[Outcome]) -> Tally:
    tally = Tally()
    for outcome in found:
        counts = tally.answerable if outcome.question.entries else tally.unanswerable
        counts[outcome.verdict] += 1
        if outcome.question.entries:
            tally.offered += outcome.offered
            tally.first += outcome.first
    return tally


def tallied_by(found: Iterable[Outcome], group: Callable[[Outcome], str]) -> dict[str, Tally]:
    """Tallies of `found` by the name that `group` gives each outcome, sorted by name."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in found:
        groups.setdefault(group(outcome), []).append(outcome)
    return {name: tallied(groups[name]) for name in sorted(groups)}
