"""What a credential costs in two years."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.certifications.costs import CredentialCosts, credential_costs
from bot.knowledge.facts import Fact

KNOWLEDGE = real_knowledge()
prices = st.decimals(min_value=0, max_value=10_000, places=2)


def costs(name: str, **options: object) -> CredentialCosts:
    return credential_costs(KNOWLEDGE, KNOWLEDGE.credentials[name], **options)  # type: ignore[arg-type]


def value(fact: Fact) -> Decimal:
    claim = fact.quoted
    assert claim is not None
    assert isinstance(claim.value, Decimal)
    return claim.value


def test_an_exam_with_membership() -> None:
    exam = value(KNOWLEDGE.credentials["CPC"].facts["exam_fee"])
    dues = value(KNOWLEDGE.issuers["AAPC"].facts["membership_dues"])
    found = costs("CPC")
    assert found.low == found.high == exam + 2 * dues
    assert "code books" in found.missing


def test_students_pay_less_in_the_first_year() -> None:
    issuer = KNOWLEDGE.issuers["AAPC"].facts
    saved = value(issuer["membership_dues"]) - value(issuer["student_dues"])
    assert costs("CPC").low - costs("CPC", student=True).low == saved


def test_where_membership_is_a_choice_members_pay_the_lower_fees() -> None:
    facts = KNOWLEDGE.credentials["CCA"].facts
    member, other = costs("CCA", member=True), costs("CCA")
    assert member.low == value(facts["exam_fee"]) + value(facts["renewal_fee"])
    assert other.low == value(facts["exam_fee_nonmember"]) + value(facts["renewal_fee_nonmember"])
    assert "membership dues" in member.missing
    assert "membership dues" not in other.missing


def test_a_yearly_renewal_counts_twice() -> None:
    fee = value(KNOWLEDGE.credentials["CMC"].facts["renewal_fee"])
    found = costs("CMC")
    assert found.low == 2 * fee
    assert "the exam fee" in found.missing


def test_a_second_attempt_costs_least_with_the_package() -> None:
    facts = KNOWLEDGE.credentials["CPC"].facts
    once, twice = value(facts["exam_fee"]), value(facts["exam_fee_two_attempts"])
    again = next(line for line in costs("CPC").optional if line.item == "retake")
    assert (again.low, again.high) == (twice - once, once)


@pytest.mark.parametrize(("name", "word"), [("RHIT", "associate"), ("RHIA", "bachelor")])
def test_degrees_are_named_where_the_exam_asks_for_one(name: str, word: str) -> None:
    courses = [line.label for line in costs(name).optional if line.item == "course"]
    assert len(courses) == 1
    assert word in courses[0]


@pytest.mark.parametrize("name", KNOWLEDGE.credentials)
def test_every_credential_has_costs_and_says_what_is_missing(name: str) -> None:
    found = costs(name)
    assert found.needed or "the exam fee" in found.missing
    has_fee = "exam_fee" in KNOWLEDGE.credentials[name].facts
    assert ("the exam fee" in found.missing) != has_fee
    for line in (*found.needed, *found.optional):
        assert 0 <= line.low <= line.high
        assert line.facts


@given(prices, prices)
def test_own_prices_replace_those_on_file(exam: Decimal, books: Decimal) -> None:
    before = costs("CPC")
    own = costs("CPC", prices={"exam": exam, "books": books})
    on_file = next(line for line in before.needed if line.item == "exam").low
    assert own.low == before.low - on_file + exam + books
    assert "code books" not in own.missing


def test_an_own_course_takes_the_place_of_the_offers() -> None:
    own = costs("CPC", prices={"course": Decimal(500)})
    assert [line.low for line in own.needed if line.item == "course"] == [Decimal(500)]
    assert not [line for line in own.optional if line.item == "course"]
