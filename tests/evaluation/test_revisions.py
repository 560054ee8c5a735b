"""Another revision is asked with its own code and knowledge."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.evaluation.revisions import RevisionUnusable, ShortOutcome, outcomes_of_revision
from bot.knowledge.base import GoldenQuestion

QUESTION = GoldenQuestion("how much?", frozenset({"fee"}), "tune", None, "q.yaml", 2)
# A bot of another revision, as small as the interface allows.
OLD_BOT = """\
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    answer = {"id": asked["id"], "status": "answer", "entry": "fee"}
    print(json.dumps(answer))
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").touch()
    (tmp_path / "bot" / "__main__.py").write_text(OLD_BOT, encoding="utf-8")
    run = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run([*run, "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run([*run, "add", "."], cwd=tmp_path, check=True)
    subprocess.run([*run, "commit", "-qm", "first"], cwd=tmp_path, check=True)
    (tmp_path / "bot" / "__main__.py").write_text("raise SystemExit('later')", encoding="utf-8")
    return tmp_path


def test_the_committed_bot_answers_not_the_edited_one(repository: Path) -> None:
    assert outcomes_of_revision("HEAD", repository, [QUESTION]) == [ShortOutcome("answer", "fee")]


@pytest.mark.parametrize(
    ("status", "entry", "verdict"),
    [
        ("answer", "fee", "right"),
        ("answer", "pay", "wrong"),
        ("suggest", None, "suggested"),
        ("none", None, "none"),
    ],
)
def test_verdicts_of_short_outcomes(status: str, entry: str | None, verdict: str) -> None:
    assert ShortOutcome(status, entry).verdict(QUESTION) == verdict


def test_a_revision_that_is_not_there(repository: Path) -> None:
    with pytest.raises(RevisionUnusable, match="git knows no revision 'nowhere'"):
        outcomes_of_revision("nowhere", repository, [QUESTION])


def test_a_bot_that_does_not_run(repository: Path) -> None:
    run = ["git", "-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run([*run, "commit", "-aqm", "broken"], cwd=repository, check=True)
    with pytest.raises(RevisionUnusable, match="does not run here: later"):
        outcomes_of_revision("HEAD", repository, [QUESTION])
