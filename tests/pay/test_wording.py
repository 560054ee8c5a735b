"""Plain-language questions about pay: read as meant, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.numbers import InputRefused
from bot.pay.calculators import KINDS, calculated
from bot.pay.figures import Figures
from bot.pay.language.vocabulary import CREDENTIALS
from bot.pay.replies import pay_sum
from bot.pay.wording import PayReading, pay_reading
from bot.reply import PayQuestion, PayResult

QUESTIONS = yaml.safe_load(
    (Path(__file__).parent / "plain_language.yaml").read_text(encoding="utf-8")
)
ONE_QUESTION = [q for q in QUESTIONS if "kind" in q and "?" not in q["ask"][:-1].rstrip("?")]
CALCULATED = {
    "Pay",
    "Pay by place",
    "Per-chart work and productivity",
    "Freelance and contract work",
}
FRAGMENTS = (
    ("30", "20.5", "1,000", ".75", "2026", "-5", "½", "２０", "zero", "one", "twenty", "fifty"),
    ("$", "¢", "€", "k", "%", ",", ".", "-", "/", "?", "cents", "dollars", "bucks", "grand"),
    ("hour", "hr", "hours", "hourly", "week", "weekly", "yearly", "month", "every two weeks"),
    ("a", "an", "per", "to", "or", "vs", "than", "and", "at", "point", "hundred", "thousand"),
    ("chart", "charts", "errors", "accuracy", "expenses", "1099", "w2", "part time", "buck"),
    ("what is", "how much", "better", "good", "in ohio", "need", "how long till the cpc"),
    ("pays for itself", "self employment tax", "different speeds", "how many charts"),
    ("a raise", "raised", "from", "bonus", "overtime", "time and a half", "minutes each", "0"),
    ("per report", "biweekly", "unpaid", "offer b", "job 2", "and a half", "thats"),
)


def written(inputs: Mapping[str, object]) -> dict[str, object]:
    return {
        name: written(value) if isinstance(value, Mapping) else value
        for name, value in inputs.items()
    }


def as_written(text: str) -> dict[str, Any]:
    """A reading in the form of the table."""
    found = pay_reading(text)
    if isinstance(found, PayReading):
        return {"ask": text, "kind": found.kind, "inputs": written(found.inputs)}
    if isinstance(found, PayQuestion):
        choices = [{"kind": c.kind, "inputs": written(c.inputs)} for c in found.choices]
        return {"ask": text, "choices": choices}
    return {"ask": text, "none": True}


def reading(text: str) -> PayReading:
    found = pay_reading(text)
    assert isinstance(found, PayReading)
    return found


def digits(inputs: Mapping[str, object]) -> Iterator[object]:
    for value in inputs.values():
        if isinstance(value, Mapping):
            yield from digits(value)
        else:
            yield value


@pytest.mark.parametrize("expected", QUESTIONS, ids=lambda question: question["ask"][:60])
def test_reads_what_members_type(expected: dict[str, Any]) -> None:
    assert as_written(expected["ask"]) == expected


def test_repeats_what_was_understood_and_assumed() -> None:
    found = reading("what would 30 charts an hour at 70 cents pay?")
    assert found.understood == ("30 charts an hour", "$0.70 a chart")
    assert found.assumed == ("40 hours a week assumed",)


def test_tells_the_steps_between_the_words_and_the_inputs() -> None:
    found = reading("150 charts a day at 80 cents a chart, 6 hours a day, 4 days a week")
    assert found.understood == (
        "150 charts a day",
        "that is 25 charts an hour",
        "$0.80 a chart",
        "6 hours a day, 4 days a week",
        "that is 24 hours a week",
    )
    assert found.assumed == ()


def test_each_side_of_a_comparison_tells_its_hours() -> None:
    found = reading("$31 hourly 36 hrs a week versus $62,000 salary")
    assert found.understood == ("$31 an hour, 36 hours a week", "$62,000 a year")
    assert found.assumed == ("40 hours a week assumed for $62,000 a year",)


def test_taxes_asked_about_are_told_as_left_out() -> None:
    assert "no taxes taken off" in reading("how much is 25/hr after taxes monthly").assumed


def test_a_question_back_names_each_choice() -> None:
    found = pay_reading("what does 45 pay a year")
    assert isinstance(found, PayQuestion)
    assert found.lead == "Is 45 an hourly rate or thousands a year?"
    assert [choice.label for choice in found.choices] == ["$45 an hour", "$45,000 a year"]


@pytest.mark.parametrize(
    "text",
    [
        "€25 an hour yearly?",
        "whats 45 pounds an hour a year",
        "what is C$30/hr annually",
        "R$ 20 an hour yearly",
        "2000 rupees an hour is how much yearly",
        "30 charts an hour at ₹20 each",
        "500 php/hr monthly",
        "45 canadian dollars an hour, yearly?",
    ],
)
def test_other_currencies_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        pay_reading(text)
    assert refusal.value.sentence == "I calculate in US dollars; convert the amount first."
    assert refusal.value.field == "currency"


@pytest.mark.parametrize("text", ["is the cpc 300 pounds", "can i pay in euros", "€", "€ 45?"])
def test_other_currencies_outside_a_calculation_are_no_calculation(text: str) -> None:
    assert pay_reading(text) is None


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.get("kind") in KINDS])
def test_what_is_read_can_be_calculated(question: dict[str, Any]) -> None:
    assert calculated(question["kind"], question["inputs"], Figures.of(real_knowledge()))


@pytest.mark.parametrize(
    "text",
    [
        "I make 21 an hour in records. What do people with the CCS bring home in a year?",
        "i make 21 an hour. what do folks like coders bring home in a year",
        "my wife guesses $50,000 a year. what is that a month",
    ],
)
def test_what_others_make_or_somebody_guesses_is_no_calculation(text: str) -> None:
    assert pay_reading(text) is None


def test_who_guesses_their_own_pay_gets_it_calculated() -> None:
    assert isinstance(pay_reading("i guess 24 an hour, how much is that a year"), PayReading)


def test_the_credentials_are_those_of_the_knowledge() -> None:
    assert set(CREDENTIALS) <= set(real_knowledge().credentials)


def test_other_credentials_may_be_told() -> None:
    assert pay_reading("how long till the xyz pays for itself") is None
    found = pay_reading("how long till the xyz pays for itself", ["XYZ"])
    assert isinstance(found, PayReading)
    assert found.inputs == {"credential": "XYZ"}


def test_questions_of_the_faq_stay_questions() -> None:
    read = [
        phrasing
        for entry in real_knowledge().entries.values()
        if entry.topic not in CALCULATED and entry.template is None
        for phrasing in (entry.question, *entry.phrasings)
        if pay_reading(phrasing) is not None
    ]
    assert read == []


speeds = st.integers(1, 200)
cents = st.integers(1, 99)
hours = st.integers(13, 60)
rates = st.integers(800, 9_999).map(lambda cents: Decimal(cents).scaleb(-2))


@given(speeds, cents, hours)
def test_per_chart_keeps_every_number(speed: int, rate: int, week: int) -> None:
    found = reading(f"ok so {speed} charts an hour at {rate} cents, {week} hrs a week lol")
    assert found.kind == "per_chart"
    assert {name: Decimal(str(value)) for name, value in found.inputs.items()} == {
        "charts_per_hour": speed,
        "rate_per_chart": Decimal(rate) / 100,
        "hours_per_week": week,
    }


@given(rates, hours)
def test_hourly_keeps_every_number(rate: Decimal, week: int) -> None:
    found = reading(f"what is ${rate}/hr for {week} hours a week monthly")
    assert {name: Decimal(str(value)) for name, value in found.inputs.items()} == {
        "hourly": rate,
        "hours_per_week": week,
    }


@given(st.integers(15_000, 400_000), st.sampled_from(["${:,} a year", "{} dollars/yr", "${}"]))
def test_a_salary_reads_the_same_however_written(annual: int, form: str) -> None:
    found = reading(f"whats {form.format(annual)} hourly")
    assert (found.kind, found.inputs["annual"]) == ("salary", str(annual))


@given(st.integers(100, 999), st.sampled_from(ONE_QUESTION))
def test_a_number_that_nothing_explains_forbids_a_reading(
    number: int, question: dict[str, Any]
) -> None:
    assert pay_reading(f"{number} blah {question['ask']}") is None


@given(
    st.lists(
        st.sampled_from([word for words in FRAGMENTS for word in words]) | st.text(max_size=4),
        max_size=40,
    )
)
def test_any_words_give_a_reading_a_question_or_nothing(parts: list[str]) -> None:
    holds_or_refuses(" ".join(parts))


@given(st.text(max_size=300) | st.text(alphabet="0123456789.,$k/%- hrcat½²٣", max_size=300))
def test_any_text_gives_a_reading_a_question_or_nothing(text: str) -> None:
    holds_or_refuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 10_000,
        "$" + "9" * 10_000 + " an hour, yearly?",
        "9," * 5_000,
        "1-" * 5_000,
        "{{" * 5_000,
        "a hundred " * 1_000,
        "20/hr or " * 1_000,
        "½" * 10_000,
        "w-2 " * 2_000,
        "what is 25 an hour yearly " + "." * 10_000,
    ],
    ids=lambda text: text[:12],
)
def test_long_messages_hold_too(text: str) -> None:
    holds_or_refuses(text)


def holds_or_refuses(text: str) -> None:
    try:
        found = pay_reading(text)
    except InputRefused as refusal:
        found = None
        refused = refusal.field
    else:
        refused = "currency"
    assert refused == "currency"
    if isinstance(found, PayQuestion):
        assert len(found.choices) >= 2
        assert all(0 < len(choice.label) <= 80 for choice in found.choices)
        inputs = [value for choice in found.choices for value in digits(choice.inputs)]
    elif isinstance(found, PayReading):
        assert found.understood
        inputs = list(digits(found.inputs))
    else:
        assert found is None
        return
    for value in inputs:
        assert isinstance(value, str)
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)?|[A-Za-z][A-Za-z -]*", value)


@pytest.mark.parametrize(
    ("where", "state"),
    [
        ("in Ohio", "Ohio"),
        ("in dallas TX", "Texas"),
        ("in tx", "Texas"),
        ("in west virginia", "West Virginia"),
        ("in flordia", "Florida"),
        ("in washington dc", "District of Columbia"),
        ("in kansas city", None),
        ("in LA", None),
        ("in me opinion", None),
        ("for a coder", None),
    ],
)
def test_reads_the_state_of_an_offer(where: str, state: str | None) -> None:
    found = reading(f"is 22/hr good {where}")
    assert found.inputs.get("state") == state


@pytest.mark.parametrize("signs", ["!!!", "😀😀😀", "$$$ ???"])
def test_a_sign_typed_many_times_is_one(signs: str) -> None:
    assert reading(f"$$22/hr, 40 hours a week {signs}") == reading("$22/hr, 40 hours a week")


def test_two_states_are_no_benchmark() -> None:
    assert pay_reading("is 22/hr good in ohio or texas") is None


def told(message: str) -> PayResult:
    found = pay_sum(message, CREDENTIALS, Figures.of(real_knowledge()))
    assert found is not None
    assert isinstance(found.reply, PayResult)
    return found.reply


def test_a_raise_is_told_before_what_it_comes_to() -> None:
    result = told("got a 3% raise on 27.40 what's my new rate")
    assert result.headline == (
        "$28.22 an hour instead of $27.40 an hour, 3% more: $1,705.60 more a year before taxes"
    )
    assert [line.partition(":")[0] for line in result.working[:2]] == ["Before", "After"]
    assert not any("Job" in line for line in result.assumptions)


@pytest.mark.parametrize("text", ["a raise from 0 to 25 an hour", "a 5% raise on $0 an hour"])
def test_a_raise_from_nothing_is_no_fault(text: str) -> None:
    pay_reading(text)


def test_what_the_message_says_is_not_denied_by_an_assumption() -> None:
    unpaid = told("$2 per chart, 15 per hour, but 10% of charts get rejected and not paid")
    assert not any(line.startswith("Every chart is paid") for line in unpaid.assumptions)
    extra = told("i worked 47 hours at $25/hr, overtime after 40 at time and a half")
    assert not any(line.startswith("No overtime premium") for line in extra.assumptions)


@given(st.integers(1, 240), st.integers(50, 2000))
def test_minutes_of_any_length_can_be_calculated_with(minutes: int, rate: int) -> None:
    told(f"a chart takes me {minutes} minutes, pay is ${rate / 100:.2f} per chart. hourly?")
