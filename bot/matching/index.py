"""Everything about the knowledge that matching computes once, when it loads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import Entry, Gap, Knowledge
from bot.matching.classifier import classifier_weights, similarity_kernel
from bot.matching.entities import CREDENTIAL, Entity, EntityFinder, Mentions, entity_names
from bot.matching.features import FeatureSpace, SparseVector
from bot.matching.spelling import Speller
from bot.matching.text import Phrasebook, words


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing a question can be about: an entry, a `for_each` template, or a kind out of scope.

    `about` are the entities most of its phrasings name, `accepted` all they name. A template's
    `members` map a credential to the entry or gap that answers for it.
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
    tokens: tuple[str, ...]


class Reading:
    """How the bot reads a question: its words with entities, as typed and as corrected."""

    __slots__ = ("corrected", "mentions", "typed")

    def __init__(self, mentions: Mentions, corrected: tuple[str, ...]) -> None:
        self.mentions = mentions
        self.typed = mentions.tokens
        self.corrected = corrected


class Reader:
    """Turns text into tokens the same way for phrasings and for questions."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._phrasebook = Phrasebook(
            {written: s.means for s in knowledge.synonyms for written in s.written}
        )
        self._filler = knowledge.filler
        known = {word for text in _all_phrasings(knowledge) for word in words(text)}
        self._finder = EntityFinder(entity_names(knowledge), known | self._filler)
        self.speller = Speller(known)
        self.read = lru_cache(maxsize=20_000)(self._read)

    def _read(self, text: str) -> Reading:
        """`text` as tokens. Entities first, then synonyms; spelling is corrected in between."""
        sequence = words(text)
        mentions = self._finder.mentions(text, self._phrasebook.replaced(sequence))
        typed = self._without_filler(mentions.tokens)
        fixed = tuple(self.speller.corrected(token) for token in mentions.tokens)
        corrected = self._without_filler(self._phrasebook.replaced(fixed))
        return Reading(Mentions(typed, mentions.entities), corrected)

    def _without_filler(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        kept = tuple(token for token in tokens if token not in self._filler)
        return kept or tokens


class Index:
    """Topics, their phrasings as vectors, and a classifier over them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.reader = Reader(knowledge)
        self.topics = tuple(_topics(knowledge, self.reader))
        read = [
            (text, number, self.reader.read(text).typed)
            for number, topic in enumerate(self.topics)
            for text in topic.phrasings
        ]
        self.space = FeatureSpace([tokens for _, _, tokens in read])
        self.rows = tuple(Row(*row) for row in read)
        self.labels: npt.NDArray[np.int64] = np.array([row.topic for row in self.rows])
        matrix = self.space.rows
        kernel = similarity_kernel(matrix)
        self.weights = classifier_weights(matrix, kernel, self.labels, len(self.topics))
        self._columns = matrix.tocsc()
        self.first_rows: npt.NDArray[np.intp] = np.searchsorted(
            self.labels, np.arange(len(self.topics))
        )
        self.popular = _popular_credentials(self.topics)

    def similarities(self, vector: SparseVector) -> npt.NDArray[np.float32]:
        """Cosine of a question with the nearest phrasing of every topic, shape (topics,)."""
        starts, ends = self._columns.indptr[vector.ids], self._columns.indptr[vector.ids + 1]
        spans = [slice(a, b) for a, b in zip(starts, ends, strict=True)]
        if not spans:
            return np.zeros(len(self.topics), np.float32)
        rows = np.concatenate([self._columns.indices[span] for span in spans])
        shares = np.concatenate([self._columns.data[span] for span in spans])
        weighted = shares * np.repeat(vector.weights, ends - starts)
        cosines = np.bincount(rows, weighted, len(self.rows))
        return np.maximum.reduceat(cosines, self.first_rows).astype(np.float32)


def matching_inputs(knowledge: Knowledge) -> Hashable:
    """Everything an Index and its calibration depend on; equal inputs make equal indexes."""
    return (
        tuple((e.id, e.template, e.credential, e.phrasings) for e in knowledge.entries.values()),
        tuple((g.id, g.template, g.credential, g.phrasings) for g in knowledge.gaps.values()),
        tuple((c.abbreviation, c.name, c.also_called) for c in knowledge.credentials.values()),
        tuple((i.key, i.name) for i in knowledge.issuers.values()),
        tuple((k.kind, k.examples) for k in knowledge.out_of_scope),
        knowledge.synonyms,
        knowledge.filler,
        tuple((q.text, q.entries) for q in knowledge.golden),
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
    about = frozenset(entity for entity, times in seen.items() if times * 2 > len(phrasings))
    return about, frozenset(seen)


def _popular_credentials(topics: Iterable[Topic]) -> tuple[str, ...]:
    """Credentials by how many hand-written entries are about them, most first."""
    named = Counter(
        entity.value for topic in topics for entity in topic.about if entity.kind == CREDENTIAL
    )
    return tuple(abbreviation for abbreviation, _ in named.most_common())
