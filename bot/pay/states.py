"""The states of the U.S. and the District of Columbia, by any common way to write them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.pay.numbers import PayInputError, shown

STATES: Mapping[str, str] = MappingProxyType(
    {
        "AL": "Alabama",
        "AK": "Alaska",
        "AZ": "Arizona",
        "AR": "Arkansas",
        "CA": "California",
        "CO": "Colorado",
        "CT": "Connecticut",
        "DE": "Delaware",
        "DC": "District of Columbia",
        "FL": "Florida",
        "GA": "Georgia",
        "HI": "Hawaii",
        "ID": "Idaho",
        "IL": "Illinois",
        "IN": "Indiana",
        "IA": "Iowa",
        "KS": "Kansas",
        "KY": "Kentucky",
        "LA": "Louisiana",
        "ME": "Maine",
        "MD": "Maryland",
        "MA": "Massachusetts",
        "MI": "Michigan",
        "MN": "Minnesota",
        "MS": "Mississippi",
        "MO": "Missouri",
        "MT": "Montana",
        "NE": "Nebraska",
        "NV": "Nevada",
        "NH": "New Hampshire",
        "NJ": "New Jersey",
        "NM": "New Mexico",
        "NY": "New York",
        "NC": "North Carolina",
        "ND": "North Dakota",
        "OH": "Ohio",
        "OK": "Oklahoma",
        "OR": "Oregon",
        "PA": "Pennsylvania",
        "RI": "Rhode Island",
        "SC": "South Carolina",
        "SD": "South Dakota",
        "TN": "Tennessee",
        "TX": "Texas",
        "UT": "Utah",
        "VT": "Vermont",
        "VA": "Virginia",
        "WA": "Washington",
        "WV": "West Virginia",
        "WI": "Wisconsin",
        "WY": "Wyoming",
    }
)
_SPELLED = {
    **{name.casefold(): name for name in STATES.values()},
    **{letters.casefold(): name for letters, name in STATES.items()},
    "washington dc": STATES["DC"],
}


def state_named(text: str, field: str = "state") -> str:
    """The full name of the state `text` means: `Texas` for `tx`, `TX` and `TEXAS`.

    Raises:
        PayInputError: when it is none; `field` is the name of the input it came in.
    """
    typed = " ".join(text.replace(".", "").replace(",", " ").split()).casefold()
    if typed not in _SPELLED:
        raise PayInputError(
            "State must be one of the 50 states or the District of Columbia, written out or as "
            f"two letters; you gave {shown(text)}.",
            field,
        )
    return _SPELLED[typed]


def state_path(state: str, figure: str) -> str:
    """Where a figure of a state stands: `pay.state_new_york_median`."""
    return f"pay.state_{state.lower().replace(' ', '_')}_{figure}"
