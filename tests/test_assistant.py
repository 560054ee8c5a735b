"""A question goes in, a reply comes out: on a small folder, and on the real knowledge."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_knowledge import edit, real_assistant, small_folder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant import GONE, UNREADABLE, AskContext, Assistant
from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import KnowledgeInvalid
from bot.matching.thresholds import Thresholds
from bot.plain import plain_text
from bot.reply import (
    Answer,
    Choice,
    CredentialComparison,
    CredentialSheet,
    NoAnswer,
    Reply,
    Several,
    Silence,
    Suggestions,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return Assistant.from_folder(small_folder(tmp_path_factory.mktemp("assistant")))


def answer_to(assistant: Assistant, question: str, context: AskContext | None = None) -> Answer:
    reply = assistant.ask(question, context)
    assert isinstance(reply, Answer), reply
    return reply


def test_an_answer_has_text_sources_date_and_related_questions(small: Assistant) -> None:
    answer = answer_to(small, "what does a medical coder earn in a year")
    assert answer.entry == "median-pay"
    assert answer.text == (
        "Half of them earn more than **$51,140** a year.\nIt is a national figure."
    )
    assert [(s.publisher, s.as_of) for s in answer.sources] == [("BLS", "2025")]
    assert answer.as_of == "2025"
    assert answer.related == (Choice("chart-pay", "How much do coders make per chart?"),)
    assert 0.6 <= answer.confidence <= 1


def test_related_entries_of_a_credential_are_those_of_the_same_one(small: Assistant) -> None:
    answer = answer_to(small, "how much is the CPC exam")
    assert [choice.entry for choice in answer.related] == ["exam-pass-rate/cpc"]


def test_an_unverified_figure_gives_a_notice(small: Assistant) -> None:
    assert any("neither the issuer" in n for n in answer_to(small, "piece rate for charts").notices)
    assert answer_to(small, "typical coder salary").notices == ()


def test_an_old_figure_gives_a_notice(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    edit(folder, "certifications/ccs.yaml", "unit: USD\n    source: ahima_site\n    as_of: 2026-01",
         "unit: USD\n    source: ahima_site\n    as_of: 2019-01")  # fmt: skip
    answer = Assistant(load_knowledge(folder)).answer("exam-fee/ccs")
    assert isinstance(answer, Answer)
    assert answer.notices == ("Its oldest figure is from 2019-01: look for a newer one.",)


def test_a_figure_nobody_has_is_said_to_be_missing(small: Assistant) -> None:
    reply = small.ask("pass rate of the CCS")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.NO_FIGURE
    assert reply.entry == "exam-pass-rate/ccs"
    assert reply.text == (
        "I don't have a sourced pass rate for the CCS. The issuer is the place to ask: "
        "American Health Information Management Association."
    )
    assert [choice.entry for choice in reply.choices] == ["exam-fee/ccs"]


def test_a_template_without_a_credential_asks_which(small: Assistant) -> None:
    reply = small.ask("How much does the exam cost?")
    assert isinstance(reply, Suggestions)
    assert {choice.entry for choice in reply.choices} == {"exam-fee/cpc", "exam-fee/ccs"}


def test_two_credentials_get_two_answers(small: Assistant) -> None:
    reply = small.ask("what does the exam cost for the CPC and the CCS")
    assert isinstance(reply, Several)
    assert [getattr(part, "entry", None) for part in reply.parts] == [
        "exam-fee/cpc",
        "exam-fee/ccs",
    ]


def test_two_questions_get_two_answers(small: Assistant) -> None:
    reply = small.ask("Hi! How much does the CCS exam cost? Can medical coders work from home?")
    assert isinstance(reply, Several)
    assert [getattr(part, "entry", None) for part in reply.parts] == [
        "exam-fee/ccs",
        "work-from-home",
    ]


def test_comparing_two_credentials_lays_them_side_by_side(small: Assistant) -> None:
    reply = small.ask("CPC vs CCS")
    assert isinstance(reply, CredentialComparison)
    assert reply.credentials == ("CPC", "CCS")


def test_what_is_out_of_scope_gets_its_pointer(small: Assistant) -> None:
    reply = small.ask("what medicine should I take for a headache")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.OUT_OF_SCOPE
    assert reply.text == "I can't give medical advice; please ask a doctor."
    assert reply.choices == ()


def test_what_has_no_answer_yet_is_named_and_the_nearest_offered(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    (folder / "uncovered.yaml").write_text(
        "uncovered:\n"
        "  - kind: exam-discount\n"
        "    about: discounts on exams\n"
        "    examples:\n"
        "      - is there a coupon code for the exam\n"
        "      - any discount on the exam for veterans\n"
        "      - does the exam go on sale around black friday\n",
        encoding="utf-8",
    )
    reply = Assistant.from_folder(folder).ask("is there any coupon code or a sale for the exam")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.UNKNOWN
    assert reply.text == "I have no sourced answer about discounts on exams yet, and I don't guess."
    assert "How much does the CPC exam cost?" in [choice.question for choice in reply.choices]


def test_what_nobody_wrote_about_is_unknown(small: Assistant) -> None:
    reply = small.ask("who won the football match on thursday")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.UNKNOWN


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        "  \n ",
        "🎉🎉",
        "?!",
        "\u200b\u202e",
        "```what is it?```",
        "40",
        "$19?",
        "1 2 3 4 5",
        "70%",
    ],
)
def test_nothing_readable_gets_a_polite_word_and_three_starters(
    small: Assistant, nothing: str
) -> None:
    reply = small.ask(nothing)
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.text) == (Silence.UNREADABLE, UNREADABLE)
    assert len(reply.choices) == 3


def test_a_follow_up_is_completed_for_the_same_member_in_the_same_channel(
    small: Assistant,
) -> None:
    here = AskContext(member_id=7, channel_id=70)
    assert answer_to(small, "How much does the CPC exam cost?", here).entry == "exam-fee/cpc"
    assert answer_to(small, "and the CCS?", here).entry == "exam-fee/ccs"
    for elsewhere in (AskContext(7, 71), AskContext(8, 70), None):
        assert getattr(small.ask("and the CCS?", elsewhere), "entry", None) != "exam-fee/ccs"


def test_a_question_that_points_back_is_joined_to_the_one_before() -> None:
    assistant = real_assistant()
    here, stranger = AskContext(21, 5), AskContext(22, 5)
    assert answer_to(assistant, "What do coders earn?", here).entry == "average-pay"
    joined = assistant.ask("what about managers?", here)
    alone = assistant.ask("what about managers?", stranger)
    assert "HIM directors" in plain_text(joined)
    assert isinstance(joined, Answer | Suggestions)
    assert joined.confidence > getattr(alone, "confidence", 0.0)


TALKERS = {
    "how much is the cpc?": 101,
    "what is the CRC": 102,
    "how much do coders make in florida": 103,
    "how long do results take for the crc": 104,
}


@pytest.mark.parametrize(
    ("talk", "entries"),
    [
        (
            ("how much is the cpc?", "passing score?", "how many questions", "is it worth it"),
            ("exam-fee/cpc", "passing-score/cpc", "exam-questions/cpc", "who-it-suits/cpc"),
        ),
        (
            ("what is the CRC", "how long is it?", "how do i renew it", "how much do coders make?"),
            ("what-is-credential/crc", "exam-length/crc", "renewal-ceus/crc", "average-pay"),
        ),
        (
            ("how much do coders make in florida", "and in texas?", "what about georgia?"),
            ("state-pay-florida", "state-pay-missing", "state-pay-georgia"),
        ),
        (
            ("how long do results take for the crc", "is coding worth it in ohio"),
            ("results-timing", "worth-it"),
        ),
    ],
)
def test_a_talk_goes_on_about_the_same(talk: tuple[str, ...], entries: tuple[str, ...]) -> None:
    assistant = real_assistant()
    here = AskContext(TALKERS[talk[0]], 5)
    assert tuple(answer_to(assistant, said, here).entry for said in talk) == entries


@pytest.mark.parametrize("talk", ["thank you!!!", "ok thanks", "lol nice", "good morning all"])
def test_talk_after_an_answer_is_not_about_its_credential(talk: str) -> None:
    assistant = real_assistant()
    here = AskContext(41, 5)
    assert answer_to(assistant, "what is a cdeo", here).entry == "what-is-credential/cdeo"
    reply = assistant.ask(talk, here)
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Silence.OUT_OF_SCOPE


def test_a_question_that_only_points_is_not_answered_by_itself() -> None:
    """ "How long does that take?" is near to the time that a search for a job takes."""
    assistant = real_assistant()
    here = AskContext(31, 5)
    assert answer_to(assistant, "how do i get rid of the A?", here).entry == "remove-apprentice"
    assert not isinstance(assistant.ask("how long does that take?", here), Answer)


def test_memory_survives_a_reload(tmp_path: Path) -> None:
    knowledge = load_knowledge(small_folder(tmp_path))
    here = AskContext(7, 70)
    before = Assistant(knowledge)
    answer_to(before, "How much does the CPC exam cost?", here)
    after = Assistant(knowledge, previous=before)
    assert answer_to(after, "and the CCS?", here).entry == "exam-fee/ccs"


def test_answers_by_id(small: Assistant) -> None:
    answer = small.answer("work-from-home")
    assert isinstance(answer, Answer)
    assert answer.confidence == 1.0
    gap = small.answer("exam-pass-rate/ccs")
    assert isinstance(gap, NoAnswer)
    assert gap.reason is Silence.NO_FIGURE
    gone = small.answer("no-such-entry")
    assert isinstance(gone, NoAnswer)
    assert gone.text == GONE


def test_thresholds_move_what_is_answered(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    question = "typical yearly coder salary"
    lenient = Assistant.from_folder(folder, answer_threshold=0.01, suggest_threshold=0.005)
    assert isinstance(lenient.ask(question), Answer)
    strict = Assistant.from_folder(folder, answer_threshold=0.999999, suggest_threshold=0.999998)
    assert strict.thresholds == Thresholds(0.999999, 0.999998)
    assert isinstance(strict.ask(question), NoAnswer)


def test_a_folder_with_mistakes_builds_no_assistant(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    (folder / "faq" / "work.yaml").write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeInvalid, match=r"faq/work\.yaml:1: is empty"):
        Assistant.from_folder(folder)
    with pytest.raises(KnowledgeUnreachable):
        Assistant.from_folder(tmp_path / "nowhere")


def test_sheets_and_comparisons_by_name(small: Assistant) -> None:
    sheet = small.credentials.sheet("cpc")
    assert isinstance(sheet, CredentialSheet)
    assert sheet.abbreviation == "CPC"
    pair = small.credentials.comparison("certified coding specialist", "cpc")
    assert isinstance(pair, CredentialComparison)
    assert pair.credentials == ("CCS", "CPC")
    for reply in (small.credentials.sheet("xyz"), small.credentials.comparison("cpc", "xyz")):
        assert isinstance(reply, NoAnswer)
        assert reply.text == "I don't know that credential. I cover CCS, CPC."
    same = small.credentials.comparison("cpc", "CPC")
    assert isinstance(same, NoAnswer)
    assert same.text == "Both are the CPC; name two different ones."


def test_completions_carry_ids_and_questions(small: Assistant) -> None:
    assert small.completions("can med", 1) == (
        Choice("work-from-home", "Can medical coders work from home?"),
    )
    assert [c.entry for c in small.credentials.completions("cp")] == ["CPC"]


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("rem", "remote-pay"),
        ("How much is the c", "exam-fee/cpc"),
        ("free ce", "ceus-that-count"),
    ],
)
def test_a_half_typed_word_is_completed_to_what_is_meant(typed: str, entry: str) -> None:
    assert entry in [choice.entry for choice in real_assistant().completions(typed, 5)]


def bounded(reply: Reply) -> bool:
    """Whether `reply` keeps within what a card can show."""
    parts = reply.parts if isinstance(reply, Several) else (reply,)
    texts = [p.text for p in parts if isinstance(p, Answer | NoAnswer)]
    choices = [p.choices for p in parts if isinstance(p, Suggestions | NoAnswer)]
    return (
        1 <= len(parts) <= 3
        and all(0 < len(text) <= 2000 for text in texts)
        and all(len(offered) <= 4 for offered in choices)
        and all(len(p.choices) >= 2 for p in parts if isinstance(p, Suggestions))
        and len(plain_text(reply)) > 0
    )


MESSAGES = (
    st.text(max_size=300)
    | st.text("cpsa CPSA-how much?.\n@<>`*_|{}%123", max_size=200)
    | st.lists(
        st.sampled_from(
            ["how", "much", "is", "the", "CPC", "cpc-a", "ccs", "vs", "or", "?", "exam", "and",
             "remote", "pay", "per", "chart", "fee", "\n", "what", "🎉", "{{", "@everyone"]
        ),
        max_size=25,
    ).map(" ".join)
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(MESSAGES)
def test_any_message_gets_a_bounded_reply(message: str) -> None:
    assert bounded(real_assistant().ask(message))


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MESSAGES, max_size=5))
def test_any_conversation_gets_bounded_replies(messages: list[str]) -> None:
    for message in messages:
        assert bounded(real_assistant().ask(message, AskContext(99, 99)))


@pytest.mark.parametrize(
    "message",
    [
        "a" * 4000,
        "how much is the cpc " * 200,
        "🎉" * 4000,
        "\u202e\u200bhow\x00 much\x07 is the cpc",
        "@everyone @here <@&1> how much is the cpc",
        "```py\nimport os\n```",
        "{{ ''.__class__ }} {% for x in y %}",
        "wie viel kostet die CPC Prüfung",
        "كم سعر امتحان CPC؟",
        "CPC考试多少钱",
        "'; DROP TABLE entries; --",
        "\ud800\udfff",
    ],
)
def test_rough_input_gets_a_bounded_reply_without_a_ping(message: str) -> None:
    reply = real_assistant().ask(message)
    assert bounded(reply)
    assert "@everyone" not in plain_text(reply)


ASKING_THE_FEE = (
    "how much is the {}",
    "how much is the {} exam?",
    "{} exam cost",
    "what does the {} cost?",
    "{} fee",
    "whats the price of the {} test",
)


def test_the_fee_of_one_credential_is_never_answered_with_that_of_another() -> None:
    assistant = real_assistant()
    entries, credentials = assistant.knowledge.entries, assistant.knowledge.credentials
    answered: set[str] = set()
    with_a_fee = [name for name, c in credentials.items() if "exam_fee" in c.facts]
    for asked in with_a_fee:
        for question in (p.format(n) for p in ASKING_THE_FEE for n in (asked, asked.lower())):
            reply = assistant.ask(question)
            for part in reply.parts if isinstance(reply, Several) else (reply,):
                if isinstance(part, Answer):
                    answered.add(asked)
                    assert entries[part.entry].credential in {asked, None}, question
    assert answered == set(with_a_fee)


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        (
            "how much would I make coding 25 charts an hour",
            ("$18.75", "$750", "$1,500", "$3,250", "$3,000"),
        ),
        ("what would a fast coder make at 40 charts an hour", ("$30", "$1,200")),
    ],
)
def test_the_examples_people_argue_about(question: str, amounts: tuple[str, ...]) -> None:
    text = plain_text(answer_to(real_assistant(), question))
    assert all(amount in text for amount in amounts)
    assert "$1,600" not in text


def test_cpc_a_is_called_a_status() -> None:
    answer = answer_to(real_assistant(), "what does the A in CPC-A mean?")
    assert "status" in answer.text.lower()


def test_figures_that_are_no_calculation_get_no_near_answer() -> None:
    assistant = real_assistant()
    asked = "they want 500 charts a week in 40 hours. how many an hour is that?"
    assert assistant.matcher.match(asked).confidence >= assistant.thresholds.answer
    assert isinstance(assistant.ask(asked), Suggestions)


@pytest.mark.parametrize("question", ["salary in south aropina", "coder pay in gotham"])
def test_a_place_nobody_knows_gets_no_wage_of_a_state(question: str) -> None:
    assert not isinstance(real_assistant().ask(question), Answer)


def test_an_unknown_suffix_makes_another_credential() -> None:
    assert not isinstance(real_assistant().ask("how much is the cpc-i exam"), Answer)
