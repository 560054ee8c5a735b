"""What a button or list means, written into its custom_id so that it survives a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = 1
MAX_CUSTOM_ID = 100
PATTERN = re.compile(r"coding(?P<version>[0-9]{1,6}):(?P<rest>.*)", re.DOTALL)
_REST = re.compile(r"(?P<action>[a-z]+):(?P<target>[^:]+):(?P<asker>[0-9]{1,20})")
_CREDENTIALS = "="


class Action(StrEnum):
    """What happens when it is pressed; the values are stored in messages and never reused."""

    HELPFUL = "helpful"
    NOT_ASKED = "missed"
    SOURCES = "sources"
    RELATED = "related"
    CHOOSE = "choose"
    CHOOSE_PRIVATELY = "private"
    TRY = "try"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Press:
    """An action on a target (an entry id, or credentials), by the member it was offered to."""

    action: Action
    target: str
    asker_id: int

    @property
    def custom_id(self) -> str:
        return f"coding{VERSION}:{self.action}:{self.target}:{self.asker_id}"

    @property
    def credentials(self) -> tuple[str, ...]:
        """The credentials the target names: one for a sheet, more for a comparison, else none."""
        if not self.target.startswith(_CREDENTIALS):
            return ()
        return tuple(self.target[1:].split(_CREDENTIALS))


def credentials_target(*abbreviations: str) -> str:
    """The target that stands for a sheet or a comparison."""
    return "".join(_CREDENTIALS + abbreviation for abbreviation in abbreviations)


def press_of(custom_id: str) -> Press | None:
    """The press written in `custom_id`, None when another version of the bot wrote it."""
    prefix = PATTERN.fullmatch(custom_id)
    if prefix is None or int(prefix["version"]) != VERSION:
        return None
    rest = _REST.fullmatch(prefix["rest"])
    if rest is None or rest["action"] not in list(Action):
        return None
    return Press(Action(rest["action"]), rest["target"], int(rest["asker"]))
