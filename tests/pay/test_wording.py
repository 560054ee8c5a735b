"""Plain-language questions about pay: read as meant, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.pay.wording import PayReading, pay_reading
from bot.reply import PayQuestion

QUESTIONS = yaml.safe_load(
    (Path(__file__).parent / "plain_language.yaml").read_text(encoding="utf-8")
)


def written(inputs: Mapping[str, object]) -> dict[str, object]:
    return {
        name: written(value) if isinstance(value, Mapping) else value
        for name, value in inputs.items()
    }


def as_written(text: str) -> dict[str, Any]:
    """A reading in the form of the table."""
    found = pay_reading(text)
    if isinstance(found, PayReading):
        return {"ask": text, "kind": found.kind, "inputs": written(found.inputs)}
    if isinstance(found, PayQuestion):
        choices = [{"kind": c.kind, "inputs": written(c.inputs)} for c in found.choices]
        return {"ask": text, "choices": choices}
    return {"ask": text, "none": True}


@pytest.mark.parametrize("expected", QUESTIONS, ids=lambda question: question["ask"][:60])
def test_reads_what_members_type(expected: dict[str, Any]) -> None:
    assert as_written(expected["ask"]) == expected
