"""One linear classifier for each topic over the meaning of phrasings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
DECAY = 0.1
# Chosen on tune and on the public sets' own training and validation texts.
SHARE = 0.2
STEPS = 20
_FURTHER = 5
_MOST_KNOWN = 0.5
_START = 12.0
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
    rows: Matrix, labels: Labels, classes: int, learned: Matrix | None = None, steps: int = STEPS
) -> Matrix:
    """Weights of softmax regression of `rows` (n, dimensions): (dimensions, classes).

    They are scaled by SHARE, so that their products with a question's meaning and its cosines
    with the nearest phrasings make one sum.
    Every class counts alike, however many rows it has. So many `steps` from the centroids, each by
    the bound on the curvature that does not change (Böhning 1992), with momentum (Nesterov 1983);
    a few from the weights `learned` before, once most classes have such (columns that are not 0).
    Too many rows and classes to do that in a moment are left at the centroids.
    """
    start = centroids(rows, labels, classes) * np.float32(_START)
    if learned is not None:
        known = learned.any(axis=0)
        start = np.where(known, learned, start)
        steps = _FURTHER if known.mean() > _MOST_KNOWN else steps
    if len(labels) * classes > _LARGEST:
        return start * np.float32(SHARE)
    sizes = np.bincount(labels, minlength=classes)
    shared = 1 / sizes[labels]
    worth = np.asarray(shared / shared.mean(), np.float32)[:, None]
    curvature = rows.T @ (worth * rows) / 2 + DECAY * np.eye(rows.shape[1], dtype=np.float32)
    step = np.asarray(np.linalg.inv(curvature), np.float32)
    weights = ahead = np.asarray(start, np.float32)
    speed = 1.0
    for _ in range(steps):
        slope = np.float32(DECAY) * ahead
        for first in range(0, len(labels), _BLOCK):
            block = slice(first, first + _BLOCK)
            slope += rows[block].T @ (worth[block] * _off(rows[block], labels[block], ahead))
        moved = ahead - step @ slope
        faster = (1 + (1 + 4 * speed * speed) ** 0.5) / 2
        ahead = moved + np.float32((speed - 1) / faster) * (moved - weights)
        weights, speed = moved, faster
    return weights * np.float32(SHARE)


def _off(rows: Matrix, labels: Labels, weights: Matrix) -> Matrix:
    """How far the predicted shares of each class are from the truth, shape (rows, classes)."""
    shares = rows @ weights
    shares -= shares.max(axis=1, keepdims=True)
    np.exp(shares, out=shares)
    shares /= shares.sum(axis=1, keepdims=True)
    shares[np.arange(len(labels)), labels] -= 1.0
    return shares


def posteriors(decided: Matrix, agreement: Matrix) -> Matrix:
    """How likely each class is by `decided`, the products with the weights: shape (classes,).

    `agreement` with the entities counts as the odds beforehand.
    """
    logits = decided / np.float32(SHARE) + np.log(agreement.clip(_HARDLY))
    likely = np.exp(logits - logits.max())
    return np.asarray(likely / likely.sum(), np.float32)
