"""YAML files as moderators write them, read strictly, with the line of every value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.knowledge.problems import Problem

MAX_FILE_BYTES = 1024 * 1024
_MAX_DEPTH = 20
_UNCLOSED = (
    "opens a quote or a bracket that is never closed; close it, or put quotes round the whole text."
)
_LEFT_OPEN = ("while scanning a quoted scalar", "while parsing a flow")
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: plain values, and the line on which each of them starts."""

    file: str
    data: Any
    lines: dict[KeyPath, int]

    def line(self, path: Sequence[str | int]) -> int:
        """Line of the value at `path`, or of its nearest ancestor that is in the file."""
        for end in range(len(path), -1, -1):
            found = self.lines.get(tuple(path[:end]))
            if found is not None:
                return found
        return 1


class _Refused(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message


def read_document(path: Path, file: str) -> Document | Problem:
    """Parse `path`; `file` is the name shown to people. A Problem when it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return Problem(file, 1, f"cannot be read ({error.strerror}); check that it exists.")
    if len(raw) > MAX_FILE_BYTES:
        return Problem(file, 1, "is larger than 1 MiB; split it into several files.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(file, line, "is not UTF-8 text here; save the file as UTF-8.")
    return parsed_document(text, file)


@lru_cache(maxsize=512)
def parsed_document(text: str, file: str) -> Document | Problem:
    """Parse YAML `text`; tabs, aliases, duplicate keys and empty files are refused.

    Remembered by content, so that a reload parses only what changed; nobody may alter the data.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return Problem(file, number, "starts with a tab; indent with two spaces instead.")
    try:
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return Problem(file, 1, "is empty; write its content or delete the file.")
        lines: dict[KeyPath, int] = {}
        data = _value(node, (), lines)
    except _Refused as refused:
        return Problem(file, refused.line, refused.message)
    except yaml.MarkedYAMLError as error:
        opening: Any = error.context_mark
        mark: Any = error.problem_mark or opening
        # What is left open is noticed only far below, where something does not fit any more.
        if opening and opening.line < mark.line and (error.context or "").startswith(_LEFT_OPEN):
            return Problem(file, opening.line + 1, _UNCLOSED)
        return Problem(file, getattr(mark, "line", 0) + 1, _syntax_sentence(error))
    except yaml.YAMLError as error:
        at = text.encode().count(b"\n", 0, getattr(error, "position", 0)) + 1
        return Problem(file, at, "has a character that YAML does not allow; retype this line.")
    return Document(file, data, lines)


def _syntax_sentence(error: yaml.MarkedYAMLError) -> str:
    detail = (error.problem or error.context or "unreadable").strip().rstrip(".")
    return (
        f"is not valid YAML ({detail}); check the indentation, and put quotes round text that "
        "contains ': ' or starts with a special character."
    )


def _refuse_aliases(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = int(getattr(event.start_mark, "line", 0)) + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                line, "uses a YAML anchor or alias (& or *); write the text out, or quote it."
            )
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise _Refused(line, f"is nested deeper than {_MAX_DEPTH} levels; flatten it.")
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            depth -= 1


def _value(node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int]) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, i), lines) for i, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: KeyPath, lines: dict[KeyPath, int]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _Refused(line, "has a key that is not plain text; quote it.")
        key = key_node.value
        if key in mapping:
            raise _Refused(line, f"has '{key}' twice; keep one of them.")
        lines[(*path, key)] = line
        mapping[key] = _value(value_node, (*path, key), lines)
    return mapping


def _scalar(node: yaml.Node) -> Any:
    """The value as written: only null, booleans and numbers are converted, dates stay text."""
    tag = node.tag.rpartition(":")[2]
    if tag == "null":
        return None
    if tag == "bool":
        return node.value.lower() in {"yes", "true", "on"}
    if tag in {"int", "float"}:
        return _Number(node.value)
    if tag in {"str", "timestamp"}:
        return node.value
    raise _Refused(node.start_mark.line + 1, f"uses the YAML tag '{node.tag}'; write plain text.")


class _Number(str):
    """A number exactly as typed, so that money never passes through a float."""

    __slots__ = ()
