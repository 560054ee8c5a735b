"""Which entry a question means: candidates ranked, with a calibrated confidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from bot.knowledge.base import Knowledge
from bot.matching.confidence import NEAREST_SHARE, Calibration, Evidence, calibrated
from bot.matching.entities import CREDENTIAL, Entity, Mentions
from bot.matching.features import averaged
from bot.matching.index import Index, Reading, Topic, matching_inputs

Scores = npt.NDArray[np.float32]
_STRANGER = 0.75
_PARTLY = 0.85


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic with its score. `targets` are the entry or gap ids it stands for.

    A template asked without a credential has no targets: the member has to say which one.
    """

    topic: Topic
    score: float
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The ranking for one question, and the probability that its first candidate is right."""

    candidates: tuple[Candidate, ...]
    confidence: float
    evidence: Evidence
    mentions: Mentions


class Matcher:
    """Matches questions against one Knowledge. Immutable once built; safe to share."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.inputs = matching_inputs(knowledge)
        self.index = Index(knowledge)
        self._agreement = lru_cache(maxsize=4096)(self._factors)
        self._calibration: Calibration = calibrated(self.index, knowledge.golden, self.evidence)

    def serves(self, knowledge: Knowledge) -> bool:
        """Whether this matcher is just what a new one for `knowledge` would be."""
        return self.inputs == matching_inputs(knowledge)

    def read(self, question: str) -> Reading:
        return self.index.reader.read(question)

    def match(self, question: str, inherited: tuple[Entity, ...] = (), top: int = 5) -> Match:
        """The best `top` candidates. `inherited` entities count when the question names none."""
        reading = self.read(question)
        mentions = reading.mentions
        if inherited and not mentions.of(CREDENTIAL):
            mentions = Mentions(mentions.tokens, mentions.entities + inherited)
        scores, similarities = self._scores(reading, mentions)
        order = np.argsort(-scores, kind="stable")[:top]
        evidence = self._evidence(reading, scores, similarities, order)
        candidates = tuple(
            Candidate(self.index.topics[i], float(scores[i]), self._targets(i, mentions))
            for i in order
        )
        return Match(candidates, self._calibration.probability(evidence), evidence, mentions)

    def match_template(self, template: str, mentions: Mentions) -> Match:
        """A sure match with a `for_each` template, for the credentials in `mentions`."""
        keys = [topic.key for topic in self.index.topics]
        number = keys.index(template)
        candidate = Candidate(self.index.topics[number], 1.0, self._targets(number, mentions))
        return Match((candidate,), 1.0, Evidence(1.0, 1.0, 1.0, 1.0), mentions)

    def evidence(self, question: str) -> tuple[tuple[str, ...], bool, Evidence]:
        """The best candidate's targets, whether it is out of scope, and the evidence for it."""
        reading = self.read(question)
        scores, similarities = self._scores(reading, reading.mentions)
        order = np.argsort(-scores, kind="stable")[:2]
        best = self.index.topics[order[0]]
        evidence = self._evidence(reading, scores, similarities, order)
        return self._targets(order[0], reading.mentions), best.out_of_scope, evidence

    def _scores(self, reading: Reading, mentions: Mentions) -> tuple[Scores, Scores]:
        space = self.index.space
        vector = space.vector(reading.corrected)
        if reading.corrected != reading.typed:
            vector = averaged(vector, space.vector(reading.typed))
        decided = vector.weights @ self.index.weights[vector.ids]
        nearest = self.index.similarities(vector)
        combined = np.asarray(decided + NEAREST_SHARE * nearest, np.float32)
        return combined * self._agreement(frozenset(mentions.entities)), nearest

    def _factors(self, asked: frozenset[Entity]) -> Scores:
        """How well each topic's entities agree with the question's: 1 down to 0."""
        return np.array([_agreement(topic, asked) for topic in self.index.topics], np.float32)

    def _evidence(
        self,
        reading: Reading,
        scores: Scores,
        similarities: Scores,
        order: npt.NDArray[np.intp],
    ) -> Evidence:
        space = self.index.space
        rarities = [(space.rarity(token), space.knows(token)) for token in reading.corrected]
        total = sum(rarity for rarity, _ in rarities)
        known = sum(rarity for rarity, is_known in rarities if is_known)
        best = float(scores[order[0]])
        runner_up = float(scores[order[1]]) if len(order) > 1 else 0.0
        return Evidence(
            score=best,
            margin=best - runner_up,
            similarity=float(similarities[order[0]]),
            coverage=known / total if total else 0.0,
        )

    def _targets(self, number: int, mentions: Mentions) -> tuple[str, ...]:
        topic = self.index.topics[number]
        if topic.members is None:
            return (topic.key,)
        asked = mentions.of(CREDENTIAL)
        return tuple(topic.members[name] for name in asked if name in topic.members)


def _agreement(topic: Topic, asked: frozenset[Entity]) -> float:
    if topic.out_of_scope:
        return 1.0
    factor = 1.0
    for kind in {entity.kind for entity in asked | topic.about}:
        mine = {e for e in topic.accepted if e.kind == kind}
        core = {e for e in topic.about if e.kind == kind}
        theirs = {e for e in asked if e.kind == kind}
        if topic.members is not None and kind == CREDENTIAL:
            factor *= 1.0 if theirs else _PARTLY
        elif not theirs:
            factor *= _PARTLY if core else 1.0
        elif core and (not theirs & mine or (theirs - mine and core - theirs)):
            return 0.0
        elif core and not theirs <= mine:
            factor *= _STRANGER
        elif core and not core <= theirs:
            factor *= _PARTLY
        elif not core and not theirs <= mine:
            factor *= _STRANGER
    return factor
