"""The words of the phrasings: how often each is used, and which follow which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from bot.matching.number_table import NumberTable

# A pair met once only is as likely chance.
_FEWEST = 2
# A word used at most so often is a slip when a word so many times as frequent has two of its
# letters swapped, or, being this long, one letter more.
_RARE = 2
_TIMES = 100
_LONG = 6
_LAST_LETTER = chr(0x10FFFF)


class Vocabulary:
    """How often each word of some texts occurs, and how often right after each other word.

    Slips of the keyboard that stand in the texts are no words of it. Pairs are kept as sorted
    numbers: a dictionary of so many would be large.
    """

    def __init__(self, sequence: Sequence[str]) -> None:
        """`sequence` holds the words of all texts, one text after the other."""
        numbers: dict[str, int] = {}
        flat = np.array([numbers.setdefault(word, len(numbers)) for word in sequence], np.int64)
        uses = np.bincount(flat, minlength=len(numbers)).tolist()
        self._numbers = numbers
        used = dict(zip(numbers, uses, strict=True))
        slips = _slips_among(used)
        self._uses: dict[str, int] = {w: n for w, n in used.items() if w not in slips}
        pairs, counts = np.unique(flat[:-1] * len(numbers) + flat[1:], return_counts=True)
        kept = counts >= _FEWEST
        self._together = NumberTable(pairs[kept], counts[kept])
        self.total = len(flat)
        self._sorted = sorted(self._uses)

    def __contains__(self, word: object) -> bool:
        return word in self._uses

    def __iter__(self) -> Iterator[str]:
        return iter(self._uses)

    def has_all(self, words: Sequence[str]) -> bool:
        return all(map(self._uses.__contains__, words))

    def begun_with(self, letters: str) -> Sequence[str]:
        """The words that begin with `letters`, in order."""
        first = bisect_left(self._sorted, letters)
        return self._sorted[first : bisect_left(self._sorted, letters + _LAST_LETTER, first)]

    def uses(self, word: str) -> int:
        """How often `word` occurs."""
        return self._uses.get(word, 0)

    def together(self, first: str, second: str) -> int:
        """How often `second` comes right after `first`; a single time counts as never."""
        before, after = self._numbers.get(first), self._numbers.get(second)
        if before is None or after is None:
            return 0
        return self._together.get(before * len(self._numbers) + after, 0)


def _slips_among(uses: Mapping[str, int]) -> set[str]:
    """The rare words of `uses` that are a slip for a word used far more often."""
    shorter: dict[str, int] = {}
    for word, count in uses.items():
        if count >= _TIMES and len(word) > _LONG:
            for place in range(1, len(word)):
                form = word[:place] + word[place + 1 :]
                shorter[form] = max(count, shorter.get(form, 0))

    def is_slip(word: str) -> bool:
        swapped = (
            word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            for place in range(len(word) - 1)
        )
        meant = max(shorter.get(word, 0), *(uses.get(other, 0) for other in swapped), 0)
        return meant >= _TIMES * uses[word]

    return {word for word, count in uses.items() if count <= _RARE and is_slip(word)}
