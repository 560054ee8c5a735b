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
    for before, token in zip(message.tokens, message.tokens[1:], strict=False):
        if not before.is_word("in"):
            continue
        if token.text in _STATES:
            found.add(_STATES[token.text])
        elif not found and len(token.text) >= _SHORTEST_TYPO:
            near = extractOne(
                token.text, list(_BY_NAME), scorer=OSA.distance, score_cutoff=_ONE_SLIP
            )
            if near:
                found.add(_BY_NAME[near[0]])
    return tuple(sorted(found))
