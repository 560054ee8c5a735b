"""A few vectors that stand for all the phrasings of a topic."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
MOST = 16
_ROUNDS = 6
_SEED = 13


class Prototypes:
    """At most 16 unit vectors for each topic.

    Topics of 16 `rows` (unit length, in the order of the topics) or fewer keep them; larger ones
    are grouped by spherical k-means (Dhillon and Modha 2001). `vectors` holds all, `labels` the
    topic of each.
    """

    def __init__(self, rows: Matrix, labels: Labels, topics: int) -> None:
        starts = np.searchsorted(labels, np.arange(topics + 1))
        rng = np.random.default_rng(_SEED)
        found = [
            _grouped(rows[first:last], rng) if last - first > MOST else rows[first:last]
            for first, last in pairwise(starts.tolist())
        ]
        sizes = np.array([len(members) for members in found])
        self.vectors: Matrix = np.concatenate(found)
        self.labels: Labels = np.repeat(np.arange(topics), sizes)
        # Topics with fewer than the most repeat their last.
        ends = np.cumsum(sizes)
        places = np.minimum(np.arange(min(MOST, sizes.max())), np.maximum(sizes, 1)[:, None] - 1)
        self._places = np.minimum((ends - sizes)[:, None] + places, len(self.vectors) - 1)
        self._empty = sizes == 0

    def nearness(self, meaning: Matrix, topics: npt.NDArray[np.intp]) -> Matrix:
        """The cosine of `meaning` with the nearest vector of each of `topics`; 0 without any."""
        nearest = (self.vectors[self._places[topics]] @ meaning).max(axis=1)
        return np.asarray(np.where(self._empty[topics], 0.0, nearest), np.float32)


def _grouped(rows: Matrix, rng: np.random.Generator) -> Matrix:
    """The directions of `MOST` groups of `rows`; a group that loses every row keeps its own."""
    centers = rows[rng.choice(len(rows), MOST, replace=False)]
    for _ in range(_ROUNDS):
        nearest = (rows @ centers.T).argmax(axis=1)
        belongs = (nearest == np.arange(MOST)[:, None]).astype(np.float32)
        summed = belongs @ rows
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        centers = np.where(lengths > 0, summed / np.maximum(lengths, 1e-9), centers)
    return np.asarray(centers, np.float32)
