"""Study plans: every week, every hour, and a calendar file that other programs read."""

from __future__ import annotations

import datetime

import pytest
import vobject
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.certifications.calendars import calendar_file, task_lines
from bot.certifications.study import DOMAIN, MAX_WEEKS, StudyPlan, study_plan
from bot.numbers import InputRefused

KNOWLEDGE = real_knowledge()
TODAY = datetime.date(2026, 11, 24)
NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)


def plan(name: str = "CPC", days: int = 88, hours: int = 10) -> StudyPlan:
    exam = TODAY + datetime.timedelta(days=days)
    return study_plan(KNOWLEDGE, KNOWLEDGE.credentials[name], exam, hours, TODAY)


@given(
    st.sampled_from(list(KNOWLEDGE.credentials)), st.integers(7, MAX_WEEKS * 7), st.integers(1, 60)
)
def test_every_week_is_full_and_the_last_ends_the_day_before(
    name: str, days: int, hours: int
) -> None:
    made = plan(name, days, hours)
    assert len(made.weeks) == days // 7
    assert made.weeks[0].starts >= TODAY
    assert made.weeks[-1].ends == made.exam_date - datetime.timedelta(days=1)
    for week in made.weeks:
        assert sum(spent for _, spent in week.tasks) == hours
        assert all(spent > 0 for _, spent in week.tasks)


def test_subjects_follow_the_shares_of_the_exam() -> None:
    made = plan(days=7 * 40, hours=10)
    spent: dict[str, float] = {}
    for week in made.weeks[:30]:
        for name, hours in week.tasks:
            spent[name] = spent.get(name, 0) + hours
    facts = [f for n, f in KNOWLEDGE.credentials["CPC"].facts.items() if n.startswith(DOMAIN)]
    shares = {fact.label: float(str(fact.claims[0].value)) for fact in facts}
    assert made.weighted
    assert spent.keys() == shares.keys()
    for name, share in shares.items():
        assert spent[name] == pytest.approx(300 * share / sum(shares.values()), abs=1)


def test_the_apprentice_status_has_the_exam_of_the_credential() -> None:
    assert plan("CPC-A").weighted
    assert [w.tasks for w in plan("CPC-A").weeks] == [w.tasks for w in plan("CPC").weeks]


def test_without_shares_on_file_the_plan_says_so() -> None:
    assert not plan("CRC").weighted


@pytest.mark.parametrize("days", [-400, -1, 0, 6, MAX_WEEKS * 7 + 7, 365 * 900])
def test_days_that_nothing_can_be_planned_for(days: int) -> None:
    with pytest.raises(InputRefused) as refusal:
        plan(days=days)
    assert str(refusal.value).endswith(".")


def test_another_library_reads_the_calendar() -> None:
    made = plan()
    calendar = vobject.readOne(calendar_file(made, NOW).decode())
    events = [event for event in calendar.components() if event.name == "VEVENT"]
    assert len(events) == len(made.weeks) + 1
    first, last = events[0], events[-1]
    assert first.dtstart.value == made.weeks[0].starts
    assert first.dtend.value == made.weeks[1].starts
    assert first.description.value == "\n".join(task_lines(made.weeks[0]))
    assert last.dtstart.value == made.exam_date
    assert last.summary.value == "CPC exam"
    assert len({event.uid.value for event in events}) == len(events)
