from __future__ import annotations

import pytest

from bot.matching.conversation import (
    MAX_CONVERSATIONS,
    MEMORY_SECONDS,
    Conversations,
    LastTopic,
    leans_on_the_last,
    only_names_credentials,
    points_back,
    refers_back,
    without_opening,
)
from bot.matching.entities import CREDENTIAL, ISSUER, Entity, Mentions

TOPIC = LastTopic("exam-fee", (Entity(CREDENTIAL, "CPC"),))
CPC = Entity(CREDENTIAL, "CPC")


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_each_member_and_channel_has_its_own_memory() -> None:
    said = Conversations(Clock())
    said.remember((1, 10), TOPIC)
    assert said.recalled((1, 10)) == TOPIC
    assert said.recalled((1, 11)) is None
    assert said.recalled((2, 10)) is None


def test_it_lasts_ten_minutes() -> None:
    clock = Clock()
    said = Conversations(clock)
    said.remember((1, 10), TOPIC)
    clock.seconds = MEMORY_SECONDS
    assert said.recalled((1, 10)) == TOPIC
    clock.seconds += 1
    assert said.recalled((1, 10)) is None


def test_nobody_is_not_remembered() -> None:
    said = Conversations(Clock())
    said.remember((0, 10), TOPIC)
    assert said.recalled((0, 10)) is None


def test_the_longest_silent_are_forgotten_first() -> None:
    said = Conversations(Clock())
    for member in range(1, MAX_CONVERSATIONS + 1):
        said.remember((member, 1), TOPIC)
    said.remember((1, 1), TOPIC)
    said.remember((MAX_CONVERSATIONS + 1, 1), TOPIC)
    assert said.recalled((1, 1)) == TOPIC
    assert said.recalled((2, 1)) is None
    assert said.recalled((3, 1)) == TOPIC


@pytest.mark.parametrize(
    ("tokens", "entities", "only"),
    [
        ((CPC.token,), (CPC,), True),
        (("and", "what", "about", "the", CPC.token), (CPC,), True),
        (("pass", "rate", CPC.token), (CPC,), False),
        (("and", "the"), (), False),
        ((Entity(ISSUER, "AAPC").token,), (Entity(ISSUER, "AAPC"),), False),
        ((), (), False),
    ],
)
def test_a_question_that_only_names_credentials(
    tokens: tuple[str, ...], entities: tuple[Entity, ...], only: bool
) -> None:
    assert only_names_credentials(Mentions(tokens, entities)) is only


@pytest.mark.parametrize(
    ("question", "refers"),
    [
        ("how long does that take?", True),
        ("what about inpatient?", True),
        ("How about the hospital side", True),
        ("and for nurses?", True),
        ("is it hard", True),
        ("how long does the CPC exam take?", False),
        ("how much do coders make", False),
        ("can i do it from home while i also look after my two kids", False),
        ("", False),
    ],
)
def test_short_questions_may_refer_back(question: str, refers: bool) -> None:
    assert refers_back(question) is refers


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("is it open book?", True),
        ("how many questions?", True),
        ("how long till the A comes off", False),
        ("how long will I have to look for a job then", False),
    ],
)
def test_only_short_questions_lean_on_the_credential_before(question: str, leans: bool) -> None:
    assert leans_on_the_last(question) is leans


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("what about managers?", "managers?"),
        ("and for the CCS?", "for the CCS?"),
        ("And how about Ohio", "Ohio"),
        ("same for auditors", "auditors"),
        ("how long does that take?", "how long does that take?"),
        ("what about", "what about"),
    ],
)
def test_the_words_that_tie_a_question_to_the_last_are_left_out(question: str, left: str) -> None:
    assert without_opening(question) == left


@pytest.mark.parametrize(
    ("part", "points"),
    [
        ("what would she make", True),
        ("is it well paid around here", True),
        ("got numbers for each", True),
        ("how long does it take to get certified", False),
        ("what would a coder make", False),
    ],
)
def test_a_part_may_speak_of_what_an_earlier_one_names(part: str, points: bool) -> None:
    assert points_back(part) is points
