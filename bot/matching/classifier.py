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
    """Scores of some training rows, each of shape (rows, classes).

    `without_row` comes from models that never saw the row, `without_class` from models that never
    saw any row of its class.
    """

    without_row: Matrix
    without_class: Matrix


def classifier_weights(rows: Matrix, labels: Labels, classes: int) -> Matrix:
    """Ridge regression of `rows` (n, dimensions) onto class indicators: (dimensions, classes)."""
    gram = rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32)
    return np.asarray(np.linalg.solve(gram, rows.T @ _targets(labels, classes)), np.float32)


def held_out_scores(rows: Matrix, labels: Labels, classes: int, chosen: Labels) -> HeldOutScores:
    """Exact held-out scores of the `chosen` rows, without refitting.

    Leaving rows B out changes their predictions to y - (I - H_B)^-1 (y - f), where f are those of
    the whole model and H_B their block of the hat matrix (Rifkin, Lippert 2007).
    """
    targets = _targets(labels, classes)
    inverse = np.linalg.inv(rows.T @ rows + RIDGE * np.eye(rows.shape[1], dtype=np.float32))
    weights = inverse @ (rows.T @ targets)
    without_row = np.empty((len(chosen), classes), np.float32)
    without_class = np.empty_like(without_row)
    for place, row in enumerate(chosen):
        for scores, block in (
            (without_row, np.array([row])),
            (without_class, np.flatnonzero(labels == labels[row])),
        ):
            left_out = rows[block]
            off = targets[block] - left_out @ weights
            hat = left_out @ inverse @ left_out.T
            predicted = targets[block] - np.linalg.solve(np.eye(len(block)) - hat, off)
            scores[place] = predicted[np.searchsorted(block, row)]
    return HeldOutScores(without_row, without_class)


def _targets(labels: Labels, classes: int) -> Matrix:
    targets = np.zeros((len(labels), classes), np.float32)
    targets[np.arange(len(labels)), labels] = 1.0
    return targets
