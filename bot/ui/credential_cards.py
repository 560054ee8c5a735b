"""Credentials: everything about one, or several side by side on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.certifications.fields import label_of
from bot.reply import ComparisonRow, CredentialComparison, CredentialSheet, SheetLine
from bot.ui.buttons import answer_row, press_row, related_row
from bot.ui.layout import Container, Frame, framed
from bot.ui.presses import Action, Press, credentials_target
from bot.ui.sources import source_line
from bot.ui.text import cut_lines, escaped

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "The exam",
        (
            "exam_fee",
            "exam_fee_nonmember",
            "exam_fee_two_attempts",
            "exam_questions",
            "exam_time",
            "passing_score",
            "exam_format",
            "open_book",
            "delivery",
            "pass_rate",
            "retake",
        ),
    ),
    ("Getting it", ("eligibility", "experience", "study_time", "level", "focus", "suits")),
    (
        "Keeping it",
        (
            "ceus",
            "renewal_cycle",
            "membership",
            "renewal",
            "renewal_fee",
            "renewal_fee_nonmember",
            "status_rule",
            "removal_work",
            "removal_education",
        ),
    ),
    ("Pay", ("mean_pay", "median_pay")),
)
FIRST_ROWS = 8
_RESERVED = 700


def sheet_container(sheet: CredentialSheet, frame: Frame) -> Container:
    """Everything on file about one credential, in groups."""
    heading = [
        f"### {escaped(sheet.abbreviation)}: {escaped(sheet.name)}",
        f"-# {escaped(sheet.issuer)}",
        sheet.summary,
    ]
    groups = [
        [f"**{name}**", *(_sheet_line(member) for member in members)]
        for name, members in _grouped(sheet.lines)
    ]
    if sheet.unknown:
        groups.append([f"**Not on file:** {', '.join(sheet.unknown)}"])
    blocks, left_out = _fitting([heading, *groups], frame.room - _RESERVED)
    target = credentials_target(sheet.abbreviation)
    more = [
        ("Sources", Press(Action.SOURCES, target, frame.asker_id)),
        ("What it costs", Press(Action.COSTS, target, frame.asker_id)),
        ("Renewal", Press(Action.RENEWAL, target, frame.asker_id)),
    ]
    rows = [press_row(more[0 if sheet.sources else 1 :])]
    if sheet.questions:
        prompt = f"Ask about the {sheet.abbreviation}"
        rows.append(related_row(target, frame.asker_id, sheet.questions, prompt))
    return framed(*blocks, ruled=True, footer=_footer(sheet, left_out, "line"), rows=rows)


def comparison_container(
    comparison: CredentialComparison, frame: Frame, *, whole: bool = False
) -> Container:
    """The differences, most telling first; all of them, and what is the same, when `whole`."""
    differing = [row for row in comparison.rows if row.differs]
    same = [row for row in comparison.rows if not row.differs]
    shown = differing if whole else differing[:FIRST_ROWS]
    pairs = zip(comparison.credentials, comparison.names, strict=True)
    lines = [f"### {' or '.join(map(escaped, comparison.credentials))}"]
    lines.append("\n".join(f"-# {escaped(short)}: {escaped(name)}" for short, name in pairs))
    if not whole:
        lines.extend(f"- {escaped(line)}" for line in comparison.choose)
    lines.extend(_compared(row, comparison.credentials) for row in shown)
    if whole or len(shown) == len(differing):
        lines.extend(f"**{row.label}, the same:** {row.cells[0]}" for row in same)
    text, left_out = cut_lines(lines, frame.room - _RESERVED)
    hidden = len(differing) - len(shown) + left_out
    target = credentials_target(*comparison.credentials)
    row = answer_row(
        target,
        frame.asker_id,
        rated=False,
        sources=bool(comparison.sources),
        whole="Show everything" if hidden and not whole else None,
    )
    return framed(text, footer=_footer(comparison, hidden, "difference"), rows=[row])


def _grouped(lines: tuple[SheetLine, ...]) -> Iterator[tuple[str, list[SheetLine]]]:
    left = list(lines)
    for heading, fields in GROUPS:
        labels = {label_of(field) for field in fields}
        members = [line for line in left if line.label in labels]
        left = [line for line in left if line.label not in labels]
        if members:
            yield heading, members
    if left:
        yield "More", left


def _sheet_line(line: SheetLine) -> str:
    caveat = f" *({line.caveat})*" if line.caveat else ""
    return f"- {line.label}: {line.text}{caveat}"


def _compared(row: ComparisonRow, credentials: tuple[str, ...]) -> str:
    cells = zip(credentials, row.cells, strict=True)
    return "\n".join([f"**{row.label}**", *(f"{name}: {cell}" for name, cell in cells)])


def _fitting(groups: Iterable[list[str]], room: int) -> tuple[list[str], int]:
    """Each group as one text, whole lines only, in `room` characters; and how many are missing."""
    texts: list[str] = []
    missing = 0
    for group in groups:
        text, left_out = cut_lines(group, room)
        room -= len(text)
        missing += left_out
        if text:
            texts.append(text)
    return texts, missing


def _footer(reply: CredentialSheet | CredentialComparison, hidden: int, unit: str) -> list[str]:
    footer = list(reply.notices)
    if hidden:
        footer.append(f"{hidden} more {unit if hidden == 1 else unit + 's'} not shown.")
    named = source_line(reply.sources)
    return [*footer, named] if named else footer
