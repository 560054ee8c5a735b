"""How much likelier a question's words are among the phrasings of each topic than among all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from bot.matching.postings import places_in

Matrix = npt.NDArray[np.float32]
# How many words of all phrasings each topic is taken to have beside its own; chosen on tune.
_SMOOTHING = 60.0
# What it counts beside the other parts of a score, and with how many phrasings a topic half of
# that; chosen on tune and on the public sets' own training texts, which have five or ten.
_MOST_WEIGHT = 1.5
_HALF_AT = 180


class Likelihood:
    """Naive Bayes over words and word pairs, smoothed by how common they are in all phrasings.

    (Dirichlet prior, Zhai and Lafferty 2004.)
    """

    def __init__(self, rows: csr_array, labels: npt.NDArray[np.int64], topics: int) -> None:
        """`rows` tell which words each phrasing has, shape (phrasings, words), `labels` its topic.

        Numbers in `rows` other than 0 count alike.
        """
        present = csr_array((np.ones_like(rows.data), rows.indices, rows.indptr), shape=rows.shape)
        places = (labels, np.arange(len(labels)))
        belongs = csr_array((np.ones(len(labels), np.float32), places), shape=(topics, len(labels)))
        counts = (belongs @ present).tocsc()
        everywhere = counts.sum(axis=0)
        expected = _SMOOTHING * everywhere / max(1.0, float(everywhere.sum()))
        columns = np.repeat(np.arange(counts.shape[1]), np.diff(counts.indptr))
        typical = float(np.median(np.bincount(labels, minlength=topics)))
        self._weight = np.float32(_MOST_WEIGHT * typical / (typical + _HALF_AT))
        self._starts = counts.indptr.astype(np.int64)
        self._topics = counts.indices.astype(np.uint16 if topics <= 0xFFFF else np.int32)
        self._gains = np.log1p(counts.data / expected[columns]).astype(np.float32)
        self._lengths = np.log1p(counts.sum(axis=1) / _SMOOTHING).astype(np.float32)

    def of(self, words: npt.NDArray[np.int64]) -> Matrix:
        """The mean log ratio of those of `words` that it knows, weighted: shape (topics,).

        The weight is the same for all topics: the more phrasings they have, the more it can tell.
        """
        places, lengths = places_in(self._starts, words)
        known = np.count_nonzero(lengths)
        if not known:
            return np.zeros_like(self._lengths)
        gained = np.bincount(self._topics[places], self._gains[places], len(self._lengths))
        return np.asarray(self._weight * (gained / known - self._lengths), np.float32)
