"""Everything about the knowledge that matching computes once, when it loads."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import Knowledge
from bot.matching.classifier import leanings, posteriors
from bot.matching.entities import CREDENTIAL
from bot.matching.features import averaged
from bot.matching.known import Learned
from bot.matching.likelihood import Likelihood
from bot.matching.meanings import meanings_of
from bot.matching.neighbors import Matrix, Neighbors, Scores
from bot.matching.phrasings import Phrasings, Topic
from bot.matching.postings import Postings
from bot.matching.reader import Reading
from bot.matching.semantics import sentence_encoder, sentence_vector
from bot.matching.topic_words import TopicWords
from bot.matching.verbatim import Verbatim

CANDIDATES = 16
KINDS_ASTRAY = 4


class Index:
    """Topics, their phrasings as vectors, and a classifier over them."""

    def __init__(self, phrasings: Phrasings, learned: Learned) -> None:
        self.reader = phrasings.reader
        self.topics = phrasings.topics
        self.space = phrasings.space
        self.verbatim = Verbatim(phrasings.topics, phrasings.rows)
        count = len(self.topics)
        meanings = meanings_of(phrasings, sentence_encoder(), learned)
        self.prototypes = meanings.prototypes
        self._weights = meanings.weights
        self._leanings = leanings(phrasings.labels, count)
        self.out_of_scope = np.array([topic.out_of_scope for topic in self.topics])
        self.neighbors = Neighbors(phrasings.labels, count)
        self.likelihood = Likelihood(phrasings.worded, phrasings.labels, count)
        self.words = TopicWords(((row.topic, row.reading.typed) for row in phrasings.rows), count)
        self._postings = Postings(phrasings.vectors)
        self._in_scope = np.flatnonzero(~self.out_of_scope)
        self._astray = np.flatnonzero(self.out_of_scope)
        self.collisions = tuple(phrasings.collisions())
        self.popular = _popular_credentials(self.topics)

    def scores(self, reading: Reading, agreement: Matrix) -> Scores:
        """How well each topic fits a question, times how far their entities agree.

        Only the topics most promising by classifier and words are compared in meaning and
        returned: up to 16 that can answer and 4 that are out of scope.
        """
        vector = self.space.vector(reading.corrected)
        wording = self.likelihood.of(vector.ids[vector.ids < self.space.words_end])
        if reading.corrected != reading.typed:
            vector = averaged(vector, self.space.vector(reading.typed))
        meaning = sentence_vector(reading.plain)
        cosines = self._postings.cosines(vector)
        decided = meaning @ self._weights + self._leanings
        promising = (decided + self.neighbors.nearest(cosines) + wording) * agreement
        topics = np.concatenate(
            [
                self._in_scope[_largest(promising[self._in_scope], CANDIDATES)],
                self._astray[_largest(promising[self._astray], KINDS_ASTRAY)],
            ]
        )
        likely = posteriors(decided, agreement)
        return Scores(
            topics,
            decided[topics],
            self.neighbors.nearness(cosines, topics),
            self.prototypes.nearness(meaning, topics),
            wording[topics],
            agreement[topics],
            self.out_of_scope[topics],
            likely[topics],
            float(likely[self._astray].sum()),
        )


def _largest(values: Matrix, count: int) -> npt.NDArray[np.intp]:
    """The places of the `count` largest values, in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, -count)[-count:]


def matching_inputs(knowledge: Knowledge) -> str:
    """A digest of all that an Index and its calibration depend on: equal ones, equal indexes."""
    inputs = (
        tuple((e.id, e.template, e.credential, e.phrasings) for e in knowledge.entries.values()),
        tuple((g.id, g.template, g.credential, g.phrasings) for g in knowledge.gaps.values()),
        tuple((c.abbreviation, c.name, c.also_called) for c in knowledge.credentials.values()),
        tuple((i.key, i.name) for i in knowledge.issuers.values()),
        tuple((k.kind, k.examples) for k in knowledge.out_of_scope),
        knowledge.synonyms,
        tuple(sorted(knowledge.filler)),
        exam(knowledge),
    )
    return hashlib.sha256(repr(inputs).encode()).hexdigest()


def exam(knowledge: Knowledge) -> str:
    """A digest of the golden questions and what may answer them."""
    asked = tuple((q.text, tuple(sorted(q.entries))) for q in knowledge.golden)
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _popular_credentials(topics: Iterable[Topic]) -> tuple[str, ...]:
    """Credentials by how many hand-written entries are about them, most first."""
    named = Counter(
        entity.value for topic in topics for entity in topic.about if entity.kind == CREDENTIAL
    )
    return tuple(abbreviation for abbreviation, _ in named.most_common())
