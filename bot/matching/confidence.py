"""How sure the bot is: the probability that the best candidate is the right one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import GoldenQuestion
from bot.matching.classifier import classifier_weights, leanings, posteriors
from bot.matching.evidence import (
    SPEAKS_AGAINST,
    SPEAKS_EITHER_WAY,
    Evidence,
    QuestionTraits,
    evidence_for,
    kinds_of_evidence,
    ranked_in_scope,
)
from bot.matching.index import Index
from bot.matching.known import Learned
from bot.matching.likelihood import Likelihood
from bot.matching.neighbors import Scores
from bot.matching.phrasings import Phrasings, Row
from bot.matching.prototypes import Prototypes, groups_of
from bot.matching.qualifiers import names_something

Array = npt.NDArray[np.float64]
_RIDGE = 5.0
_FREE = (None, None)
_NONE = (0.0, 0.0)
_FEWEST = 20
_MOST_HELD_OUT = 2000
_FOLDS = 3
_ALL_KINDS = frozenset(kinds_of_evidence())
# What held-out topics can teach of questions that nothing answers. A hidden topic leaves others
# much like it behind, so what the nearest shares with a question says more elsewhere.
_TOLD_BY_HIDING = frozenset(["score", "lead", *SPEAKS_AGAINST, *SPEAKS_EITHER_WAY])


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two logistic models of evidence: is the question answered at all, and by the best topic?

    What tells the one tells little of the other: a clear lead over the runner-up means nothing when
    nothing fits. The best is right with the product of both. `answerable` and `chosen` are the
    coefficients, of each kind of evidence over its mean in spreads, and last the constant.
    """

    mean: Array
    spread: Array
    answerable: Array
    chosen: Array

    def probabilities(self, evidence: Evidence) -> tuple[float, float]:
        """How likely anything answers the question, and how likely the best topic does.

        Both are 0 when the knowledge knows no word of the question.
        """
        if not evidence.coverage:
            return 0.0, 0.0
        standard = self._standard(evidence)
        answerable, chosen = (
            _share_of(float(standard @ model[:-1] + model[-1]))
            for model in (self.answerable, self.chosen)
        )
        return answerable, answerable * chosen

    def weighed(self, evidence: Evidence) -> Array:
        """What each kind adds to the logits of the two, over an average question: (2, kinds)."""
        standard = self._standard(evidence)
        return np.array([standard * self.answerable[:-1], standard * self.chosen[:-1]])

    def _standard(self, evidence: Evidence) -> Array:
        return np.asarray((np.array(evidence.values()) - self.mean) / self.spread)


def _share_of(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@dataclass(slots=True)
class _Sample:
    """Evidence on questions, whether anything answers each, and whether the best topic does."""

    evidence: list[tuple[float, ...]] = field(default_factory=list)
    answerable: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def add(self, evidence: Evidence, answerable: bool, right: bool) -> None:
        self.evidence.append(evidence.values())
        self.answerable.append(answerable)
        self.right.append(right)


def learned_calibration(learned: Learned, exam: str) -> Calibration | None:
    """The calibration that comes with the bot when it was fitted on this exam."""
    if learned.exam != exam or learned.kinds != kinds_of_evidence():
        return None
    if not np.isfinite(learned.calibration).all():
        return None
    mean, spread, answerable, chosen = learned.calibration
    return Calibration(mean[:-1], spread[:-1], answerable, chosen)


def calibrated(
    index: Index,
    phrasings: Phrasings,
    golden: Sequence[GoldenQuestion],
    judge: Callable[[str], tuple[tuple[str, ...], Evidence]],
) -> Calibration:
    """A calibration fitted on the `tune` questions; without enough of them, on held-out phrasings.

    `judge` gives the entries that a question's best topic stands for, and the evidence for it.
    """
    sample = _Sample()
    for question in golden:
        if question.split == "tune":
            targets, found = judge(question.text)
            sample.add(found, bool(question.entries), bool(set(targets) & question.entries))
    if min(sum(sample.right), len(sample.right) - sum(sample.right)) < _FEWEST:
        return _fitted(_held_out(index, phrasings), _TOLD_BY_HIDING)
    return _fitted(sample, _ALL_KINDS)


def _held_out(index: Index, phrasings: Phrasings) -> _Sample:
    """Evidence on phrasings by models that never saw them, or never saw their whole topic."""
    sample = _Sample()
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
                traits = _traits(index, phrasings.rows[row], order, found)
                sample.add(
                    evidence_for(int(order[0]), scores, traits),
                    found,
                    bool(found and order[0] == phrasings.rows[row].topic),
                )
    return sample


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
        tells=reading.tells,
    )


