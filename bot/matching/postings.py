"""Which phrasings hold a feature: cosines without looking at the phrasings that share nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from bot.matching.features import SparseVector

Matrix = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]


def places_in(starts: Ids, columns: Ids) -> tuple[Ids, Ids]:
    """Where the values of `columns` lie, one column after the other, and how many each has.

    `starts` are the beginnings of all columns, and last the end.
    """
    first = starts[columns]
    lengths = starts[columns + 1] - first
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(int(lengths.sum())), lengths


class Postings:
    """The rows of a matrix by column. `rows` are unit vectors, shape (phrasings, features)."""

    def __init__(self, rows: csr_array) -> None:
        columns = rows.tocsc()
        self._starts = columns.indptr.astype(np.int64)
        self._count = rows.shape[0]
        self._rows = columns.indices.astype(np.uint16 if self._count <= 0xFFFF else np.int32)
        self._weights = columns.data

    def cosines(self, vector: SparseVector) -> Matrix:
        """Cosine of a question with every phrasing, shape (phrasings,)."""
        places, lengths = places_in(self._starts, vector.ids)
        weighted = self._weights[places] * np.repeat(vector.weights, lengths)
        return np.bincount(self._rows[places], weighted, self._count).astype(np.float32)
