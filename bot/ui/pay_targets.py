"""A calculation written into a button, so that it can be changed after a restart too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from bot.pay.calculators import KINDS
from bot.pay.inputs import GroupInput

_MARK = "$"
_BETWEEN = ";"
# One letter for each input of one side of a comparison, because 100 characters have to do.
_LETTERS = {
    "hourly": "p",
    "annual": "y",
    "charts_per_hour": "c",
    "rate_per_chart": "r",
    "hours_per_week": "h",
    "weeks_per_year": "w",
}
_NAMES = {letter: name for name, letter in _LETTERS.items()}
_GROUPED = re.compile(r"([a-z])([0-9.]+)")
_PLAIN = re.compile(r"[\w .%$-]*")


def pay_target(kind: str, inputs: Mapping[str, object]) -> str | None:
    """The target that stands for a calculation; None when an input cannot be written into one."""
    fields = KINDS[kind].inputs
    values = [
        _group(inputs.get(field.name))
        if isinstance(field, GroupInput)
        else _written(inputs.get(field.name))
        for field in fields
    ]
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return _MARK + _BETWEEN.join([kind, *known]).rstrip(_BETWEEN)


def pay_request(target: str) -> tuple[str, dict[str, object]] | None:
    """Kind and inputs written in `target`; None when it stands for something else."""
    kind, *values = target.removeprefix(_MARK).split(_BETWEEN)
    if not target.startswith(_MARK) or kind not in KINDS:
        return None
    inputs: dict[str, object] = {}
    for field, value in zip(KINDS[kind].inputs, values, strict=False):
        if value and isinstance(field, GroupInput):
            inputs[field.name] = {
                _NAMES[letter]: number
                for letter, number in _GROUPED.findall(value)
                if letter in _NAMES
            }
        elif value:
            inputs[field.name] = value
    return kind, inputs


def _written(value: object) -> str | None:
    if value is None:
        return ""
    if not isinstance(value, str | int | Decimal):
        return None
    text = str(value).replace(",", "").strip()
    return text if _PLAIN.fullmatch(text) else None


def _group(value: object) -> str | None:
    if not isinstance(value, Mapping):
        return "" if value is None else None
    letters: list[str] = []
    for name, one in value.items():
        text = _written(one)
        letter = _LETTERS.get(name)
        if letter is None or text is None or not re.fullmatch(r"[0-9.]+", text):
            return None
        letters.append(letter + text)
    return "".join(letters)
