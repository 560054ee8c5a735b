"""The states of the U.S. and the District of Columbia, by any common way to write them."""

from __future__ import annotations

from bot.knowledge.states import STATES
from bot.numbers import InputRefused, shown

_SPELLED = {
    **{name.casefold(): name for name in STATES.values()},
    **{letters.casefold(): name for letters, name in STATES.items()},
    "washington dc": STATES["DC"],
}


def state_named(text: str, field: str = "state") -> str:
    """The full name of the state `text` means: `Texas` for `tx`, `TX` and `TEXAS`.

    Raises:
        InputRefused: when it is none; `field` is the name of the input it came in.
    """
    typed = " ".join(text.replace(".", "").replace(",", " ").split()).casefold()
    if typed not in _SPELLED:
        raise InputRefused(
            "State must be one of the 50 states or the District of Columbia, written out or as "
            f"two letters; you gave {shown(text)}.",
            field,
        )
    return _SPELLED[typed]


def state_path(state: str, figure: str) -> str:
    """Where a figure of a state stands: `pay.state_new_york_median`."""
    return f"pay.state_{state.lower().replace(' ', '_')}_{figure}"
