"""Questions about one amount: what it comes to in other periods, and whether it is good pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_UP, Decimal

from bot.matching.text import words
from bot.pay.language.message import (
    HOUR_ROLES,
    WEEKS,
    Message,
    dollars_in_words,
    hours_of,
    plain,
)
from bot.pay.language.pay import (
    YEARLY,
    hourly_pay,
    hourly_words,
    pay_of,
    salary_pay,
    yearly_words,
)
from bot.pay.language.places import states_in
from bot.pay.language.reading import PayReading, Read, asked, read, read_pay
from bot.pay.language.roles import SMALLEST_SALARY, Quantity, Role
from bot.pay.language.units import DAY, HOUR, PERIODS, WEEK
from bot.pay.language.vocabulary import (
    AFTER_TAXES,
    ASKS_FOR_AMOUNT,
    ASKS_FOR_BREAKDOWN,
    ASKS_FOR_HOURS,
    ASKS_TO_JUDGE,
    CERTIFIED,
    CONTRACT,
    CONTRACTOR,
    EXPERIENCE,
    HEARSAY_PHRASES,
    JUDGES,
    NEEDS,
    OTHER_OCCUPATIONS,
    PREMIUMS,
    SETTINGS,
    SMALL_TALK,
    STAFF,
    UNCERTIFIED,
)
from bot.pay.money import count, quotient

_SHORT = 14
_PERIOD_WORDS = frozenset(words("year yr month week wk total gross"))
_MORE_THAN_PAY = frozenset(
    words("tax taxes ot overtime extra more charts quota encounters records accounts benefits")
)
_HOURS_TO_WORK = (4, 100)
_HUNDREDTH = Decimal("0.01")
_UNIT_WORDS = frozenset(
    words(
        "hour hours hr hrs day days week wk year yr month per bucks dollars full part time "
        "fulltime gross total w2 contract1099 at x"
    )
)
_HOURLY_OR_THOUSANDS = (10, 150)
_LARGEST_JUDGED = 60
_THOUSAND = 1_000
_APPRENTICE = "CPC-A"
_OWN_PERIOD = {
    Role.HOURLY: "hour",
    Role.PER_HOUR: "hour",
    Role.WEEKLY: "week",
    Role.PER_WEEK: "week",
    Role.BIWEEKLY: "two weeks",
    Role.MONTHLY: "month",
    Role.YEARLY: "year",
}


def other_periods(message: Message) -> Read:
    """What an hourly rate or a salary comes to in the periods a member asks for."""
    if _is_about_something_else(message) or message.has(PREMIUMS) or not message.roles:
        return None
    if message.has(CONTRACTOR) and message.has(STAFF):
        return None
    if message.roles & HOUR_ROLES:
        message = message.with_bare_pay(HOUR_ROLES)
    if message.roles - HOUR_ROLES == {Role.BARE} or message.roles - HOUR_ROLES == {Role.MONEY}:
        return _hour_or_thousands(message)
    if Role.BIG in message.roles and len(message.asked_units & PERIODS) > 1:
        return None
    pay = pay_of(message)
    if pay is None or pay.kind == "per_chart" or not _asks_for_periods(message):
        return None
    if message.says(*AFTER_TAXES):
        pay = replace(pay, assumed=(*pay.assumed, "no taxes taken off"))
    return read_pay(pay)


def hours_needed(message: Message) -> PayReading | None:
    """The hours a week that a wanted pay takes at an hourly rate."""
    if not message.says(*ASKS_FOR_HOURS) or message.asks_something_else:
        return None
    if message.says(*AFTER_TAXES) or message.has(_MORE_THAN_PAY | PREMIUMS):
        return None
    rate = message.value(Role.HOURLY, Role.PER_HOUR)
    wanted = message.roles - {Role.HOURLY, Role.PER_HOUR}
    if not rate or len(wanted) != 1 or message.is_contradictory or not message.says(*NEEDS):
        return None
    role = next(iter(wanted))
    amount = message.value(role)
    if role in {Role.BARE, Role.MONEY} and WEEK in message.asked_units:
        role = Role.WEEKLY
    if amount is None or role not in YEARLY:
        return None
    if role is Role.BIG and amount < SMALLEST_SALARY:
        return None
    hours = quotient(amount * YEARLY[role] / WEEKS, rate).quantize(_HUNDREDTH, ROUND_UP)
    fewest, most = _HOURS_TO_WORK
    if not fewest <= hours <= most:
        return None
    told = f"{count(hours.normalize(), 'hour')} a week needed"
    period = _OWN_PERIOD.get(role, "year")
    inputs = {"hourly": plain(rate), "hours_per_week": plain(hours)}
    understood = (f"{dollars_in_words(amount)} a {period} wanted", hourly_words(rate), told)
    return replace(read("hourly", inputs, understood), headline=told)


def benchmark(message: Message, credentials: Iterable[str]) -> Read:
    """Whether an amount is good pay for a coder; asks back where `30` may be an hour or a year."""
    if not message.has(JUDGES) or _is_about_something_else(message):
        return None
    if message.has(OTHER_OCCUPATIONS | CONTRACTOR | CONTRACT) or message.roles & HOUR_ROLES:
        return None
    if not message.says(*ASKS_TO_JUDGE) or mentions(message, _APPRENTICE):
        return None
    states = states_in(message)
    if len(states) > 1 or message.is_contradictory or len(message.roles) != 1:
        return None
    details, told = _details(message, states, credentials)
    hourly = message.value(Role.HOURLY, Role.PER_HOUR)
    annual = message.value(Role.YEARLY, Role.BIG)
    if hourly is not None:
        return read(
            "benchmark", {"hourly": plain(hourly), **details}, (hourly_words(hourly), *told)
        )
    if annual is not None:
        return read(
            "benchmark", {"annual": plain(annual), **details}, (yearly_words(annual), *told)
        )
    bare = message.value(Role.BARE, Role.MONEY)
    if (
        bare is None
        or message.has(["ok", "okay"])
        or not _is_hourly_or_thousands(bare, _LARGEST_JUDGED)
    ):
        return None
    if not message.words <= SMALL_TALK | {w for s in states for w in s.lower().split()}:
        return None
    return asked(
        f"Is {plain(bare)} an hourly rate or thousands a year?",
        read("benchmark", {"hourly": plain(bare), **details}, (hourly_words(bare),)),
        read(
            "benchmark",
            {"annual": plain(bare * _THOUSAND), **details},
            (yearly_words(bare * _THOUSAND),),
        ),
    )


def charts_judged(message: Message, credentials: Iterable[str]) -> Read:
    """Whether pay by the chart is good for a coder, by what it comes to an hour."""
    if {Role.RATE, Role.CHARTS_PER_HOUR} != message.roles or not message.has(JUDGES):
        return None
    pay = pay_of(message)
    hourly = pay.hourly if pay else None
    if pay is None or hourly is None:
        return None
    judged = Message(message.tokens, (Quantity(Role.HOURLY, hourly, 0, 0),))
    found = benchmark(judged, credentials)
    if not isinstance(found, PayReading):
        return None
    return replace(found, understood=(*pay.understood, *found.understood))


def _is_about_something_else(message: Message) -> bool:
    return message.asks_something_else or message.says(*HEARSAY_PHRASES)


def _asks_for_periods(message: Message) -> bool:
    if message.says(*ASKS_FOR_BREAKDOWN):
        return True
    own = {_OWN_PERIOD[role] for role in message.roles if role in _OWN_PERIOD}
    other = (message.asked_units & PERIODS) - own - {DAY}
    full_time = message.says("full time", "fulltime") and message.has(_PERIOD_WORDS)
    if (
        own
        and (full_time or message.roles & HOUR_ROLES)
        and message.words <= SMALL_TALK | _UNIT_WORDS
    ):
        # Nothing but pay and hours: what else could be meant?
        return True
    if not other and message.roles & {Role.HOURS, Role.HOURS_PER_WEEK}:
        return bool(own) and message.says(*ASKS_FOR_AMOUNT)
    if not other:
        return bool(own) and message.says("what is that", "whats that", "how much is that")
    return message.says(*ASKS_FOR_AMOUNT) or len(message.tokens) <= _SHORT


def _hour_or_thousands(message: Message) -> Read:
    """The question whether a bare number is dollars an hour or thousands a year."""
    value, hours = message.value(Role.BARE, Role.MONEY), hours_of(message)
    asked_for = message.asked_units & PERIODS - {HOUR, DAY}
    if value is None or hours is None or hours.open or message.is_contradictory:
        return None
    if not asked_for or not message.says(*ASKS_FOR_AMOUNT):
        return None
    if not _is_hourly_or_thousands(value, _HOURLY_OR_THOUSANDS[1]):
        return None
    if not message.words <= SMALL_TALK | {"hours", "hour", "hrs", "part", "full", "time"}:
        return None
    by_hour, by_year = hourly_pay(value, hours), salary_pay(value * _THOUSAND, hours)
    readings = [r for r in (read_pay(by_hour), read_pay(by_year)) if isinstance(r, PayReading)]
    return asked(f"Is {plain(value)} an hourly rate or thousands a year?", *readings)


def _is_hourly_or_thousands(value: Decimal, largest: int) -> bool:
    return value % 1 == 0 and _HOURLY_OR_THOUSANDS[0] <= value <= largest


def _details(
    message: Message, states: tuple[str, ...], credentials: Iterable[str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The inputs a benchmark takes besides the amount, and each in words."""
    found: dict[str, str] = {}
    told: list[str] = []
    if states:
        found["state"] = states[0]
        told.append(f"in {states[0]}")
    if message.says(*UNCERTIFIED):
        found["certified"] = "no"
        told.append("not certified")
    elif message.says(*CERTIFIED) or any(mentions(message, name) for name in credentials):
        found["certified"] = "yes"
        told.append("certified")
    levels = [level for level, phrases in EXPERIENCE.items() if message.says(*phrases)]
    if len(levels) == 1:
        found["experience"] = levels[0]
        told.append(f"{levels[0]} level")
    settings = [setting for setting in SETTINGS if message.says(setting)]
    if len(settings) == 1:
        found["setting"] = settings[0]
        told.append(f"{settings[0]} coding")
    return found, tuple(told)


def mentions(message: Message, credential: str) -> bool:
    """Whether a message names `credential` by its abbreviation."""
    return message.says(credential.lower().replace("-", " "))
