"""The guided choice: every way through it ends in a credential."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from fixtures_knowledge import real_assistant, real_knowledge, small_folder

from bot.certifications.advice import OPEN, next_question, path_briefing
from bot.certifications.desk import CredentialDesk
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import KnowledgeInvalid
from bot.reply import Briefing, NoAnswer, PathQuestion

KNOWLEDGE = real_knowledge()
DESK = CredentialDesk(KNOWLEDGE)
PATHWAY = KNOWLEDGE.pathway
assert PATHWAY is not None
WAYS = list(product(*(question.options for question in PATHWAY.questions)))


def test_every_set_of_answers_ends_in_a_briefing_and_all_credentials_are_reached() -> None:
    reached: set[str] = set()
    for answers in WAYS:
        briefing = path_briefing(KNOWLEDGE, PATHWAY, answers)
        reached.update(briefing.credentials)
        assert briefing.lead.startswith("Start with the **")
        assert briefing.sources
        assert all(group.lines for group in briefing.groups)
    assert reached == KNOWLEDGE.credentials.keys()


def test_the_questions_one_by_one() -> None:
    answers: tuple[str, ...] = ()
    for number, question in enumerate(PATHWAY.questions, 1):
        asked = next_question(PATHWAY, answers)
        assert asked is not None
        assert (asked.ask, asked.number) == (question.ask, number)
        assert [option.label for option in asked.options] == list(question.options.values())
        answers = tuple(answer for answer in asked.options[-1].answers if answer != OPEN)
    assert next_question(PATHWAY, answers) is None


def test_answers_given_at_once_in_words() -> None:
    some = DESK.path_from({"experience": "Medical office or billing"})
    assert isinstance(some, PathQuestion)
    assert some.so_far == ("Medical office or billing",)
    every = DESK.path_from(
        {
            "place": "hospital",
            "experience": "coder",
            "budget": "usual price is fine",
            "time": "year",
        }
    )
    assert isinstance(every, Briefing)
    assert every.credentials[0] == "CCS"


def test_an_answer_nobody_offers() -> None:
    reply = DESK.path_from({"place": "on the moon"})
    assert isinstance(reply, NoAnswer)
    assert "Choose one of: Doctors' offices and clinics;" in reply.text
    assert isinstance(DESK.path(("moon",)), NoAnswer)
    assert isinstance(DESK.path(("office",) * 9), NoAnswer)


@pytest.mark.parametrize(
    ("message", "so_far"),
    [
        (
            "i'm a nurse and want to code from home, which cert?",
            ("From home, or not sure yet", "Clinical, such as nurse or medical assistant"),
        ),
        (
            "Best credential for a receptionist who wants inpatient work, on a tight budget?",
            ("Hospitals, inpatient", "Medical office or billing", "As little as possible"),
        ),
    ],
)
def test_a_message_that_asks_which_credential(message: str, so_far: tuple[str, ...]) -> None:
    reply = real_assistant().ask(message)
    assert isinstance(reply, PathQuestion)
    assert reply.so_far == so_far


@pytest.mark.parametrize(
    "message",
    [
        "which cert is best for remote work",
        "i'm a nurse working from home",
        "what credential do nurses and medical assistants need for hospital or clinic jobs",
        "",
    ],
)
def test_other_messages_do_not_start_the_guided_choice(message: str) -> None:
    assert DESK.path_asked(message) is None


GOOD = """\
questions:
  - key: place
    ask: Where?
    options: {office: An office, hospital: A hospital}
rules:
  - when: {place: hospital}
    first: CCS
    steps: [exam]
    why: Hospitals ask for it.
  - first: CPC
    steps: [course, exam]
    why: Offices ask for it.
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "pathway.yaml").write_text(text, encoding="utf-8")
    try:
        found = load_knowledge(folder).warnings
    except KnowledgeInvalid as error:
        found = tuple(error.problems)
    return [str(problem) for problem in found if problem.file == "pathway.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "place: hospital}",
            "setting: hospital}",
            "pathway.yaml:6: there is no question 'setting'",
        ),
        ("place: hospital}", "place: moon}", "'place' has no answer 'moon'; use office, hospital."),
        ("first: CCS", "first: CCX", "pathway.yaml:7: 'CCX' is no credential on file"),
        ("- first: CPC", "- when: {place: hospital}\n    first: CPC", "no rule fits place: office"),
        ("when: {place: hospital}", "when: {}", "pathway.yaml:10: no answers reach this rule"),
        ("steps: [exam]", "steps: [exam, next]", "the step 'next'"),
        ("Offices ask for it.", "It costs $425.", "'why' holds the figure $425"),
        ("steps: [exam]", "steps: [nap]", "pathway.yaml:8"),
        ("first: CPC", "first: CCS", "no answers lead to CPC"),
        (
            "rules:",
            "    said: {moon: [moon]}\nrules:",
            "pathway.yaml:5: 'said' has no answer 'moon'",
        ),
    ],
)
def test_mistakes_are_told_by_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = small_folder(tmp_path)
    assert problems(folder, GOOD) == []
    assert any(told in problem for problem in problems(folder, GOOD.replace(old, new, 1)))
