"""Questions about pay that changes: raises, bonuses on top, overtime."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from bot.pay.language.message import (
    FULL_TIME_HOURS,
    HOUR_ROLES,
    Hours,
    Message,
    dollars_in_words,
    plain,
)
from bot.pay.language.pay import hourly_pay, hourly_words, pay_of, yearly_gross, yearly_words
from bot.pay.language.reading import Pay, PayReading, read, read_pay
from bot.pay.language.roles import Quantity, Role
from bot.pay.language.vocabulary import OTHER_SUBJECTS, RAISES
from bot.pay.money import count, to_places
from bot.pay.periods import MONTHS_PER_YEAR

_LARGEST_RAISE = 100
_TIME_AND_A_HALF = Decimal("1.5")
_HALVES = ("time and half", "time and a half", "time n a half", "1 5x", "time half")
_A_YEAR = {
    "monthly": Decimal(MONTHS_PER_YEAR),
    "month": Decimal(MONTHS_PER_YEAR),
    "quarterly": Decimal(4),
    "quarter": Decimal(4),
    "annual": Decimal(1),
    "yearly": Decimal(1),
    "year": Decimal(1),
}
_NEAR = 4
_AMOUNTS = frozenset([Role.MONEY, Role.BARE, Role.MONTHLY, Role.YEARLY])


def raised_pay(message: Message) -> PayReading | None:
    """Pay before and after a raise of so many percent, or from one amount to another."""
    if message.has(OTHER_SUBJECTS) or message.is_hearsay:
        return None
    by_percent = message.says(*RAISES) and Role.PERCENT in message.roles
    both = _from_and_to(message)
    if both is not None:
        old, new = both
        told = f"{_percent_more(_amount(old), _amount(new))}% more"
    elif by_percent:
        percent = message.value(Role.PERCENT)
        before = _of_hour_or_year(message, frozenset([Role.PERCENT]))
        if percent is None or before is None or percent > _LARGEST_RAISE:
            return None
        old, told = before, f"{plain(percent)}% more"
        new = _with_amount(old, _amount(old) * (1 + percent / 100))
    else:
        return None
    inputs = {"a": MappingProxyType(new.all_inputs), "b": MappingProxyType(old.all_inputs)}
    understood = (f"{told}: {new.understood[0]}", f"before: {old.understood[0]}")
    assumed = tuple(dict.fromkeys((*old.assumed, *old.hours.assumed)))
    headline = f"{new.understood[0]} instead of {old.understood[0]}, {told}"
    return replace(read("compare", inputs, understood, assumed), headline=headline)


def pay_with_bonus(message: Message) -> PayReading | None:
    """A year's pay with a bonus that comes every month, quarter or year."""
    if not message.has(["bonus"]) or message.has(OTHER_SUBJECTS) or message.is_hearsay:
        return None
    near = [q for q in message.quantities if q.role in _AMOUNTS and _is_bonus(message, q)]
    if not near and Role.PERCENT in message.roles:
        return _with_share(message)
    if len(near) != 1:
        return None
    bonus, times = near[0], _times_a_year(message, near[0])
    rest = _without(message, bonus)
    base = _of_hour_or_year(rest, frozenset([Role.PERCENT]))
    gross = yearly_gross(base) if base else None
    if base is None or gross is None or times is None:
        return None
    year = bonus.value * times
    each = "" if times == 1 else f", {dollars_in_words(bonus.value)} {plain(times)} times"
    understood = (
        *_told_by_the_year(base, gross),
        f"{yearly_words(year)} of bonus{each}",
        f"together {yearly_words(gross + year)}",
    )
    inputs = {"annual": plain(gross + year), **base.hours.inputs}
    return read("salary", inputs, understood, (*base.hours.assumed, "the bonus paid in full"))


def _told_by_the_year(base: Pay, gross: Decimal) -> tuple[str, ...]:
    return tuple(dict.fromkeys((base.understood[0], yearly_words(gross))))


def _with_share(message: Message) -> PayReading | None:
    """A salary with a bonus of so many percent of it."""
    share = message.value(Role.PERCENT)
    base = _of_hour_or_year(message, frozenset([Role.PERCENT]))
    gross = yearly_gross(base) if base else None
    if share is None or base is None or gross is None or share > _LARGEST_RAISE:
        return None
    year = (gross * share / 100).quantize(Decimal("0.01"))
    understood = (
        *_told_by_the_year(base, gross),
        f"{plain(share)}% bonus, {yearly_words(year)}",
        f"together {yearly_words(gross + year)}",
    )
    inputs = {"annual": plain(gross + year), **base.hours.inputs}
    return read("salary", inputs, understood, (*base.hours.assumed, "the bonus paid in full"))


