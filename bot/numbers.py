"""Untrusted input to bounded decimals: the only door numbers come in through."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

_LONGEST = 30
_SHOWN = 40
# Without this, a tiny divisor such as 1e-400 would give a result of hundreds of digits.
_SMALLEST_EXPONENT = -30

_NUMBER = re.compile(
    r"""
    (?P<sign>[-+]?) [ ]* \$? [ ]*
    (?P<digits>
        (?: [0-9]{1,3} (?: ,[0-9]{3} )+ | [0-9]+ ) (?: \.[0-9]* )?
        | \.[0-9]+
    )
    (?P<exponent> [eE][-+]?[0-9]{1,3} )?
    """,
    re.VERBOSE,
)


class InputRefused(ValueError):
    """An input that cannot be calculated with.

    `sentence` tells a person what to write instead; `field` is the input's name.
    """

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


@dataclass(frozen=True, slots=True)
class NumberInput:
    """One number a calculator takes, as every surface (command, CLI, modal, JSON) describes it.

    `minimum` is itself refused when `above_minimum` is true. An input that is not `required`
    takes `default`, or is left out of the calculation when `default` is None.
    """

    name: str
    label: str
    unit: str
    minimum: Decimal
    maximum: Decimal
    description: str
    above_minimum: bool = False
    required: bool = True
    default: Decimal | None = None

    @property
    def allowed(self) -> str:
        """The allowed range in words: `a number from 0 to 10,000`."""
        if self.above_minimum:
            return f"a number above {self.minimum:,f} and up to {self.maximum:,f}"
        return f"a number from {self.minimum:,f} to {self.maximum:,f}"


def bounded_number(value: object, field: NumberInput) -> Decimal:
    """The finite decimal written in `value`, inside the range of `field`.

    Takes text (`25`, `.75`, `$1,234.50`, spaces around it), int and Decimal; minus zero is zero.
    Read JSON with `parse_float=Decimal`: a float has already lost the digits that were written.

    Raises:
        InputRefused: for anything else, for more than 30 characters, and outside the range.
    """
    number = _decimal(value)
    if number is None:
        raise InputRefused(
            f"{field.label} must be {field.allowed}{_advice(value)}; you gave {shown(value)}.",
            field.name,
        )
    too_low = number <= field.minimum if field.above_minimum else number < field.minimum
    if too_low or number > field.maximum:
        raise InputRefused(
            f"{field.label} must be {field.allowed}; you gave {shown(value)}.", field.name
        )
    return number


def numbers_from(
    fields: Iterable[NumberInput],
    inputs: Mapping[str, object],
    kind: str,
    takes: Iterable[str] | None = None,
) -> dict[str, Decimal]:
    """Every number in `inputs`, by field name, with defaults filled in.

    `takes` names every input of the kind where it takes more than numbers.

    Raises:
        InputRefused: for a field that is unknown, missing or refused by `bounded_number`, and
            for `inputs` that are not named values.
    """
    known = {field.name: field for field in fields}
    names = ", ".join(takes if takes is not None else known)
    if not isinstance(inputs, Mapping):
        raise InputRefused(
            f"Inputs must be named values ({names}); you gave {shown(inputs)}.", "inputs"
        )
    for name in inputs:
        if name not in known:
            raise InputRefused(
                f"The {kind} calculation has no input {shown(name)}; it takes {names}.", name
            )
    numbers: dict[str, Decimal] = {}
    for field in known.values():
        if field.name in inputs:
            numbers[field.name] = bounded_number(inputs[field.name], field)
        elif field.required:
            raise InputRefused(
                f"{field.label} ({field.name}) is missing; give {field.allowed}.", field.name
            )
        elif field.default is not None:
            numbers[field.name] = field.default
    return numbers


def shown(value: object) -> str:
    """Untrusted input in words, safe to repeat: quoted, one line, cut to 40 characters."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int | Decimal):
        # Decimal prints integers of any length; str(int) refuses past 4,300 digits.
        return _quoted(str(Decimal(value)))
    if isinstance(value, float):
        return _quoted(str(value))
    return "a list" if isinstance(value, list | tuple) else "something else"


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _decimal_in_text(value.strip())
    if isinstance(value, int | Decimal):
        return _tamed(Decimal(value))
    return None


def _decimal_in_text(text: str) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match["digits"].replace(",", "")
    return _tamed(Decimal(match["sign"] + digits + (match["exponent"] or "")))


def _tamed(number: Decimal) -> Decimal | None:
    if not number.is_finite():
        return None
    if number.is_zero():
        return Decimal(0)
    _, digits, exponent = number.as_tuple()
    if len(digits) > _LONGEST or not isinstance(exponent, int) or exponent < _SMALLEST_EXPONENT:
        return None
    return number


def _advice(value: object) -> str:
    if isinstance(value, float) and math.isfinite(value):
        return ", given as text or a decimal because a float has lost digits"
    too_long = isinstance(value, str) and len(value.strip()) > _LONGEST
    if too_long or (isinstance(value, Decimal) and value.is_finite()):
        return f" written with at most {_LONGEST} digits"
    return ""


def _quoted(text: str) -> str:
    cut = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
    return '"' + "".join(char if char.isprintable() else "?" for char in cut) + '"'
