"""Questions answered in the terminal, one by one or as JSON lines."""

from __future__ import annotations

import json
from typing import Any, TextIO

from bot.assistant import Assistant
from bot.console.reply_json import identity_of
from bot.evaluation.outcomes import answered_entries
from bot.ops.exit_codes import ExitCode
from bot.plain import plain_text
from bot.reply import (
    Answer,
    Choice,
    CredentialComparison,
    NoAnswer,
    PayQuestion,
    PayResult,
    Reply,
    Several,
    Suggestions,
)


def answer_text(assistant: Assistant, question: str) -> str:
    """The reply to `question` as plain text."""
    return plain_text(assistant.ask(question))


def answer_lines(assistant: Assistant, questions: TextIO, answers: TextIO) -> ExitCode:
    """One answer line for each `{"id", "q"}` line, in order.

    A line that is not such an object gets `{"id", "error"}`, and the exit code is then WRONG.
    """
    code = ExitCode.OK
    for line in questions:
        if not line.strip():
            continue
        identity, question, error = _question(line)
        record: dict[str, Any] = {"id": identity}
        if error is not None:
            code = ExitCode.WRONG
            record["error"] = error
        else:
            record |= reply_record(assistant.ask(question))
        answers.write(json.dumps(record, ensure_ascii=False) + "\n")
    answers.flush()
    return code


def _question(line: str) -> tuple[Any, str, str | None]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None, "", 'The line is not JSON; write {"id": 1, "q": "..."}.'
    if not isinstance(data, dict) or not isinstance(data.get("q"), str):
        identity = identity_of(data.get("id")) if isinstance(data, dict) else None
        return identity, "", 'The line has no question; write {"id": 1, "q": "..."}.'
    return identity_of(data.get("id")), data["q"], None


def reply_record(reply: Reply) -> dict[str, Any]:
    """`reply` as the JSON object of `ask --jsonl`, without the id."""
    return {
        "status": _status(reply),
        "entry": next(iter(answered_entries(reply)), None),
        "confidence": round(_confidence(reply), 4),
        "text": plain_text(reply),
        "suggestions": [{"entry": c.entry, "question": c.question} for c in _choices(reply)],
    }


def _status(reply: Reply) -> str:
    match reply:
        case Answer() | CredentialComparison() | PayResult():
            return "answer"
        case Several(parts=parts):
            return "answer" if any(_status(part) == "answer" for part in parts) else "none"
        case Suggestions() | PayQuestion():
            return "suggest"
        case _:
            return "none"


def _confidence(reply: Reply) -> float:
    match reply:
        case Answer(confidence=p) | Suggestions(confidence=p) | NoAnswer(confidence=p):
            return p
        case Several(parts=parts):
            return min(map(_confidence, parts))
        case _:
            return 1.0


def _choices(reply: Reply) -> tuple[Choice, ...]:
    match reply:
        case Suggestions(choices=choices) | NoAnswer(choices=choices):
            return choices
        case Answer(related=related):
            return related
        case _:
            return ()


def export_lines(assistant: Assistant, out: TextIO) -> None:
    """Every entry as one JSON line: entry, question, phrasings, text."""
    for entry in assistant.knowledge.entries.values():
        record = {
            "entry": entry.id,
            "question": entry.question,
            "phrasings": list(entry.phrasings),
            "text": plain_text(assistant.answer(entry.id)),
        }
        out.write(json.dumps(record, ensure_ascii=False) + "\n")
