"""Every amount of money that the bot can say stands in a fact file, or is calculated from one."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from fixtures_knowledge import real_knowledge
from typer.testing import CliRunner

from bot.cli import app
from bot.knowledge.base import Entry, Knowledge
from bot.knowledge.folder import default_folder, read_folder
from bot.knowledge.rendering import prose
from bot.knowledge.schema import EntryModel

AMOUNT = re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)")
CALCULATED = re.compile(r"\{\{[^}]*[-+*/][^}]*\}\}|\{\{[^}]*\.(?:low|high)\b[^}]*\}\}")


def test_every_amount_of_the_export_traces_to_a_fact() -> None:
    knowledge = real_knowledge()
    written = {
        model.id: model
        for file in read_folder(default_folder()).of("faq")
        for model in file.model.entries
    }
    result = CliRunner().invoke(
        app, ["export", "--jsonl"], env={"KNOWLEDGE_DIR": str(default_folder())}
    )
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["entry"] for line in lines} == set(knowledge.entries)
    amounts = 0
    for line in lines:
        entry = knowledge.entries[line["entry"]]
        model = written[entry.template or entry.id]
        for amount in AMOUNT.findall(entry.text):
            amounts += 1
            assert line["text"].count(amount), entry.id
            assert traced(amount, entry, model, knowledge), f"{entry.id}: ${amount}"
    assert amounts > 500


def traced(amount: str, entry: Entry, model: EntryModel, knowledge: Knowledge) -> bool:
    """Whether a quoted fact holds `amount`, or the template names its source or calculates it."""
    value = Decimal(amount.replace(",", ""))
    claims = [knowledge.facts[path].quoted for path in entry.facts]
    stated = [number for c in claims if c for number in (c.value, c.low, c.high)]
    told = " ".join(f"{c.text} {c.value} {c.note or ''}" for c in claims if c)
    if value in stated or f"${amount}" in told:
        return True
    if any(f"${amount}" in figure for figure in model.figures):
        return True
    return f"${amount}" not in prose(model.answer) and bool(CALCULATED.search(model.answer))
