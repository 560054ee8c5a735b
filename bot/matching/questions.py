"""The questions inside a message: greetings and stories cut away, at most three kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile

from bot.matching.text import MAX_QUESTION, cleaned, is_readable, words

MAX_QUESTIONS = 3
_SENTENCE_END = re.compile(r"(?<=[?!])\s+|(?<=[^\W\d]\.)\s+|\n+|;\s+")
_ASKING = frozenset(
    words(
        "how what whats when where which who whos whose why can could do does did is isnt are "
        "arent should shall will would has have am any anybody anyone wheres hows explain"
    )
)
# Words of a story or a condition, which a question that is a mere noun does not hold.
_TELLING = frozenset(
    words(
        "i im ive id ill my me we our he she they them his her you your it its this that if since "
        "because while although was were be been had got get said says told want need think"
    )
)
# What sentences hold that want to know something without asking: "need the format of the CIC too".
_WANTING = frozenset(
    words("need want wanna wonder wondering curious looking give explain idea anyone anybody")
)
_KNOWING = re.compile(r"\bi\s+(?:already\s+)?(?:know|knew|get|understand)\b", re.IGNORECASE)
# A question word may come after "hi all" or "so".
_OPENING = 3
_AFTER_COMMA = "how|whats?|when|where|which|who|why|can|do|does|is|are|should|will"
_JOINED = re.compile(
    r"(?:,?\s+(?:and|also|plus|or\s+else|&)\s+(?:(?:also|then|so|if\s+so|realistically|honestly"
    rf"|roughly|maybe|actually)\s+)*(?=(?:{_AFTER_COMMA}|could|would|wont|must|may)\b)"
    rf"|,\s+(?=(?:{_AFTER_COMMA})\b))",
    re.IGNORECASE,
)
# What a mere noun is set off by when the question that follows is about it: "CPC or CCS, which".
_SET_OFF = re.compile(r"\s*,\s+(?!and\b|also\b|plus\b)", re.IGNORECASE)
_ASKING_IN_ANY_WAY = _ASKING | _WANTING | frozenset(words("whether worth help advice thoughts"))
_CONNECTING = frozenset(words("and also plus so but then or ok okay oh hmm"))


def questions_in(message: str) -> tuple[str, ...]:
    """Up to three questions of a message, in order, each at most 400 characters.

    A short message without a question mark counts as one question; empty when nothing readable
    is left.
    """
    sentences = _sentences(message)
    if not any(map(is_readable, sentences)):
        return ()
    asked = [part for s in sentences if _is_question(s) for part in _parts(s)]
    if not asked:
        asked = _parts(sentences[0]) if len(sentences) == 1 else [" ".join(sentences)]
    return tuple(dict.fromkeys(_cut(question) for question in asked))[:MAX_QUESTIONS]


def whole_message(message: str) -> str:
    """The message as one question.

    People often say what they ask about in one sentence and ask "is that enough?" in the next.
    """
    return _cut(" ".join(_sentences(message)))


def asking_clauses(message: str) -> tuple[str, ...]:
    """What is asked at the end of sentences that open with a story: "nurse here, is it hard".

    By itself a clause may lack what the story says.
    """
    found: list[str] = []
    for sentence in _sentences(message):
        story, *clauses = _JOINED.split(sentence)
        if clauses and not _opens_asking(story):
            found += [clause.strip() for clause in clauses]
    return tuple(dict.fromkeys(map(_cut, found)))[:MAX_QUESTIONS]


def wishes_in(message: str) -> tuple[str, ...]:
    """The sentences that want to know something without having the form of a question."""
    wishes = [s for s in _sentences(message) if not _is_question(s) and _wants(s)]
    return tuple(dict.fromkeys(map(_cut, wishes)))[:MAX_QUESTIONS]


def asks(part: str) -> bool:
    """Whether a part of a message asks by itself, other than a mere noun or a condition."""
    return _opens_asking(part) and not _KNOWING.search(part)


@lru_cache(maxsize=64)
def _sentences(message: str) -> tuple[str, ...]:
    """The sentences of a message, cleaned; each part of understanding it looks at them."""
    return tuple(s.strip() for s in _SENTENCE_END.split(cleaned(message)) if words(s))


def _wants(sentence: str) -> bool:
    return not _WANTING.isdisjoint(words(sentence)) and not _KNOWING.search(sentence)


def only_tells(text: str, spoken: Sequence[str]) -> bool:
    """Whether `text`, whose words are `spoken`, has neither a question mark nor a word that asks.

    Such a message may be news or a joke, or a worry somebody would like to be helped with.
    """
    return "?" not in text and _ASKING_IN_ANY_WAY.isdisjoint(spoken)


def _is_question(sentence: str) -> bool:
    spoken = [*dropwhile(_CONNECTING.__contains__, words(sentence))]
    return sentence.rstrip().endswith("?") or bool(spoken and spoken[0] in _ASKING)


def _parts(sentence: str) -> list[str]:
    """The questions joined in one sentence; a condition or a story before belongs to the first.

    That may be a mere noun: "pass rate of the CCS and how many questions".
    """
    parts = [part.strip() for part in _JOINED.split(sentence) if part.strip()]
    is_noun = (
        len(parts) > 1 and _only_names(parts[0]) and not _SET_OFF.match(sentence, len(parts[0]))
    )
    if len(parts) > 2 and not is_noun and not _opens_asking(parts[0]):
        first = sentence[: sentence.index(parts[1]) + len(parts[1])]
        parts, is_noun = [first, *parts[2:]], True
    opens = _opens_asking(parts[0]) or is_noun
    if all(len(words(part)) >= 3 for part in parts) and opens:
        return parts
    return [sentence]


def _only_names(part: str) -> bool:
    return _TELLING.isdisjoint(words(part))


def _opens_asking(part: str) -> bool:
    spoken = words(part)
    tells = spoken[:2] == ("i", "am")
    return not _ASKING.isdisjoint(spoken[2 if tells else 0 : _OPENING])


def _cut(question: str) -> str:
    """The last 400 characters of a longer sentence: people put the question at its end."""
    return question if len(question) <= MAX_QUESTION else question[-MAX_QUESTION:]
