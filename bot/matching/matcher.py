"""Which entry a question means: candidates ranked, with a calibrated confidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np

from bot.knowledge.base import Knowledge
from bot.matching.confidence import Calibration, calibrated, learned_calibration
from bot.matching.entities import CREDENTIAL, ISSUER, STATE, Entity, Mentions
from bot.matching.evidence import Evidence, QuestionTraits, evidence_for, ranked_in_scope
from bot.matching.index import Index, exam, matching_inputs
from bot.matching.known import Learned
from bot.matching.memo import Remembering
from bot.matching.neighbors import Matrix, Scores, Topics
from bot.matching.phrasings import Phrasings, Topic
from bot.matching.qualifiers import LEVEL, QUALIFIERS, SETTING, names_something
from bot.matching.reader import Reading
from bot.matching.semantics import sentence_encoder

_STRANGER = 0.75
_PARTLY = 0.85
_ASIDE = 0.6
_NEARLY = 0.9
_MENTIONED = 0.9
# How often the telling words of one phrasing alone found the right topic on tune (24 of 25).
_SAME_WORDS = 0.95
# Factors for a topic about another state, issuer, setting or level, and for one about none.
_ELSEWHERE = {STATE: 0.3, ISSUER: 0.3, SETTING: 0.8, LEVEL: 0.9}
_ANYWHERE = {STATE: 0.85, SETTING: 0.95, LEVEL: 0.95}


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
        self._issuers = {c.abbreviation: c.issuer for c in knowledge.credentials.values()}
        self.calibration: Calibration = (
            learned_calibration(learned, self._exam)
            or (previous.calibration if previous and previous._exam == self._exam else None)
            or calibrated(self.index, phrasings, knowledge.golden, self._judged)
        )

    def _remember(self) -> None:
        self._agreement = lru_cache(maxsize=4096)(self._factors)
        self._scores = lru_cache(maxsize=4096)(self._scored)
        self._matches = lru_cache(maxsize=4096)(self._matched)

    def serves(self, knowledge: Knowledge) -> bool:
        """Whether this matcher is just what a new one for `knowledge` would be."""
        return self.inputs == matching_inputs(knowledge)

    def read(self, question: str) -> Reading:
        return self.index.reader.read(question)

    def match(self, question: str, inherited: tuple[Entity, ...] = (), top: int = 5) -> Match:
        """The best `top` candidates. `inherited` entities count when the question names none."""
        return self._matches(question, inherited, top)

    def _matched(self, question: str, inherited: tuple[Entity, ...], top: int) -> Match:
        reading = self.read(question)
        mentions = reading.mentions
        if inherited and not mentions.of(CREDENTIAL):
            mentions = Mentions(mentions.tokens, mentions.entities + inherited)
        scores = self._scores(question, mentions.entities)
        order = ranked_in_scope(scores)
        ranked = [(int(scores.topics[i]), float(scores.total[i])) for i in order[:top]]
        same, sure = self._told_apart(reading, mentions, [number for number, _ in ranked])
        if same is not None:
            others = [pair for pair in ranked if pair[0] != same]
            ranked = [(same, ranked[0][1] + 1.0), *others][:top]
        evidence = self._evidence(reading, mentions, scores, order)
        candidates = tuple(
            Candidate(self.index.topics[i], score, self._targets(i, mentions))
            for i, score in ranked
        )
        nearest = self.index.topics[int(scores.topics[np.argmax(scores.total)])]
        strays = np.where(scores.out_of_scope, scores.total, -np.inf)
        near = strays.max(initial=-np.inf) >= _NEARLY * scores.total.max(initial=0.0)
        answerable, likely = self.calibration.probabilities(evidence)
        if self._may_be_elsewhere(candidates[0].topic, reading):
            likely *= _ELSEWHERE[STATE]
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
        return self.index.scores(self.read(question), self._agreement(frozenset(entities)))

    def _factors(self, asked: frozenset[Entity]) -> Matrix:
        """How well each topic's entities agree with the question's: 1 down to 0."""
        strange = prod(_ANYWHERE.get(kind, _STRANGER) for kind in {entity.kind for entity in asked})
        factors = np.full(len(self.index.topics), strange, np.float32)
        issuers = self._issuers_of(asked)
        for number, topic in self.index.particular:
            factors[number] = _agreement(topic, asked) * _issued(topic, issuers)
        return factors

    def _issuers_of(self, asked: frozenset[Entity]) -> set[str]:
        """Who issues the credentials that a question names instead of an issuer."""
        if any(entity.kind == ISSUER for entity in asked):
            return set()
        named = [entity.value for entity in asked if entity.kind == CREDENTIAL]
        return {self._issuers[name] for name in named if name in self._issuers}

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


def _agreement(topic: Topic, asked: frozenset[Entity]) -> float:
    if topic.out_of_scope:
        # Whoever names a credential or a state seldom asks for something else altogether; a topic
        # that can answer pays as much where it is about another or about none.
        return _PARTLY if {CREDENTIAL, STATE} & {entity.kind for entity in asked} else 1.0
    factor = 1.0
    for kind in {entity.kind for entity in asked | topic.about}:
        mine = {e for e in topic.accepted if e.kind == kind}
        core = {e for e in topic.about if e.kind == kind}
        theirs = {e for e in asked if e.kind == kind}
        if kind in QUALIFIERS:
            factor *= _narrowed(kind, mine, core, theirs)
        elif topic.members is not None and kind == CREDENTIAL:
            if theirs and not any(entity.value in topic.members for entity in theirs):
                return 0.0
            factor *= 1.0 if len(theirs) == 1 else _PARTLY
        elif not theirs:
            # What half of the phrasings do without, a question may do without.
            factor *= _less(_PARTLY, 2 * topic.named[kind] - 1) if core else 1.0
        elif core and (not theirs & mine or (theirs - mine and core - theirs)):
            return 0.0
        elif min(len(theirs), len(core)) > 1 and theirs - core and core - theirs:
            # CPC or CCS is no matter of CPC or CCA, though it may mention the CCA.
            return 0.0
        elif core and not theirs & core:
            factor *= _less(_ASIDE, topic.named[kind])
        elif core and not theirs <= mine:
            factor *= _STRANGER
        elif core and not core <= theirs:
            factor *= _PARTLY
        elif not core:
            factor *= _MENTIONED if theirs <= mine else _STRANGER
    return factor


def _issued(topic: Topic, issuers: set[str]) -> float:
    """The factor of a topic about issuers for credentials of `issuers`: CPC and CRC are of one."""
    about = {entity.value for entity in topic.about if entity.kind == ISSUER}
    if not about or not issuers or about == issuers:
        return 1.0
    if about.isdisjoint(issuers):
        return _ELSEWHERE[ISSUER]
    return _ASIDE if issuers < about else _PARTLY


def _less(factor: float, share: float) -> float:
    """`factor` where `share` is 1, no factor where it is 0 or less."""
    return 1.0 - (1.0 - factor) * max(0.0, share)


def _narrowed(kind: str, accepted: set[Entity], about: set[Entity], asked: set[Entity]) -> float:
    """The factor of a topic for the states, settings or levels that a question names."""
    if asked & about or asked == about:
        return 1.0
    if asked and about and not asked & accepted:
        return _ELSEWHERE[kind]
    return _ANYWHERE[kind]
