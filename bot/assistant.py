"""The one door: a question goes in, a Reply comes out."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.answers import Answers
from bot.caching import NOT_KEPT, BuildCache
from bot.certifications.desk import MOST_COMPARED, CredentialDesk
from bot.knowledge.base import Knowledge
from bot.matching.completion import Completer
from bot.matching.conversation import (
    Conversations,
    LastTopic,
    Place,
    only_names_credentials,
)
from bot.matching.entities import CREDENTIAL, is_entity
from bot.matching.matcher import Candidate, Match, Matcher
from bot.matching.phrasings import Topic
from bot.matching.questions import questions_in
from bot.matching.text import words
from bot.matching.thresholds import Thresholds
from bot.matching.understanding import Understanding
from bot.pay.figures import Figures
from bot.pay.replies import Sum, continued_sum, figures_told, offers_result, pay_sum
from bot.pay.results import pay_result
from bot.reply import (
    Answer,
    Choice,
    NoAnswer,
    Part,
    PayResult,
    Reply,
    Several,
    Silence,
    Suggestions,
)

UNREADABLE = (
    "I couldn't find a question in that. Ask me about a credential, an exam, pay or the job."
)
UNKNOWN = (
    "I don't have an answer to that. I know medical-coding careers: "
    "credentials, exams, training, pay and remote work."
)
GONE = "That question is no longer in my list. Ask it again and I'll look for the newest answer."
_BESIDE = r"vs|versus|compare[ds]?|comparison|differ\w*|between|than"
_SIDE_BY_SIDE = re.compile(rf"\b({_BESIDE})\b", re.I)
_COMPARING = re.compile(rf"\b({_BESIDE}|or|better)\b", re.I)
# Words that ask nothing in particular of the credentials they stand beside.
_NO_ASPECT = frozenset(
    words("which one is the a an of and in to should i get do what whats best go for me")
)
_FAR = 0.4
_FEWEST_CHOICES = 2
_MOSTLY_KNOWN = 0.5
# Who tells several figures wants them reckoned with; only a plain FAQ question gets an answer.
_SEVERAL_FIGURES = 2
_SURE_OF_QUESTION = 0.97
# To say that there is no figure needs less than to state one.
_RATHER_SURE = 0.6


@dataclass(frozen=True, slots=True)
class AskContext:
    """Who asks, and where."""

    member_id: int = 0
    channel_id: int = 0


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Looking for garbage among so many objects that all stay is a quarter of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Assistant:
    """Answers from one Knowledge. Immutable once built: a reload makes a new one."""

    def __init__(
        self,
        knowledge: Knowledge,
        thresholds: Thresholds | None = None,
        previous: Assistant | None = None,
        cache: BuildCache = NOT_KEPT,
    ) -> None:
        """Build from `knowledge`; what it has in common with `previous` is not built again."""
        self.knowledge = knowledge
        self._topics: Conversations[LastTopic] = previous._topics if previous else Conversations()
        self._sums: Conversations[Sum] = previous._sums if previous else Conversations()
        former = previous.matcher if previous else None
        if former is not None and former.serves(knowledge):
            self.matcher: Matcher = former
        else:
            self.matcher = cache.matcher(knowledge, former)
        self.thresholds = thresholds or Thresholds()
        self.credentials = CredentialDesk(knowledge)
        self._answers = Answers(knowledge)
        self._figures = Figures.of(knowledge)
        self._understanding = Understanding(self.matcher, self.thresholds)
        self._completer = Completer(self.matcher, knowledge)

    @classmethod
    def from_folder(
        cls,
        folder: Path,
        *,
        answer_threshold: float | None = None,
        suggest_threshold: float | None = None,
        previous: Assistant | None = None,
        cache: BuildCache = NOT_KEPT,
    ) -> Assistant:
        """Load `folder` and build everything (seconds, less when `cache` knows it).

        Raises KnowledgeInvalid with every mistake, KnowledgeUnreachable without a folder, and
        BuildFailed where `cache` builds apart.
        """
        usual = Thresholds()
        thresholds = Thresholds(
            answer=answer_threshold or usual.answer, suggest=suggest_threshold or usual.suggest
        )
        with _without_collecting():
            assistant = cls(cache.knowledge(folder), thresholds, previous, cache)
        # What is loaded stays until the next load; walking it would stop questions for long.
        gc.freeze()
        return assistant

    def ask(self, question: str, context: AskContext | None = None) -> Reply:
        """The reply to a message, which may hold up to three questions."""
        asked = questions_in(question)
        place = (context.member_id, context.channel_id) if context else (0, 0)
        changed = self._changed_sum(question, place) if len(asked) <= 1 else None
        if changed is not None:
            return changed.reply
        if not asked:
            return NoAnswer(Silence.UNREADABLE, UNREADABLE, self.starters())
        last = self._topics.recalled(place)
        guided = self.credentials.path_asked(question)
        if guided is not None and self.matcher.match(question).confidence < 1.0:
            return guided
        parts: list[Part] = []
        paid = self._sum_in(question)
        place_of_pay = 0
        if paid is not None:
            self._sums.remember(place, paid)
            # The other questions of the message, unless the calculation is all it asks.
            apart = [one for one in asked if self._sum_in(one) is None]
            alone = len(apart) == len(asked)
            place_of_pay = next((n for n, one in enumerate(asked) if one not in apart), 0)
            asked = () if alone else tuple(apart)
            question = " ".join(asked)
        for one in self._understanding.of_message(question, asked, last) if asked else ():
            parts.extend(self._parts(one.text, one.match))
            last = self._understanding.topic_of(one, last) or last
        if paid is not None:
            parts.insert(place_of_pay, paid.reply)
        if last is not None:
            self._topics.remember(place, last)
        reply = _combined(parts)
        if paid is None and isinstance(reply, Answer | Several):
            self._sums.forget(place)
        return reply

    def _changed_sum(self, text: str, place: Place) -> Sum | None:
        """The last calculation at `place` with what `text` changes in it, if anything."""
        before = self._sums.recalled(place)
        if before is None:
            return None
        found = continued_sum(before, text, self.knowledge.credentials, self._figures)
        if found is None or self.matcher.match(text).confidence == 1.0:
            return None
        self._sums.remember(place, found)
        return found

    def _sum_in(self, text: str) -> Sum | None:
        """The calculation that `text` asks for; a question of the FAQ, word for word, is none."""
        found = pay_sum(text, self.knowledge.credentials, self._figures)
        if found is None or self.matcher.match(text).confidence == 1.0:
            return None
        return found

    def understood(self, message: str) -> list[tuple[str, Match]]:
        """The questions of a message, asked by itself, with their matches; empty when none."""
        asked = questions_in(message)
        found = self._understanding.of_message(message, asked, None) if asked else []
        return [(one.text, one.match) for one in found]

    def answer(self, entry_id: str) -> Answer | NoAnswer:
        """The answer of one entry, for buttons and lists; NoAnswer when the entry is gone."""
        if entry_id in self.knowledge.entries or entry_id in self.knowledge.gaps:
            return self._answers.to(entry_id, 1.0)
        return NoAnswer(Silence.UNKNOWN, GONE)

    def pay(
        self, kind: str, inputs: Mapping[str, object], understood: tuple[str, ...] = ()
    ) -> PayResult:
        """One calculation over this knowledge's figures.

        Raises:
            InputRefused: for an unknown kind, refused inputs and figures that are not on file.
        """
        return pay_result(kind, inputs, self._figures, understood=understood)

    def offers(self, kind: str, first: str, second: str) -> PayResult:
        """Two offers in somebody's own words, by `compare` or `raise`. Raises InputRefused."""
        return offers_result(kind, first, second, self.knowledge.credentials, self._figures)

    def completions(self, text: str, limit: int = 25) -> tuple[Choice, ...]:
        """Questions to offer for half-typed `text`; popular ones when it is empty."""
        return self._answers.choices(self._completer.completed(text, limit), limit)

    def starters(self, limit: int = 3) -> tuple[Choice, ...]:
        """Good first questions."""
        return self.completions("", limit)

    def _parts(self, question: str, match: Match) -> list[Part]:
        best = match.candidates[0]
        asked = match.mentions.of(CREDENTIAL)
        certain = match.confidence >= self.thresholds.answer
        if certain and match.confidence < _SURE_OF_QUESTION:
            certain = figures_told(question) < _SEVERAL_FIGURES
        known = match.evidence is None or match.evidence.coverage >= _MOSTLY_KNOWN
        bare = only_names_credentials(match.mentions)
        only_compares = _only_compares(match)
        several = len(asked) > 1 and (only_compares or match.off_topic is None)
        comparing = several and (bare or _COMPARING.search(question))
        fits = _compares(best.topic, asked, exactly=only_compares)
        asks_more = certain and not only_compares and _tells_of_all(match, question)
        if comparing and known and not asks_more and not (fits and (certain or bare)):
            return [self.credentials.comparison(*asked[:MOST_COMPARED])]
        if bare and fits and best.targets and len(asked) > 1:
            return [self._answers.to(best.targets[0], match.confidence)]
        if match.confidence < 1 and bare and len(asked) == 1:
            return [self._about_credential(asked[0], match.confidence)]
        only_gaps = best.targets and not any(t in self.knowledge.entries for t in best.targets)
        likely = match.answerable >= self.thresholds.suggest
        missing = only_gaps and match.confidence >= _RATHER_SURE and not match.off_topic
        if best.targets and (certain or missing):
            return [self._answers.to(t, match.confidence) for t in best.targets[:3]]
        if match.off_topic is not None:
            return [self._out_of_scope(match.off_topic, match)]
        if certain or likely:
            choices = self._nearest(match, certain=certain)
            if len(choices) > 1:
                return [Suggestions(choices, match.confidence)]
        if match.nearly_off is not None:
            return [self._out_of_scope(match.nearly_off, match)]
        return [NoAnswer(Silence.UNKNOWN, UNKNOWN, self._nearest(match)[:3], match.confidence)]

    def _about_credential(self, abbreviation: str, confidence: float) -> Suggestions | NoAnswer:
        """What can be asked about a credential that was named and no more."""
        choices = self._answers.about(abbreviation)
        if len(choices) < 2:
            return NoAnswer(Silence.UNKNOWN, UNKNOWN, choices, confidence)
        return Suggestions(choices, confidence, f"What about the {abbreviation}?")

    def _out_of_scope(self, kind: Topic, match: Match) -> NoAnswer:
        meant = next(k for k in self.knowledge.out_of_scope if k.kind == kind.key)
        if meant.of_the_field:
            near = self._nearest(match)[:3]
            return NoAnswer(Silence.UNKNOWN, meant.reply, near, match.confidence)
        return NoAnswer(Silence.OUT_OF_SCOPE, meant.reply, (), match.confidence)

    def _nearest(self, match: Match, *, certain: bool = False) -> tuple[Choice, ...]:
        """The nearest questions that can be answered; a template asks which credential."""
        first = match.candidates[0]
        ids: list[str] = []
        for candidate in match.candidates[:1] if certain else match.candidates:
            if candidate.score < _FAR * first.score and len(ids) >= _FEWEST_CHOICES:
                continue
            ids.extend(candidate.targets or self._popular_members(candidate))
        return self._answers.choices(ids)

    def _popular_members(self, candidate: Candidate) -> list[str]:
        members = candidate.topic.members or {}
        names = dict.fromkeys((*self.matcher.index.popular, *members))
        popular = [members[name] for name in names if name in members]
        return [target for target in popular if target in self.knowledge.entries][:3]


