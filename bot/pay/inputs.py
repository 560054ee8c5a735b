"""What a calculation takes besides numbers, and all of it read from untrusted values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.numbers import InputRefused, NumberInput, numbers_from, shown

LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class ChoiceInput:
    """One of a few words, such as how somebody files taxes; `default` None leaves it out."""

    name: str
    label: str
    description: str
    choices: tuple[str, ...]
    required: bool = False
    default: str | None = None

    @property
    def allowed(self) -> str:
        """The words in a sentence: `one of single, joint, separate`."""
        return f"one of {', '.join(self.choices)}"


@dataclass(frozen=True, slots=True)
class TextInput:
    """Words that the calculation looks up itself, such as a state."""

    name: str
    label: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class GroupInput:
    """The inputs of another calculation, such as one side of a comparison."""

    name: str
    label: str
    description: str
    required: bool = True


Field = NumberInput | ChoiceInput | TextInput | GroupInput


@dataclass(frozen=True, slots=True)
class Given:
    """Inputs that were read: numbers and words by field name, defaults filled in."""

    numbers: Mapping[str, Decimal]
    words: Mapping[str, str]


def given(fields: Iterable[Field], inputs: Mapping[str, object], kind: str) -> Given:
    """Every number and word in `inputs`; groups are left to the kind that takes them.

    Raises:
        InputRefused: for a field that is unknown, missing or refused, and for `inputs` that are
            not named values.
    """
    known = tuple(fields)
    numeric = [field for field in known if isinstance(field, NumberInput)]
    others = {field.name: field for field in known if not isinstance(field, NumberInput)}
    rest = inputs
    if isinstance(inputs, Mapping):
        rest = {name: value for name, value in inputs.items() if name not in others}
    numbers = numbers_from(numeric, rest, kind, takes=[field.name for field in known])
    words: dict[str, str] = {}
    for field in others.values():
        if field.name not in inputs:
            if field.required:
                raise InputRefused(f"{field.label} ({field.name}) is missing.", field.name)
            if isinstance(field, ChoiceInput) and field.default is not None:
                words[field.name] = field.default
        elif isinstance(field, ChoiceInput):
            words[field.name] = _chosen(field, inputs[field.name])
        elif isinstance(field, TextInput):
            words[field.name] = _text(field, inputs[field.name])
    return Given(numbers, words)


def _chosen(field: ChoiceInput, value: object) -> str:
    word = value.strip().casefold() if isinstance(value, str) else None
    if word is None or word not in field.choices:
        raise InputRefused(
            f"{field.label} must be {field.allowed}; you gave {shown(value)}.", field.name
        )
    return word


def _text(field: TextInput, value: object) -> str:
    words = " ".join(value.split()) if isinstance(value, str) else ""
    if not words or len(words) > LONGEST_WORDS:
        raise InputRefused(
            f"{field.label} must be words of at most {LONGEST_WORDS} characters; "
            f"you gave {shown(value)}.",
            field.name,
        )
    return words
