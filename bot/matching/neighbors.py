"""How near a question is to the phrasings of each topic, and the score made of everything."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Topics = npt.NDArray[np.intp]
NEIGHBORS = 3
_WIDEST = 200


@dataclass(frozen=True)
class Scores:
    """The topics worth a look, and for each its parts and their `total`.

    `decided` is the classifier's value, `words` and `meaning` the nearness of the phrasings,
    `wording` how much likelier the words are there than anywhere; their sum times `agreement`, how
    far the entities agree, is the total. `likely` is how likely each is by classifier and agreement
    alone, `astray` how likely any kind out of scope is.
    """

    topics: Topics
    decided: Matrix
    words: Matrix
    meaning: Matrix
    wording: Matrix
    agreement: Matrix
    out_of_scope: npt.NDArray[np.bool_]
    likely: Matrix
    astray: float

    @cached_property
    def total(self) -> Matrix:
        return (self.decided + self.words + self.meaning + self.wording) * self.agreement


class Neighbors:
    """Groups phrasings by topic. `labels` are sorted, one topic number for each phrasing."""

    def __init__(self, labels: npt.NDArray[np.int64], topics: int) -> None:
        self._starts = np.searchsorted(labels, np.arange(topics))
        sizes = np.bincount(labels, minlength=topics)
        self._ends = self._starts + sizes
        # One table for all but the few topics that would make it wide.
        width = max(min(int(sizes.max(initial=0)), _WIDEST), NEIGHBORS)
        self._wide = sizes > width
        places = np.arange(width)
        self._present = places < sizes[:, None]
        self._rows = np.where(self._present, self._starts[:, None] + places, 0)
        self._counted = np.clip(sizes, 1, NEIGHBORS).astype(np.float32)

    def nearest(self, cosines: Matrix) -> Matrix:
        """The cosine of each topic's nearest phrasing, shape (topics,)."""
        return np.maximum.reduceat(cosines, self._starts)

    def nearness(self, cosines: Matrix, topics: Topics) -> Matrix:
        """Mean cosine of the three nearest phrasings (fewer where it has fewer) of `topics`.

        `cosines` has one value for each phrasing.
        """
        grouped = np.where(self._present[topics], cosines[self._rows[topics]], -1.0)
        grouped.partition(grouped.shape[1] - NEIGHBORS, axis=1)
        nearest = grouped[:, -NEIGHBORS:]
        for place in np.flatnonzero(self._wide[topics]):
            topic = topics[place]
            all_of_it = cosines[self._starts[topic] : self._ends[topic]]
            nearest[place] = np.partition(all_of_it, -NEIGHBORS)[-NEIGHBORS:]
        return np.asarray(
            np.where(nearest > -1.0, nearest, 0.0).sum(axis=1) / self._counted[topics], np.float32
        )
