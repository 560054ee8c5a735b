"""How sure the bot is: the probability that the best candidate is the right one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import GoldenQuestion
from bot.matching.classifier import held_out_scores, similarity_kernel
from bot.matching.index import Index

Array = npt.NDArray[np.float64]
NEAREST_SHARE = 0.35
_NEWTON_STEPS = 30


@dataclass(frozen=True, slots=True)
class Evidence:
    """What confidence is judged by.

    `score` and `margin` over the runner-up are in classifier units; `similarity` is the cosine of
    the nearest phrasing; `coverage` is the rarity-weighted share of words the knowledge knows.
    """

    score: float
    margin: float
    similarity: float
    coverage: float

    def values(self) -> tuple[float, float, float, float]:
        return self.score, self.margin, self.similarity, self.coverage


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model from evidence to probability."""

    mean: Array
    spread: Array
    coefficients: Array

    def probability(self, evidence: Evidence) -> float:
        standard = (np.array(evidence.values()) - self.mean) / self.spread
        logit = float(standard @ self.coefficients[:-1] + self.coefficients[-1])
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


def calibrated(
    index: Index,
    golden: Sequence[GoldenQuestion],
    judge: Callable[[str], tuple[tuple[str, ...], bool, Evidence]],
) -> Calibration:
    """A calibration fitted on the `tune` questions; without enough of them, on held-out phrasings.

    Out-of-scope kinds count as right when nothing may answer.
    """
    evidence: list[tuple[float, ...]] = []
    right: list[bool] = []
    for question in golden:
        if question.split != "tune":
            continue
        targets, out_of_scope, found = judge(question.text)
        if out_of_scope:
            continue
        evidence.append(found.values())
        right.append(bool(set(targets) & question.entries))
    if sum(right) < 20 or len(right) - sum(right) < 20:
        evidence, right = _held_out(index)
    return _logistic(np.array(evidence), np.array(right, dtype=float))


def _held_out(index: Index) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Evidence on every phrasing by models that never saw it, or never saw its whole topic."""
    evidence: list[tuple[float, ...]] = []
    right: list[bool] = []
    similar = similarity_kernel(index.space.rows)
    held_out = held_out_scores(similar, index.labels, len(index.topics))
    np.fill_diagonal(similar, 0)
    for scores, hidden in ((held_out.without_row, False), (held_out.without_class, True)):
        for number, row in enumerate(index.rows):
            line = scores[number].copy()
            if hidden:
                line[row.topic] = -1
            best, second = np.argsort(-line)[:2]
            if index.topics[best].out_of_scope:
                continue
            nearest = float(similar[number][index.labels == best].max())
            coverage = _held_out_coverage(index, row.tokens, hidden=hidden)
            score = float(line[best]) + NEAREST_SHARE * nearest
            evidence.append((score, float(line[best] - line[second]), nearest, coverage))
            right.append(not hidden and int(best) == row.topic)
    return evidence, right


def _held_out_coverage(index: Index, tokens: Sequence[str], *, hidden: bool) -> float:
    space = index.space
    fewest = 3 if hidden else 1
    known = total = 0.0
    for token in tokens:
        rarity = space.rarity(token)
        total += rarity
        if space.frequency(token) > fewest:
            known += rarity
    return known / total if total else 0.0


def _logistic(evidence: Array, right: Array) -> Calibration:
    """Logistic regression with a small ridge, by Newton's method."""
    mean, spread = evidence.mean(0), evidence.std(0) + 1e-9
    rows = np.column_stack([(evidence - mean) / spread, np.ones(len(evidence))])
    ridge = np.diag([1.0] * evidence.shape[1] + [0.0])
    coefficients = np.zeros(rows.shape[1])
    for _ in range(_NEWTON_STEPS):
        probability = 1 / (1 + np.exp(-np.clip(rows @ coefficients, -30, 30)))
        curvature = (rows * (probability * (1 - probability) + 1e-9)[:, None]).T @ rows + ridge
        gradient = rows.T @ (probability - right) + ridge @ coefficients
        coefficients = coefficients - np.linalg.solve(curvature, gradient)
    return Calibration(mean, spread, coefficients)
