"""Questions asked in the very words of a phrasing."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b

from bot.matching.entities import CREDENTIAL, STATE, Mentions, is_entity
from bot.matching.features import SLOT, stem
from bot.matching.phrasings import Row, Topic
from bot.matching.qualifiers import QUALIFIERS
from bot.matching.reader import Reading
from bot.matching.text import words

_FEWEST_TELLING = 2
_CONNECTING = frozenset(
    words(
        "the a an is are do does did i to for of in on at my me it be can what how which would "
        "will you your that this and or much many has have with"
    )
)
# "Hourly" asks for pay where "hours", which has the same stem, ask for a length.
_PERIODICAL = frozenset(words("hourly daily weekly monthly yearly"))
Tokens = tuple[str, ...]


class _Owners:
    """The topics of each key, as sorted arrays: a dictionary of so many would be large."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(set(pairs))
        self._keys = array("Q", [key for key, _ in ordered])
        self._topics = array("i", [topic for _, topic in ordered])

    def of(self, key: int) -> Sequence[int]:
        first = bisect_left(self._keys, key)
        return self._topics[first : bisect_right(self._keys, key, first)]


class Verbatim:
    """Finds the topic of a question that says the same as one of its phrasings."""

    def __init__(self, topics: Sequence[Topic], rows: Iterable[Row]) -> None:
        self._topics = tuple(topics)
        said = {
            (tokens, row.topic)
            for row in rows
            for tokens in (row.reading.typed, _slotted(row.reading.typed))
        }
        self._same = _Owners((_key(tokens), topic) for tokens, topic in said)
        self._telling = _Owners((_key(_telling(tokens)), topic) for tokens, topic in said)

    def same_question(self, reading: Reading, mentions: Mentions) -> int | None:
        """The topic one of whose phrasings says the same, word for word; None when it is unsure.

        Where phrasings of several topics do, the one about the very names is meant.
        """
        told = [self._same.of(_key(key)) for key in (reading.typed, _slotted(reading.typed))]
        found = self._only_one(told, mentions, _names_fit)
        return self._only_one(told[:1], mentions, _names_known) if found is None else found

    def same_words(self, reading: Reading, mentions: Mentions) -> int | None:
        """The topic one of whose phrasings has the same telling words, in whatever order."""
        keys = (_telling(reading.corrected), _telling(_slotted(reading.corrected)))
        told = (self._telling.of(_key(k)) for k in keys if len(k) >= _FEWEST_TELLING)
        return self._only_one(told, mentions, _names_fit)

    def _only_one(
        self,
        found: Iterable[Sequence[int]],
        mentions: Mentions,
        fits: Callable[[Topic, Mentions], bool],
    ) -> int | None:
        for alike in found:
            if any(self._topics[number].out_of_scope for number in alike):
                return None
            fitting = [number for number in alike if fits(self._topics[number], mentions)]
            if len(fitting) > 1:
                # Some mention the state that is asked about; one may be about it.
                fitting = [n for n in fitting if _is_about_state(self._topics[n], mentions)]
            if len(fitting) == 1:
                return fitting[0]
        return None


def _key(tokens: Tokens) -> int:
    """A number that stands for the words: tens of thousands of word tuples are large."""
    return int.from_bytes(blake2b(" ".join(tokens).encode(), digest_size=8).digest(), "big")


def _telling(tokens: Tokens) -> Tokens:
    """The stems of the words that tell questions apart, each once, in one order."""
    telling = (token for token in tokens if token not in _CONNECTING)
    return tuple(sorted({t if t in _PERIODICAL else stem(t) for t in telling}))


def _slotted(tokens: Tokens) -> Tokens:
    """`tokens` with every entity as an empty slot."""
    return tuple(SLOT if is_entity(token) else token for token in tokens)


def _is_about_state(topic: Topic, mentions: Mentions) -> bool:
    states = {entity for entity in mentions.entities if entity.kind == STATE}
    return bool(states) and states <= topic.about


def _names_known(topic: Topic, mentions: Mentions) -> bool:
    """Whether a question names nothing that an entry never speaks of.

    What a phrasing of it leaves unnamed, the same question may leave unnamed: "Denver coding pay".
    """
    named = {e for e in mentions.entities if e.kind not in QUALIFIERS or e.kind == STATE}
    return topic.members is None and named <= topic.accepted


def _names_fit(topic: Topic, mentions: Mentions) -> bool:
    """Whether a question names what the topic is about, and nothing that it never speaks of."""
    if topic.members is not None:
        asked = mentions.of(CREDENTIAL)
        return len(asked) == 1 and asked[0] in topic.members
    named = {e for e in mentions.entities if e.kind not in QUALIFIERS}
    about = {e for e in topic.about if e.kind not in QUALIFIERS}
    states = any(e.kind == STATE for e in mentions.entities)
    placed = any(e.kind == STATE for e in topic.about)
    return about <= named and _names_known(topic, mentions) and (states or not placed)
