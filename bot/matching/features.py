"""Questions as sparse vectors: words, word pairs and character n-grams inside words, tf-idf."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import Stemmer
from scipy.sparse import csr_array, hstack

from bot.matching.memo import Remembering, remembering
from bot.matching.number_table import NumberTable

CHARACTER_SHARE = 0.5
# Share of the phrasings beyond which a feature tells too little to be worth its time.
WORD_CEILING = 0.1
CHARACTER_CEILING = 0.02
_FEW = 50
# Of so many phrasings and more, the ceilings are the same: time must not grow with the square.
_MANY = 50_000
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


def _grams(word: str) -> tuple[str, ...]:
    if word.startswith(_ENTITY):
        return ()
    padded = f" {word} "
    return tuple(
        padded[start : start + size]
        for size in range(_SHORTEST_GRAM, _LONGEST_GRAM + 1)
        for start in range(len(padded) - size + 1)
    )


def _slotted(stemmed: str) -> str:
    """The bare slot of an entity; any other stem itself."""
    return SLOT + stemmed.partition(":")[0] if stemmed.startswith(_ENTITY) else stemmed


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Feature ids (sorted within each block) and weights; unit length when not empty."""

    ids: Ids
    weights: Weights


class FeatureSpace(Remembering):
    """The features of a set of phrasings and their inverse document frequencies.

    Words are stems, an entity also as a bare slot; in pairs of words entities are slots. Left out
    are word pairs and character n-grams of one phrasing only and features of very many: neither
    tells texts apart.
    """

    def __init__(
        self,
        words: _Words,
        gram_ids: Mapping[str, int],
        idf: Weights,
        phrasings: int,
        words_end: int,
    ) -> None:
        self._words = words
        self._gram_ids = gram_ids
        self._idf = idf
        # Columns below this are words and word pairs.
        self.words_end = words_end
        self._rarest = math.log(1 + phrasings) + 1
        self._remember()

    def _remember(self) -> None:
        self._token_columns = remembering(self._columns_of, 20_000)

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a word; a word never seen is the rarest of all."""
        return self._rarest - math.log(1 + self.frequency(token))

    def frequency(self, token: str) -> int:
        """The number of phrasings that hold the word."""
        number = self._words.numbers.get(stem(token))
        return 0 if number is None else self._words.seen[number]

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
        worded = self._words.columns(tokens)
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
    total = len(phrasings)
    numbers: dict[str, int] = {}
    flat = np.array(
        [numbers.setdefault(token, len(numbers)) for p in phrasings for token in p], np.int64
    )
    row_of = np.repeat(np.arange(total), [len(phrasing) for phrasing in phrasings])
    words, word_counts = _words(tuple(numbers), flat, row_of, total)
    grams, gram_ids = _counted([_grams(token) for token in numbers])
    tokens = _counts(row_of, flat, (total, len(numbers)))
    gram_counts = tokens @ grams
    gram_seen = _occurrences(gram_counts)
    gram_columns = np.flatnonzero((gram_seen > 1) & (gram_seen <= _most(total, CHARACTER_CEILING)))
    counts = hstack([word_counts, gram_counts[:, gram_columns]], format="csr")
    idf = (np.log((1 + total) / (1 + _occurrences(counts))) + 1).astype(np.float32)
    first = word_counts.shape[1]
    space = FeatureSpace(words, _renumbered(gram_ids, gram_columns, first), idf, total, first)
    return space, _weighted(counts, first, idf)


@dataclass(frozen=True, slots=True)
class _Words:
    """Which column a word or a pair of words has.

    `numbers` counts the stems and slots; `singles` has the column of each, `seen` in how many
    phrasings it occurs, `pairs` the columns by the two numbers as one. A column of -1 is none.
    """

    numbers: Mapping[str, int]
    singles: Sequence[int]
    seen: Sequence[int]
    pairs: NumberTable

    def columns(self, tokens: Sequence[str]) -> list[int]:
        """The columns of the words and pairs in `tokens`, as often as they occur."""
        found: list[int] = []
        before: int | None = None
        for token in tokens:
            stemmed = stem(token)
            slotted = _slotted(stemmed)
            number = self.numbers.get(slotted)
            named = number if slotted is stemmed else self.numbers.get(stemmed)
            for single in (number,) if named == number else (named, number):
                if single is not None and self.singles[single] >= 0:
                    found.append(self.singles[single])
            if before is not None and number is not None:
                pair = self.pairs.get(before * len(self.numbers) + number, -1)
                if pair >= 0:
                    found.append(pair)
            before = number
        return found


def _words(tokens: Sequence[str], flat: Ids, row_of: Ids, total: int) -> tuple[_Words, csr_array]:
    """The words and pairs that tell texts apart, and how often each of `total` phrasings has them.

    `flat` are the numbers in `tokens` of all words of all phrasings, `row_of` their phrasings.
    """
    numbers: dict[str, int] = {}
    stems = [stem(token) for token in tokens]
    named = np.array([numbers.setdefault(s, len(numbers)) for s in stems])[flat]
    slotted = np.array([numbers.setdefault(_slotted(s), len(numbers)) for s in stems])[flat]
    apart = named != slotted
    singles = _occurring(
        np.concatenate([row_of, row_of[apart]]), np.concatenate([named, slotted[apart]]), total
    )
    together = row_of[1:] == row_of[:-1]
    pairs = _occurring(
        row_of[1:][together], (slotted[:-1] * len(numbers) + slotted[1:])[together], total
    )
    most = _most(total, WORD_CEILING)
    usual = np.flatnonzero(singles.seen <= most)
    telling = np.flatnonzero((pairs.seen > 1) & (pairs.seen <= most))
    columns = np.full(len(numbers), -1)
    columns[singles.features[usual]] = np.arange(len(usual))
    seen = np.zeros(len(numbers), np.int64)
    seen[singles.features] = singles.seen
    words = _Words(
        numbers,
        columns.tolist(),
        seen.tolist(),
        NumberTable(pairs.features[telling], len(usual) + np.arange(len(telling))),
    )
    return words, hstack([singles.counts[:, usual], pairs.counts[:, telling]], format="csr")


@dataclass(frozen=True, slots=True)
class _Occurring:
    """How often each of `features` occurs in each phrasing, and in how many it does."""

    features: Ids
    counts: csr_array
    seen: Ids


def _occurring(rows: Ids, features: Ids, total: int) -> _Occurring:
    distinct, columns = np.unique(features, return_inverse=True)
    counts = _counts(rows, columns, (total, len(distinct)))
    return _Occurring(distinct, counts, _occurrences(counts))


def _counts(rows: Ids, columns: Ids, shape: tuple[int, int]) -> csr_array:
    counts = csr_array((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    return counts


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
    return max(_FEW, share * min(total, _MANY))


def _renumbered(
    ids: Mapping[_Feature, int], kept: npt.NDArray[np.int64], first: int
) -> dict[_Feature, int]:
    """The columns of the `kept` features, counted from `first`."""
    position = {int(old): first + new for new, old in enumerate(kept)}
    return {feature: position[old] for feature, old in ids.items() if old in position}
