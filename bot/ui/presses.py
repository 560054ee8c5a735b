"""What a button or list means, written into its custom_id so that it survives a restart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

VERSION = 1
MAX_CUSTOM_ID = 100
PATTERN = re.compile(r"coding(?P<version>[0-9]{1,6}):(?P<rest>.*)", re.DOTALL)
_REST = re.compile(r"(?P<action>[a-z]+):(?P<target>[^:]+):(?P<asker>[0-9]{1,20})")
_CREDENTIALS = "="
_PATH = "~"
_LIST = "#"


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
    SHEET = "sheet"
    COSTS = "costs"
    RENEWAL = "renewal"
    PATH = "path"
    LIST = "list"
    CHANGE = "change"
    CALCULATE = "pay"
    CALCULATE_PRIVATELY = "paypriv"


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


def path_target(answers: Iterable[str]) -> str:
    """The target that stands for the answers given so far in the guided choice."""
    return _PATH + ".".join(answers)


def path_answers(target: str) -> tuple[str, ...]:
    """The answers written by `path_target`."""
    return tuple(answer for answer in target.removeprefix(_PATH).split(".") if answer)


def list_target(filters: Iterable[tuple[str, str]], page: int) -> str:
    """The target that stands for a page of a filtered list of credentials."""
    return "&".join([f"{_LIST}{page}", *(f"{name}={value}" for name, value in filters)])


def list_request(target: str) -> tuple[dict[str, str], int]:
    """Filters and page written by `list_target`; the first page when it cannot be read."""
    page, *filters = target.removeprefix(_LIST).split("&")
    named = dict(part.split("=", 1) for part in filters if "=" in part)
    return named, int(page) if page.isascii() and page.isdigit() else 0


def press_of(custom_id: str) -> Press | None:
    """The press written in `custom_id`, None when another version of the bot wrote it."""
    prefix = PATTERN.fullmatch(custom_id)
    if prefix is None or int(prefix["version"]) != VERSION:
        return None
    rest = _REST.fullmatch(prefix["rest"])
    if rest is None or rest["action"] not in list(Action):
        return None
    return Press(Action(rest["action"]), rest["target"], int(rest["asker"]))