def _scores_without(
    index: Index, phrasings: Phrasings, rows: npt.NDArray[np.int64], kept: npt.NDArray[np.int64]
) -> Iterator[Scores]:
    """The scores of the phrasings `rows` when the index holds only the phrasings `kept`."""
    topics = np.arange(len(index.topics))
    labels = phrasings.labels[kept]
    prototypes = Prototypes(groups_of(phrasings.meanings[kept], labels, len(topics)))
    weights = classifier_weights(phrasings.meanings[kept], labels, len(topics))
    leaning = leanings(labels, len(topics))
    is_kept = np.isin(np.arange(len(phrasings.rows)), kept)
    known = np.isin(topics, labels)
    likelihood = Likelihood(phrasings.worded[kept], labels, len(topics))
    worded = phrasings.worded[rows]
    in_words = (phrasings.vectors[rows] @ phrasings.vectors.T).toarray() * is_kept
    for place, (row, cosines) in enumerate(zip(rows, in_words, strict=True)):
        decided = phrasings.meanings[row] @ weights + leaning
        agreement = np.where(known, 1.0, -1.0).astype(np.float32)
        likely = posteriors(decided, agreement)
        yield Scores(
            topics,
            decided,
            index.neighbors.nearness(cosines, topics),
            prototypes.nearness(phrasings.meanings[row], topics),
            likelihood.of(worded[[place]].indices.astype(np.int64)),
            agreement,
            index.out_of_scope,
            likely,
            float(likely[index.out_of_scope].sum()),
        )


def _fitted(sample: _Sample, telling: frozenset[str]) -> Calibration:
    """The two models of `sample`; even odds from nothing.

    Only the kinds in `telling` may say whether anything answers a question.
    """
    kinds = len(kinds_of_evidence())
    if not sample.evidence:
        return Calibration(np.zeros(kinds), np.ones(kinds), *np.zeros((2, kinds + 1)))
    evidence = np.array(sample.evidence)
    answerable = np.array(sample.answerable)
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-9
    standard = (evidence - mean) / spread
    return Calibration(
        mean,
        spread,
        _logistic(standard, answerable, telling),
        _logistic(standard[answerable], np.array(sample.right)[answerable], _ALL_KINDS),
    )


def _logistic(standard: Array, holds: npt.NDArray[np.bool_], telling: frozenset[str]) -> Array:
    """Coefficients of a logistic regression with a ridge, the constant last.

    Kinds of evidence that are not `telling` get 0. Evidence that can only speak for an answer never
    gets to speak against it, nor the reverse: with few questions, kinds that go together would
    otherwise trade signs.
    """
    # Half a second that a start from the cache should not wait.
    from scipy.optimize import minimize

    rows = np.column_stack([standard, np.ones(len(standard))])

    def loss(coefficients: Array) -> tuple[float, Array]:
        logits = rows @ coefficients
        off = 1 / (1 + np.exp(-np.clip(logits, -30, 30))) - holds
        ridge = _RIDGE * np.append(coefficients[:-1], 0.0)
        value = float((np.logaddexp(0, logits) - holds * logits).sum())
        return value + float(ridge @ coefficients) / 2, rows.T @ off + ridge

    bounds = [_bounds(kind) if kind in telling else _NONE for kind in kinds_of_evidence()]
    bounds.append(_FREE)
    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B")
    return np.asarray(found.x, float)


def _bounds(kind: str) -> tuple[float | None, float | None]:
    if kind in SPEAKS_AGAINST:
        return (None, 0.0)
    return _FREE if kind in SPEAKS_EITHER_WAY else (0.0, None)
