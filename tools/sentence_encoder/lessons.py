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
_VARIED = 0.25
_FEWEST_TO_DROP = 4

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

    def add(tokens: Sequence[str], text: str, topic: int | None, is_public: bool) -> None:
        clean = pieces.of_words(tokens, MOST_PIECES)
        slips = pieces.of_words(words(slipped(text.lower(), rng)), MOST_PIECES)
        if clean:
            found.append(Lesson(clean, (slips,) if slips else (), topic, is_public))

    indexed = set()
    for row in rows:
        add(row.reading.plain, row.text, row.topic, False)
        indexed.add(row.text)
    for text in corpus.public:
        add(words(text), text, None, True)
    for text in (*corpus.own, *corpus.generated):
        if text not in indexed:
            add(reader.read(text).plain, text, None, False)
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
