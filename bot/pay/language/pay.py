"""Pay for a week's work from a message or from one side of a comparison."""

from __future__ import annotations

from decimal import Decimal

from bot.pay.language.message import (
    HOUR_ROLES,
    WEEKS,
    WORKDAYS,
    Hours,
    Message,
    dollars_in_words,
    hours_of,
    plain,
)
from bot.pay.language.reading import Pay
from bot.pay.language.roles import Role
from bot.pay.money import cents, count, quotient
from bot.pay.periods import MONTHS_PER_YEAR

_TWO_WEEK_PERIODS = WEEKS / 2
_YEARLY_FACTOR = {
    Role.WEEKLY: (WEEKS, "week"),
    Role.PER_WEEK: (WEEKS, "week"),
    Role.BIWEEKLY: (_TWO_WEEK_PERIODS, "two weeks"),
    Role.MONTHLY: (Decimal(MONTHS_PER_YEAR), "month"),
}
# How often a year a wanted pay comes.
YEARLY = {
    Role.YEARLY: Decimal(1),
    Role.BIG: Decimal(1),
    Role.WEEKLY: WEEKS,
    Role.PER_WEEK: WEEKS,
    Role.MONTHLY: Decimal(MONTHS_PER_YEAR),
}
_SPEEDS = frozenset([Role.CHARTS_PER_HOUR, Role.CHARTS_PER_DAY, Role.CHARTS_PER_WEEK])
_SPEED_AND_QUOTA = frozenset([Role.CHARTS_PER_HOUR, Role.CHARTS_PER_WEEK])


def pay_of(message: Message) -> Pay | None:
    """The pay that all numbers of `message` together tell; None where any of them is left over."""
    if message.is_contradictory:
        return None
    hours = hours_of(message)
    if hours is None:
        return None
    roles = message.roles - HOUR_ROLES
    if Role.RATE in roles:
        return _per_chart(message, roles, hours)
    if len(roles) != 1:
        return None
    if roles <= {Role.HOURLY, Role.PER_HOUR}:
        value = message.value(Role.HOURLY, Role.PER_HOUR)
        return None if value is None else hourly_pay(value, hours)
    return _yearly(message, next(iter(roles)), hours)


def hourly_pay(rate: Decimal, hours: Hours) -> Pay:
    """Pay at `rate` USD an hour."""
    return Pay("hourly", {"hourly": plain(rate)}, (hourly_words(rate),), hours)


def salary_pay(annual: Decimal, hours: Hours) -> Pay:
    """Pay of `annual` USD a year."""
    return Pay("salary", {"annual": plain(annual)}, (yearly_words(annual),), hours)


def hourly_words(rate: Decimal) -> str:
    return f"{dollars_in_words(rate)} an hour"


def yearly_words(annual: Decimal) -> str:
    return f"{dollars_in_words(annual)} a year"


def rate_words(rate: Decimal) -> str:
    return f"{dollars_in_words(rate)} a chart"


def yearly_gross(pay: Pay) -> Decimal | None:
    """USD a year, to the cent; None where the hours are open or the work pays nothing."""
    if pay.kind == "salary":
        return Decimal(pay.inputs["annual"])
    if pay.hourly is None or pay.hours.open:
        return None
    weeks = Decimal(pay.hours.inputs.get("weeks_per_year", plain(WEEKS)))
    return cents(pay.hourly * pay.hours.per_week * weeks)


def _yearly(message: Message, role: Role, hours: Hours) -> Pay | None:
    value = message.value(role)
    if value is None:
        return None
    if role in {Role.YEARLY, Role.BIG}:
        return salary_pay(value, hours)
    if role not in _YEARLY_FACTOR or "weeks_per_year" in hours.inputs:
        return None
    factor, period = _YEARLY_FACTOR[role]
    annual = value * factor
    every = period if period == "two weeks" else f"a {period}"
    told = f"{dollars_in_words(value)} {'every ' if period == 'two weeks' else ''}{every}"
    return Pay(
        "salary", {"annual": plain(annual)}, (told, f"that is {yearly_words(annual)}"), hours
    )


def _per_chart(message: Message, roles: frozenset[Role], hours: Hours) -> Pay | None:
    rate = message.value(Role.RATE)
    speeds = roles - {Role.RATE}
    if speeds == _SPEED_AND_QUOTA:
        return _quota(message, rate)
    if rate is None or len(speeds) != 1 or not speeds <= _SPEEDS:
        return None
    role = next(iter(speeds))
    value = message.value(role)
    if value is None:
        return None
    understood: tuple[str, ...]
    assumed: tuple[str, ...] = ()
    if role is Role.CHARTS_PER_HOUR:
        speed, understood = value, (f"{speed_words(value)} an hour",)
    elif hours.per_week == 0:
        return None
    else:
        per_week, days = value, message.value(Role.DAYS_PER_WEEK)
        understood = (f"{count(value, 'chart')} a week",)
        if role is Role.CHARTS_PER_DAY:
            per_week = value * (days if days is not None else WORKDAYS)
            understood = (f"{count(value, 'chart')} a day",)
            if days is None:
                assumed = (f"{count(WORKDAYS, 'day')} a week assumed",)
        speed = quotient(per_week, hours.per_week)
        understood = (*understood, f"that is {speed_words(speed)} an hour")
    inputs = {"charts_per_hour": plain(speed), "rate_per_chart": plain(rate)}
    new = tuple(line for line in assumed if line not in hours.assumed)
    return Pay("per_chart", inputs, (*understood, rate_words(rate)), hours, new)


def _quota(message: Message, rate: Decimal | None) -> Pay | None:
    """Pay for a week's quota at a told speed: the hours follow from both."""
    speed, charts = message.value(Role.CHARTS_PER_HOUR), message.value(Role.CHARTS_PER_WEEK)
    if rate is None or charts is None or not speed or message.roles & HOUR_ROLES:
        return None
    needed = quotient(charts, speed)
    exact = needed == needed.quantize(Decimal("0.01"))
    shown = needed.quantize(Decimal("0.01"))
    hours = Hours(needed, {"hours_per_week": plain(needed)})
    understood = (
        f"{count(speed, 'chart')} an hour",
        f"{count(charts, 'chart')} a week",
        f"that is {'' if exact else 'about '}{count(shown, 'hour')} a week",
        rate_words(rate),
    )
    inputs = {"charts_per_hour": plain(speed), "rate_per_chart": plain(rate)}
    return Pay("per_chart", inputs, understood, hours)


def speed_words(speed: Decimal) -> str:
    """Charts for the eye: two decimals, told as such where there are more."""
    short = speed.quantize(Decimal("0.01"))
    exact = short == speed
    return f"{'' if exact else 'about '}{count(short, 'chart')}"
