"""What a member asked a moment ago, so that "and the CCS?" needs no repetition."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.matching.entities import CREDENTIAL, Entity, Mentions
from bot.matching.text import words

MEMORY_SECONDS = 600.0
MAX_CONVERSATIONS = 10_000
_LINKING = frozenset(["and", "what", "about", "for", "the", "a", "an", "how", "with", "then", "or",
                      "also", "now", "same", "of", "one", "test", "certification"])  # fmt: skip

_LONGEST_REFERENCE = 8
_SHORT = 6
_TYING = ("and", "or", "what about", "how about", "same for")
_OPENINGS = tuple(words(opening) for opening in (*_TYING, "what if"))
_TIED = re.compile(rf"^\s*(?:(?:{'|'.join(_TYING)})\b[\s,]*)+".replace(" ", r"\s+"), re.IGNORECASE)
_POINTING = frozenset(["that", "it", "this", "those", "these", "them", "they", "its"])

# Words that ask for something without saying of what: "what's the total?".
_LEFT_OPEN = frozenset(
    words(
        "what whats is are the a my best total difference catch point rest answer deal cost costs "
        "price next first limit chance chances odds"
    )
)
_POINTING_IN_A_MESSAGE = _POINTING | frozenset(
    words("one ones each here there then two both their he she him his her hers")
)

# An "it" that points at nothing: "how long does it take to get certified".
_EXPLETIVE = re.compile(r"\bit\s+(?:\w+ly\s+)?takes?\b(?=.*\bto\b)", re.IGNORECASE)

# After "which" these choose among what was named before: "which pays more".
_CHOOSING = frozenset(
    words("is are was pays makes leaves costs takes gives gets has would should will can do does")
)

Place = tuple[int, int]
Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class LastTopic:
    """What was asked last: the template that answered (None for other entries), the credentials.

    `key` is the topic that answered, `question` the text it answered; both are empty when nothing
    was sure enough.
    """

    template: str | None
    credentials: tuple[Entity, ...]
    key: str = ""
    question: str = ""


class Conversations(Generic[Said]):
    """What each member said last in each channel: in memory, ten minutes, bounded."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: OrderedDict[Place, tuple[float, Said]] = OrderedDict()

    def recalled(self, place: Place) -> Said | None:
        """What was said at `place` within ten minutes; places without a member are nobody's."""
        said = self._last.get(place)
        if said is None or not place[0] or self._clock() - said[0] > MEMORY_SECONDS:
            return None
        return said[1]

    def remember(self, place: Place, topic: Said) -> None:
        if place[0]:
            self._last[place] = (self._clock(), topic)
            self._last.move_to_end(place)
            while len(self._last) > MAX_CONVERSATIONS:
                self._last.popitem(last=False)

    def forget(self, place: Place) -> None:
        self._last.pop(place, None)


def refers_back(question: str) -> bool:
    """Whether a short question makes sense only after another: "how long does that take?"."""
    spoken = words(question)
    if not 0 < len(spoken) <= _LONGEST_REFERENCE:
        return False
    return points(question) or any(spoken[: len(opening)] == opening for opening in _OPENINGS)


def without_opening(question: str) -> str:
    """`question` without the words that tie it to the one before: "what about managers?"."""
    return _TIED.sub("", question) or question


def points(question: str) -> bool:
    """Whether a question has a word for what was named before: "how long does that take?"."""
    return not _POINTING.isdisjoint(words(question))


def points_back(part: str) -> bool:
    """Whether a later part of a message speaks of something that an earlier part names."""
    spoken = words(_EXPLETIVE.sub(" ", part))
    chooses = spoken[:1] == ("which",) and not _CHOOSING.isdisjoint(spoken[1:2])
    refers = chooses or not _POINTING_IN_A_MESSAGE.isdisjoint(spoken)
    return refers or _LEFT_OPEN.issuperset(spoken)


def leans_on_the_last(question: str) -> bool:
    """Whether a question is short enough, or points back, to be about the credential before it.

    Longer ones say what they are about.
    """
    return len(words(question)) <= _SHORT or refers_back(question)


def only_names_credentials(mentions: Mentions) -> bool:
    """Whether a question says nothing but credentials: "and the CCS?"."""
    names = {entity.token for entity in mentions.entities if entity.kind == CREDENTIAL}
    return bool(names) and all(t in names or t in _LINKING for t in mentions.tokens)
