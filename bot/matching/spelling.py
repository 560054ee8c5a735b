"""Typing slips corrected against the words the knowledge itself uses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import product, zip_longest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.entities import is_entity, written
from bot.matching.keyboard import KEYS_NEAR
from bot.matching.memo import Remembering, remembering
from bot.matching.vocabulary import Vocabulary

_SHORTEST = 4
_LONG = 7
_FREQUENT = 5
_COMMON = 500
# How many words each word is taken to be followed by beside those seen, as common as in all texts.
_SMOOTHING = 20.0
# How often a word that never occurs is taken to.
_NEVER = 0.1
# Logarithms of odds, as a noisy channel weighs them (Kernighan, Church and Gale 1990).
_FIRST_LETTER = 2.0
_THUMB = 2.0
_SLIP = 6.0
# How many of the words that begin alike are looked at together with the word before.
_USUAL = 20
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class _Guess:
    """A known word that may be meant: after so many slips, and how easily they happen.

    `anywhere` tells that it may be meant whatever words stand beside it.
    """

    word: str
    slips: int
    ease: float
    anywhere: bool = True


class Speller(Remembering):
    """Corrects unknown words: one slip in words under seven letters, two in longer ones.

    Of equally near words the one is meant that is likeliest between the words before and after,
    times how likely the slip is. Most short unknown words are abbreviations: three letters are
    mended only where a frequent word has them in another order or a vowel more, or a common one
    has the next key; two letters, and three for any other slip, only where a common word is used
    between the same neighbors.
    """

    def __init__(self, vocabulary: Vocabulary, names: frozenset[str] = frozenset()) -> None:
        """`names` are never guessed from three letters with a wrong one: CPD is not CPC."""
        self._vocabulary = vocabulary
        self._names = names
        # Words of a form with spaces between: tens of thousands of lists would be large.
        self._shortened: dict[str, str] = {}
        self._alike: dict[tuple[str, int], list[str]] = {}
        for word in sorted(vocabulary):
            if not word.isalpha() or len(word) < (2 if vocabulary.uses(word) >= _COMMON else 3):
                continue
            # Two words one slip apart are alike, or become so when either loses one letter
            # (Garbe's symmetric deletion).
            for form in _less_one(word):
                others = self._shortened.get(form)
                self._shortened[form] = word if others is None else f"{others} {word}"
            self._alike.setdefault((word[0], len(word)), []).append(word)
        self._remember()

    def _remember(self) -> None:
        self._guesses = remembering(self._near, 20_000)
        self._usual = remembering(self._most_used, 5_000)

    def knows(self, tokens: Sequence[str]) -> bool:
        """Whether the knowledge uses every one of `tokens`."""
        return self._vocabulary.has_all(tokens)

    def mended(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """`tokens` with slips mended, each between its neighbors; entity tokens stay."""
        result: list[str] = []
        for token, after in zip_longest(tokens, tokens[1:], fillvalue=""):
            before = result[-1] if result else ""
            result.append(self.corrected(token, _end(before), _beginning(after)))
        return tuple(result)

    def finished(self, letters: str, before: str) -> str:
        """The likeliest of the usual words that begin with `letters`, after the word `before`.

        It may be `letters` themselves, which it is when no known word begins so.
        """
        usual = self._usual(letters)
        return max(usual, key=lambda word: self._follows(before, word), default=letters)

    def _most_used(self, letters: str) -> tuple[str, ...]:
        words = self._vocabulary
        return tuple(nlargest(_USUAL, words.begun_with(letters), key=words.uses))

    def corrected(self, word: str, before: str = "", after: str = "") -> str:
        """The known word meant by `word` between two others; itself when known or far from all."""
        if word in self._vocabulary:
            return word
        found = [
            guess
            for guess in self._guesses(word)
            if guess.anywhere or self._belongs(guess.word, before, after)
        ]
        if not found:
            return word
        return min(
            found,
            key=lambda guess: (
                guess.slips,
                -guess.ease - self._likelihood(guess.word, before, after),
                guess.word,
            ),
        ).word

    def _belongs(self, word: str, before: str, after: str) -> bool:
        """Whether the phrasings have `word` between or beside these two."""
        beside = [
            pair for pair in ((before, word), (word, after)) if self._vocabulary.has_all(pair)
        ]
        return bool(beside) and all(self._vocabulary.together(*pair) for pair in beside)

    def _likelihood(self, word: str, before: str, after: str) -> float:
        """Logarithm of how likely `word` is between `before` and `after`.

        Each pair is smoothed by how common its second word is (Dirichlet prior).
        """
        return self._follows(before, word) + (self._follows(word, after) if after else 0.0)

    def _follows(self, first: str, second: str) -> float:
        words = self._vocabulary
        common = max(words.uses(second), _NEVER) / words.total
        return math.log(
            (words.together(first, second) + _SMOOTHING * common) / (words.uses(first) + _SMOOTHING)
        )

    def _near(self, word: str) -> tuple[_Guess, ...]:
        if len(word) < 2 or not word.isalpha():
            return ()
        near = {
            known for form in _less_one(word) for known in self._shortened.get(form, "").split()
        }
        if len(word) < _SHORTEST:
            return tuple(guess for known in near if (guess := self._short_guess(word, known)))
        slips = 1 if len(word) < _LONG else 2
        found = [
            (known, distance)
            for known in near
            if len(known) >= _SHORTEST - 1
            and (distance := OSA.distance(word, known, score_cutoff=slips)) <= slips
        ]
        if not found and slips == 2:
            found = list(self._two_slips(word))
        return tuple(_Guess(known, slips, _ease(word, known)) for known, slips in found)

    def _short_guess(self, word: str, known: str) -> _Guess | None:
        """What `known` is for two or three unknown letters; None when they cannot mean it."""
        uses = self._vocabulary.uses(known)
        ease = _ease(word, known)
        if len(word) == _SHORTEST - 1:
            if _is_near_key(word, known):
                anywhere = uses >= _COMMON and known not in self._names
            else:
                anywhere = uses >= _FREQUENT and (
                    _is_swapped(word, known) or _lacks(word, known, _VOWELS)
                )
            if anywhere:
                return _Guess(known, 1, ease)
        if uses < _COMMON or known in self._names or len(known) < len(word):
            return None
        if OSA.distance(word, known, score_cutoff=1) > 1:
            return None
        return _Guess(known, 1, ease, anywhere=False)

    def _split(self, word: str) -> tuple[str, ...]:
        """`word` as two that often stand together, when nothing else is near it: "howmuch"."""
        if len(word) < _SHORTEST or not word.isalpha():
            return (word,)
        if word in self._vocabulary or self._guesses(word):
            return (word,)
        pairs = [(word[:place], word[place:]) for place in range(1, len(word))]
        together, pair = max((self._vocabulary.together(*pair), pair) for pair in pairs)
        return pair if together >= _FREQUENT else (word,)

    def respaced(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """`tokens` with slipped spaces put back: "nex tweek", "howmuch", "hous?e".

        Not where mending each of the two words makes likelier ones of them.
        """
        apart = [part for token in tokens for part in self._split(token)]
        result: list[str] = []
        while apart:
            first = apart.pop(0)
            moved = self._moved(first, apart[0]) if apart else []
            if moved:
                typed, before = (first, apart[0]), _end(result[-1] if result else "")
                after = _beginning(apart[1] if len(apart) > 1 else "")
                best = self._likelier(typed, moved, before, after)
                first, apart[:1] = best[0], best[1:]
            result.append(first)
        return tuple(result)

    def _moved(self, first: str, second: str) -> list[tuple[str, ...]]:
        """The known words that two words are when the space between them slipped by one letter."""
        words = self._vocabulary
        if (first in words and second in words) or not (first + second).isalpha():
            return []
        moved: list[tuple[str, ...]] = [
            (first + second[:1], second[1:]),
            (first[:-1], first[-1:] + second),
        ]
        return [kept for pair in moved if words.has_all(kept := tuple(filter(None, pair)))]

    def _likelier(
        self, typed: tuple[str, str], moved: Sequence[tuple[str, ...]], before: str, after: str
    ) -> tuple[str, ...]:
        """The likeliest of `moved`, or `typed` when mending its words makes likelier ones."""
        first, second = typed
        apart = (self.corrected(first, before, second), self.corrected(second, "", after))
        slips = sum(a != b for a, b in zip(apart, typed, strict=True))
        likelihoods = {run: self._of_run(run, before, after) - _SLIP for run in moved}
        best = max(moved, key=likelihoods.__getitem__)
        stays = self._of_run(apart, before, after) - _SLIP * slips >= likelihoods[best]
        return typed if stays else best

    def _of_run(self, run: Sequence[str], before: str, after: str) -> float:
        """Logarithm of how likely one or two words are between `before` and `after`."""
        pairs = zip((before, *run), (*run, after), strict=True)
        return sum(self._follows(*pair) for pair in pairs if pair[1])

    def _two_slips(self, word: str) -> Iterator[tuple[str, int]]:
        """Known words two slips away that begin with one of the first two letters."""
        lengths = range(len(word) - 2, len(word) + 3)
        for first, length in product(sorted(set(word[:2])), lengths):
            known = self._alike.get((first, length), ())
            for match in process.extract(
                word, known, scorer=OSA.distance, score_cutoff=2, limit=None
            ):
                yield match[0], int(match[1])


def _beginning(token: str) -> str:
    """The first word of what a token stands for; the pairs of words know entities as written."""
    return written(token)[0] if is_entity(token) else token


def _end(token: str) -> str:
    return written(token)[-1] if is_entity(token) else token


def _less_one(word: str) -> set[str]:
    """`word`, and `word` without each of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_near_key(word: str, known: str) -> bool:
    """Whether the two differ in one letter, for which the next key was hit."""
    if len(word) != len(known):
        return False
    off = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
    return len(off) == 1 and off[0][0] in KEYS_NEAR.get(off[0][1], "")


def _is_swapped(word: str, known: str) -> bool:
    """Whether the two differ in two neighboring letters that changed places."""
    return (
        len(word) == len(known) and sorted(known) == sorted(word) and OSA.distance(known, word) == 1
    )


def _lacks(word: str, known: str, letters: frozenset[str]) -> bool:
    """Whether `word` is `known` without one of `letters`."""
    return any(
        letter in letters and known[:place] + known[place + 1 :] == word
        for place, letter in enumerate(known)
    )


def _ease(word: str, known: str) -> float:
    """Logarithm of how easily `known` becomes `word`, beside other slips."""
    ease = 0.0
    if word[0] != known[0]:
        ease -= _FIRST_LETTER
    if sorted(word) == sorted(known) or _is_near_key(word, known):
        ease += _THUMB
    return ease
