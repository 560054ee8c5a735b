"""Where an answer comes from: one small line under it, and the full list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.reply import SourceLine
from bot.ui.text import cut, cut_lines, escaped

_UNDATED = "undated"
_NAMED = 2
_MAX_PUBLISHER = 80


def source_line(sources: Sequence[SourceLine]) -> str | None:
    """`Source: AAPC, as of 2026-02`; several publishers each with their oldest date.

    None without sources.
    """
    oldest = _oldest_by_publisher(sources)
    named = [(cut(escaped(name), _MAX_PUBLISHER), date) for name, date in oldest.items()]
    if not named:
        return None
    if len(named) == 1:
        name, date = named[0]
        return f"Source: {name}, {date if date == _UNDATED else f'as of {date}'}"
    listed = ", ".join(f"{name} ({date})" for name, date in named[:_NAMED])
    more = len(named) - _NAMED
    return f"Sources: {listed} and {more} more" if more > 0 else f"Sources: {listed}"


def source_list(sources: Iterable[SourceLine], room: int) -> str:
    """Every source with its title, publisher, date and link, in at most `room` characters."""
    text, left_out = cut_lines((_described(source) for source in sources), room - 40)
    return f"{text}\n-# … and {left_out} more." if left_out else text


def _described(source: SourceLine) -> str:
    title = escaped(source.title).replace("[", "(").replace("]", ")")
    linked = f"[{title}](<{source.url}>)" if source.url else f"{title} (no public address)"
    return f"- {linked}\n  {escaped(source.publisher)}, {_dated(source.as_of)}"


def _dated(as_of: str) -> str:
    return _UNDATED if as_of == _UNDATED else f"as of {as_of}"


def _oldest_by_publisher(sources: Iterable[SourceLine]) -> dict[str, str]:
    oldest: dict[str, str] = {}
    for source in sources:
        known = oldest.get(source.publisher, _UNDATED)
        dates = [date for date in (known, source.as_of) if date != _UNDATED]
        oldest[source.publisher] = min(dates, default=_UNDATED)
    return oldest
