"""How near a question is to the phrasings of each topic, and the score made of everything."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
NEIGHBORS = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """One value for each topic: the `total`, and the nearness in words and in meaning."""

    total: Matrix
    words: Matrix
    meaning: Matrix


def combined_scores(decided: Matrix, words: Matrix, meaning: Matrix) -> Scores:
    """The classifier's decision values plus both kinds of nearness."""
    return Scores(np.asarray(decided + words + meaning, np.float32), words, meaning)


class Neighbors:
    """Groups phrasings by topic. `labels` are sorted, one topic number for each phrasing."""

    def __init__(self, labels: npt.NDArray[np.int64], topics: int) -> None:
        starts = np.searchsorted(labels, np.arange(topics + 1))
        sizes = np.diff(starts)
        width = max(int(sizes.max(initial=0)), NEIGHBORS)
        places = np.arange(width)
        self._present = places < sizes[:, None]
        self._rows = np.where(self._present, starts[:-1, None] + places, 0)
        self._counted = np.clip(sizes, 1, NEIGHBORS).astype(np.float32)

    def nearness(self, cosines: Matrix) -> Matrix:
        """Mean cosine of each topic's three nearest phrasings (fewer where it has fewer)."""
        grouped = np.where(self._present, cosines[self._rows], -1.0)
        nearest = -np.partition(-grouped, NEIGHBORS - 1, axis=1)[:, :NEIGHBORS]
        return np.asarray(
            np.where(nearest > -1.0, nearest, 0.0).sum(axis=1) / self._counted, np.float32
        )
