"""Replies as plain text: everything a member would read, for terminals and logs of answers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from bot.reply import (
    Answer,
    Briefing,
    Choice,
    CredentialComparison,
    CredentialList,
    CredentialSheet,
    NoAnswer,
    PathQuestion,
    PayQuestion,
    PayResult,
    Reply,
    Several,
    SourceLine,
    Suggestions,
)

_TIMESTAMP = re.compile(r"<t:(\d{1,11}):D>")
_EMPHASIS = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)


def plain_text(reply: Reply) -> str:
    """`reply` as text without markup; sources and dates included."""
    match reply:
        case Answer():
            return _joined([_bare(reply.text), *reply.notices, sources_text(reply.sources)])
        case Suggestions():
            return _joined([reply.lead, *_listed(reply.choices)])
        case NoAnswer():
            nearest = ["Nearest questions:", *_listed(reply.choices)] if reply.choices else []
            return _joined([reply.text, *nearest])
        case PayResult():
            return _pay(reply)
        case PayQuestion():
            return _joined([reply.lead, *(f"- {choice.label}" for choice in reply.choices)])
        case CredentialSheet():
            return _sheet(reply)
        case CredentialComparison():
            return _comparison(reply)
        case Briefing():
            return _briefing(reply)
        case PathQuestion():
            return _joined([reply.ask, *(f"- {option.label}" for option in reply.options)])
        case CredentialList():
            return _joined(f"{c.abbreviation}: {c.name}. {c.text}" for c in reply.credentials)
        case Several():
            return "\n\n".join(plain_text(part) for part in reply.parts)


def sources_text(sources: Sequence[SourceLine]) -> str:
    """`Source: AAPC, as of 2026-02` and, for several, each publisher once with its date."""
    if not sources:
        return ""
    named = list(dict.fromkeys(f"{s.publisher}, {_dated(s.as_of)}" for s in sources))
    return f"{'Source' if len(named) == 1 else 'Sources'}: {'; '.join(named)}"


def _dated(as_of: str) -> str:
    return "undated" if as_of == "undated" else f"as of {as_of}"


def _bare(markdown: str) -> str:
    return _EMPHASIS.sub(r"\2", markdown)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line)


def _listed(choices: Iterable[Choice]) -> list[str]:
    return [f"- {choice.question}" for choice in choices]


def _pay(result: PayResult) -> str:
    read = f"Read as: {'; '.join(result.understood)}" if result.understood else ""
    return _joined(
        [
            result.headline,
            read,
            *result.working,
            *result.assumptions,
            sources_text(result.sources),
        ]
    )


def _briefing(briefing: Briefing) -> str:
    lines = [briefing.title, _bare(briefing.lead)]
    for group in briefing.groups:
        lines += [f"{group.heading}:", *(f"  {line}" for line in group.lines)]
    return _dated_days(_joined([*lines, *briefing.notices, sources_text(briefing.sources)]))


def _dated_days(text: str) -> str:
    """`text` with Discord's timestamps as dates."""
    return _TIMESTAMP.sub(
        lambda found: (
            datetime.datetime.fromtimestamp(int(found[1]), datetime.UTC).date().isoformat()
        ),
        text,
    )


def _sheet(sheet: CredentialSheet) -> str:
    lines = [f"{sheet.abbreviation}: {sheet.name} ({sheet.issuer})", sheet.summary]
    for line in sheet.lines:
        caveat = f" [{line.caveat}]" if line.caveat else ""
        lines.append(f"{line.label}: {line.text}{caveat}")
    if sheet.unknown:
        lines.append(f"Not on file: {', '.join(sheet.unknown)}")
    return _joined([*lines, *sheet.notices, sources_text(sheet.sources)])


def _comparison(comparison: CredentialComparison) -> str:
    lines = [" and ".join(comparison.credentials), *comparison.choose]
    for row in comparison.rows:
        lines.append(f"{row.label}:")
        lines += [
            f"  {name}: {cell}"
            for name, cell in zip(comparison.credentials, row.cells, strict=True)
        ]
    return _joined([*lines, *comparison.notices, sources_text(comparison.sources)])
