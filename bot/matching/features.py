"""Questions as sparse vectors: words, word pairs and character n-grams inside words, tf-idf."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import Stemmer
from scipy.sparse import csr_array

CHARACTER_SHARE = 0.6
_SHORTEST_GRAM, _LONGEST_GRAM = 2, 5
_ENTITY = "\ue000"
SLOT = "\ue000slot"

Ids = npt.NDArray[np.int32]
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


class FeatureSpace:
    """The features of a set of phrasings, with their inverse document frequencies."""

    def __init__(self, phrasings: Sequence[Sequence[str]]) -> None:
        count: Counter[tuple[str, ...] | str] = Counter()
        for tokens in phrasings:
            count.update(set(_word_features(tokens)))
            count.update({gram for token in set(tokens) for gram in _grams(token)})
        for feature in [f for f, seen in count.items() if seen == 1 and isinstance(f, str)]:
            del count[feature]
        self._ids = {feature: index for index, feature in enumerate(count)}
        self.size = len(count)
        total = 1 + len(phrasings)
        self._idf = np.array(
            [math.log(total / (1 + seen)) + 1 for seen in count.values()], dtype=np.float32
        )
        self._rarest = math.log(total) + 1
        self._seen = np.array(list(count.values()), dtype=np.int32)

    def rarity(self, token: str) -> float:
        """Inverse document frequency of a word; a word never seen is the rarest of all."""
        index = self._ids.get((stem(token),))
        return self._rarest if index is None else float(self._idf[index])

    def frequency(self, token: str) -> int:
        """The number of phrasings that hold the word."""
        index = self._ids.get((stem(token),))
        return 0 if index is None else int(self._seen[index])

    def knows(self, token: str) -> bool:
        return (stem(token),) in self._ids

    def vector(self, tokens: Sequence[str]) -> SparseVector:
        """tf-idf of `tokens`: a block of words and a block of character n-grams."""
        blocks = (
            self._block(_word_features(tokens), 1 - CHARACTER_SHARE),
            self._block((g for t in tokens for g in _grams(t)), CHARACTER_SHARE),
        )
        filled = [block for block in blocks if len(block[0])]
        if not filled:
            return SparseVector(np.zeros(0, np.int32), np.zeros(0, np.float32))
        ids = np.concatenate([block[0] for block in filled])
        weights = np.concatenate([block[1] for block in filled])
        return SparseVector(ids, (weights / np.linalg.norm(weights)).astype(np.float32))

    def _block(
        self, features: Iterable[tuple[str, ...] | str], share: float
    ) -> tuple[Ids, Weights]:
        known = self._ids
        counted = Counter(known[feature] for feature in features if feature in known)
        if not counted:
            return np.zeros(0, np.int32), np.zeros(0, np.float32)
        ids = np.fromiter(counted.keys(), np.int32, len(counted))
        times = np.fromiter(counted.values(), np.float32, len(counted))
        weights = (1 + np.log(times)) * self._idf[ids]
        weights *= np.float32(math.sqrt(share)) / np.float32(np.linalg.norm(weights))
        return ids, weights.astype(np.float32)


def averaged(first: SparseVector, second: SparseVector) -> SparseVector:
    """The mean of two vectors; ids may repeat, which every consumer sums over."""
    return SparseVector(
        np.concatenate([first.ids, second.ids]),
        np.concatenate([first.weights, second.weights]) * np.float32(0.5),
    )


def rows_of(vectors: Sequence[SparseVector], size: int) -> csr_array:
    """The vectors as rows of a sparse matrix of shape (len(vectors), size)."""
    ends = np.cumsum([0, *(len(vector.ids) for vector in vectors)])
    ids = np.concatenate([vector.ids for vector in vectors])
    weights = np.concatenate([vector.weights for vector in vectors])
    return csr_array((weights, ids, ends), shape=(len(vectors), size))
