"""What another revision of the project answers to the present golden questions."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.base import GoldenQuestion


class RevisionUnusable(Exception):
    """The revision does not exist, or its bot cannot be run here."""


@dataclass(frozen=True, slots=True)
class ShortOutcome:
    """`answer`, `suggest` or `none`, and the entry answered."""

    status: str
    entry: str | None

    def verdict(self, question: GoldenQuestion) -> str:
        """`right`, `wrong`, `suggested` or `none`, as for any golden question."""
        if self.status == "answer":
            return "right" if self.entry in question.entries else "wrong"
        if self.status == "suggest":
            return "suggested"
        return "none" if question.entries else "right"


def outcomes_of_revision(
    revision: str, repository: Path, questions: Sequence[GoldenQuestion]
) -> list[ShortOutcome]:
    """What `python -m bot ask --jsonl` of `revision` answers, with its own code and knowledge.

    Raises RevisionUnusable.
    """
    archive = subprocess.run(
        ["git", "archive", "--format=tar", revision],
        cwd=repository,
        capture_output=True,
        check=False,
    )
    if archive.returncode:
        raise RevisionUnusable(f"git knows no revision '{revision}'; try HEAD~1 or a branch.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        return asked_in(folder, questions)


def asked_in(folder: Path, questions: Sequence[GoldenQuestion]) -> list[ShortOutcome]:
    """What the bot of the checkout in `folder` answers to `questions`. Raises RevisionUnusable."""
    lines = "".join(json.dumps({"id": n, "q": q.text}) + "\n" for n, q in enumerate(questions))
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("KNOWLEDGE", "STATE"))
    }
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--jsonl"],
        cwd=folder,
        input=lines,
        env=environment | {"PYTHONPATH": str(folder), "KNOWLEDGE_DIR": str(folder / "knowledge")},
        capture_output=True,
        text=True,
        check=False,
    )
    answers = ran.stdout.splitlines()
    if len(answers) != len(questions):
        reason = (ran.stderr.strip().splitlines() or ["it printed nothing"])[-1]
        raise RevisionUnusable(f"The bot of that revision does not run here: {reason}")
    records = [json.loads(answer) for answer in answers]
    return [ShortOutcome(record["status"], record["entry"]) for record in records]
