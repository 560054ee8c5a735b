"""One linear classifier for each topic over the meaning of phrasings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
DECAY = 0.1
# Chosen on tune and on the public sets' own training and validation texts.
SHARE = 0.2
STEPS = 20
_START = 12.0
# How far the number of its phrasings speaks for a class; chosen by holding out training texts of
# the three shops of HINT3 (where a class has 2 to 100), and of no effect where all have as many.
_FAMILIAR = 0.05
_LARGEST = 40_000_000
_HARDLY = 1e-3
_BLOCK = 1024


def centroids(rows: Matrix, labels: Labels, classes: int) -> Matrix:
    """The direction in which the rows of each class point: (dimensions, classes), unit columns."""
    summed = np.zeros((classes, rows.shape[1]), np.float32)
    np.add.at(summed, labels, rows)
    lengths = np.linalg.norm(summed, axis=1, keepdims=True)
    return np.ascontiguousarray((summed / np.maximum(lengths, 1e-9)).T)


def classifier_weights(
    rows: Matrix, labels: Labels, classes: int, steps: int | None = None
) -> Matrix:
    """Weights of softmax regression of `rows` (n, dimensions): (dimensions, classes).

    They are scaled by SHARE, so that their products with a question's meaning and its cosines
    with the nearest phrasings make one sum.
    Every class counts alike, however many rows it has. So many `steps` from the centroids; unless
    told, as many as take a moment, and none for very many rows and classes.
    """
    if steps is None:
        steps = STEPS if len(labels) * classes <= _LARGEST else 0
    start = _start(rows, labels, classes)
    if not steps:
        return start * np.float32(SHARE)
    worth = _worth(labels, np.ones(len(labels)), classes)

    def slope(weights: Matrix) -> Matrix:
        found = np.float32(DECAY) * weights
        for first in range(0, len(labels), _BLOCK):
            block = slice(first, first + _BLOCK)
            off = _shares(rows[block] @ weights)
            off[np.arange(len(off)), labels[block]] -= 1.0
            found += rows[block].T @ (worth[block] * off)
        return found

    return _descended(start, slope, _inverse_curvature(rows, worth), steps) * np.float32(SHARE)


def adapted_weights(
    rows: Matrix, labels: Labels, counts: Labels, weights: Matrix, moving: Labels
) -> Matrix:
    """`weights` (dimensions, classes), scaled by SHARE, with those of the classes `moving` learned.

    A row counts as often as `counts` tells. All other classes stay as they are. A class without
    weights (all 0) starts from its centroid.
    """
    classes = weights.shape[1]
    given = weights / np.float32(SHARE)
    summed = rows * np.asarray(counts, np.float32)[:, None]
    start = np.where(given.any(axis=0), given, _start(summed, labels, classes))[:, moving]
    worth = _worth(labels, counts, classes)
    logits = rows @ given
    wanted = (labels[:, None] == moving).astype(np.float32)

    def slope(of_moving: Matrix) -> Matrix:
        logits[:, moving] = rows @ of_moving
        off = _shares(logits.copy())[:, moving] - wanted
        return np.asarray(np.float32(DECAY) * of_moving + rows.T @ (worth * off), np.float32)

    moved = _descended(start, slope, _inverse_curvature(rows, worth), STEPS)
    result = given.copy()
    result[:, moving] = moved
    return result * np.float32(SHARE)


def _start(rows: Matrix, labels: Labels, classes: int) -> Matrix:
    return centroids(rows, labels, classes) * np.float32(_START)


def _worth(labels: Labels, counts: npt.ArrayLike, classes: int) -> Matrix:
    """What each row counts, (rows, 1): every class alike, a row of a class by its `counts`.

    They add up to the sum of `counts`, against which the decay weighs.
    """
    counted = np.asarray(counts, np.float64)
    shared = counted / np.bincount(labels, counted, classes)[labels]
    return np.asarray(shared * (counted.sum() / shared.sum()), np.float32)[:, None]


def _inverse_curvature(rows: Matrix, worth: Matrix) -> Matrix:
    """Of the bound on the curvature that does not change (Böhning 1992)."""
    curvature = rows.T @ (worth * rows) / 2 + DECAY * np.eye(rows.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.inv(curvature), np.float32)


def _descended(
    start: Matrix, slope: Callable[[Matrix], Matrix], step: Matrix, steps: int
) -> Matrix:
    """Where so many `steps` against the `slope` lead, with momentum (Nesterov 1983)."""
    weights = ahead = np.asarray(start, np.float32)
    speed = 1.0
    for _ in range(steps):
        moved = ahead - step @ slope(ahead)
        faster = (1 + (1 + 4 * speed * speed) ** 0.5) / 2
        ahead = moved + np.float32((speed - 1) / faster) * (moved - weights)
        weights, speed = moved, faster
    return weights


def _shares(logits: Matrix) -> Matrix:
    """The predicted shares of each class, shape (rows, classes), in the place of `logits`."""
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits


def leanings(labels: Labels, classes: int) -> Matrix:
    """What speaks for each class before anything is asked, shape (classes,).

    People ask most about what has most phrasings; to be added to the products with the weights.
    """
    counts = np.maximum(np.bincount(labels, minlength=classes), 1)
    return np.asarray(_FAMILIAR * np.log(counts / np.median(counts)), np.float32)


def posteriors(decided: Matrix, agreement: Matrix) -> Matrix:
    """How likely each class is by `decided`, products with weights and leanings: (classes,).

    `agreement` with the entities counts as the odds beforehand.
    """
    logits = decided / np.float32(SHARE) + np.log(agreement.clip(_HARDLY))
    likely = np.exp(logits - logits.max())
    return np.asarray(likely / likely.sum(), np.float32)
