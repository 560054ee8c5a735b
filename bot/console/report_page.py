"""The report as one HTML page that needs nothing beside itself."""

from __future__ import annotations

from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.console.report_figures import VERDICTS, ReportFigures


def report_page(figures: ReportFigures) -> str:
    """The page as HTML text; whatever moderators wrote is escaped."""
    environment = Environment(
        loader=PackageLoader("bot.console", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = _percent
    unasked = groupby(figures.unasked, key=lambda entry: entry.topic)
    return environment.get_template("report.html.j2").render(
        figures=figures,
        verdicts=VERDICTS,
        unasked=[(topic, list(entries)) for topic, entries in unasked],
    )


def _percent(share: float) -> str:
    return f"{share:.0%}"
