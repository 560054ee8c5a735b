"""States, settings and experience levels narrow a question down."""

from __future__ import annotations

import pytest
from fixtures_knowledge import real_assistant, real_knowledge

from bot.matching.entities import STATE
from bot.matching.qualifiers import LEVEL, SETTING, names_something, with_states_spelled_out
from bot.matching.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(real_knowledge())


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("salary in texas", STATE, ("Texas",)),
        ("salary in tx", STATE, ("Texas",)),
        ("salary in PA?", STATE, ("Pennsylvania",)),
        ("Columbus, OH pay", STATE, ("Ohio",)),
        ("califronia pay", STATE, ("California",)),
        ("new jersey or new york", STATE, ("New Jersey", "New York")),
        ("west virginia wages", STATE, ("West Virginia",)),
        ("pa or ma, which job", STATE, ()),
        ("work in ER or OR", STATE, ()),
        ("IS THE CPC OK IN OR", STATE, ()),
        ("inpatient coder pay", SETTING, ("inpatient",)),
        ("in patient or out patient", SETTING, ("inpatient", "outpatient")),
        ("risk adjustment from home", SETTING, ("risk adjustment",)),
        ("entry level pay", LEVEL, ("entry",)),
        ("jobs with no experience", LEVEL, ("entry",)),
        ("how much is the cpc", SETTING, ()),
    ],
)
def test_qualifiers_are_found(
    reader: Reader, text: str, kind: str, values: tuple[str, ...]
) -> None:
    assert reader.read(text).mentions.of(kind) == values


def test_a_state_is_one_word_whichever_it_is(reader: Reader) -> None:
    assert reader.read("salary in texas").typed == reader.read("salary in ohio").typed
    assert reader.read("salary in texas").plain == reader.read("salary in ohio").plain


def test_a_state_is_nothing_a_question_is_about(reader: Reader) -> None:
    assert not names_something(reader.read("inpatient salary in texas").mentions)
    assert names_something(reader.read("cpc salary in texas").mentions)


def test_postal_codes_are_spelled_out_after_in() -> None:
    assert with_states_spelled_out("pay in PA or IN") == "pay in Pennsylvania or IN"
    assert with_states_spelled_out("PAY IN PA OR NOT") == "PAY IN PA OR NOT"
    assert with_states_spelled_out("PAY IN PA") == "PAY IN Pennsylvania"
    assert with_states_spelled_out("ME, IN CA, OR TX IN CA") == "ME, IN CA, OR TX IN California"
    assert with_states_spelled_out("coder pay in md?") == "coder pay in Maryland?"
    assert with_states_spelled_out("what am i in md or do") == "what am i in md or do"
    assert with_states_spelled_out("who wants in me") == "who wants in me"
    assert with_states_spelled_out("a job in ar") == "a job in ar"


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("what do coders earn in california", "state-pay-california"),
        ("what do coders earn in ohio", "state-pay-ohio"),
        ("what do coders earn in vermont", "state-pay-missing"),
        ("what do coders earn in TX", "state-pay-missing"),
        ("what do coders earn in new jersey", "state-pay-new-jersey"),
        ("can i work from home in new jersey", "can-work-from-home"),
        ("can i live in ohio and code for a hospital in new jersey", "remote-another-state"),
    ],
)
def test_the_named_state_decides(question: str, entry: str) -> None:
    assert real_assistant().matcher.match(question).candidates[0].targets == (entry,)
