"""How long a dated fact may be quoted before somebody should look it up again."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable

from bot.knowledge.facts import Reference
from bot.knowledge.units import is_money

FEE_MONTHS = 12
WAGE_MONTHS = 18
OTHER_MONTHS = 36


def shelf_life_months(path: str, unit: str) -> int:
    """Months a fact stays fresh: fees 12, wages 18, everything else 36."""
    if not is_money(unit):
        return OTHER_MONTHS
    return FEE_MONTHS if path.startswith(("cert.", "issuer.")) else WAGE_MONTHS


def fresh_until(as_of: str, months: int) -> datetime.date | None:
    """The last day a claim dated `as_of` is fresh; None when the date is unknown.

    A year alone counts from its end, a month from its last day.
    """
    if as_of == "undated":
        return None
    parts = [int(part) for part in as_of.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
    total = year * 12 + (month - 1) + months
    year, month = divmod(total, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day, last))


def review_due(as_of: str, reviewed: datetime.date | None, months: int) -> datetime.date | None:
    """The day moderators should look a claim up again: `months` after its date or last review.

    None when the claim has no date. A review moves this day only; members still read the date.
    """
    until = fresh_until(as_of, months)
    if until is None or reviewed is None:
        return until
    return max(until, fresh_until(reviewed.isoformat(), months) or until)


def earliest_expiry(references: Iterable[Reference]) -> datetime.date | None:
    """The day the first of the quoted facts goes stale; None when none carries a date."""
    days = [
        fresh_until(r.claim.as_of, shelf_life_months(r.fact.path, r.claim.unit))
        for r in references
        if not r.claim.lasting
    ]
    return min((day for day in days if day is not None), default=None)
