"""When a credential is due for renewal, what that takes, and what lapses."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from bot.knowledge.base import Credential, Knowledge
from bot.knowledge.facts import Fact
from bot.numbers import InputRefused

_MONTHS_PER_YEAR = 12
EARLIEST = datetime.date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Renewal:
    """The renewal of one credential.

    `due` is the end of the running period, None without a start or a cycle on file; `months` the
    length of a period; `lapses` the day from which membership and credential can be lost.
    """

    credential: str
    months: int | None
    since: datetime.date | None
    due: datetime.date | None
    lapses: datetime.date | None
    grace_ends: datetime.date | None
    facts: tuple[Fact, ...]


def renewal(
    knowledge: Knowledge,
    credential: Credential,
    today: datetime.date,
    since: datetime.date | None = None,
) -> Renewal:
    """The renewal of `credential` held `since` a day; without one, only the rules.

    Raises:
        InputRefused: for a day before 1980 or after `today`.
    """
    if since is not None and not EARLIEST <= since <= today:
        raise InputRefused(
            f"Since must be a day from {EARLIEST.isoformat()} to today ({today.isoformat()}); "
            f"you gave {since.isoformat()}.",
            "since",
        )
    issuer = knowledge.issuers[credential.issuer].facts
    cycle = credential.facts.get("renewal_cycle") or issuer.get("renewal_cycle")
    months = _months(cycle)
    used = [cycle] if cycle is not None and months is not None else []
    due = None
    if since is not None and months is not None:
        periods = 1
        while since + relativedelta(months=months * periods) < today:
            periods += 1
        due = since + relativedelta(months=months * periods)
    return Renewal(
        credential=credential.abbreviation,
        months=months,
        since=since,
        due=due,
        grace_ends=_after(due, issuer.get("lapse_grace")),
        lapses=_after(due, credential.facts.get("lapse_limit") or issuer.get("lapse_limit")),
        facts=tuple(used),
    )


def parsed_date(text: str, today: datetime.date) -> datetime.date:
    """The day written in `text` as YYYY-MM-DD or MM/DD/YYYY.

    Raises:
        InputRefused: for anything else, and for days more than 50 years from `today`.
    """
    written = text.strip()
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            day = datetime.datetime.strptime(written, form).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
        if abs(day.year - today.year) <= 50:
            return day
        raise InputRefused(
            f"{day.isoformat()} is too far away; write a day within 50 years of {_sample(today)}.",
            "date",
        )
    shown = written[:20] or "nothing"
    raise InputRefused(f"I can't read the date '{shown}'; write it like {_sample(today)}.", "date")


def _sample(today: datetime.date) -> str:
    return today.isoformat()


def _months(fact: Fact | None) -> int | None:
    claim = fact.quoted if fact is not None else None
    if claim is None or not isinstance(claim.value, Decimal):
        return None
    per = {"years": _MONTHS_PER_YEAR, "months": 1}.get(claim.unit)
    return int(claim.value * per) if per is not None else None


def _after(day: datetime.date | None, fact: Fact | None) -> datetime.date | None:
    claim = fact.quoted if fact is not None else None
    if day is None or claim is None or not isinstance(claim.value, Decimal):
        return None
    return day + datetime.timedelta(days=int(claim.value))