def _compares(topic: Topic, asked: Sequence[str], *, exactly: bool) -> bool:
    """Whether `topic` is about some of the credentials `asked` and no other; `exactly`: all."""
    about = {entity.value for entity in topic.about if entity.kind == CREDENTIAL}
    return about == set(asked) if exactly else bool(topic.about) and about <= set(asked)


def _only_compares(match: Match) -> bool:
    """Whether a question holds nothing but names and words that compare them."""
    rest = (token for token in match.mentions.tokens if not is_entity(token))
    return all(token in _NO_ASPECT or _COMPARING.fullmatch(token) for token in rest)


def _tells_of_all(match: Match, question: str) -> bool:
    """Whether the best topic tells what a question about several credentials asks of them.

    "CRC or CCS, which can be done from home" asks one thing, not how they differ in everything.
    """
    best = match.candidates[0]
    about = {entity.value for entity in best.topic.about if entity.kind == CREDENTIAL}
    if not best.targets:
        return False
    if about:
        return set(match.mentions.of(CREDENTIAL)) <= about
    return not _SIDE_BY_SIDE.search(question)


def _combined(parts: list[Part]) -> Reply:
    """One reply from the parts of a message: answers first of all, misses only when alone."""
    unique: list[Part] = []
    for part in parts:
        if part not in unique:
            unique.append(part)
    useful = [p for p in unique if not isinstance(p, NoAnswer) or p.reason is Silence.NO_FIGURE]
    answered = [p for p in useful if not isinstance(p, Suggestions)]
    chosen = answered or useful[:1] or unique[:1]
    return chosen[0] if len(chosen) == 1 else Several(tuple(chosen[:3]))
