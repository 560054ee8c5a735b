"""Questions as sparse vectors: words, word pairs and character n-grams inside words, tf-idf."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import Stemmer
from scipy.sparse import csr_array, hstack

from bot.matching.memo import Remembering

CHARACTER_SHARE = 0.5
# Share of the phrasings beyond which a feature tells too little to be worth its time.
WORD_CEILING = 0.1
CHARACTER_CEILING = 0.02
_FEW = 50
_SHORTEST_GRAM, _LONGEST_GRAM = 3, 4
_ENTITY = "\ue000"
SLOT = "\ue000slot"
_Feature = TypeVar("_Feature", bound=Hashable)

Ids = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]
_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word's stem; entities and numbers are their own stems."""
    return str(_STEMMER.stemWord(word)) if word.isascii() else word


@lru_cache(maxsize=50_000)
def _grams(word: str) -> tuple[str, ...]:
    if word.startswith(_ENTITY):
        return ()
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1)
        for start in range(len(padded) - size + 1)
    )


def _word_features(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Single words (an entity also as a bare slot) and pairs, in which entities are slots."""
    stems = [stem(token) for token in tokens]
    slotted = [SLOT + s.partition(":")[0] if s.startswith(_ENTITY) else s for s in stems]
    singles = [(s,) for s in stems]
    slots = [(s,) for s, original in zip(slotted, stems, strict=True) if s != original]
    return singles + slots + list(pairwise(slotted))


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Feature ids (sorted within each block) and weights; unit length when not empty."""

    ids: Ids
    weights: Weights


class FeatureSpace(Remembering):
    """The features of a set of phrasings and their inverse document frequencies.

    Left out are word pairs and character n-grams of one phrasing only and features of very many:
    neither tells texts apart.
    """

    def __init__(
        self,
        word_ids: Mapping[tuple[str, ...], int],
        gram_ids: Mapping[str, int],
        idf: Weights,
        seen: Mapping[str, int],
        phrasings: int,
    ) -> None:
        """`seen` tells in how many of so many phrasings each stem occurs."""
        self._word_ids = word_ids
        self._gram_ids = gram_ids
        self._idf = idf
        self._seen = seen
        self._rarest = math.log(1 + phrasings) + 1
        self._remember()

    def _remember(self) -> None:
        self._token_columns = lru_cache(maxsize=20_000)(self._columns_of)

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a word; a word never seen is the rarest of all."""
        return self._rarest - math.log(1 + self.frequency(token))

    def frequency(self, token: str) -> int:
        """The number of phrasings that hold the word."""
        return self._seen.get(stem(token), 0)

    def known_share(self, tokens: Sequence[str], *, more_than: int = 0) -> float:
        """The rarity-weighted share of `tokens` found in more than `more_than` phrasings."""
        known = total = 0.0
        for token in tokens:
            frequency = self.frequency(token)
            rarity = self._rarest - math.log(1 + frequency)
            total += rarity
            known += rarity if frequency > more_than else 0.0
        return known / total if total else 0.0

    def vector(self, tokens: Sequence[str]) -> SparseVector:
        """tf-idf of `tokens`: a block of words and a block of character n-grams."""
        known = self._word_ids
        worded = [known[feature] for feature in _word_features(tokens) if feature in known]
        spelled = [column for token in tokens for column in self._token_columns(token)]
        blocks = (
            self._block(worded, 1 - CHARACTER_SHARE),
            self._block(spelled, CHARACTER_SHARE),
        )
        filled = [block for block in blocks if len(block[0])]
        if not filled:
            return SparseVector(np.zeros(0, np.int64), np.zeros(0, np.float32))
        ids = np.concatenate([block[0] for block in filled])
        weights = np.concatenate([block[1] for block in filled])
        return SparseVector(ids, weights / np.sqrt(weights @ weights))

    def _columns_of(self, token: str) -> tuple[int, ...]:
        known = self._gram_ids
        return tuple(known[gram] for gram in _grams(token) if gram in known)

    def _block(self, columns: Sequence[int], share: float) -> tuple[Ids, Weights]:
        counted = Counter(columns)
        ids = np.fromiter(counted.keys(), np.int64, len(counted))
        times = np.fromiter(counted.values(), np.float32, len(counted))
        weights = (1 + np.log(times)) * self._idf[ids]
        length = math.sqrt(weights @ weights) or 1.0
        return ids, weights * np.float32(math.sqrt(share) / length)


def feature_space(phrasings: Sequence[Sequence[str]]) -> tuple[FeatureSpace, csr_array]:
    """The space of `phrasings`, and their unit-length vectors, shape (phrasings, features)."""
    words, word_ids = _counted([_word_features(tokens) for tokens in phrasings])
    tokens, token_ids = _counted(phrasings)
    grams, gram_ids = _counted([_grams(token) for token in token_ids])
    total = len(phrasings)
    seen_in = _occurrences(words)
    seen = {f[0]: int(seen_in[n]) for f, n in word_ids.items() if len(f) == 1}
    is_pair = np.fromiter((len(f) == 2 for f in word_ids), bool, len(word_ids))
    word_columns = np.flatnonzero(
        (seen_in <= _most(total, WORD_CEILING)) & ((seen_in > 1) | ~is_pair)
    )
    gram_counts = tokens @ grams
    gram_seen = _occurrences(gram_counts)
    gram_columns = np.flatnonzero((gram_seen > 1) & (gram_seen <= _most(total, CHARACTER_CEILING)))
    counts = hstack([words[:, word_columns], gram_counts[:, gram_columns]], format="csr")
    idf = (np.log((1 + total) / (1 + _occurrences(counts))) + 1).astype(np.float32)
    space = FeatureSpace(
        _renumbered(word_ids, word_columns, 0),
        _renumbered(gram_ids, gram_columns, len(word_columns)),
        idf,
        seen,
        total,
    )
    return space, _weighted(counts, len(word_columns), idf)


def _weighted(counts: csr_array, first: int, idf: Weights) -> csr_array:
    """Counts as tf-idf: each block scaled to its share, then each row to unit length."""
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices]
    is_word = counts.indices < first
    row_of = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    for block, share in ((is_word, 1 - CHARACTER_SHARE), (~is_word, CHARACTER_SHARE)):
        squares = np.bincount(row_of[block], counts.data[block] ** 2, counts.shape[0])
        scale = math.sqrt(share) / np.sqrt(np.maximum(squares, 1e-12))
        counts.data[block] *= scale[row_of[block]]
    lengths = np.sqrt(np.bincount(row_of, counts.data**2, counts.shape[0]))
    counts.data = (counts.data / np.maximum(lengths, 1e-12)[row_of]).astype(np.float32)
    return counts


def averaged(first: SparseVector, second: SparseVector) -> SparseVector:
    """The mean of two vectors; ids may repeat, which every consumer sums over."""
    return SparseVector(
        np.concatenate([first.ids, second.ids]),
        np.concatenate([first.weights, second.weights]) * np.float32(0.5),
    )


def _counted(documents: Iterable[Sequence[_Feature]]) -> tuple[csr_array, dict[_Feature, int]]:
    """How often each feature occurs in each document, and the column of each feature."""
    columns: dict[_Feature, int] = {}
    found = array("i")
    ends = [0]
    for features in documents:
        found.extend([columns.setdefault(feature, len(columns)) for feature in features])
        ends.append(len(found))
    ones = np.ones(len(found), np.float32)
    places = np.frombuffer(found, np.int32) if found else np.zeros(0, np.int32)
    counts = csr_array((ones, places.copy(), ends), shape=(len(ends) - 1, len(columns)))
    counts.sum_duplicates()
    return counts, columns


def _occurrences(counts: csr_array) -> npt.NDArray[np.int64]:
    """The number of rows in which each column occurs."""
    return np.bincount(counts.indices, minlength=counts.shape[1])


def _most(total: int, share: float) -> float:
    return max(_FEW, share * total)


def _renumbered(
    ids: Mapping[_Feature, int], kept: npt.NDArray[np.int64], first: int
) -> dict[_Feature, int]:
    """The columns of the `kept` features, counted from `first`."""
    position = {int(old): first + new for new, old in enumerate(kept)}
    return {feature: position[old] for feature, old in ids.items() if old in position}
