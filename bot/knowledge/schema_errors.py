"""A pydantic validation error, turned into sentences for the person who edits the file."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from bot.knowledge.documents import Document, KeyPath
from bot.knowledge.problems import Problem
from bot.knowledge.schema import KEYS

_INTERNAL_STEPS = {"decimal", "str", "constrained-str", "function-before", "function-after"}


def schema_problems(document: Document, error: ValidationError) -> Iterator[Problem]:
    """One Problem for every mistake pydantic found, on the line where the mistake stands."""
    seen: set[tuple[int, str]] = set()
    for detail in error.errors(include_url=False):
        path = _path_in_file(document, detail)
        sentence = _sentence(path, detail, document)
        at = document.line(path)
        if (at, sentence) not in seen:
            seen.add((at, sentence))
            yield Problem(document.file, at, sentence)


def _path_in_file(document: Document, detail: ErrorDetails) -> KeyPath:
    """The error's location without pydantic's own steps, descending single-claim shortcuts."""
    path: list[str | int] = []
    for step in detail["loc"]:
        named = isinstance(step, str) and not _is_internal(step)
        if named or (*path, step) in document.lines:
            path.append(step)
    return tuple(path)


def _is_internal(step: str) -> bool:
    return step in _INTERNAL_STEPS or step == "[key]" or step.startswith(("function-", "is-"))


def _name(path: KeyPath) -> str:
    names = [step for step in path if isinstance(step, str)]
    return f"'{names[-1]}'" if names else "this"


def _sentence(path: KeyPath, detail: ErrorDetails, document: Document) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    name = _name(path)
    where = _owner(path, document)
    if kind == "missing":
        return f"{where}has no {name}; add a line '{path[-1]}: ...'."
    if kind == "extra_forbidden":
        return f"{where}has an unknown key {name}; {_nearest_key(path)}"
    if kind == "value_error":
        message = str(context.get("error", detail["msg"])).rstrip(".")
        return f"{where}{name}: {message}."
    if kind == "literal_error":
        return f"{where}{name} is '{_short(detail['input'])}'; use {context['expected']}."
    if kind == "string_pattern_mismatch":
        return f"{where}{name} is '{_short(detail['input'])}'; {_pattern_hint(path)}"
    if kind == "string_too_long":
        return f"{where}{name} is longer than {context['max_length']} characters; shorten it."
    if kind in {"string_too_short", "too_short"}:
        return f"{where}{name} is empty; write something or remove the line."
    expected = {
        "string_type": "text; put quotes round it",
        "list_type": "a list; start each line with '- '",
        "dict_type": "a block of 'key: value' lines",
        "model_type": "a block of 'key: value' lines",
        "model_attributes_type": "a block of 'key: value' lines",
        "decimal_type": "a number, such as 425 or 18.75",
        "bool_type": "true or false",
        "bool_parsing": "true or false",
        "date_type": "a date, such as 2026-11-21",
        "date_from_datetime_parsing": "a date, such as 2026-11-21",
    }.get(kind)
    if expected:
        return f"{where}{name} must be {expected}."
    return f"{where}{name}: {detail['msg'].lower()}."


def _owner(path: KeyPath, document: Document) -> str:
    """`entry 'cpc-fee' ` when the path lies inside an entry that has an id."""
    data = document.data
    for index, step in enumerate(path):
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return ""
        if isinstance(data, dict) and isinstance(data.get("id"), str) and index < len(path) - 1:
            return f"entry '{_short(data['id'])}': "
    return ""


def _nearest_key(path: KeyPath) -> str:
    match = process.extractOne(str(path[-1]), KEYS, score_cutoff=70)
    return f"did you mean '{match[0]}'?" if match else "remove it or correct its name."


def _pattern_hint(path: KeyPath) -> str:
    if "url" in path or "website" in path:
        return "write a full address that starts with https://."
    if "id" in path:
        return "use lower-case words joined by dashes, such as cpc-exam-fee."
    return "use lower-case letters, digits and underscores, such as exam_fee."


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
