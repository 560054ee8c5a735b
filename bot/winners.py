"""Who answers which golden question: a record that shows what an edit moved."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.assistant import Assistant
from bot.knowledge.base import GoldenQuestion
from bot.knowledge.problems import Problem

RECORD = Path("questions", "winners.tsv")
NOTHING = "none"
_SHOWN = 3


def winners(assistant: Assistant) -> dict[str, str]:
    """The winner of every golden question of the `tune` part, by the question's text.

    Of a question with an answer the entry ranked first, sure or not; of a question that must get
    none the entry that answers it all the same, or none.
    """
    return {q.text: _winner(assistant, q) for q in assistant.knowledge.golden if q.split == "tune"}


def _winner(assistant: Assistant, question: GoldenQuestion) -> str:
    matches = [match for _, match in assistant.understood(question.text)]
    if not matches:
        return NOTHING
    match = max(matches, key=lambda match: match.confidence)
    if not question.entries and (
        match.off_topic is not None or match.confidence < assistant.thresholds.answer
    ):
        return NOTHING
    best = match.candidates[0]
    accepted = [target for target in best.targets if target in question.entries]
    return (accepted or [*best.targets, best.topic.key])[0]


def recorded_winners(folder: Path) -> dict[str, str]:
    """The record in the knowledge folder, empty when there is none."""
    path = folder / RECORD
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        return {row[1]: row[0] for row in rows if len(row) == 2}


def record_winners(folder: Path, found: Mapping[str, str]) -> None:
    """Write the record, one question a line, sorted by entry."""
    lines = sorted(f"{entry}\t{_one_line(text)}\n" for text, entry in found.items())
    (folder / RECORD).write_text("".join(lines), "utf-8")


def moved_winners(assistant: Assistant, recorded: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each entry that took golden questions from the entry that had them rightly."""
    moved: dict[tuple[str, str], list[GoldenQuestion]] = {}
    found = winners(assistant)
    for question in assistant.knowledge.golden:
        before = recorded.get(_one_line(question.text))
        now = found.get(question.text)
        accepted = question.entries or {NOTHING}
        if before is None or now is None:
            continue
        if before in accepted and now not in accepted:
            moved.setdefault((before, now), []).append(question)
    for (before, now), questions in moved.items():
        yield _moved(assistant, before, now, questions)


def _moved(assistant: Assistant, before: str, now: str, questions: list[GoldenQuestion]) -> Problem:
    first = questions[0]
    file, line = assistant.knowledge.places.get(now.partition("/")[0], (first.file, first.line))
    count = f"{len(questions)} golden question{'s' if len(questions) > 1 else ''}"
    named = "; ".join(f"'{q.text[:60]}'" for q in questions[:_SHOWN])
    what = f"takes {count} from entry '{before}'"
    if before == NOTHING:
        what = f"answers {count} that nothing may answer"
    message = f"entry '{now}' {what}: {named}. Reword its phrasings, or run check --record."
    return Problem(file, line, message, "warning")


def _one_line(text: str) -> str:
    return " ".join(text.split())
