"""Texts as the table sees them: as typed, with keyboard slips, as the bot's reader reads them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.evaluation.slips import slipped
from bot.knowledge.base import Knowledge
from bot.matching.index import Index, Reader
from bot.matching.semantics import WordPieces
from bot.matching.text import words
from tools.semantic_table.corpus import Corpus
from tools.semantic_table.distillation import Lesson, Pieces

_ENTITY = "\ue000"
_OWN_REPEATED = 2
_PUBLIC_SLIPS = 2


def lessons(corpus: Corpus, pieces: WordPieces, reader: Reader, seed: int) -> list[Lesson]:
    """A lesson for every text of the corpus that has word pieces; two for each of the own."""
    rng = random.Random(seed)
    found: list[Lesson] = []
    for target, text in enumerate(corpus.texts):
        clean = _numbers(words(text), pieces)
        if not clean:
            continue
        if target < len(corpus.public):
            others = [words(slipped(text.lower(), rng)) for _ in range(_PUBLIC_SLIPS)]
        else:
            others = [words(slipped(text.lower(), rng)), reader.read(text).typed]
        variants = tuple(v for other in others if (v := _numbers(other, pieces)))
        lesson = Lesson(clean, variants, target)
        is_own = 0 <= target - len(corpus.public) < len(corpus.own)
        found += [lesson] * (_OWN_REPEATED if is_own else 1)
    return found


def topic_phrasings(knowledge: Knowledge, pieces: WordPieces) -> list[list[Pieces]]:
    """The pieces of the phrasings of each topic that can answer and has at least two."""
    index = Index(knowledge)
    found: list[list[Pieces]] = [[] for _ in index.topics]
    for row in index.rows:
        numbers = _numbers(row.reading.plain, pieces)
        if numbers and not index.topics[row.topic].out_of_scope:
            found[row.topic].append(numbers)
    return [phrasings for phrasings in found if len(phrasings) > 1]


def _numbers(spoken: Sequence[str], pieces: WordPieces) -> Pieces:
    """The pieces of all words but entities, which the matcher compares by themselves."""
    plain = (word for word in spoken if not word.startswith(_ENTITY))
    return tuple(number for word in plain for number in pieces.numbers(word))