def overtime(message: Message) -> PayReading | None:
    """A week with overtime at time and a half: its hours count half as much again."""
    is_told = message.says(*_HALVES)
    if (not is_told and not message.has(["overtime", "ot"])) or message.has(OTHER_SUBJECTS):
        return None
    hours = sorted(q.value for q in message.quantities if q.role in _HOURS)
    bare = [q for q in message.quantities if q.role is Role.BARE and q.value == FULL_TIME_HOURS]
    rest = message
    for quantity in bare[:1]:
        rest = _without(rest, quantity)
    paid = rest.roles - HOUR_ROLES
    rate = rest.value(Role.HOURLY, Role.PER_HOUR) if paid <= _BY_THE_HOUR else None
    rate = rest.value(Role.BARE, Role.MONEY) if paid in ({Role.BARE}, {Role.MONEY}) else rate
    if rate is None or not rest.roles <= _HOURS | paid:
        return None
    worked = _worked(message, hours)
    if worked is None or worked <= FULL_TIME_HOURS:
        return None
    extra = worked - FULL_TIME_HOURS
    counted = FULL_TIME_HOURS + extra * _TIME_AND_A_HALF
    told = (
        f"{count(FULL_TIME_HOURS, 'hour')} a week and {count(extra, 'hour')} of overtime",
        f"at time and a half that pays as {count(counted, 'hour')}",
    )
    week = Hours(counted, {"hours_per_week": plain(counted)}, told)
    found = read_pay(hourly_pay(rate, week))
    if not isinstance(found, PayReading):
        return None
    assumed = found.assumed if is_told else (*found.assumed, "time and a half assumed for overtime")
    return replace(found, assumed=assumed, denied=("No overtime premium",))


_HOURS = frozenset([Role.HOURS, Role.HOURS_PER_WEEK])
_BY_THE_HOUR = frozenset([Role.HOURLY, Role.PER_HOUR])


def _worked(message: Message, hours: list[Decimal]) -> Decimal | None:
    """The hours of a week with overtime; None where several may be meant."""
    over = message.says("hours overtime", "hrs overtime", "hours of overtime", "hrs of overtime")
    over = over or message.says("hours of ot", "hrs of ot", "hours ot", "hrs ot")
    if over and len(hours) == 1:
        return FULL_TIME_HOURS + hours[0]
    if len(hours) == 2 and hours[0] < FULL_TIME_HOURS == hours[1]:
        return hours[0] + hours[1]
    past = [value for value in hours if value > FULL_TIME_HOURS]
    return past[0] if len(past) == 1 and len(hours) <= 2 and not over else None


def _from_and_to(message: Message) -> tuple[Pay, Pay] | None:
    """The pay before and after "from 26 to 29.50"; a range that is a change, not a choice."""
    ranges = [q for q in message.quantities if q.low is not None]
    if len(ranges) != 1 or not message.says(*RAISES, "going from", "went from", "from # to #"):
        return None
    one = ranges[0]
    if one.role not in {Role.BARE, Role.MONEY, *_BY_THE_HOUR, Role.YEARLY, Role.BIG}:
        return None
    if message.tokens[one.start - 1].text != "from" or one.low is None:
        return None
    low = Quantity(one.role, one.low, one.start, one.end)
    high = Quantity(one.role, one.value, one.start, one.end)
    ends = [
        _of_hour_or_year(
            Message(message.tokens, tuple(end if q is one else q for q in message.quantities)),
            frozenset(),
        )
        for end in (low, high)
    ]
    before, after = ends
    return None if before is None or after is None else (before, after)


def _of_hour_or_year(message: Message, besides: frozenset[Role]) -> Pay | None:
    """The hourly pay or the salary that is told `besides` other numbers."""
    told = tuple(q for q in message.quantities if q.role not in besides)
    rest = Message(message.tokens, told)
    pay = pay_of(rest.with_bare_pay(besides=HOUR_ROLES))
    return pay if pay is not None and pay.kind in {"hourly", "salary"} else None


def _percent_more(old: Decimal, new: Decimal) -> str:
    return plain(to_places((new - old) / old * 100, 2).normalize())


def _amount(pay: Pay) -> Decimal:
    return Decimal(pay.inputs["hourly" if pay.kind == "hourly" else "annual"])


def _with_amount(pay: Pay, amount: Decimal) -> Pay:
    words = hourly_words if pay.kind == "hourly" else yearly_words
    rounded = amount.quantize(Decimal("0.01"))
    name = "hourly" if pay.kind == "hourly" else "annual"
    return Pay(pay.kind, {name: plain(rounded)}, (words(rounded),), pay.hours, pay.assumed)


def _is_bonus(message: Message, quantity: Quantity) -> bool:
    near = message.tokens[max(quantity.start - _NEAR, 0) : quantity.end + _NEAR]
    return any(token.is_word("bonus") for token in near)


def _times_a_year(message: Message, bonus: Quantity) -> Decimal | None:
    if bonus.role is Role.MONTHLY:
        return Decimal(MONTHS_PER_YEAR)
    if bonus.role is Role.YEARLY:
        return Decimal(1)
    near = message.tokens[max(bonus.start - _NEAR, 0) : bonus.end + _NEAR]
    if any(token.is_word("sign", "signon", "signing", "retention") for token in near):
        return Decimal(1)
    found = {_A_YEAR[token.text] for token in near if token.text in _A_YEAR}
    return found.pop() if len(found) == 1 else None


def _without(message: Message, quantity: Quantity) -> Message:
    return Message(message.tokens, tuple(q for q in message.quantities if q is not quantity))
