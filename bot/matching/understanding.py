"""What a whole message asks: one question, or several that each stand by themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from bot.matching.conversation import (
    LastTopic,
    leans_on_the_last,
    only_names_credentials,
    points,
    points_back,
    refers_back,
    without_opening,
)
from bot.matching.entities import CREDENTIAL, STATE
from bot.matching.matcher import Match, Matcher
from bot.matching.qualifiers import without_states
from bot.matching.questions import (
    MAX_QUESTIONS,
    asking_clauses,
    asks,
    whole_message,
    wishes_in,
)
from bot.matching.text import MAX_QUESTION, words
from bot.matching.thresholds import Thresholds

# A part of a message lacks what the rest of it says, so it has to be surer than a whole one.
_PART = 0.85
_PART_OF_STRANGE = 0.97
_SHORTEST_PART = 3
# A part that leans on the rest must mean one of so many likeliest for the whole message.
_LIKELY = 3
# How sure it has to be to be answered beside what the whole is surely about.
_SURELY = 0.98
# How sure another question has to be beside the one that the whole message is about.
_BESIDE = 0.95
# How likely anything has to answer the whole before "how long does it take" is taken for a part.
_NOT_STRANGE = 0.5
_LITTLE = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was matched; `stands` tells that it needs no other part of the message."""

    text: str
    match: Match
    stands: bool = True


def _topic(understood: Understood) -> str:
    return understood.match.candidates[0].topic.key


def _naming(question: str, last: LastTopic) -> str:
    """`question` with the names of the credentials talked about before."""
    names = " ".join(entity.value for entity in last.credentials)
    return f"{question.rstrip(' ?.!')} {names}"


def _confidence(understood: Understood) -> float:
    return understood.match.confidence


