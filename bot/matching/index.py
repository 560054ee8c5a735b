"""Everything about the knowledge that matching computes once, when it loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import Entry, Gap, Knowledge
from bot.matching.classifier import classifier_weights
from bot.matching.entities import (
    CREDENTIAL,
    STATE,
    Entity,
    EntityFinder,
    Mentions,
    entity_names,
    is_entity,
)
from bot.matching.features import SLOT, FeatureSpace, averaged, stem
from bot.matching.memo import Remembering
from bot.matching.neighbors import Matrix, Neighbors, Scores
from bot.matching.postings import Postings
from bot.matching.qualifiers import QUALIFIERS, qualifiers_in, with_states_spelled_out
from bot.matching.semantics import sentence_vector
from bot.matching.spelling import Speller
from bot.matching.text import Phrasebook, without_repeats, words
from bot.matching.topic_words import TopicWords

CANDIDATES = 16
KINDS_ASTRAY = 4
_FEWEST_TELLING = 2
_CONNECTING = frozenset(
    words(
        "the a an is are do does did i to for of in on at my me it be can what how which would "
        "will you your that this and or much many has have with"
    )
)
_SOME_STATE = Entity(STATE, "").token


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a question can be about: an entry, a `for_each` template, or a kind out of scope.

    `about` are the entities its question or most of its phrasings name, `accepted` all they name. A
    template's `members` map a credential to the entry or gap that answers for it.
    """

    key: str
    phrasings: tuple[str, ...]
    about: frozenset[Entity]
    accepted: frozenset[Entity]
    members: Mapping[str, str] | None = None
    out_of_scope: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One indexed phrasing."""

    text: str
    topic: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class Reading:
    """How the bot reads a question.

    `mentions` and `typed` are its words with entities and synonyms replaced, `corrected` the same
    with slips mended, `plain` its own words, mended, without the entities.
    """

    mentions: Mentions
    typed: tuple[str, ...]
    corrected: tuple[str, ...]
    plain: tuple[str, ...]


class Reader(Remembering):
    """Turns text into tokens the same way for phrasings and for questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrasebook = Phrasebook(
            {written: s.means for s in knowledge.synonyms for written in s.written}
        )
        self._filler = knowledge.filler
        known = Counter(word for text in _all_phrasings(knowledge) for word in words(text))
        self._finder = EntityFinder(entity_names(knowledge), known.keys() | self._filler)
        self.speller = Speller(known)
        self._remember()

    def _remember(self) -> None:
        self.read = lru_cache(maxsize=20_000)(self._read)

    def _read(self, text: str) -> Reading:
        """`text` as tokens. Entities first, then synonyms; spelling is corrected in between."""
        text = with_states_spelled_out(text)
        sequence = without_repeats(words(text))
        mentions = self._finder.mentions(text, self._phrasebook.replaced(sequence))
        typed = self._without_filler(mentions.tokens)
        fixed = tuple(self.speller.corrected(token) for token in mentions.tokens)
        corrected = self._without_filler(self._phrasebook.replaced(fixed))
        own = self._finder.mentions(text, sequence).tokens
        plain = tuple(
            STATE if word == _SOME_STATE else self.speller.corrected(word)
            for word in own
            if word == _SOME_STATE or not is_entity(word)
        )
        entities = mentions.entities + qualifiers_in(plain)
        return Reading(Mentions(typed, entities), typed, corrected, plain)

    def _without_filler(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(token for token in tokens if token not in self._filler)
        return kept or tokens


class Index:
    """Topics, their phrasings as vectors, and a classifier over them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.reader = Reader(knowledge)
        self.topics = tuple(_topics(knowledge, self.reader))
        self.rows = tuple(
            Row(text, number, self.reader.read(text))
            for number, topic in enumerate(self.topics)
            for text in topic.phrasings
        )
        self.labels: npt.NDArray[np.int64] = np.array([row.topic for row in self.rows])
        self.space = FeatureSpace([row.reading.typed for row in self.rows])
        self.meanings: Matrix = np.stack([_phrasing_vector(row.reading.plain) for row in self.rows])
        self._weights = classifier_weights(self.meanings, self.labels, len(self.topics))
        self._same: dict[tuple[str, ...], set[int]] = {}
        self._same_words: dict[frozenset[str], set[int]] = {}
        for row in self.rows:
            for key in {row.reading.typed, _slotted(row.reading.typed)}:
                self._same.setdefault(key, set()).add(row.topic)
                self._same_words.setdefault(_telling(key), set()).add(row.topic)
        self.out_of_scope = np.array([topic.out_of_scope for topic in self.topics])
        self.neighbors = Neighbors(self.labels, len(self.topics))
        # Topics that some entity is about; all others stand to every entity alike.
        self.particular = tuple(
            (number, topic)
            for number, topic in enumerate(self.topics)
            if topic.accepted or topic.members is not None or topic.out_of_scope
        )
        self.words = TopicWords(
            ((row.topic, row.reading.typed) for row in self.rows), len(self.topics)
        )
        self._postings = Postings(self.space.rows)
        self._in_scope = np.flatnonzero(~self.out_of_scope)
        self._astray = np.flatnonzero(self.out_of_scope)
        self.popular = _popular_credentials(self.topics)

    def collisions(self) -> Iterator[tuple[Row, Row]]:
        """Pairs of phrasings of different topics that read alike, entities included."""
        first: dict[tuple[tuple[str, ...], tuple[Entity, ...]], Row] = {}
        for row in self.rows:
            other = first.setdefault((row.reading.typed, row.reading.mentions.entities), row)
            if other.topic != row.topic:
                yield row, other

    def same_question(self, reading: Reading, mentions: Mentions) -> int | None:
        """The topic one of whose phrasings says the same, word for word; None when it is unsure.

        Where phrasings of several topics do, the one about the very names is meant.
        """
        keys = (reading.typed, _slotted(reading.typed))
        return self._only_one((self._same.get(key, set()) for key in keys), mentions)

    def same_words(self, reading: Reading, mentions: Mentions) -> int | None:
        """The topic one of whose phrasings has the same telling words, in whatever order."""
        keys = (_telling(reading.corrected), _telling(_slotted(reading.corrected)))
        told = [self._same_words.get(key, set()) for key in keys if len(key) >= _FEWEST_TELLING]
        return self._only_one(told, mentions)

    def _only_one(self, found: Iterable[set[int]], mentions: Mentions) -> int | None:
        for alike in found:
            if any(self.topics[number].out_of_scope for number in alike):
                return None
            fitting = [number for number in alike if _names_fit(self.topics[number], mentions)]
            if len(fitting) > 1:
                # Some mention the state that is asked about; one may be about it.
                fitting = [n for n in fitting if _is_about_state(self.topics[n], mentions)]
            if len(fitting) == 1:
                return fitting[0]
        return None

    def scores(self, reading: Reading, agreement: Matrix) -> Scores:
        """How well each topic fits a question, times how far their entities agree.

        Only the topics most promising by classifier and words are compared in meaning, phrasing
        by phrasing, and returned: up to 16 that can answer and 4 that are out of scope.
        """
        vector = self.space.vector(reading.corrected)
        if reading.corrected != reading.typed:
            vector = averaged(vector, self.space.vector(reading.typed))
        meaning = sentence_vector(reading.plain)
        cosines = self._postings.cosines(vector)
        decided = meaning @ self._weights
        promising = (decided + self.neighbors.nearest(cosines)) * agreement
        topics = np.concatenate(
            [
                self._in_scope[_largest(promising[self._in_scope], CANDIDATES)],
                self._astray[_largest(promising[self._astray], KINDS_ASTRAY)],
            ]
        )
        rows, present = self.neighbors.phrasings(topics)
        in_meaning = np.full(rows.shape, -1.0, np.float32)
        in_meaning[present] = self.meanings.take(rows[present], axis=0) @ meaning
        words = self.neighbors.nearness(cosines[rows], topics)
        nearness = self.neighbors.nearness(in_meaning, topics)
        return Scores(
            topics,
            decided[topics],
            words,
            nearness,
            agreement[topics],
            self.out_of_scope[topics],
        )


def _is_about_state(topic: Topic, mentions: Mentions) -> bool:
    states = {entity for entity in mentions.entities if entity.kind == STATE}
    return bool(states) and states <= topic.about


def _names_fit(topic: Topic, mentions: Mentions) -> bool:
    """Whether a question names what the topic is about, and nothing that it never speaks of."""
    if topic.members is not None:
        asked = mentions.of(CREDENTIAL)
        return len(asked) == 1 and asked[0] in topic.members
    named = {e for e in mentions.entities if e.kind not in QUALIFIERS}
    about = {e for e in topic.about if e.kind not in QUALIFIERS}
    states = {e for e in mentions.entities if e.kind == STATE}
    placed = any(e.kind == STATE for e in topic.about)
    return (
        about <= named <= topic.accepted
        and states <= topic.accepted
        and (bool(states) or not placed)
    )


def _largest(values: Matrix, count: int) -> npt.NDArray[np.intp]:
    """The places of the `count` largest values, in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, -count)[-count:]


