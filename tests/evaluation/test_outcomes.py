from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_knowledge import small_folder

from bot.assistant import Assistant
from bot.evaluation.outcomes import judged, outcomes, tallied, tallied_by
from bot.knowledge.base import GoldenQuestion
from bot.knowledge.loading import golden_split
from bot.reply import (
    Answer,
    Choice,
    CredentialComparison,
    NoAnswer,
    PayQuestion,
    PayResult,
    Reply,
    Several,
    Silence,
)
from bot.reply import Suggestions as Offered


def asked(*entries: str) -> GoldenQuestion:
    return GoldenQuestion("a?", frozenset(entries), "tune", None, "q.yaml", 2)


def answer(entry: str) -> Answer:
    return Answer(entry, "A?", "It is.", (), None)


OFFERED = Offered((Choice("a", "A?"), Choice("b", "B?")), 0.3)
UNKNOWN = NoAnswer(Silence.UNKNOWN, "No.")
NO_FIGURE = NoAnswer(Silence.NO_FIGURE, "No figure.", entry="a")
COMPARISON = CredentialComparison(("CPC", "CCS"), ("A", "B"), (), (), None)


PAY = PayResult("hourly", "Pay", "$1", (), ())
PAY_QUESTION = PayQuestion("Which?", ())


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
        (["a"], PAY, "none"),
        ([], PAY, "wrong"),
        (["a"], PAY_QUESTION, "suggested"),
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


def test_outcomes_carry_the_confidence_and_the_entry_ranked_first(tmp_path: Path) -> None:
    assistant = Assistant.from_folder(small_folder(tmp_path))
    found = outcomes(assistant, assistant.knowledge.golden)
    assert [outcome.verdict for outcome in found] == ["right"] * len(found)
    answerable = [outcome for outcome in found if outcome.question.entries]
    assert all(outcome.first and outcome.confidence > 0.5 for outcome in answerable)
    silenced = outcomes(assistant, assistant.knowledge.golden, lambda _: "zzz qqq")
    assert {o.verdict for o in silenced if o.question.entries} == {"none"}
    assert set(tallied_by(found, lambda o: o.question.split)) <= {"tune", "test"}


@pytest.mark.parametrize("spelled", ["How much?", "how  much?", " HOW MUCH? ", "ｈow much?"])
def test_the_split_of_a_question_never_changes(spelled: str) -> None:
    assert golden_split(spelled) == golden_split("how much?")


def test_about_three_fifths_are_for_tuning() -> None:
    splits = [golden_split(f"question {number}") for number in range(1000)]
    assert 550 <= splits.count("tune") <= 650
