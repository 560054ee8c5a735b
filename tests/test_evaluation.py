from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_knowledge import small_folder

from bot.assistant import Assistant
from bot.evaluation import OURS, compared, judged, tallied
from bot.knowledge.base import GoldenQuestion
from bot.knowledge.loading import golden_split
from bot.reply import Answer, Choice, CredentialComparison, NoAnswer, Reply, Several, Silence
from bot.reply import Suggestions as Offered


def asked(*entries: str) -> GoldenQuestion:
    return GoldenQuestion("a?", frozenset(entries), "tune", None, "q.yaml", 2)


def answer(entry: str) -> Answer:
    return Answer(entry, "A?", "It is.", (), None)


OFFERED = Offered((Choice("a", "A?"), Choice("b", "B?")), 0.3)
UNKNOWN = NoAnswer(Silence.UNKNOWN, "No.")
NO_FIGURE = NoAnswer(Silence.NO_FIGURE, "No figure.", entry="a")
COMPARISON = CredentialComparison(("CPC", "CCS"), ("A", "B"), (), (), None)


@pytest.mark.parametrize(
    ("entries", "reply", "verdict"),
    [
        (["a"], answer("a"), "right"),
        (["a", "b"], answer("b"), "right"),
        (["a"], answer("b"), "wrong"),
        (["a"], Several((answer("a"), answer("b"))), "wrong"),
        (["a", "b"], Several((answer("a"), answer("b"))), "right"),
        (["a"], NO_FIGURE, "right"),
        (["a"], OFFERED, "suggested"),
        (["a"], UNKNOWN, "none"),
        (["a"], COMPARISON, "right"),
        ([], UNKNOWN, "right"),
        ([], answer("a"), "wrong"),
        ([], OFFERED, "suggested"),
        ([], COMPARISON, "wrong"),
    ],
)
def test_verdicts(entries: list[str], reply: Reply, verdict: str) -> None:
    assert judged(asked(*entries), reply).verdict == verdict


def test_shares_are_of_their_own_kind_of_question() -> None:
    tally = tallied(
        [
            judged(asked("a"), answer("a")),
            judged(asked("a"), answer("b")),
            judged(asked(), UNKNOWN),
        ]
    )
    assert tally.share("right") == 0.5
    assert tally.share("right", answerable=False) == 1.0
    assert tallied([]).share("right") == 0.0


def test_the_bot_is_compared_with_plain_scans(tmp_path: Path) -> None:
    assistant = Assistant.from_folder(small_folder(tmp_path))
    tallies = compared(assistant, assistant.knowledge.golden)
    assert set(tallies) == {OURS, "WRatio", "token_set_ratio"}
    assert tallies[OURS].share("right") == 1.0
    for tally in tallies.values():
        assert tally.answerable.total() == 2
        assert tally.unanswerable.total() == 1


@pytest.mark.parametrize("spelled", ["How much?", "how  much?", " HOW MUCH? ", "ｈow much?"])
def test_the_split_of_a_question_never_changes(spelled: str) -> None:
    assert golden_split(spelled) == golden_split("how much?")


def test_about_three_fifths_are_for_tuning() -> None:
    splits = [golden_split(f"question {number}") for number in range(1000)]
    assert 550 <= splits.count("tune") <= 650
