"""Which entry a question means: candidates ranked, with a calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.knowledge.base import Knowledge
from bot.matching.agreement import ELSEWHERE, Agreement
from bot.matching.confidence import Calibration, calibrated, learned_calibration
from bot.matching.entities import CREDENTIAL, STATE, Entity, Mentions
from bot.matching.evidence import Evidence, QuestionTraits, evidence_for, ranked_in_scope
from bot.matching.index import Index, exam, matching_inputs
from bot.matching.known import Learned
from bot.matching.memo import Remembering, remembering
from bot.matching.neighbors import Scores, Topics
from bot.matching.phrasings import Phrasings, Topic
from bot.matching.qualifiers import names_something
from bot.matching.reader import Reading
from bot.matching.semantics import sentence_encoder

_NEARLY = 0.9
# How often the telling words of one phrasing alone found the right topic on tune (24 of 25).
_SAME_WORDS = 0.95


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
    """The ranking for one question, and the probability that its first candidate is right.

    `answerable` is how likely anything answers it, whichever candidate that is.
    `off_topic` is the kind out of scope that fits best when it fits better than any candidate,
    `nearly_off` when it fits nearly as well as the best.
    """

    candidates: tuple[Candidate, ...]
    confidence: float
    mentions: Mentions
    off_topic: Topic | None = None
    nearly_off: Topic | None = None
    evidence: Evidence | None = None
    answerable: float = 1.0


class Matcher(Remembering):
    """Matches questions against one Knowledge. Immutable once built; safe to share."""

    def __init__(
        self,
        knowledge: Knowledge,
        previous: Matcher | None = None,
        learned: Learned | None = None,
    ) -> None:
        """Build for `knowledge`, from what was `learned` before (by default what comes with the
        bot). The calibration of that, or else of `previous`, stays while the exam is the same: it
        weighs kinds of evidence, which an edited entry does not move.
        """
        learned = learned or Learned(sentence_encoder())
        self.inputs = matching_inputs(knowledge)
        phrasings = Phrasings(knowledge)
        self.index = Index(phrasings, learned)
        self._remember()
        self._exam = exam(knowledge)
        issuers = {c.abbreviation: c.issuer for c in knowledge.credentials.values()}
        self._agreement = Agreement(self.index.topics, issuers)
        self.calibration: Calibration = (
            learned_calibration(learned, self._exam)
            or (previous.calibration if previous and previous._exam == self._exam else None)
            or calibrated(self.index, phrasings, knowledge.golden, self._judged)
        )

    def _remember(self) -> None:
        self._scores = remembering(self._scored, 4096)
        self._matches = remembering(self._matched, 4096)

    def serves(self, knowledge: Knowledge) -> bool:
        """Whether this matcher is just what a new one for `knowledge` would be."""
        return self.inputs == matching_inputs(knowledge)

    def read(self, question: str) -> Reading:
        return self.index.reader.read(question)

    def match(self, question: str, inherited: tuple[Entity, ...] = (), top: int = 5) -> Match:
        """The best `top` candidates. `inherited` entities count when the question names none."""
        return self._matches(question, inherited, top)

    def ranked(self, question: str, top: int) -> tuple[Candidate, ...]:
        """The best `top` candidates for a question by itself, without how sure they are."""
        mentions = self.read(question).mentions
        scores = self._scores(question, mentions.entities)
        return self._candidates(_pairs(scores, ranked_in_scope(scores)[:top]), mentions)

    def _candidates(
        self, ranked: Sequence[tuple[int, float]], mentions: Mentions
    ) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(self.index.topics[i], score, self._targets(i, mentions))
            for i, score in ranked
        )

    def _matched(self, question: str, inherited: tuple[Entity, ...], top: int) -> Match:
        reading = self.read(question)
        mentions = reading.mentions
        if inherited and not mentions.of(CREDENTIAL):
            mentions = Mentions(mentions.tokens, mentions.entities + inherited)
        scores = self._scores(question, mentions.entities)
        order = ranked_in_scope(scores)
        ranked = _pairs(scores, order[:top])
        same, sure = self._told_apart(reading, mentions, [number for number, _ in ranked])
        if same is not None:
            others = [pair for pair in ranked if pair[0] != same]
            ranked = [(same, ranked[0][1] + 1.0), *others][:top]
        evidence = self._evidence(reading, mentions, scores, order)
        candidates = self._candidates(ranked, mentions)
        nearest = self.index.topics[int(scores.topics[np.argmax(scores.total)])]
        strays = np.where(scores.out_of_scope, scores.total, -np.inf)
        near = strays.max(initial=-np.inf) >= _NEARLY * scores.total.max(initial=0.0)
        answerable, likely = self.calibration.probabilities(evidence)
        if self._may_be_elsewhere(candidates[0].topic, reading):
            likely *= ELSEWHERE[STATE]
        return Match(
            candidates,
            max(sure, likely),
            mentions,
            nearest if nearest.out_of_scope and same is None else None,
            self.index.topics[int(scores.topics[np.argmax(strays)])] if near else None,
            evidence,
            max(sure, answerable),
        )

    def _may_be_elsewhere(self, topic: Topic, reading: Reading) -> bool:
        """Whether a word nobody knows may be a place, and `topic` is about one that is not named.

        A wage of the wrong state is worse than none.
        """
        if not any(entity.kind == STATE for entity in topic.about):
            return False
        if any(entity.kind == STATE for entity in reading.mentions.entities):
            return False
        said = [token for token in reading.plain if token.isalpha()]
        return not self.index.reader.speller.knows(said)

    def _told_apart(
        self, reading: Reading, mentions: Mentions, ranked: list[int]
    ) -> tuple[int | None, float]:
        """The topic that is asked in the words of a phrasing of it, and how sure that makes."""
        same = self.index.verbatim.same_question(reading, mentions)
        if same is not None:
            return same, 1.0
        same = self.index.verbatim.same_words(reading, mentions)
        return (same, _SAME_WORDS) if same in ranked else (None, 0.0)

    def match_template(self, template: str, mentions: Mentions) -> Match:
        """A sure match with a `for_each` template, for the credentials in `mentions`."""
        keys = [topic.key for topic in self.index.topics]
        number = keys.index(template)
        candidate = Candidate(self.index.topics[number], 1.0, self._targets(number, mentions))
        return Match((candidate,), 1.0, mentions)

    def scores(self, question: str) -> Scores:
        """The topics worth a look for `question` asked by itself."""
        return self._scores(question, self.read(question).mentions.entities)

    def _judged(self, question: str) -> tuple[tuple[str, ...], Evidence]:
        """What the best topic for `question` stands for, and the evidence for it."""
        reading = self.read(question)
        scores = self._scores(question, reading.mentions.entities)
        order = ranked_in_scope(scores)
        evidence = self._evidence(reading, reading.mentions, scores, order)
        return self._targets(int(scores.topics[order[0]]), reading.mentions), evidence

    def _scored(self, question: str, entities: tuple[Entity, ...]) -> Scores:
        return self.index.scores(self.read(question), self._agreement.factors(frozenset(entities)))

    def _evidence(
        self, reading: Reading, mentions: Mentions, scores: Scores, order: Topics
    ) -> Evidence:
        tokens = reading.corrected
        shared = [self.index.words.shared(tokens, int(scores.topics[i])) for i in order[:2]]
        traits = QuestionTraits(
            coverage=self.index.space.known_share(tokens),
            shared=shared[0],
            shared_by_next=shared[1] if len(shared) > 1 else 0.0,
            words=len(tokens),
            named=names_something(mentions),
            tells=reading.tells,
        )
        return evidence_for(int(order[0]), scores, traits)

    def _targets(self, number: int, mentions: Mentions) -> tuple[str, ...]:
        topic = self.index.topics[number]
        if topic.members is None:
            return (topic.key,)
        asked = mentions.of(CREDENTIAL)
        return tuple(topic.members[name] for name in asked if name in topic.members)


def _pairs(scores: Scores, order: Topics) -> list[tuple[int, float]]:
    """Topics by their numbers, with their scores."""
    return [(int(scores.topics[i]), float(scores.total[i])) for i in order]
