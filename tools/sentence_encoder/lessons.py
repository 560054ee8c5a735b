"""Texts as teacher and student see them: word pieces, other ways to write the same, the topic."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.evaluation.slips import slipped
from bot.knowledge.base import Knowledge
from bot.matching.phrasings import read_phrasings
from bot.matching.semantics import MOST_PIECES
from bot.matching.text import words
from bot.matching.word_pieces import WordPieces
from tools.sentence_encoder.corpus import Corpus

_POOL = 16
_VARIED = 0.4
_FEWEST_TO_DROP = 4
_SLIPS = 3

Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text's pieces, other ways to write it, its topic when it is a phrasing of one."""

    clean: Pieces
    variants: tuple[Pieces, ...] = ()
    topic: int | None = None
    is_public: bool = False

    def shown(self, rng: random.Random) -> Pieces:
        """The text as it is, or now and then as a variant."""
        return rng.choice(self.variants) if self.variants and rng.random() < _VARIED else self.clean


def lessons(corpus: Corpus, knowledge: Knowledge, pieces: WordPieces, seed: int) -> list[Lesson]:
    """A lesson for every indexed phrasing and for every other text of the corpus.

    The project's own texts are read as the bot reads them, entities by their kind.
    """
    rng = random.Random(seed)
    reader, _, rows = read_phrasings(knowledge)
    found: list[Lesson] = []

    def add(text: str, tokens: Sequence[str], topic: int | None, is_public: bool) -> None:
        clean = pieces.of_words(tokens, MOST_PIECES)
        mistyped = [slipped(text.lower(), rng) for _ in range(_SLIPS)]
        # Slips as they stand, and as the bot mends them, now and then into another word.
        read = [words(mistyped[0]), *(reader.fresh(one).plain for one in mistyped[1:])]
        variants = [pieces.of_words(tokens, MOST_PIECES) for tokens in read]
        if clean:
            found.append(Lesson(clean, tuple(filter(None, variants)), topic, is_public))

    indexed = set()
    for row in rows:
        add(row.text, row.reading.plain, row.topic, False)
        indexed.add(row.text)
    for text in corpus.public:
        add(text, words(text), None, True)
    for text in (*corpus.own, *corpus.generated):
        if text not in indexed:
            add(text, reader.read(text).plain, None, False)
    return found


def batches(lengths: Sequence[int], size: int, rng: random.Random) -> Iterator[list[int]]:
    """All numbers of `lengths` in random batches of about equal lengths; a rest is left out."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    found: list[list[int]] = []
    for first in range(0, len(order), size * _POOL):
        pool = sorted(order[first : first + size * _POOL], key=lambda n: lengths[n])
        found += [pool[start : start + size] for start in range(0, len(pool), size)]
    rng.shuffle(found)
    yield from (batch for batch in found if len(batch) == size)


def without_some(text: Pieces, share: float, rng: random.Random) -> Pieces:
    """`text` with about `share` of its pieces left out, every other time."""
    if len(text) < _FEWEST_TO_DROP or rng.random() < 0.5:
        return text
    return tuple(n for n in text if rng.random() >= share) or text
