"""The states of the United States as members write them."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.knowledge.states import STATES
from bot.pay.language.message import Message

_BY_CODE = {code.lower(): name for code, name in STATES.items()}
# "in LA" is a city as often as a state, and the others are words.
_OTHER_WORDS = frozenset(["la", "me", "or", "hi", "id", "de", "in", "ok", "al", "co", "ma", "pa"])
_BY_NAME = {name.lower(): name for name in STATES.values()} | {
    "cali": "California",
    "washington dc": "District of Columbia",
    "washington d c": "District of Columbia",
}
_SHORTEST_TYPO = 5
_ONE_SLIP = 1


def states_in(message: Message) -> tuple[str, ...]:
    """The states that a message names, each once; abbreviations only after `in` and a city.

    Kansas City lies in two states, so it names none.
    """
    line = message.line.replace(" kansas city ", " ")
    named = {name for name in _BY_NAME if f" {name} " in line}
    # Longest first, so that West Virginia is not Virginia too.
    longest = {n for n in named if not any(n != other and n in other for other in named)}
    found = {_BY_NAME[name] for name in longest}
    for index, before in enumerate(message.tokens):
        after = [token.text for token in message.tokens[index + 1 : index + 3]]
        if not before.is_word("in") or not after:
            continue
        codes = [code for code in after if code in _BY_CODE and code not in _OTHER_WORDS]
        if codes:
            found.add(_BY_CODE[codes[0]])
        elif not found and after[0] not in _BY_NAME:
            near = (_nearest(after[0]), _nearest(" ".join(after)))
            found |= {state for state in near if state}
    return tuple(sorted(found))


def _nearest(written: str) -> str | None:
    """The state whose name is `written` with one slip."""
    if len(written) < _SHORTEST_TYPO:
        return None
    near = extractOne(written, list(_BY_NAME), scorer=OSA.distance, score_cutoff=_ONE_SLIP)
    return _BY_NAME[near[0]] if near else None