class Understanding:
    """Finds what messages ask, from what they say and what was asked just before."""

    def __init__(self, matcher: Matcher, thresholds: Thresholds) -> None:
        self._matcher = matcher
        self._thresholds = thresholds
        self._templates = {topic.key for topic in matcher.index.topics if topic.members is not None}

    def of_message(
        self, message: str, asked: tuple[str, ...], last: LastTopic | None
    ) -> list[Understood]:
        """The questions `asked` in a message with their matches, or the whole message as one."""
        parts: list[Understood] = []
        before = last
        for one in asked:
            part = self._part(message, one, before)
            parts.append(part)
            before = self.topic_of(part, before) or before
        text = whole_message(message)
        is_one = len(parts) == 1 and words(text) == words(asked[0])
        whole = parts[0] if is_one else Understood(text, self.matched(text, last))
        clauses = self._clauses(message, asked, whole)
        main = self._asked_for(parts, clauses, whole)
        return main if len(main) > 1 else self._with_others(message, main[0], parts, clauses, whole)

    def _asked_for(
        self, parts: list[Understood], clauses: list[Understood], whole: Understood
    ) -> list[Understood]:
        """The whole message when it is sure, unless every part is sure, too; or else those parts.

        When it is not, a part counts also when it means what the whole is likely to mean.
        """
        is_sure = self._is_sure(whole)
        enough = max(_PART_OF_STRANGE if whole.match.off_topic else _PART, self._thresholds.answer)
        likely = {candidate.topic.key for candidate in whole.match.candidates[:_LIKELY]}
        is_strange = whole.match.answerable < _NOT_STRANGE

        def borne_out(part: Understood, confidence: float) -> bool:
            if is_strange and points_back(part.text):
                return False
            return part.match.confidence >= confidence and _topic(part) in likely

        standing = [part for part in parts if part.stands or borne_out(part, _SURELY)]
        sure = [part for part in standing if part.match.confidence >= enough]
        is_mine = not is_sure or _topic(whole) in map(_topic, sure)
        if is_mine and len(sure) > 1 and len(sure) == len(standing):
            return sure
        if is_sure:
            return [whole]
        found: dict[str, Understood] = {}
        for part in (*parts, *clauses):
            if part in sure or borne_out(part, enough):
                found.setdefault(_topic(part), part)
        return list(found.values()) or [max([whole, *map(self._unsure, parts)], key=_confidence)]

    def _with_others(
        self,
        message: str,
        main: Understood,
        parts: list[Understood],
        clauses: list[Understood],
        whole: Understood,
    ) -> list[Understood]:
        """`main` and what else the message surely asks for, when one part alone carries `main`."""
        if whole.match.answerable < _NOT_STRANGE or not self._is_sure(main):
            return [main]
        wishes = [self._part(message, wish, None) for wish in wishes_in(message)]
        carried = [p for p in (*parts, *clauses, *wishes) if _topic(p) == _topic(main)]
        if not any(map(self._is_sure, carried)):
            return [main]
        somewhere = bool(whole.match.mentions.of(STATE))

        def is_other(part: Understood, enough: float) -> bool:
            leans = points_back(part.text) or not part.stands
            is_sure = part.match.confidence >= (_SURELY if leans else enough)
            is_elsewhere = somewhere and not part.match.mentions.of(STATE)
            is_long = len(words(part.text)) >= _SHORTEST_PART
            answers = bool(part.match.candidates[0].targets)
            return is_sure and is_long and answers and not is_elsewhere

        others = [part for part in parts if asks(part.text) and is_other(part, _BESIDE)]
        others += [wish for wish in wishes if is_other(wish, _SURELY)]
        carrying = max(carried, key=_confidence)
        # Each part of "passing score of the CCS. how long is the CPC" names its own credential.
        names_its_own = carrying.match.candidates[0].topic.members is not None
        found = {_topic(main): carrying if names_its_own else replace(main, text=carrying.text)}
        for other in others:
            found.setdefault(_topic(other), other)
        in_order = sorted(found.values(), key=lambda one: whole.text.find(one.text))
        return in_order[:MAX_QUESTIONS] if len(in_order) > 1 else [main]

    def _is_sure(self, understood: Understood) -> bool:
        return understood.match.confidence >= self._thresholds.answer

    def _clauses(self, message: str, asked: tuple[str, ...], whole: Understood) -> list[Understood]:
        """What is asked after a story, about the credentials that the message names."""
        named = tuple(e for e in whole.match.mentions.entities if e.kind == CREDENTIAL)
        return [
            Understood(clause, self._matcher.match(clause, named), stands=False)
            for clause in asking_clauses(message)
            if clause not in asked
        ]

    def _unsure(self, part: Understood) -> Understood:
        """`part` as something to offer, not to answer."""
        return replace(part, match=self._offered(part.match))

    def _offered(self, match: Match) -> Match:
        """`match` not sure enough to be answered."""
        most = min(match.confidence, math.nextafter(self._thresholds.answer, 0.0))
        return replace(match, confidence=most)

    def _part(self, message: str, one: str, before: LastTopic | None) -> Understood:
        """`one` with its match. "How long is it?" stands when it inherits a credential."""
        match = self.matched(one, before)
        spoken = words(one)
        # All of a message may be long, and a part opens it within the first words.
        opens = words(message[: 2 * MAX_QUESTION])[: len(spoken)] == spoken
        named = self._matcher.read(one).mentions.of(CREDENTIAL)
        # "Thank you" stays thanks, whatever was talked about.
        is_open = match.off_topic is None or points(one)
        is_unsure = is_open and match.confidence < _PART and not named
        if is_unsure and before is not None and before.credentials:
            about = self._matcher.match(_naming(one, before))
            if about.confidence > match.confidence:
                match = about
        best = match.candidates[0]
        inherits = best.topic.members is not None and bool(best.targets) and not named
        stands = opens or inherits or not points_back(one)
        return Understood(one, match, stands and len(spoken) >= _SHORTEST_PART)

    def matched(self, question: str, last: LastTopic | None) -> Match:
        """The match for `question`, completed from what was asked just before."""
        if last is None:
            return self._matcher.match(question)
        reading = self._matcher.read(question)
        if (
            last.template
            and last.template in self._templates
            and only_names_credentials(reading.mentions)
        ):
            return self._matcher.match_template(last.template, reading.mentions)
        alone = self._matcher.match(question)
        is_template = alone.candidates[0].topic.members is not None
        names_none = bool(last.credentials) and not reading.mentions.of(CREDENTIAL)
        if names_none and leans_on_the_last(question) and (is_template or points(question)):
            about_it = self._about_the_last(question, alone, last)
            if about_it is not None:
                return about_it
        if not last.question or not refers_back(question):
            return alone
        joined = self._matcher.match(self._joined(question, last), last.credentials)
        elsewhere = joined.candidates[0].topic.key != last.key
        surer = joined.confidence > min(alone.confidence, self._thresholds.answer)
        if elsewhere and surer:
            return joined
        # By itself "how long does that take" may be nearest to anything.
        says_little = points(question) and len(words(question)) <= _LITTLE
        return self._offered(alone) if says_little and alone.confidence < 1.0 else alone

    def _about_the_last(self, question: str, alone: Match, last: LastTopic) -> Match | None:
        """The match for a question that names no credential, about those talked about before.

        None when it asks nothing that every credential has an answer to.
        """
        named = self._matcher.match(_naming(question, last))
        if named.candidates[0].topic.members is not None:
            return named
        if alone.candidates[0].topic.members is not None:
            return self._matcher.match(question, last.credentials)
        return None

    def _joined(self, question: str, last: LastTopic) -> str:
        """`question` after the last one; another state takes the place of the one named there."""
        named = self._matcher.read(question).mentions.of(STATE)
        said = without_states(last.question) if named else last.question
        return f"{said} {without_opening(question)}"

    def topic_of(self, understood: Understood, before: LastTopic | None) -> LastTopic | None:
        """What to remember of a match; None when it names no credential and answers nothing.

        A question that refers back is remembered in the words of the one `before` it.
        """
        match = understood.match
        credentials = tuple(e for e in match.mentions.entities if e.kind == CREDENTIAL)
        topic = match.candidates[0].topic
        answered = match.confidence >= self._thresholds.answer
        said = understood.text
        if before is not None and before.question and refers_back(said):
            named = self._matcher.read(said).mentions.of(STATE)
            said = self._joined(said, before)[-MAX_QUESTION:] if named else before.question
        if topic.members is None and not credentials and not answered:
            return None
        return LastTopic(
            topic.key if topic.members is not None else None,
            credentials,
            topic.key if answered else "",
            said if answered else "",
        )
