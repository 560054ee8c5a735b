"""Words as the pieces that the sentence encoder has vectors for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.matching.entities import CODE_SET, CREDENTIAL, ISSUER, STATE

CONTINUED = "##"
# An entity is read by its kind alone: which one it is, agreement decides.
SLOTS = {kind: f"[{kind}]" for kind in (CREDENTIAL, ISSUER, CODE_SET, STATE)}
_ENTITY = "\ue000"
_LONGEST_WORD = 40
_CACHED_WORDS = 20_000
_BETWEEN_PARTS = re.compile(r"[\W_]+")


class WordPieces:
    """Splits words as BERT's uncased tokenizer does: the longest known piece first.

    `pieces` in the order of their numbers; a piece that continues a word starts with `##`, and
    those of `SLOTS` stand for an entity token.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._longest = max(map(len, self._numbers), default=0)
        self.of_word = lru_cache(maxsize=_CACHED_WORDS)(self._of_word)

    def __len__(self) -> int:
        return len(self._numbers)

    def listed(self) -> tuple[str, ...]:
        """Every piece, in the order of their numbers."""
        return tuple(self._numbers)

    def of_words(self, tokens: Sequence[str], most: int) -> tuple[int, ...]:
        """The piece numbers of `tokens`, entity tokens among them, at most `most`."""
        found: list[int] = []
        for token in tokens:
            found += self.of_word(token)
            if len(found) >= most:
                break
        return tuple(found[:most])

    def _of_word(self, word: str) -> tuple[int, ...]:
        """The piece numbers of one word; a part that no pieces make up has none."""
        if word.startswith(_ENTITY):
            slot = SLOTS.get(word[1:].partition(":")[0], "")
            return (self._numbers[slot],) if slot in self._numbers else ()
        folded = unicodedata.normalize("NFD", word[:_LONGEST_WORD].lower())
        plain = "".join(c for c in folded if unicodedata.category(c) != "Mn")
        return tuple(
            number for part in _BETWEEN_PARTS.split(plain) for number in self._of_part(part)
        )

    def _of_part(self, part: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(part):
            mark = CONTINUED if start else ""
            for end in range(min(len(part), start + self._longest), start, -1):
                number = self._numbers.get(mark + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return ()
        return tuple(found)
