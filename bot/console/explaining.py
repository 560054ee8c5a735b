"""`bot ask --explain`: how a question was read, what it found, and why that was enough or not."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.assistant import Assistant
from bot.matching.explanation import Explanation, explanation


def show_explanation(assistant: Assistant, message: str, console: Console) -> None:
    """Print one explanation for each question in `message`."""
    understood = assistant.understood(message)
    if not understood:
        console.print("There is no readable question in that.")
    for question, _ in understood:
        _show(explanation(assistant.matcher, question, assistant.thresholds), console)


def _show(found: Explanation, console: Console) -> None:
    console.print(f"Question: {found.question}", style="bold")
    console.print(f"Read as: {' '.join(found.tokens)}")
    if found.corrections:
        console.print("Corrected: " + ", ".join(f"{a} -> {b}" for a, b in found.corrections))
    if found.entities:
        console.print("Names: " + ", ".join(found.entities))
    if found.verbatim:
        console.print("A phrasing says just the same, so the scores do not matter.")
    console.print(_scores(found))
    console.print(_evidence(found))
    console.print(f"Confidence {found.match.confidence:.3f}: {found.decision}", style="bold")


def _scores(found: Explanation) -> Table:
    table = Table(title="Best topics", title_justify="left")
    table.add_column("topic")
    for heading in ("classifier", "words", "meaning", "wording", "agreement", "score"):
        table.add_column(heading, justify="right")
    for topic in found.topics:
        name = f"{topic.topic} (out of scope)" if topic.out_of_scope else topic.topic
        parts = (topic.decided, topic.words, topic.meaning, topic.wording)
        values = (*parts, topic.agreement, topic.total)
        table.add_row(name, *(f"{value:.2f}" for value in values))
    return table


def _evidence(found: Explanation) -> Table:
    table = Table(title="What the confidence is made of", title_justify="left")
    table.add_column("evidence")
    table.add_column("value", justify="right")
    table.add_column("that there is an answer", justify="right")
    table.add_column("that it is the best topic", justify="right")
    for share in sorted(found.evidence, key=lambda share: -abs(share.answerable + share.chosen)):
        values = (f"{share.value:.2f}", f"{share.answerable:+.2f}", f"{share.chosen:+.2f}")
        table.add_row(share.kind.replace("_", " "), *values)
    return table
