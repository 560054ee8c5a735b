"""Typing slips corrected against the words the knowledge itself uses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.keyboard import KEYS_NEAR
from bot.matching.memo import Remembering

_SHORTEST = 4
_LONG = 7
_FREQUENT = 5
_COMMON = 500
# Logarithms of odds, as a noisy channel weighs them (Kernighan, Church and Gale 1990).
_FIRST_LETTER = 2.0
_THUMB = 2.0
_VOWELS = frozenset("aeiou")


class Speller(Remembering):
    """Corrects unknown words: one slip in words under seven letters, two in longer ones.

    `vocabulary` tells how often each known word is used; of equally near words the one used most
    is meant, a likelier slip counting for more. Three letters are mended only where a frequent
    word has them in another order or a vowel more, or a common one has the next key, because most
    short unknown words are abbreviations.
    """

    def __init__(self, vocabulary: Mapping[str, int], names: frozenset[str] = frozenset()) -> None:
        """`names` are never guessed from three letters with a wrong one: CPD is not CPC."""
        self._uses = dict(vocabulary)
        self._names = names
        # Words of a form with spaces between: tens of thousands of lists would be large.
        self._shortened: dict[str, str] = {}
        self._alike: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._uses):
            if len(word) < _SHORTEST - 1 or not word.isalpha():
                continue
            # Two words one slip apart are alike, or become so when either loses one letter
            # (Garbe's symmetric deletion).
            for form in _less_one(word):
                others = self._shortened.get(form)
                self._shortened[form] = word if others is None else f"{others} {word}"
            self._alike.setdefault((word[0], len(word)), []).append(word)
        self._remember()

    def _remember(self) -> None:
        self.corrected = lru_cache(maxsize=20_000)(self._corrected)

    def knows(self, tokens: Sequence[str]) -> bool:
        """Whether the knowledge uses every one of `tokens`."""
        return all(map(self._uses.__contains__, tokens))

    def _corrected(self, word: str) -> str:
        """The nearest known word, or `word` itself when it is known, short or far from all."""
        if word in self._uses or len(word) < _SHORTEST - 1 or not word.isalpha():
            return word
        near = {
            known for form in _less_one(word) for known in self._shortened.get(form, "").split()
        }
        if len(word) < _SHORTEST:
            found = [
                (1, known)
                for known in near
                if self._uses[known] >= self._fewest_uses(word, known)
                and _is_short_slip(word, known)
            ]
        else:
            slips = 1 if len(word) < _LONG else 2
            found = [
                (distance, known)
                for known in near
                if (distance := OSA.distance(word, known, score_cutoff=slips)) <= slips
            ]
            if not found and slips == 2:
                found = list(self._two_slips(word))
        if not found:
            return word
        return min(found, key=lambda one: (one[0], -self._likelihood(word, one[1]), one[1]))[1]

    def _fewest_uses(self, word: str, known: str) -> float:
        """How common a word must be for three unknown letters, which may be a name, to be it."""
        if not _is_near_key(word, known):
            return _FREQUENT
        return math.inf if known in self._names else _COMMON

    def respaced(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """`tokens` with spaces that slipped by one letter put back: "nex tweek"."""
        mended = list(tokens)
        for place in range(len(mended) - 1):
            first, second = mended[place : place + 2]
            if (first in self._uses and second in self._uses) or not (first + second).isalpha():
                continue
            for one, two in (
                (first + second[:1], second[1:]),
                (first[:-1], first[-1:] + second),
            ):
                if one in self._uses and two in self._uses:
                    mended[place : place + 2] = one, two
                    break
        return tuple(mended)

    def _likelihood(self, word: str, known: str) -> float:
        """Logarithm of how likely `known` was meant: how often it is used, times the slip."""
        weight = math.log(self._uses[known])
        if word[0] != known[0]:
            weight -= _FIRST_LETTER
        if sorted(word) == sorted(known) or _is_near_key(word, known):
            weight += _THUMB
        return weight

    def _two_slips(self, word: str) -> Iterator[tuple[int, str]]:
        """Known words two slips away that begin with the same letter."""
        for length in range(len(word) - 2, len(word) + 3):
            known = self._alike.get((word[0], length), ())
            for match in process.extract(
                word, known, scorer=OSA.distance, score_cutoff=2, limit=None
            ):
                yield int(match[1]), match[0]


def _less_one(word: str) -> set[str]:
    """`word`, and `word` without each of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_near_key(word: str, known: str) -> bool:
    """Whether the two differ in one letter, for which the next key was hit."""
    if len(word) != len(known):
        return False
    off = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
    return len(off) == 1 and off[0][0] in KEYS_NEAR.get(off[0][1], "")


def _is_short_slip(word: str, known: str) -> bool:
    """Whether three letters are `known` with neighbours swapped, the next key, or less a vowel."""
    if _is_near_key(word, known):
        return True
    if len(known) == len(word):
        return sorted(known) == sorted(word) and OSA.distance(known, word) == 1
    return any(
        letter in _VOWELS and known[:place] + known[place + 1 :] == word
        for place, letter in enumerate(known)
    )
