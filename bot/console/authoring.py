"""`bot new-entry`: a valid entry, written at the end of its topic's file."""

from __future__ import annotations

import datetime
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.knowledge.documents import Document, read_document
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import KnowledgeInvalid, Problem
from bot.matching.text import words

_LONGEST_ID = 40
_SMALL_WORDS = frozenset(
    words("a an the is are do does did can i my me how what to of in for be it")
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a moderator answered; `cites` are source keys, needed when no fact is quoted."""

    topic: str
    question: str
    answer: str
    cites: tuple[str, ...] = ()


def topics(folder: Path) -> dict[str, Path]:
    """Headings of the FAQ files that can be read, and their files."""
    found: dict[str, Path] = {}
    for path in sorted((folder / "faq").glob("*.yaml")):
        document = read_document(path, path.name)
        if isinstance(document, Document) and isinstance(document.data, dict):
            found[str(document.data.get("topic", path.stem))] = path
    return found


def quotes_a_fact(answer: str) -> bool:
    return "{{" in answer


def added_entry(folder: Path, draft: Draft, today: datetime.date) -> str | tuple[Problem, ...]:
    """Write `draft` and give the new entry's id; on any problem the file is as it was before.

    Raises KeyError for an unknown topic, OSError when the file cannot be written.
    """
    path = topics(folder)[draft.topic]
    before = path.read_text(encoding="utf-8")
    name = _free_id(folder, draft.question)
    path.write_text(before.rstrip() + "\n\n" + _entry_text(name, draft, today), encoding="utf-8")
    try:
        load_knowledge(folder)
    except KnowledgeInvalid as error:
        path.write_text(before, encoding="utf-8")
        return error.problems
    return name


def _free_id(folder: Path, question: str) -> str:
    wanted = [w for w in re.findall(r"[a-z0-9]+", question.lower()) if w not in _SMALL_WORDS]
    name = "-".join(wanted or ["entry"])[:_LONGEST_ID].strip("-")
    text = "\n".join(p.read_text(encoding="utf-8") for p in (folder / "faq").glob("*.yaml"))
    taken = set(re.findall(r"^\s*-?\s*id:\s*(\S+)", text, re.MULTILINE))
    number = 2
    while name in taken:
        name = f"{name[: _LONGEST_ID - 3].rstrip('-0123456789')}-{number}"
        number += 1
    return name


def _entry_text(name: str, draft: Draft, today: datetime.date) -> str:
    quoted = yaml.safe_dump(draft.question, allow_unicode=True, width=1000).splitlines()[0]
    lines = [
        f"- id: {name}",
        f"  question: {quoted}",
        "  also_asked: []",
        "  answer: |",
        *(f"    {line}" for line in draft.answer.strip().splitlines()),
        *([f"  cites: [{', '.join(draft.cites)}]"] if draft.cites else []),
        "  tags: []",
        f"  reviewed: {today.isoformat()}",
    ]
    return textwrap.indent("\n".join(lines) + "\n", "  ")
