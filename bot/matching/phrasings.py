"""What a question can be about, and everything that is made of its phrasings once."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from bot.knowledge.base import Entry, Gap, Knowledge
from bot.matching.entities import STATE, Entity
from bot.matching.features import feature_space
from bot.matching.neighbors import Matrix
from bot.matching.reader import Reader, Reading
from bot.matching.semantics import sentence_encoder

# A name that fewer of a topic's phrasings hold is no matter of it; chosen on tune.
_PASSING = 0.02


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a question can be about: an entry, a `for_each` template, or a kind out of scope.

    `question` is the first of its phrasings; `about` are the entities that it or most of them name,
    `accepted` all they name not only in passing (of states all, but where it is about a state, none
    that another topic is about nor one that a single phrasing names); `named` tells how many of
    them, 0 to 1, name one of `about`, by kind. A template's `members` map a credential to the entry
    or gap that answers for it.
    """

    key: str
    question: str
    about: frozenset[Entity]
    accepted: frozenset[Entity]
    named: Mapping[str, float]
    members: Mapping[str, str] | None = None
    out_of_scope: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One indexed phrasing."""

    text: str
    topic: int
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Draft:
    """A topic before its phrasings are read."""

    key: str
    phrasings: tuple[str, ...]
    members: Mapping[str, str] | None = None
    out_of_scope: bool = False


def read_phrasings(knowledge: Knowledge) -> tuple[Reader, tuple[Topic, ...], tuple[Row, ...]]:
    """What a question can be about, and every phrasing as the reader reads it, in their order."""
    reader = Reader(knowledge)
    drafts = tuple(_drafts(knowledge))
    readings = [reader.fresh(text) for draft in drafts for text in draft.phrasings]
    bounds = pairwise(accumulate((len(draft.phrasings) for draft in drafts), initial=0))
    topics = tuple(
        _topic(draft, readings[first:last])
        for draft, (first, last) in zip(drafts, bounds, strict=True)
    )
    placed = frozenset(e for topic in topics for e in topic.about if e.kind == STATE)
    topics = tuple(_within_its_states(topic, placed) for topic in topics)
    owners = ((n, text) for n, draft in enumerate(drafts) for text in draft.phrasings)
    rows = tuple(
        Row(text, topic, reading) for (topic, text), reading in zip(owners, readings, strict=True)
    )
    return reader, topics, rows


class Phrasings:
    """Every indexed phrasing, read, and as vectors. Large: an index is made of it, then it goes.

    `rows` stand in the order of `topics`, `labels` are their topics' numbers, `vectors` are sparse
    ones of their words.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.reader, self.topics, self.rows = read_phrasings(knowledge)
        self.labels: npt.NDArray[np.int64] = np.array([row.topic for row in self.rows])
        self.space, self.vectors = feature_space([row.reading.typed for row in self.rows])

    @property
    def worded(self) -> csr_array:
        """The part of `vectors` that is words and word pairs: (phrasings, words and pairs)."""
        return self.vectors[:, : self.space.words_end]

    @cached_property
    def meanings(self) -> Matrix:
        """The encoder's vectors of the phrasings, shape (phrasings, 256); seconds for all."""
        encoder = sentence_encoder()
        return encoder.encoded([encoder.numbers(row.reading.plain) for row in self.rows])

    def collisions(self) -> Iterator[tuple[Row, Row]]:
        """Pairs of phrasings of different topics that read alike, entities included."""
        first: dict[tuple[tuple[str, ...], tuple[Entity, ...]], Row] = {}
        for row in self.rows:
            other = first.setdefault((row.reading.typed, row.reading.mentions.entities), row)
            if other.topic != row.topic:
                yield row, other


def _drafts(knowledge: Knowledge) -> Iterator[_Draft]:
    """Everything a question can be about, in the order of the knowledge."""
    templates: dict[str, dict[str, str]] = {}
    phrased: dict[str, list[tuple[str, ...]]] = {}
    items: tuple[Entry | Gap, ...] = (*knowledge.entries.values(), *knowledge.gaps.values())
    for item in items:
        if item.template is None or item.credential is None:
            yield _Draft(item.id, item.phrasings)
            continue
        templates.setdefault(item.template, {})[item.credential] = item.id
        phrased.setdefault(item.template, []).append(item.phrasings)
    for template, members in templates.items():
        yield _Draft(template, _rotated(phrased[template]), members)
    for kind in knowledge.out_of_scope:
        yield _Draft(kind.kind, kind.examples, out_of_scope=True)


def _rotated(expansions: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Each phrasing once, each time for another credential, so that none is tied to one name."""
    count = max(len(phrasings) for phrasings in expansions)
    usable = [phrasings for phrasings in expansions if len(phrasings) == count]
    return tuple(usable[number % len(usable)][number] for number in range(count))


def _topic(draft: _Draft, readings: Sequence[Reading]) -> Topic:
    about: frozenset[Entity] = frozenset()
    accepted: frozenset[Entity] = frozenset()
    named: dict[str, float] = {}
    if draft.members is None and not draft.out_of_scope:
        mentioned = [frozenset(reading.mentions.entities) for reading in readings]
        seen = Counter(entity for entities in mentioned for entity in entities)
        mostly = {entity for entity, times in seen.items() if times * 2 > len(readings)}
        about = frozenset(mostly.union(readings[0].mentions.entities))
        fewest = _PASSING * len(readings)
        is_placed = any(entity.kind == STATE for entity in about)
        accepted = about | {
            entity
            for entity, times in seen.items()
            if (times > 1 or not is_placed if entity.kind == STATE else times >= fewest)
        }
        for kind in {entity.kind for entity in about}:
            core = {entity for entity in about if entity.kind == kind}
            named[kind] = sum(map(bool, map(core.intersection, mentioned))) / len(readings)
    return Topic(
        draft.key, draft.phrasings[0], about, accepted, named, draft.members, draft.out_of_scope
    )


def _within_its_states(topic: Topic, placed: frozenset[Entity]) -> Topic:
    """`topic` without the states that it names only because they are its neighbors.

    `placed` are the states that some topic is about.
    """
    if placed.isdisjoint(topic.about):
        return topic
    return dataclasses.replace(topic, accepted=topic.accepted - (placed - topic.about))
