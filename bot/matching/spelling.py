"""Typing slips corrected against the words the knowledge itself uses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.memo import Remembering

_SHORTEST = 4
_LONG = 8


class Speller(Remembering):
    """Corrects unknown words: one slip in words under eight letters, two in longer ones."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)
        self._listed = sorted(word for word in self._known if len(word) >= 3 and word.isalpha())
        self._remember()

    def _remember(self) -> None:
        self.corrected = lru_cache(maxsize=20_000)(self._corrected)

    def _corrected(self, word: str) -> str:
        """The nearest known word, or `word` itself when it is known, short or far from all."""
        if word in self._known or len(word) < _SHORTEST or not word.isalpha():
            return word
        slips = 1 if len(word) < _LONG else 2
        found = process.extract(
            word, self._listed, scorer=OSA.distance, score_cutoff=slips, limit=8
        )
        if not found:
            return word
        nearest = min(found, key=lambda match: (match[1], match[0][0] != word[0], match[0]))
        return str(nearest[0])
