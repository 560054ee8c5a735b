from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.questions import MAX_QUESTIONS, asking_clauses, questions_in
from bot.matching.text import MAX_QUESTION, words


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("how much is the cpc", ("how much is the cpc",)),
        ("Hi all! I'm Sam. How much is the CPC?", ("How much is the CPC?",)),
        ("How much is it? How long is it?", ("How much is it?", "How long is it?")),
        (
            "how much is the cpc and how long is the ccs exam",
            ("how much is the cpc", "how long is the ccs exam"),
        ),
        (
            "pass rate of the ccs and how many questions",
            ("pass rate of the ccs", "how many questions"),
        ),
        (
            "my boss wants me certified, and how long is the exam",
            ("my boss wants me certified, and how long is the exam",),
        ),
        ("is the cpc and is it", ("is the cpc and is it",)),
        ("What is it? What is it?", ("What is it?",)),
        ("just a remark", ("just a remark",)),
        ("", ()),
        ("🎉🎉 ?!", ()),
        ("```what is it?```", ()),
        ("@everyone", ("@everyone",)),
    ],
)
def test_the_questions_of_a_message(message: str, asked: tuple[str, ...]) -> None:
    assert questions_in(message) == asked


def test_at_most_three_are_kept_in_order() -> None:
    message = " ".join(f"What is number {n}?" for n in range(9))
    assert questions_in(message) == tuple(f"What is number {n}?" for n in range(3))


def test_the_end_of_an_endless_sentence_is_kept() -> None:
    (asked,) = questions_in("well " * 700 + "what is the CPC?")
    assert asked.endswith("what is the CPC?")
    assert len(asked) == MAX_QUESTION


@given(st.text(max_size=300) | st.text("how is? it.\n;,and 1", max_size=300))
def test_any_message_gives_few_bounded_readable_questions(message: str) -> None:
    asked = questions_in(message)
    assert len(asked) <= MAX_QUESTIONS
    assert len(set(asked)) == len(asked)
    assert all(0 < len(question) <= MAX_QUESTION and words(question) for question in asked)


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        ("vet tech here, how much do coders make", ("how much do coders make",)),
        ("im 40, is it hard and what does it pay?", ("is it hard", "what does it pay?")),
        ("is it hard, and what does it pay?", ()),
        ("I love this job.", ()),
    ],
)
def test_what_is_asked_after_a_story(message: str, clauses: tuple[str, ...]) -> None:
    assert asking_clauses(message) == clauses
