"""`bot report` in the terminal: what the knowledge holds, how old it is and who asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.console.report_figures import (
    VERDICTS,
    Coverage,
    ReportFigures,
    StatedClaim,
    WrittenEntry,
)

LONGEST_LIST = 20


def show_report(figures: ReportFigures, console: Console) -> None:
    """Print one table for each part of the report; a last line says when a list was cut."""
    console.print(
        Text(
            f"{figures.entries} entries make {figures.answers} answers. "
            f"{figures.facts} facts, {figures.stale} of them stale. "
            f"{figures.golden} golden questions."
        )
    )
    tables = (
        _topics(figures),
        _coverage(figures),
        _unasked(figures),
        _entries("Entries with the fewest phrasings", figures.fewest),
        _oldest(figures),
        _disagreements(figures),
        _kinds(figures),
    )
    for table in tables:
        console.print()
        console.print(table)
    if len(figures.unasked) > LONGEST_LIST or len(figures.disagreements) > LONGEST_LIST:
        console.print(
            Text("\nLong lists are cut; python -m bot report --html FILE shows them all.")
        )


def _table(title: str, columns: Iterable[str], numbers: Iterable[str] = ()) -> Table:
    table = Table(title=Text(title), title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for column in numbers:
        table.add_column(column, justify="right")
    return table


def _add(table: Table, *cells: object) -> None:
    """A row of cells as they stand: square brackets in an entry are not markup."""
    table.add_row(*(Text(str(cell)) for cell in cells))


def _topics(figures: ReportFigures) -> Table:
    table = _table(
        "Entries by topic", ["topic"], ["entries", "for credentials", "answers", "phrasings"]
    )
    for row in figures.topics:
        _add(table, row.topic, row.entries, row.expansions, row.answers, row.phrasings)
    return table


def _coverage(figures: ReportFigures) -> Table:
    table = _table(
        "Golden questions by topic (outcomes of the tune part)",
        ["topic"],
        ["entries asked for", "tune", "test", *VERDICTS],
    )
    for row in (*figures.coverage, figures.overall):
        asked = f"{row.asked} of {row.entries}" if row.entries else ""
        _add(table, row.topic, asked, row.tune, row.test, *_shares(row))
    return table


def _shares(row: Coverage) -> list[str]:
    return [f"{row.share(verdict):.0%}" if row.tune else "" for verdict in VERDICTS]


def _unasked(figures: ReportFigures) -> Table | Text:
    if not figures.unasked:
        return Text("Every entry is asked for by a golden question.")
    title = f"Entries no golden question asks for: {len(figures.unasked)}"
    return _entries(title, figures.unasked[:LONGEST_LIST])


def _entries(title: str, entries: Iterable[WrittenEntry]) -> Table:
    table = _table(title, ["entry", "question", "topic"], ["phrasings"])
    for entry in entries:
        _add(table, entry.id, entry.question, entry.topic, entry.phrasings)
    return table


def _oldest(figures: ReportFigures) -> Table:
    title = f"Oldest quoted facts ({figures.undated} more carry no date)"
    table = _table(title, ["as of", "fact", "says", "source"])
    for fact in figures.oldest:
        as_of = f"{fact.quoted.as_of} (stale)" if fact.stale else fact.quoted.as_of
        _add(table, as_of, fact.name, fact.quoted.text, fact.quoted.source.publisher)
    return table


def _disagreements(figures: ReportFigures) -> Table:
    title = f"Facts whose sources disagree: {len(figures.disagreements)}"
    table = _table(title, ["fact", "quoted", "others"])
    for fact in figures.disagreements[:LONGEST_LIST]:
        quoted = fact.quoted.text if fact.quoted else "nothing"
        _add(table, fact.name, quoted, "\n".join(map(_other, fact.others)))
    return table


def _other(claim: StatedClaim) -> str:
    return f"{claim.text} ({claim.status}; {claim.source.publisher}, {claim.as_of})"


def _kinds(figures: ReportFigures) -> Table:
    title = f"Quoted facts by kind of source ({figures.unquoted} more are not quoted)"
    table = _table(title, ["kind"], ["facts", "unverified", "stale"])
    for row in figures.kinds:
        _add(table, row.kind, row.facts, row.unverified, row.stale)
    return table
