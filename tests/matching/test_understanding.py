"""Messages as members write them: what of them is answered, and what is not."""

from __future__ import annotations

import pytest
from fixtures_knowledge import real_assistant

from bot.reply import Answer, CredentialComparison, NoAnswer, Reply, Several, Suggestions


def answered(reply: Reply) -> set[str]:
    parts = reply.parts if isinstance(reply, Several) else (reply,)
    return {part.entry for part in parts if isinstance(part, Answer)}


def asked(message: str) -> Reply:
    return real_assistant().ask(message)


@pytest.mark.parametrize(
    ("message", "entries"),
    [
        ("how much is the CPC exam, and can I work from home?",
         {"exam-fee/cpc", "can-work-from-home"}),
        ("How much is the CCS exam? How long is it?", {"exam-fee/ccs", "exam-length/ccs"}),
        ("what is HIPAA and what is a DRG", {"hipaa-term", "drg"}),
    ],
)  # fmt: skip
def test_questions_that_stand_by_themselves_are_all_answered(
    message: str, entries: set[str]
) -> None:
    assert answered(asked(message)) == entries


@pytest.mark.parametrize(
    "message",
    [
        "In our team meeting they keep saying HIPAA. What is that?",
        "My instructor says HIPAA all day long and I nod. What does it mean?",
    ],
)
def test_a_question_that_points_back_is_read_with_the_rest(message: str) -> None:
    assert answered(asked(message)) == {"hipaa-term"}


def test_a_part_that_says_nothing_by_itself_is_read_with_the_rest() -> None:
    """ "What's the total?" alone would be taken for the number of jobs."""
    assert answered(asked("cpc exam plus membership all in, what's the total")) == {
        "cpc-total-cost"
    }


def test_a_choice_among_what_was_named_is_no_question_of_its_own() -> None:
    """ "Which leaves me with more" alone would be taken for contractors and employees."""
    assert answered(asked("piece rate or by the hour, which leaves me with more")) == {
        "per-chart-or-hourly"
    }


def test_the_first_of_two_questions_may_be_a_mere_noun() -> None:
    assert answered(asked("passing score of the CCS and how many questions")) == {
        "passing-score/ccs", "exam-questions/ccs",
    }  # fmt: skip


def test_a_condition_is_no_question_of_its_own() -> None:
    reply = asked("If I only worked mornings, how much would I earn?")
    assert not isinstance(reply, Several)
    assert answered(reply) == {"part-time-pay"}


def test_a_clear_half_of_a_strange_message_is_not_answered_for_the_other() -> None:
    """ "Is it worth it" is about sonography here."""
    reply = asked("how long is dental hygienist school and is it worth it")
    assert isinstance(reply, NoAnswer | Suggestions)


def test_a_question_that_points_into_a_story_is_offered_or_answered_by_what_it_points_at() -> None:
    story = "I got my CPC in May and I still have the A behind my name. How do I get rid of it?"
    reply = asked(story)
    first = reply.choices[0].entry if isinstance(reply, Suggestions) else answered(reply)
    assert first in ("remove-apprentice", {"remove-apprentice"})


def test_who_names_a_state_or_two_credentials_is_not_sent_away() -> None:
    """Many questions about other careers name a state, too, or ask which exam is harder."""
    assert answered(asked("whats the hourly for a coder in florida")) == {"state-pay-florida"}
    assert isinstance(asked("which exam is harder, cic or coc"), CredentialComparison)
    assert isinstance(asked("what does an lpn earn in florida"), NoAnswer)


@pytest.mark.parametrize(
    ("message", "entries"),
    [
        ("single mom, i work nights as a cna. how long would it take me to get certified",
         {"time-to-certified"}),
        ("im 22 and a dishwasher, how long does it take to get certified and what would i make "
         "at the start", {"time-to-certified", "entry-pay"}),
    ],
)  # fmt: skip
def test_what_is_asked_after_a_story_is_answered(message: str, entries: set[str]) -> None:
    assert answered(asked(message)) == entries


def test_a_second_question_is_about_the_credential_that_the_first_names() -> None:
    """ "Which books can i bring" names none."""
    assert answered(asked("how much is the cpc and which books can i bring")) == {
        "exam-fee/cpc",
        "cpc-books",
    }


@pytest.mark.parametrize(
    ("message", "entries"),
    [
        ("what does HIPAA mean. and how much is the CPC exam",
         {"hipaa-term", "exam-fee/cpc"}),
        ("need the passing score of the CCS please. how long is the CPC exam?",
         {"passing-score/ccs", "exam-length/cpc"}),
        ("does coding get boring? and would i need a second monitor at home",
         {"repetitive", "two-monitors"}),
        ("I am 58 and wonder whether I'm too old to start. What does an average coder earn?",
         {"too-old", "average-pay"}),
    ],
)  # fmt: skip
def test_both_questions_are_answered_though_the_whole_is_surely_about_one(
    message: str, entries: set[str]
) -> None:
    assert answered(asked(message)) == entries


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("i know what a DRG is. what is an APC", "apc-term"),
        ("atlanta georgia folks, what's a coder get paid around here roughly", "state-pay-georgia"),
        ("how many questions are on the CPC exam, not how long it takes", "exam-questions/cpc"),
        ("my brother runs a coding department and what would he make there", "manager-pay"),
    ],
)
def test_what_is_known_or_ruled_out_or_said_of_elsewhere_is_not_answered_too(
    message: str, entry: str
) -> None:
    assert answered(asked(message)) == {entry}


def test_at_most_three_questions_are_answered_in_the_order_they_were_asked() -> None:
    reply = asked(
        "What is a DRG? how much is the CPC exam. is the CCS open book? and what is HIPAA"
    )
    assert isinstance(reply, Several)
    assert [part.entry for part in reply.parts if isinstance(part, Answer)] == [
        "drg", "exam-fee/cpc", "open-book/ccs",
    ]  # fmt: skip


def test_a_story_belongs_to_the_first_of_the_questions_after_it() -> None:
    message = "im 45 and a teacher, can i get into coding and how much does the CPC exam cost"
    assert answered(asked(message)) == {"unrelated-background", "exam-fee/cpc"}


def test_how_long_it_takes_is_not_answered_when_the_rest_is_strange() -> None:
    reply = asked("We hired a PA and she needs an NPI before Monday. How long does it take?")
    assert not answered(reply)
