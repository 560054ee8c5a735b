"""A calculation goes on: "and if I do 35?" changes one number of it and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import AskContext, Assistant
from bot.pay.language.following import continued, may_follow
from bot.pay.language.message import message_of
from bot.reply import Answer, PayResult

HERE = AskContext(member_id=7, channel_id=70)
CHARTS = "what would 30 charts an hour at 70 cents pay?"


def last_of(assistant: Assistant, *messages: str) -> object:
    reply: object = None
    for message in messages:
        reply = assistant.ask(message, HERE)
    return reply


@pytest.mark.parametrize(
    ("messages", "understood"),
    [
        ((CHARTS, "and if i do 35?"), ("35 charts an hour", "$0.70 a chart")),
        ((CHARTS, "35?"), ("35 charts an hour", "$0.70 a chart")),
        ((CHARTS, "35 charts?"), ("35 charts an hour", "$0.70 a chart")),
        ((CHARTS, "at 80 cents?"), ("30 charts an hour", "$0.80 a chart")),
        (
            (CHARTS, "and if i do 35?", "what about 30 hours a week"),
            ("35 charts an hour", "$0.70 a chart", "30 hours a week"),
        ),
        (
            (CHARTS, "and 20 charts an hour at 1.10"),
            ("20 charts an hour", "$1.10 a chart"),
        ),
        (("how much is 22 an hour a year", "what about 25?"), ("$25 an hour",)),
        (("i make 52k a year, whats that hourly", "and 60k?"), ("$60,000 a year",)),
        (
            ("is 20 an hour good for a new coder", "and in ohio?"),
            ("$20 an hour", "in Ohio", "entry level"),
        ),
        (
            ("30/hr as a 1099, what do i keep", "what if expenses are 3000"),
            ("$30 an hour", "that is $62,400 a year", "$3,000 of expenses"),
        ),
        (
            (CHARTS, "is that good?"),
            ("30 charts an hour", "$0.70 a chart", "$21 an hour"),
        ),
        (
            ("how long until the cpc pays for itself", "and with a raise of $3 an hour?"),
            ("CPC", "$3 an hour more", "that is $6,240 a year"),
        ),
        ((CHARTS, "what about 99213", "and if i do 35?"), ("35 charts an hour", "$0.70 a chart")),
    ],
)
def test_a_later_number_takes_the_place_of_the_one_it_stands_for(
    assistant: Assistant, messages: tuple[str, ...], understood: tuple[str, ...]
) -> None:
    reply = last_of(assistant, *messages)
    assert isinstance(reply, PayResult)
    assert reply.understood == understood


@pytest.mark.parametrize(
    "messages",
    [
        # No number of the first is near, or two are the same kind.
        (CHARTS, "and 500?"),
        ("which pays more, 24 an hour or 25 an hour", "what about 26?"),
        # Another subject has come between, or comes now.
        (CHARTS, "how much is the cpc", "35?"),
        (CHARTS, "and the CPC?"),
        (CHARTS, "and with 3 years of experience?"),
        ("35?",),
    ],
)
def test_what_changes_no_number_is_no_calculation(
    assistant: Assistant, messages: tuple[str, ...]
) -> None:
    assert not isinstance(last_of(assistant, *messages), PayResult)


def test_another_question_beside_the_number_is_not_dropped(assistant: Assistant) -> None:
    reply = last_of(assistant, CHARTS, "and what if i do 35? how much is the cpc exam?")
    assert isinstance(reply, Answer)
    assert reply.entry == "exam-fee/cpc"


def test_nobody_continues_the_calculation_of_another(assistant: Assistant) -> None:
    assistant.ask(CHARTS, HERE)
    for elsewhere in (AskContext(7, 71), AskContext(8, 70), None):
        assert not isinstance(assistant.ask("and if i do 35?", elsewhere), PayResult)


def test_a_question_word_for_word_stays_a_question(assistant: Assistant) -> None:
    reply = last_of(assistant, CHARTS, "What is the hourly wage of an employed medical coder?")
    assert isinstance(reply, Answer)


@given(st.lists(st.text(max_size=80), max_size=6))
def test_a_calculation_stays_bounded_whatever_follows(messages: list[str]) -> None:
    message = message_of(CHARTS)
    for text in messages:
        if may_follow(text):
            message = continued(message, text) or message
    assert len(message.tokens) <= 200
    assert all(q.end <= len(message.tokens) for q in message.quantities)
