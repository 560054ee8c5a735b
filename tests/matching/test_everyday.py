"""What people ask every day about any credential and any state is answered, at once."""

from __future__ import annotations

from itertools import permutations

import pytest
from fixtures_knowledge import real_assistant, real_knowledge

from bot.knowledge.states import STATES
from bot.reply import Answer, CredentialComparison, NoAnswer

TEMPLATES = {
    "exam-fee": ("how much is the {} exam", "{} exam cost", "what does the {} cost"),
    "passing-score": ("{} passing score", "what do i need to pass the {}"),
    "exam-length": ("how long is the {} exam",),
    "exam-questions": ("how many questions on the {}",),
    "holder-pay": ("{} salary", "what do {} holders make"),
    "renewal-ceus": ("how do i renew the {}", "how many ceus for the {}"),
    "open-book": ("is the {} open book",),
    "exam-eligibility": ("{} requirements", "who can take the {}"),
    "what-is-credential": ("what is the {}", "what does {} stand for"),
    "pass-rate": ("{} pass rate",),
    "exam-retake": ("{} retake", "if i fail the {} can i try again"),
    "study-time": ("how long to study for the {}",),
    "who-it-suits": ("who should get the {}",),
    "credential-issuer": ("who issues the {}",),
    "exam-format": ("{} exam format",),
}
# Entries of their own that answer in place of a template.
INSTEAD = {
    "holder-pay/cdip": "cdi-pay",
    "holder-pay/cpc-a": "apprentice-pay",
    "what-is-credential/cpc-a": "apprentice-meaning",
}


@pytest.mark.parametrize("credential", real_knowledge().credentials)
def test_everyday_questions_about_a_credential(credential: str) -> None:
    assistant = real_assistant()
    slug = credential.lower().replace(" ", "-")
    for template, forms in TEMPLATES.items():
        expected = INSTEAD.get(f"{template}/{slug}", f"{template}/{slug}")
        for form in forms:
            reply = assistant.ask(form.format(credential))
            assert isinstance(reply, Answer | NoAnswer), form
            assert reply.entry == expected, form


@pytest.mark.parametrize(
    ("phrasing", "entry"),
    [
        ("Denver coding pay", "state-pay-southwest"),
        ("when does the A come off", "remove-apprentice"),
        ("how long do i have to keep the a", "remove-apprentice"),
        ("exam saturday, can i still move it", "reschedule-exam"),
    ],
)
def test_a_phrasing_word_for_word_is_answered_whatever_it_leaves_unnamed(
    phrasing: str, entry: str
) -> None:
    assert entry_answering(phrasing) == entry


@pytest.mark.parametrize("form", ["hourly {}", "{} hourly?", "whats the hourly for a {}"])
@pytest.mark.parametrize("credential", real_knowledge().credentials)
def test_hourly_asks_for_pay_not_for_hours(credential: str, form: str) -> None:
    reply = real_assistant().ask(form.format(credential))
    assert not (isinstance(reply, Answer) and reply.entry.startswith("exam-length")), reply


def entry_answering(message: str) -> str:
    reply = real_assistant().ask(message)
    assert isinstance(reply, Answer)
    return reply.entry


def tells_of(state: str, text: str) -> bool:
    """Washington, D.C., is not the state of Washington."""
    wanted = state.replace("District of Columbia", "D.C.")
    return wanted in text.replace("Washington, D.C.", "D.C.")


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("washington coder salary", "state-pay-missing"),
        ("how much does a coder make in washington state", "state-pay-missing"),
        ("coder pay in Washington, D.C.", "state-pay-new-jersey"),
        ("what do coders make in washington dc", "state-pay-new-jersey"),
    ],
)
def test_washington_is_the_state_unless_the_capital_is_named(question: str, entry: str) -> None:
    assert entry_answering(question) == entry


ASKED_OF_A_STATE = (
    "what does a medical coder earn in {}",
    "average wage for medical coders in {}",
    "coding pay {}?",
    "i live in {}, what would i earn as a coder",
    "{} wages for coders",
    "how much in {}",
    "hourly in {}",
)


@pytest.mark.parametrize("form", ASKED_OF_A_STATE)
def test_no_state_is_answered_with_the_pay_of_another(form: str) -> None:
    assistant = real_assistant()
    for state in STATES.values():
        reply = assistant.ask(form.format(state))
        if isinstance(reply, Answer) and reply.entry.startswith("state-pay"):
            assert tells_of(state, reply.text), state


@pytest.mark.parametrize("state", STATES.values())
def test_everyday_questions_about_a_state(state: str) -> None:
    assistant = real_assistant()
    for form in ("how much do coders make in {}", "salary in {}", "{} coder pay"):
        reply = assistant.ask(form.format(state.lower()))
        assert isinstance(reply, Answer), form
        assert tells_of(state, reply.text)


@pytest.mark.parametrize(
    "form", ["{} or {}?", "{} {}", "{} vs {}", "which one, {} or {}", "is {} harder than {}"]
)
def test_two_names_are_set_side_by_side(form: str) -> None:
    assistant = real_assistant()
    told: list[str] = []
    for pair in permutations(("CPC", "CCS", "CCA", "CRC", "RHIT", "CPB"), 2):
        reply = assistant.ask(form.format(*pair))
        about = reply.credentials if isinstance(reply, Answer | CredentialComparison) else ()
        if not set(pair) <= set(about):
            told.append(f"{pair}: {type(reply).__name__} about {about}")
    assert told == []


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("how many ceus for cpc and cpma together", "aapc-ceus-several"),
        ("ceus for cpc and crc", "aapc-ceus-several"),
        ("how many ceus for the cpc and the ccs together", "ceus-two-issuers"),
    ],
)
def test_two_credentials_of_one_issuer_are_no_matter_of_two(message: str, entry: str) -> None:
    assert entry_answering(message) == entry


@pytest.mark.parametrize(
    ("message", "entry"),
    [
        ("CRC or CCS, which lets me work from home more", "remote-credential"),
        ("do i put CPC-A or just CPC on my resume", "resume-skills"),
    ],
)
def test_what_is_asked_of_two_credentials_goes_before_a_comparison(
    message: str, entry: str
) -> None:
    assert entry_answering(message) == entry
