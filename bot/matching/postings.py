"""Which phrasings hold a feature: cosines without looking at the phrasings that share nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from bot.matching.features import SparseVector

Matrix = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
Places = npt.NDArray[np.signedinteger]
_ROWS = 0x10000
_FINE = np.float32(0xFFFF)


def places_in(starts: Places, columns: Ids) -> tuple[Ids, Ids]:
    """Where the values of `columns` lie, one column after the other, and how many each has.

    `starts` are the beginnings of all columns, and last the end.
    """
    first = starts[columns]
    lengths = starts[columns + 1] - first
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(int(lengths.sum())), lengths


class _Block:
    """The rows of a matrix by column, at most as many as 16 bits can number."""

    def __init__(self, rows: csr_array) -> None:
        columns = rows.tocsc()
        self._starts = columns.indptr.astype(np.int32)
        self._count = rows.shape[0]
        self._rows = columns.indices.astype(np.uint16)
        self._weights = np.round(columns.data * _FINE).astype(np.uint16)

    def cosines(self, vector: SparseVector) -> Matrix:
        places, lengths = places_in(self._starts, vector.ids)
        weighted = self._weights[places] * np.repeat(vector.weights / _FINE, lengths)
        return np.bincount(self._rows[places], weighted, self._count).astype(np.float32)


class Postings:
    """The rows of a matrix by column. `rows` are unit vectors, shape (phrasings, features).

    Millions of numbers: kept in two bytes each, so rows come in blocks.
    """

    def __init__(self, rows: csr_array) -> None:
        self._blocks = tuple(
            _Block(rows[first : first + _ROWS]) for first in range(0, rows.shape[0], _ROWS)
        )

    def cosines(self, vector: SparseVector) -> Matrix:
        """Cosine of a question with every phrasing, shape (phrasings,)."""
        return np.concatenate([block.cosines(vector) for block in self._blocks])
