"""One linear classifier for each class, fitted in closed form when knowledge loads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_array

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class HeldOutScores:
    """Scores of every training row, each of shape (rows, classes).

    `without_row` comes from models that never saw the row, `without_class` from models that never
    saw any row of its class.
    """

    without_row: Matrix
    without_class: Matrix


def similarity_kernel(rows: csr_array) -> Matrix:
    """Cosines between all rows (which have unit length), shape (n, n)."""
    columns = rows.T.tocsr()
    half = rows.shape[0] // 2
    with ThreadPoolExecutor(2) as pool:
        parts = pool.map(lambda part: (part @ columns).toarray(), (rows[:half], rows[half:]))
        return np.vstack(list(parts))


def dual_weights(kernel: Matrix, labels: Labels, classes: int) -> Matrix:
    """Kernel ridge regression onto class indicators: its dual weights, shape (rows, classes)."""
    factor = cho_factor(kernel + RIDGE * np.eye(len(labels), dtype=np.float32), lower=True)
    return np.asarray(cho_solve(factor, _targets(labels, classes)), np.float32)


def held_out_scores(kernel: Matrix, labels: Labels, classes: int) -> HeldOutScores:
    """Exact held-out scores without refitting (leave-out identities of Rifkin, Lippert 2007)."""
    targets = _targets(labels, classes)
    inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(labels), dtype=np.float32))
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
