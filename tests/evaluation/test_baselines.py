"""Baselines find what they can, and are measured as fairly as the bot."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_knowledge import small_folder

from bot.evaluation.baselines import BASELINES, Found, baseline_outcomes, cut_off, found_by
from bot.knowledge.base import GoldenQuestion, Knowledge
from bot.knowledge.loading import load_knowledge


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder: Path = tmp_path_factory.mktemp("baselines")
    return load_knowledge(small_folder(folder))


def asked(text: str, *entries: str) -> GoldenQuestion:
    return GoldenQuestion(text, frozenset(entries), "tune", None, "q.yaml", 2)


@pytest.mark.parametrize("name", sorted(BASELINES))
def test_each_finds_a_phrasing_surer_than_a_stranger(knowledge: Knowledge, name: str) -> None:
    phrasing, stranger, empty = found_by(
        name, knowledge, ["Typical coder salary!", "zzz qqq xxx", ""]
    )
    assert phrasing.entry == "median-pay"
    assert phrasing.score > stranger.score
    assert phrasing.score > empty.score


def test_the_cut_off_allows_two_wrong_answers_in_a_hundred() -> None:
    questions = [asked("q", "a")] * 97 + [asked("q", "b")] * 3
    found = [Found("a", 100.0 - n) for n in range(100)]
    assert cut_off(questions, found) == 2.0
    told = baseline_outcomes(questions, found, cut_off(questions, found))
    assert [o.verdict for o in told[96:]] == ["right", "wrong", "wrong", "none"]
