"""How sure the bot is: the probability that the best candidate is the right one."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import GoldenQuestion
from bot.matching.classifier import classifier_weights, posteriors
from bot.matching.evidence import (
    SPEAKS_AGAINST,
    SPEAKS_EITHER_WAY,
    Evidence,
    QuestionTraits,
    evidence_for,
    ranked_in_scope,
)
from bot.matching.index import Index
from bot.matching.neighbors import Scores
from bot.matching.phrasings import Phrasings, Row
from bot.matching.prototypes import Prototypes
from bot.matching.qualifiers import names_something

Array = npt.NDArray[np.float64]
_RIDGE = 5.0
_FREE = (None, None)
_FEWEST = 20
_MOST_HELD_OUT = 2000
_FOLDS = 3


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model from evidence to probability."""

    mean: Array
    spread: Array
    coefficients: Array

    def probability(self, evidence: Evidence) -> float:
        """The probability; 0 when the knowledge knows no word of the question."""
        if not evidence.coverage:
            return 0.0
        logit = float(self.weighed(evidence).sum() + self.coefficients[-1])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))

    def weighed(self, evidence: Evidence) -> Array:
        """What each kind of evidence adds to the logit, over a question that is average in it."""
        standard = (np.array(evidence.values()) - self.mean) / self.spread
        return np.asarray(standard * self.coefficients[:-1])


def calibrated(
    index: Index,
    phrasings: Phrasings,
    golden: Sequence[GoldenQuestion],
    judge: Callable[[str], tuple[tuple[str, ...], Evidence]],
) -> Calibration:
    """A calibration fitted on the `tune` questions; without enough of them, on held-out phrasings.

    `judge` gives the entries that a question's best topic stands for, and the evidence for it.
    """
    evidence: list[tuple[float, ...]] = []
    right: list[bool] = []
    for question in golden:
        if question.split == "tune":
            targets, found = judge(question.text)
            evidence.append(found.values())
            right.append(bool(set(targets) & question.entries))
    if min(sum(right), len(right) - sum(right)) < _FEWEST:
        evidence, right = _held_out(index, phrasings)
    return _logistic(np.array(evidence), np.array(right, dtype=float))


def _held_out(index: Index, phrasings: Phrasings) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Evidence on phrasings by models that never saw them, or never saw their whole topic."""
    evidence: list[tuple[float, ...]] = []
    right: list[bool] = []
    count = min(len(phrasings.rows), _MOST_HELD_OUT)
    chosen = np.unique(np.linspace(0, len(phrasings.rows) - 1, count).astype(np.int64))
    for fold in range(_FOLDS):
        asked = chosen[fold::_FOLDS]
        hidden = np.unique(phrasings.labels[chosen])[fold::_FOLDS]
        of_hidden = chosen[np.isin(phrasings.labels[chosen], hidden)]
        for rows, kept, found in (
            (asked, np.setdiff1d(np.arange(len(phrasings.rows)), asked), True),
            (of_hidden, np.flatnonzero(~np.isin(phrasings.labels, hidden)), False),
        ):
            if not len(kept):
                continue
            for row, scores in zip(
                rows, _scores_without(index, phrasings, rows, kept), strict=True
            ):
                order = ranked_in_scope(scores)
                evidence.append(
                    evidence_for(
                        int(order[0]), scores, _traits(index, phrasings.rows[row], order, found)
                    ).values()
                )
                right.append(found and order[0] == phrasings.rows[row].topic)
    return evidence, right


def _traits(index: Index, row: Row, order: npt.NDArray[np.intp], found: bool) -> QuestionTraits:
    """Traits of the phrasing `row`, as if it (or, unless `found`, its topic) were unknown."""
    reading = row.reading
    shared = [
        index.words.shared(reading.typed, int(i), more_than=int(i == row.topic)) for i in order[:2]
    ]
    return QuestionTraits(
        coverage=index.space.known_share(reading.typed, more_than=1 if found else 3),
        shared=shared[0],
        shared_by_next=shared[1] if len(shared) > 1 else 0.0,
        words=len(reading.typed),
        named=names_something(reading.mentions),
    )


def _scores_without(
    index: Index, phrasings: Phrasings, rows: npt.NDArray[np.int64], kept: npt.NDArray[np.int64]
) -> Iterator[Scores]:
    """The scores of the phrasings `rows` when the index holds only the phrasings `kept`."""
    topics = np.arange(len(index.topics))
    labels = phrasings.labels[kept]
    prototypes = Prototypes(phrasings.meanings[kept], labels, len(topics))
    weights = classifier_weights(phrasings.meanings[kept], labels, len(topics))
    is_kept = np.isin(np.arange(len(phrasings.rows)), kept)
    known = np.isin(topics, labels)
    in_words = (phrasings.vectors[rows] @ phrasings.vectors.T).toarray() * is_kept
    for row, cosines in zip(rows, in_words, strict=True):
        decided = phrasings.meanings[row] @ weights
        agreement = np.where(known, 1.0, -1.0).astype(np.float32)
        likely = posteriors(decided, agreement)
        yield Scores(
            topics,
            decided,
            index.neighbors.nearness(cosines, topics),
            prototypes.nearness(phrasings.meanings[row], topics),
            agreement,
            index.out_of_scope,
            likely,
            float(likely[index.out_of_scope].sum()),
        )


def _logistic(evidence: Array, right: Array) -> Calibration:
    """Logistic regression with a ridge; even odds from nothing.

    Evidence that can only speak for an answer never gets to speak against it, nor the reverse:
    with few questions, kinds that go together would otherwise trade signs.
    """
    kinds = [field.name for field in dataclasses.fields(Evidence)]
    if not len(evidence):
        return Calibration(np.zeros(len(kinds)), np.ones(len(kinds)), np.zeros(len(kinds) + 1))
    # Half a second that a start from the cache should not wait.
    from scipy.optimize import minimize

    mean, spread = evidence.mean(0), evidence.std(0) + 1e-9
    rows = np.column_stack([(evidence - mean) / spread, np.ones(len(evidence))])

    def loss(coefficients: Array) -> tuple[float, Array]:
        logits = rows @ coefficients
        off = 1 / (1 + np.exp(-np.clip(logits, -30, 30))) - right
        ridge = _RIDGE * np.append(coefficients[:-1], 0.0)
        value = float((np.logaddexp(0, logits) - right * logits).sum())
        return value + float(ridge @ coefficients) / 2, rows.T @ off + ridge

    bounds = [_bounds(kind) for kind in kinds]
    found = minimize(
        loss, np.zeros(len(kinds) + 1), jac=True, bounds=[*bounds, _FREE], method="L-BFGS-B"
    )
    return Calibration(mean, spread, np.asarray(found.x, float))


def _bounds(kind: str) -> tuple[float | None, float | None]:
    if kind in SPEAKS_AGAINST:
        return (None, 0.0)
    return _FREE if kind in SPEAKS_EITHER_WAY else (0.0, None)
