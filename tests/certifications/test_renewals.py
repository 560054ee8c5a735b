"""When a credential is due, and what nobody can plan with."""

from __future__ import annotations

import datetime

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.certifications.renewals import Renewal, parsed_date, renewal
from bot.numbers import InputRefused

KNOWLEDGE = real_knowledge()
TODAY = datetime.date(2026, 11, 24)


def renewed(name: str, since: str | None = None) -> Renewal:
    day = datetime.date.fromisoformat(since) if since else None
    return renewal(KNOWLEDGE, KNOWLEDGE.credentials[name], TODAY, day)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("2025-03-01", "2027-03-01"),
        ("2024-11-24", "2026-11-24"),
        ("2024-11-23", "2028-11-23"),
        ("2020-02-29", "2028-02-29"),
        ("2026-11-24", "2028-11-24"),
    ],
)
def test_the_end_of_the_running_period(since: str, due: str) -> None:
    assert str(renewed("CPC", since).due) == due


def test_grace_and_loss_follow_the_due_day() -> None:
    found = renewed("CPC", "2025-03-01")
    assert found.due is not None
    assert found.grace_ends is not None
    assert found.lapses is not None
    assert found.due < found.grace_ends < found.lapses


def test_a_year_long_cycle() -> None:
    assert str(renewed("CMC", "2026-03-01").due) == "2027-03-01"


def test_without_a_start_only_the_rules() -> None:
    assert renewed("CPC").due is None
    assert renewed("CPC").months == 24


def test_without_a_cycle_on_file_no_day_is_made_up() -> None:
    assert renewed("HCS-D", "2025-03-01").due is None


@given(st.dates(datetime.date(1980, 1, 1), TODAY))
def test_the_due_day_is_never_past_and_never_more_than_a_period_away(day: datetime.date) -> None:
    due = renewal(KNOWLEDGE, KNOWLEDGE.credentials["CPC"], TODAY, day).due
    assert due is not None
    assert TODAY <= due <= TODAY.replace(year=TODAY.year + 2)


@pytest.mark.parametrize("since", ["1979-12-31", "2026-11-25"])
def test_a_start_that_cannot_be(since: str) -> None:
    with pytest.raises(InputRefused, match="Since must be a day"):
        renewed("CPC", since)


@pytest.mark.parametrize(
    ("text", "day"), [("2026-12-31", "2026-12-31"), (" 12/31/2026 ", "2026-12-31")]
)
def test_days_are_read(text: str, day: str) -> None:
    assert str(parsed_date(text, TODAY)) == day


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "31/12/2026", "3024-01-01", "1/1/26"])
def test_what_is_no_day_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        parsed_date(text, TODAY)
    assert str(refusal.value).endswith(".")
    assert str(TODAY) in str(refusal.value)


def outcome(text: str) -> datetime.date | str:
    try:
        return parsed_date(text, TODAY)
    except InputRefused as refusal:
        return str(refusal)


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    found = outcome(text)
    if isinstance(found, str):
        assert found.endswith(".")
        assert len(found) < 120
    else:
        assert abs(found.year - TODAY.year) <= 50
