"""How the bot reads a text: its words, entities and synonyms replaced, slips mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.base import Knowledge
from bot.matching.entities import EntityFinder, Mentions, entity_names, is_entity
from bot.matching.memo import Remembering, remembering
from bot.matching.qualifiers import qualifiers_in, with_states_spelled_out
from bot.matching.questions import only_tells
from bot.matching.spelling import Speller
from bot.matching.text import (
    Phrasebook,
    all_words,
    without_contrast,
    without_repeats,
    without_right_now,
    words,
)
from bot.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """How the bot reads a question.

    `mentions` and `typed` are its words with entities and synonyms replaced, `corrected` the same
    with slips mended, `plain` its own words, mended, with the entities. `tells` when it has no
    word or mark that asks.
    """

    mentions: Mentions
    typed: tuple[str, ...]
    corrected: tuple[str, ...]
    plain: tuple[str, ...]
    tells: bool


class Reader(Remembering):
    """Turns text into tokens the same way for phrasings and for questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrasebook = Phrasebook(
            {written: s.means for s in knowledge.synonyms for written in s.written}
        )
        self._filler = knowledge.filler
        texts = tuple(_all_phrasings(knowledge))
        # Plain letters are split much faster as long as they are among themselves.
        sequence = all_words("\n".join(filter(str.isascii, texts)))
        sequence += all_words("\n".join(text for text in texts if not text.isascii()))
        vocabulary = Vocabulary(sequence)
        self._finder = EntityFinder(entity_names(knowledge), {*sequence, *self._filler})
        self.speller = Speller(vocabulary, self._finder.names)
        self._remember()

    def _remember(self) -> None:
        self.read = remembering(self.fresh, 4096)

    def fresh(self, text: str) -> Reading:
        """`text` as tokens. Entities first, then synonyms; spelling is corrected in between."""
        text = with_states_spelled_out(without_contrast(without_right_now(text)))
        sequence = without_repeats(words(text))
        replaced = self._phrasebook.replaced(sequence)
        mentions = self._finder.mentions(text, replaced)
        typed = corrected = self._without_filler(mentions.tokens)
        fixed = self._mended(mentions.tokens)
        entities = mentions.entities + fixed.entities
        if fixed.tokens != mentions.tokens:
            corrected = self._without_filler(self._phrasebook.replaced(fixed.tokens))
            meant = self._finder.meant(fixed.tokens)
            entities = tuple(entity for entity in entities if entity.token in meant)
        plain = fixed.tokens
        if replaced is not sequence:
            plain = self._mended(self._finder.mentions(text, sequence).tokens).tokens
        named = Mentions(typed, entities + qualifiers_in(plain))
        return Reading(named, typed, corrected, plain, only_tells(text, fixed.tokens))

    def _mended(self, tokens: tuple[str, ...]) -> Mentions:
        """`tokens` with slips mended, and the entities that some became by it."""
        if self.speller.knows([t for t in tokens if not is_entity(t)]):
            return Mentions(tokens, ())
        spaced = self.speller.respaced(tokens)
        return self._finder.again(self.speller.mended(spaced), set(spaced).difference(tokens))

    def _without_filler(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        if self._filler.isdisjoint(tokens):
            return tokens
        return tuple(token for token in tokens if token not in self._filler) or tokens


def _all_phrasings(knowledge: Knowledge) -> Iterable[str]:
    for entry in knowledge.entries.values():
        yield from entry.phrasings
    for gap in knowledge.gaps.values():
        yield from gap.phrasings
    for kind in knowledge.out_of_scope:
        yield from kind.examples
