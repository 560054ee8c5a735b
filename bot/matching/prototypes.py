"""A few vectors that stand for all the phrasings of a topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
MOST = 16
_ROUNDS = 6
_SEED = 13


@dataclass(frozen=True, slots=True)
class Group:
    """At most 16 unit vectors, shape (n, dimensions), and how many phrasings each stands for."""

    vectors: Matrix
    counts: Labels


class Prototypes:
    """The groups of all topics; `vectors` holds all theirs, `labels` the topic of each."""

    def __init__(self, groups: Sequence[Group]) -> None:
        sizes = np.array([len(group.vectors) for group in groups])
        self.vectors: Matrix = np.concatenate([group.vectors for group in groups])
        self.labels: Labels = np.repeat(np.arange(len(groups)), sizes)
        # Topics with fewer than the most repeat their last.
        ends = np.cumsum(sizes)
        places = np.minimum(np.arange(min(MOST, sizes.max())), np.maximum(sizes, 1)[:, None] - 1)
        self._places = np.minimum((ends - sizes)[:, None] + places, len(self.vectors) - 1)
        self._empty = sizes == 0

    def nearness(self, meaning: Matrix, topics: npt.NDArray[np.intp]) -> Matrix:
        """The cosine of `meaning` with the nearest vector of each of `topics`; 0 without any."""
        nearest = (self.vectors[self._places[topics]] @ meaning).max(axis=1)
        return np.asarray(np.where(self._empty[topics], 0.0, nearest), np.float32)


def groups_of(rows: Matrix, labels: Labels, topics: int) -> list[Group]:
    """A group for each topic. `rows` are unit vectors in the order of the topics, `labels`."""
    starts = np.searchsorted(labels, np.arange(topics + 1))
    return [group_of(rows[first:last]) for first, last in pairwise(starts.tolist())]


def group_of(rows: Matrix) -> Group:
    """`rows` themselves when there are few, else the directions of spherical k-means.

    (Dhillon and Modha 2001.) A direction that loses every row keeps its place.
    """
    if len(rows) <= MOST:
        return Group(rows, np.ones(len(rows), np.int64))
    rng = np.random.default_rng(_SEED)
    centers = rows[rng.choice(len(rows), MOST, replace=False)]
    for _ in range(_ROUNDS):
        nearest = (rows @ centers.T).argmax(axis=1)
        belongs = (nearest == np.arange(MOST)[:, None]).astype(np.float32)
        summed = belongs @ rows
        lengths = np.linalg.norm(summed, axis=1, keepdims=True)
        centers = np.where(lengths > 0, summed / np.maximum(lengths, 1e-9), centers)
    nearest = (rows @ centers.T).argmax(axis=1)
    return Group(np.asarray(centers, np.float32), np.bincount(nearest, minlength=MOST))
