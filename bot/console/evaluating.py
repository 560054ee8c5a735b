"""`bot evaluate`: right, wrong, suggested and none, beside plain fuzzy scans."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.assistant import Assistant
from bot.evaluation import Tally, compared
from bot.matching.baselines import CUT_OFF


def show_evaluation(assistant: Assistant, console: Console) -> None:
    """Print one table for each split of the golden questions."""
    golden = assistant.knowledge.golden
    if not golden:
        console.print("There are no golden questions; add some under knowledge/questions/.")
        return
    for split in ("tune", "test"):
        questions = [q for q in golden if q.split == split]
        answerable = sum(bool(q.entries) for q in questions)
        title = (
            f"{split}: {answerable} questions with an answer, {len(questions) - answerable} without"
        )
        console.print(_table(title, compared(assistant, questions)))
    console.print(f"The scans answer at a score of {CUT_OFF:.0f} or more, over the same phrasings.")


def _table(title: str, tallies: dict[str, Tally]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("matcher")
    for heading in (
        "right",
        "wrong",
        "suggested",
        "none",
        "off-topic answered",
        "off-topic buttons",
    ):
        table.add_column(heading, justify="right")
    for name, tally in tallies.items():
        table.add_row(
            name,
            *(f"{tally.share(verdict):.1%}" for verdict in ("right", "wrong", "suggested", "none")),
            f"{tally.share('wrong', answerable=False):.1%}",
            f"{tally.share('suggested', answerable=False):.1%}",
        )
    return table
