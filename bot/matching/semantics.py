"""What a question means, as one vector: the mean of its word pieces' vectors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.matching.text import words

DIMENSIONS = 256
TABLE_PATH = Path(__file__).parent / "data" / "semantic_table.npz"
CONTINUED = "##"
_ENTITY = "\ue000"
_LONGEST_WORD = 40
_CACHED_WORDS = 20_000
_BETWEEN_PARTS = re.compile(r"[\W_]+")

Vector = npt.NDArray[np.float32]


class WordPieces:
    """Splits words as BERT's uncased tokenizer does: the longest known piece first.

    `pieces` in the order of their numbers; a piece that continues a word starts with `##`.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._longest = max(map(len, self._numbers), default=0)
        self.numbers = lru_cache(maxsize=_CACHED_WORDS)(self._of_word)

    def __len__(self) -> int:
        return len(self._numbers)

    def listed(self) -> tuple[str, ...]:
        """Every piece, in the order of their numbers."""
        return tuple(self._numbers)

    def _of_word(self, word: str) -> tuple[int, ...]:
        """The piece numbers of one word; a part that no pieces make up has none."""
        folded = unicodedata.normalize("NFD", word[:_LONGEST_WORD].lower())
        plain = "".join(c for c in folded if unicodedata.category(c) != "Mn")
        parts = _BETWEEN_PARTS.split(plain)
        return tuple(number for part in parts for number in self._of_part(part))

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


class SemanticTable:
    """One vector for each word piece, kept as 8-bit integers with a scale for each piece."""

    def __init__(self, pieces: Iterable[str], levels: npt.NDArray[np.int8], scales: Vector) -> None:
        self.pieces = WordPieces(pieces)
        self._levels = levels
        self._scales = scales

    @classmethod
    def load(cls, path: Path = TABLE_PATH) -> SemanticTable:
        """The table in the file at `path`; raises OSError when it cannot be read."""
        with np.load(path, allow_pickle=False) as stored:
            pieces = stored["pieces"].tobytes().decode("ascii").split("\n")
            return cls(pieces, stored["levels"], stored["scales"].astype(np.float32))

    def sentence_vector(
        self, question: str | Sequence[str], *, spell_entities: bool = False
    ) -> Vector:
        """The meaning of a text or of its words: shape (256,), unit length, zeros when unknown.

        Entity tokens count as nothing unless `spell_entities` reads them by the name they hold.
        """
        tokens = words(question) if isinstance(question, str) else question
        numbers: list[int] = []
        for token in tokens:
            if not token.startswith(_ENTITY):
                numbers += self.pieces.numbers(token)
            elif spell_entities:
                numbers += self.pieces.numbers(token.partition(":")[2])
        if not numbers:
            return np.zeros(self._levels.shape[1], np.float32)
        vector: Vector = self._scales[numbers] @ self._levels[numbers].astype(np.float32)
        length = np.sqrt(vector @ vector)
        return vector / length if length else vector


@lru_cache(maxsize=1)
def semantic_table() -> SemanticTable:
    """The table that comes with the bot, read from disk on first use."""
    return SemanticTable.load()


def sentence_vector(question: str | Sequence[str], *, spell_entities: bool = False) -> Vector:
    """`SemanticTable.sentence_vector` of the table that comes with the bot."""
    return semantic_table().sentence_vector(question, spell_entities=spell_entities)
