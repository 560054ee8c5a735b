"""Why a question found what it found: every step of the match as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from bot.matching.entities import is_entity
from bot.matching.evidence import Evidence, kinds_of_evidence
from bot.matching.matcher import Match, Matcher
from bot.matching.reader import Reading
from bot.matching.thresholds import Thresholds

SHOWN = 5


@dataclass(frozen=True, slots=True)
class TopicScore:
    """One topic and the parts of its score: all but `agreement` added, times it."""

    topic: str
    phrasing: str
    decided: float
    words: float
    meaning: float
    wording: float
    agreement: float
    total: float
    out_of_scope: bool


@dataclass(frozen=True, slots=True)
class EvidenceShare:
    """One kind of evidence, its value, and what it adds to the two logits of the confidence.

    `answerable`: that anything answers the question; `chosen`: that the best topic does.
    """

    kind: str
    value: float
    answerable: float
    chosen: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one question was read and judged.

    `corrections` are (typed, read as); `verbatim` tells that a phrasing says just the same.
    """

    question: str
    tokens: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]
    entities: tuple[str, ...]
    topics: tuple[TopicScore, ...]
    evidence: tuple[EvidenceShare, ...]
    verbatim: bool
    match: Match
    decision: str


def explanation(matcher: Matcher, question: str, thresholds: Thresholds) -> Explanation:
    """The explanation of `question` asked by itself; the five best topics, best first."""
    reading = matcher.read(question)
    match = matcher.match(question)
    scores = matcher.scores(question)
    order = np.argsort(-scores.total, kind="stable")[:SHOWN]
    topics = tuple(
        TopicScore(
            matcher.index.topics[int(scores.topics[i])].key,
            matcher.index.topics[int(scores.topics[i])].question,
            decided=float(scores.decided[i]),
            words=float(scores.words[i]),
            meaning=float(scores.meaning[i]),
            wording=float(scores.wording[i]),
            agreement=float(scores.agreement[i]),
            total=float(scores.total[i]),
            out_of_scope=bool(scores.out_of_scope[i]),
        )
        for i in order
    )
    return Explanation(
        question=question,
        tokens=tuple(_shown(token) for token in reading.corrected),
        corrections=_corrections(reading),
        entities=tuple(f"{e.kind} {e.value}" for e in reading.mentions.entities),
        topics=topics,
        evidence=_shares(matcher, match.evidence) if match.evidence else (),
        verbatim=match.confidence == 1.0,
        match=match,
        decision=_decision(match, thresholds),
    )


def _corrections(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Runs of words as typed, and what they were mended to."""
    changes = SequenceMatcher(None, reading.typed, reading.corrected, autojunk=False).get_opcodes()
    return tuple(
        (
            " ".join(map(_shown, reading.typed[first:last])),
            " ".join(map(_shown, reading.corrected[start:end])),
        )
        for kind, first, last, start, end in changes
        if kind != "equal"
    )


def _shares(matcher: Matcher, evidence: Evidence) -> tuple[EvidenceShare, ...]:
    adds = matcher.calibration.weighed(evidence).round(2)
    return tuple(
        EvidenceShare(name, round(value, 3), float(answerable), float(chosen))
        for name, value, answerable, chosen in zip(
            kinds_of_evidence(), evidence.values(), *adds, strict=True
        )
    )


def _decision(match: Match, thresholds: Thresholds) -> str:
    if match.confidence >= thresholds.answer:
        return f"answer (at least {thresholds.answer:.2f})"
    if match.off_topic is not None:
        return f"none: out of scope ({match.off_topic.key})"
    something = f"that anything answers it {match.answerable:.2f}"
    if match.answerable >= thresholds.suggest:
        return f"suggest (below {thresholds.answer:.2f}, {something})"
    return f"none ({something}, below {thresholds.suggest:.2f})"


def _shown(token: str) -> str:
    """A token as people write it: an entity without its mark."""
    return f"[{token[1:]}]" if is_entity(token) else token
