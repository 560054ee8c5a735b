"""What narrows a question down without being its subject: state, setting, experience level."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.knowledge.states import STATES
from bot.matching.entities import STATE, Entity, Mentions
from bot.matching.text import words

SETTING = "setting"
LEVEL = "experience level"
QUALIFIERS = frozenset([STATE, SETTING, LEVEL])

_CODE_AFTER_IN = re.compile(r"(?P<before>\b(?:in|from|of|for) |, ?)(?P<code>[A-Z]{2})\b")
# In small letters only at the end: "coder pay in md". These are words there, too, or a city,
# accounts receivable, a degree, the Veterans Affairs.
_ALSO_WORDS = ("IN", "OR", "OK", "HI", "ME", "LA", "AR", "MS", "VA")
_CODE_AT_END = re.compile(
    rf"(?<=\bin )(?:{'|'.join(sorted(STATES.keys() - _ALSO_WORDS))})(?=\W*$)", re.IGNORECASE
)
_STATE_NAMES = re.compile(
    rf"\b(?:{'|'.join(sorted(STATES.values(), key=len, reverse=True))})\b", re.IGNORECASE
)
_SETTINGS = {
    "inpatient": ("inpatient", "inpatients", "in patient"),
    "outpatient": ("outpatient", "outpatients", "out patient"),
    "professional": ("profee", "pro fee", "professional fee", "physician coding"),
    "emergency": ("emergency", "emergency department", "emergency room"),
    "risk adjustment": ("risk adjustment", "hcc"),
    "home health": ("home health",),
}
_LEVELS = {
    "entry": ("entry level", "no experience", "without experience", "beginner", "beginners"),
    "senior": ("senior", "experienced"),
}


def _by_spelling() -> Mapping[tuple[str, ...], Entity]:
    return {
        words(spelling): Entity(kind, value)
        for kind, named in ((SETTING, _SETTINGS), (LEVEL, _LEVELS))
        for value, spellings in named.items()
        for spelling in spellings
    }


_SPELLED = _by_spelling()
_LONGEST = max(map(len, _SPELLED))
_FIRST_WORDS = frozenset(run[0] for run in _SPELLED)


def qualifiers_in(tokens: tuple[str, ...]) -> tuple[Entity, ...]:
    """The settings and levels among `tokens`, each once; they stay ordinary words, too."""
    if _FIRST_WORDS.isdisjoint(tokens):
        return ()
    runs = (
        tokens[start : start + length]
        for start, token in enumerate(tokens)
        if token in _FIRST_WORDS
        for length in range(1, _LONGEST + 1)
    )
    return tuple(dict.fromkeys(_SPELLED[run] for run in runs if run in _SPELLED))


def with_states_spelled_out(text: str) -> str:
    """`text` with postal codes such as "in PA" as names; small letters may be other words."""
    has_one_case = text.isupper() or text.islower()
    text = _CODE_AT_END.sub(lambda found: STATES[found[0].upper()], text)
    if has_one_case:
        return text
    return _CODE_AFTER_IN.sub(
        lambda found: found["before"] + STATES.get(found["code"], found["code"]), text
    )


def without_states(text: str) -> str:
    """`text` without the names of states."""
    return _STATE_NAMES.sub(" ", with_states_spelled_out(text))


def names_something(mentions: Mentions) -> bool:
    """Whether a question names a credential, an issuer or a code set."""
    return any(entity.kind not in QUALIFIERS for entity in mentions.entities)