@lru_cache(maxsize=16_384)
def _phrasing_vector(tokens: tuple[str, ...]) -> Matrix:
    return sentence_vector(tokens)


def _telling(tokens: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that tell questions apart."""
    return frozenset(stem(token) for token in tokens if token not in _CONNECTING)


def _slotted(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """`tokens` with every entity as an empty slot."""
    return tuple(SLOT if is_entity(token) else token for token in tokens)


def matching_inputs(knowledge: Knowledge) -> Hashable:
    """Everything an Index and its calibration depend on; equal inputs make equal indexes."""
    return (
        tuple((e.id, e.template, e.credential, e.phrasings) for e in knowledge.entries.values()),
        tuple((g.id, g.template, g.credential, g.phrasings) for g in knowledge.gaps.values()),
        tuple((c.abbreviation, c.name, c.also_called) for c in knowledge.credentials.values()),
        tuple((i.key, i.name) for i in knowledge.issuers.values()),
        tuple((k.kind, k.examples) for k in knowledge.out_of_scope),
        knowledge.synonyms,
        tuple(sorted(knowledge.filler)),
        tuple((q.text, tuple(sorted(q.entries))) for q in knowledge.golden),
    )


def _all_phrasings(knowledge: Knowledge) -> Iterable[str]:
    for entry in knowledge.entries.values():
        yield from entry.phrasings
    for gap in knowledge.gaps.values():
        yield from gap.phrasings
    for kind in knowledge.out_of_scope:
        yield from kind.examples


def _topics(knowledge: Knowledge, reader: Reader) -> Iterable[Topic]:
    templates: dict[str, dict[str, str]] = {}
    phrased: dict[str, list[tuple[str, ...]]] = {}
    items: tuple[Entry | Gap, ...] = (*knowledge.entries.values(), *knowledge.gaps.values())
    for item in items:
        if item.template is None or item.credential is None:
            about, accepted = _entities(item.phrasings, reader)
            yield Topic(item.id, item.phrasings, about, accepted)
            continue
        templates.setdefault(item.template, {})[item.credential] = item.id
        phrased.setdefault(item.template, []).append(item.phrasings)
    for template, members in templates.items():
        yield Topic(
            template, _rotated(phrased[template]), frozenset(), frozenset(), members=members
        )
    for kind in knowledge.out_of_scope:
        yield Topic(kind.kind, kind.examples, frozenset(), frozenset(), out_of_scope=True)


def _rotated(expansions: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Each phrasing once, each time for another credential, so that none is tied to one name."""
    count = max(len(phrasings) for phrasings in expansions)
    usable = [phrasings for phrasings in expansions if len(phrasings) == count]
    return tuple(usable[number % len(usable)][number] for number in range(count))


def _entities(
    phrasings: tuple[str, ...], reader: Reader
) -> tuple[frozenset[Entity], frozenset[Entity]]:
    seen: Counter[Entity] = Counter()
    for text in phrasings:
        seen.update(set(reader.read(text).mentions.entities))
    about = {entity for entity, times in seen.items() if times * 2 > len(phrasings)}
    about.update(reader.read(phrasings[0]).mentions.entities)
    return frozenset(about), frozenset(seen)


def _popular_credentials(topics: Iterable[Topic]) -> tuple[str, ...]:
    """Credentials by how many hand-written entries are about them, most first."""
    named = Counter(
        entity.value for topic in topics for entity in topic.about if entity.kind == CREDENTIAL
    )
    return tuple(abbreviation for abbreviation, _ in named.most_common())
