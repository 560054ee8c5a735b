"""Typing slips corrected against the words the knowledge itself uses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.memo import Remembering

_SHORTEST = 4
_LONG = 8
_FREQUENT = 5
_VOWELS = frozenset("aeiou")


class Speller(Remembering):
    """Corrects unknown words: one slip in words under eight letters, two in longer ones.

    `vocabulary` tells how often each known word is used; of equally near words the one used most
    is meant. Three letters are mended only where a frequent word has them in another order or a
    vowel more, because most short unknown words are abbreviations.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._uses = dict(vocabulary)
        self._listed = sorted(word for word in self._uses if len(word) >= 3 and word.isalpha())
        self._short = [w for w in self._listed if len(w) <= 4 and self._uses[w] >= _FREQUENT]
        self._remember()

    def _remember(self) -> None:
        self.corrected = lru_cache(maxsize=20_000)(self._corrected)

    def _corrected(self, word: str) -> str:
        """The nearest known word, or `word` itself when it is known, short or far from all."""
        if word in self._uses or len(word) < _SHORTEST - 1 or not word.isalpha():
            return word
        if len(word) < _SHORTEST:
            near = [(known, 1) for known in self._short if _is_short_slip(word, known)]
        else:
            slips = 1 if len(word) < _LONG else 2
            found = process.extract(
                word, self._listed, scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            near = [(known, int(distance)) for known, distance, _ in found]
        if not near:
            return word
        return min(
            near, key=lambda one: (one[1], one[0][0] != word[0], -self._uses[one[0]], one[0])
        )[0]


def _is_short_slip(word: str, known: str) -> bool:
    """Whether three letters are `known` with two neighbours swapped, or less one vowel."""
    if len(known) == len(word):
        return sorted(known) == sorted(word) and OSA.distance(known, word) == 1
    return any(
        letter in _VOWELS and known[:place] + known[place + 1 :] == word
        for place, letter in enumerate(known)
    )
