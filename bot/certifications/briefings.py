"""Costs, renewals and study plans as members read them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.certifications.calendars import calendar_file, task_lines
from bot.certifications.costs import YEARS, CostLine, CredentialCosts
from bot.certifications.fields import claim_text, stated
from bot.certifications.renewals import Renewal
from bot.certifications.sheets import source_lines, stale_prices
from bot.certifications.study import StudyPlan
from bot.knowledge.base import Credential, Knowledge
from bot.knowledge.facts import Fact
from bot.knowledge.units import written, written_range
from bot.reply import Attachment, Briefing, BriefingGroup

_RENEWAL_FIELDS = ("ceus", "renewal", "renewal_fee", "renewal_fee_nonmember", "membership")
_RENEWAL_LABELS = {
    "ceus": "CEUs",
    "renewal": "Needed",
    "renewal_fee": "Fee",
    "renewal_fee_nonmember": "Fee for non-members",
    "membership": "Membership",
}
_LAPSE_FIELDS = (
    "lapse_grace",
    "late_fee",
    "renewal_late_fee",
    "lapse_limit",
    "reinstatement_fee",
    "extension_fee",
)
_LAPSE_LABELS = {
    "lapse_grace": "Grace period",
    "late_fee": "Late fee",
    "renewal_late_fee": "Late fee",
    "lapse_limit": "Lost for good after",
    "reinstatement_fee": "Getting it back",
    "extension_fee": "More time for CEUs",
}


def costs_briefing(
    knowledge: Knowledge, credential: Credential, costs: CredentialCosts, today: datetime.date
) -> Briefing:
    """The costs of `credential` over two years: the total, then line by line."""
    total = _span(costs.low, costs.high)
    open_items = f", not counting {_listed(costs.missing)}" if costs.missing else ""
    groups = [BriefingGroup("What has to be paid", tuple(map(_cost_line, costs.needed)))]
    if costs.optional:
        groups.append(BriefingGroup("Depending on you", tuple(map(_cost_line, costs.optional))))
    if costs.missing:
        lines = (f"No sourced price is on file for: {_listed(costs.missing)}.",)
        groups.append(BriefingGroup("Not counted", lines))
    facts = [fact for line in (*costs.needed, *costs.optional) for fact in line.facts]
    return Briefing(
        kind="cost",
        title=f"What the {credential.abbreviation} costs in {YEARS} years",
        lead=f"**{total}** in the first {YEARS} years{open_items}",
        groups=tuple(groups),
        credentials=(credential.abbreviation,),
        figures={
            "low": costs.low,
            "high": costs.high,
            "needed": [_figures(line) for line in costs.needed],
            "optional": [_figures(line) for line in costs.optional],
            "missing": list(costs.missing),
        },
        notices=stale_prices(facts, today, [knowledge.issuers[credential.issuer]]),
        sources=source_lines(knowledge, facts),
    )


def renewal_briefing(
    knowledge: Knowledge, credential: Credential, renewal: Renewal, today: datetime.date
) -> Briefing:
    """What keeps `credential`, by when, and what lapses when."""
    issuer = knowledge.issuers[credential.issuer]
    used = list(renewal.facts)
    needs: list[str] = []
    for field in _RENEWAL_FIELDS:
        found = stated(credential.facts, field)
        if found is not None:
            used.append(found[0])
            needs.append(f"{_RENEWAL_LABELS[field]}: {claim_text(found[1])}")
    dues = stated(issuer.facts, "membership_dues")
    if dues is not None:
        used.append(dues[0])
        needs.append(f"Dues: {claim_text(dues[1])}")
    lapses: list[str] = []
    for field in _LAPSE_FIELDS:
        found = stated(credential.facts, field) or stated(issuer.facts, field)
        if found is not None:
            used.append(found[0])
            lapses.append(f"{_LAPSE_LABELS[field]}: {claim_text(found[1])}")
    groups = [BriefingGroup("What it takes", tuple(needs))]
    if renewal.due is not None:
        groups.insert(0, BriefingGroup("Dates", tuple(_renewal_dates(renewal))))
    if lapses:
        groups.append(BriefingGroup("If it is late", tuple(lapses)))
    return Briefing(
        kind="renewal",
        title=f"Renewing the {credential.abbreviation}",
        lead=_renewal_lead(credential, renewal),
        groups=tuple(groups),
        credentials=(credential.abbreviation,),
        figures={
            "months": renewal.months,
            "since": _iso(renewal.since),
            "due": _iso(renewal.due),
            "grace_ends": _iso(renewal.grace_ends),
            "lapses": _iso(renewal.lapses),
        },
        notices=stale_prices(used, today, [issuer]),
        sources=source_lines(knowledge, used),
    )


def study_briefing(
    knowledge: Knowledge, credential: Credential, plan: StudyPlan, now: datetime.datetime
) -> Briefing:
    """A study plan, one group for each week, with its calendar file."""
    count = len(plan.weeks)
    basis = (
        "Subjects get time by their share of the questions."
        if plan.weighted
        else f"No subject shares of the {credential.abbreviation} exam are on file, so this is a "
        "general outline: fill in the issuer's own list of subjects."
    )
    return Briefing(
        kind="study",
        title=f"{credential.abbreviation} study plan",
        lead=(
            f"**{count} {'week' if count == 1 else 'weeks'}, {plan.hours_per_week} hours each**, "
            f"to the exam on {day_stamp(plan.exam_date)}"
        ),
        groups=tuple(
            BriefingGroup(f"Week {week.number}, from {day_stamp(week.starts)}", task_lines(week))
            for week in plan.weeks
        ),
        credentials=(credential.abbreviation,),
        figures={
            "exam_date": _iso(plan.exam_date),
            "hours_per_week": plan.hours_per_week,
            "weighted": plan.weighted,
            "weeks": [
                {
                    "week": week.number,
                    "starts": _iso(week.starts),
                    "ends": _iso(week.ends),
                    "tasks": [{"task": name, "hours": hours} for name, hours in week.tasks],
                }
                for week in plan.weeks
            ],
        },
        notices=(basis, *_study_advice(credential)),
        sources=source_lines(knowledge, [*plan.facts, *_advice_facts(credential)]),
        attachment=Attachment(
            f"{credential.abbreviation.lower().replace(' ', '-')}-study-plan.ics",
            calendar_file(plan, now),
        ),
    )


def day_stamp(day: datetime.date) -> str:
    """A day as Discord shows it to everybody in their own words."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return f"<t:{int(noon.timestamp())}:D>"


