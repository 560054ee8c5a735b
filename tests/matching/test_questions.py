from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.questions import (
    MAX_QUESTIONS,
    asking_clauses,
    asks,
    only_tells,
    questions_in,
    wishes_in,
)
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


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("and how long is it. also can i bring books",
         ("and how long is it.", "also can i bring books")),
        ("is it hard and would i need a course", ("is it hard", "would i need a course")),
        ("is it hard, and then what does it cost", ("is it hard", "what does it cost")),
        ("for somebody my age, would it be hard", ("for somebody my age, would it be hard",)),
        ("i am 40, is it hard and what does it cost",
         ("i am 40, is it hard", "what does it cost")),
        ("cpc vs cca, which costs less", ("cpc vs cca, which costs less",)),
        ("pass rate of the ccs, and what is its fee",
         ("pass rate of the ccs", "what is its fee")),
    ],
)  # fmt: skip
def test_questions_may_be_joined_in_many_ways(message: str, asked: tuple[str, ...]) -> None:
    assert questions_in(message) == asked


def test_wishes_are_sentences_that_want_to_know_without_asking() -> None:
    message = "Hi. I need the fee of the CPC. I know what it is. Is it hard? My dog barked."
    assert wishes_in(message) == ("I need the fee of the CPC.",)


@pytest.mark.parametrize(
    ("part", "is_asked"),
    [("how hard is it", True), ("the law about secrets", False), ("i know what it is", False)],
)
def test_a_part_asks_when_it_opens_with_a_question_word(part: str, is_asked: bool) -> None:
    assert asks(part) is is_asked


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("the auditor loved my charts", True),
        ("the auditor loved my charts?", False),
        ("who audits charts", False),
        ("any advice", False),
        ("", True),
    ],
)
def test_whether_a_message_only_tells(text: str, tells: bool) -> None:
    assert only_tells(text, words(text)) is tells


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
