"""A study plan as a calendar file."""

from __future__ import annotations

import datetime

from icalendar import Calendar, Event

from bot.certifications.study import StudyPlan, StudyWeek

_PRODUCER = "-//medical-coding-career-bot//study plan//EN"


def calendar_file(plan: StudyPlan, now: datetime.datetime) -> bytes:
    """`plan` as iCalendar (RFC 5545): an all-day event for each week and one for the exam.

    `now` is when it was made, with its time zone.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{plan.credential} study plan")
    for week in plan.weeks:
        title = f"{plan.credential} study, week {week.number} of {len(plan.weeks)}"
        event = _event(plan, f"week-{week.number}", title, week.starts, now)
        event.add("dtend", week.ends + datetime.timedelta(days=1))
        event.add("description", "\n".join(task_lines(week)))
        calendar.add_component(event)
    exam = _event(plan, "exam", f"{plan.credential} exam", plan.exam_date, now)
    exam.add("dtend", plan.exam_date + datetime.timedelta(days=1))
    calendar.add_component(exam)
    return bytes(calendar.to_ical())


def task_lines(week: StudyWeek) -> tuple[str, ...]:
    """What a week holds, one line each: `4.5 h: CPT surgery`."""
    return tuple(f"{hours:g} h: {name}" for name, hours in week.tasks)


def _event(
    plan: StudyPlan, part: str, title: str, day: datetime.date, now: datetime.datetime
) -> Event:
    event = Event()
    name = "-".join(plan.credential.lower().split())
    event.add("uid", f"{name}-{plan.exam_date.isoformat()}-{part}@medical-coding-career-bot")
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    return event
