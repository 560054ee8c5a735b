"""The states of the United States as members write them."""

from __future__ import annotations

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.pay.language.message import Message

_STATES = {
    "al": "Alabama",
    "ak": "Alaska",
    "az": "Arizona",
    "ar": "Arkansas",
    "ca": "California",
    "co": "Colorado",
    "ct": "Connecticut",
    "de": "Delaware",
    "dc": "District of Columbia",
    "fl": "Florida",
    "ga": "Georgia",
    "hi": "Hawaii",
    "id": "Idaho",
    "il": "Illinois",
    "in": "Indiana",
    "ia": "Iowa",
    "ks": "Kansas",
    "ky": "Kentucky",
    "la": "Louisiana",
    "me": "Maine",
    "md": "Maryland",
    "ma": "Massachusetts",
    "mi": "Michigan",
    "mn": "Minnesota",
    "ms": "Mississippi",
    "mo": "Missouri",
    "mt": "Montana",
    "ne": "Nebraska",
    "nv": "Nevada",
    "nh": "New Hampshire",
    "nj": "New Jersey",
    "nm": "New Mexico",
    "ny": "New York",
    "nc": "North Carolina",
    "nd": "North Dakota",
    "oh": "Ohio",
    "ok": "Oklahoma",
    "or": "Oregon",
    "pa": "Pennsylvania",
    "ri": "Rhode Island",
    "sc": "South Carolina",
    "sd": "South Dakota",
    "tn": "Tennessee",
    "tx": "Texas",
    "ut": "Utah",
    "vt": "Vermont",
    "va": "Virginia",
    "wa": "Washington",
    "wv": "West Virginia",
    "wi": "Wisconsin",
    "wy": "Wyoming",
}
_BY_NAME = {name.lower(): name for name in _STATES.values()} | {
    "cali": "California",
    "washington dc": "District of Columbia",
    "washington d c": "District of Columbia",
}
_SHORTEST_TYPO = 5
_ONE_SLIP = 1


def states_in(message: Message) -> tuple[str, ...]:
    """The states that a message names, each once; abbreviations only right after `in`."""
    line = message.line
    named = {name for name in _BY_NAME if f" {name} " in line}
    # Longest first, so that West Virginia is not Virginia too.
    longest = {n for n in named if not any(n != other and n in other for other in named)}
    found = {_BY_NAME[name] for name in longest}
    for index, before in enumerate(message.tokens):
        after = [token.text for token in message.tokens[index + 1 : index + 3]]
        if not before.is_word("in") or not after:
            continue
        if after[0] in _STATES:
            found.add(_STATES[after[0]])
        elif not found:
            near = (_nearest(after[0]), _nearest(" ".join(after)))
            found |= {state for state in near if state}
    return tuple(sorted(found))


def _nearest(written: str) -> str | None:
    """The state whose name is `written` with one slip."""
    if len(written) < _SHORTEST_TYPO:
        return None
    near = extractOne(written, list(_BY_NAME), scorer=OSA.distance, score_cutoff=_ONE_SLIP)
    return _BY_NAME[near[0]] if near else None
