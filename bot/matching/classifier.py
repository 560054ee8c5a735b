"""One linear classifier for each topic over the meaning of phrasings, fitted in closed form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
RIDGE = 10.0


@dataclass(frozen=True, slots=True)
class HeldOutScores:
    """Scores of every training row, each of shape (rows, classes).

    `without_row` comes from models that never saw the row, `without_class` from models that never
    saw any row of its class.
    """

    without_row: Matrix
    without_class: Matrix


def classifier_weights(rows: Matrix, labels: Labels, classes: int) -> Matrix:
    """Ridge regression of `rows` (n, dimensions) onto class indicators: (dimensions, classes)."""
    gram = rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(gram, rows.T @ _targets(labels, classes)), np.float32)


def held_out_scores(rows: Matrix, labels: Labels, classes: int) -> HeldOutScores:
    """Exact held-out scores without refitting (leave-out identities of Rifkin, Lippert 2007)."""
    targets = _targets(labels, classes)
    inverse = np.linalg.inv(rows @ rows.T + RIDGE * np.eye(len(labels), dtype=np.float32))
    dual = inverse @ targets
    without_row = targets - dual / np.diag(inverse)[:, None]
    without_class = np.empty_like(without_row)
    for label in range(classes):
        block = np.flatnonzero(labels == label)
        without_class[block] = targets[block] - np.linalg.solve(
            inverse[np.ix_(block, block)], dual[block]
        )
    return HeldOutScores(without_row.astype(np.float32), without_class.astype(np.float32))


def _targets(labels: Labels, classes: int) -> Matrix:
    targets = np.zeros((len(labels), classes), np.float32)
    targets[np.arange(len(labels)), labels] = 1.0
    return targets