def _renewal_lead(credential: Credential, renewal: Renewal) -> str:
    if renewal.due is not None:
        return f"Due by **{day_stamp(renewal.due)}**"
    if renewal.months is None:
        return f"No renewal cycle is on file for the {credential.abbreviation}; ask the issuer."
    years = renewal.months // 12
    period = "year" if years == 1 else f"{years} years"
    return f"Renewed every **{period}**; tell me since when you hold it and I name the day."


def _renewal_dates(renewal: Renewal) -> Iterable[str]:
    if renewal.since is not None:
        yield f"Held since {day_stamp(renewal.since)}"
    if renewal.due is not None:
        yield f"Due by {day_stamp(renewal.due)}"
    if renewal.grace_ends is not None:
        yield f"Grace period until {day_stamp(renewal.grace_ends)}"
    if renewal.lapses is not None:
        yield f"Can be lost from {day_stamp(renewal.lapses)}"


def _study_advice(credential: Credential) -> Sequence[str]:
    found = stated(credential.facts, "study_time")
    if found is None:
        return ()
    return (f"One guide's estimate for the whole preparation: {claim_text(found[1])}.",)


def _advice_facts(credential: Credential) -> list[Fact]:
    found = stated(credential.facts, "study_time")
    return [found[0]] if found is not None else []


def _cost_line(line: CostLine) -> str:
    note = f" ({line.note})" if line.note else ""
    return f"{line.label}: {_span(line.low, line.high)}{note}"


def _figures(line: CostLine) -> dict[str, object]:
    return {"item": line.item, "label": line.label, "low": line.low, "high": line.high}


def _span(low: Decimal, high: Decimal) -> str:
    return written(low, "USD") if low == high else written_range(low, high, "USD")


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None
