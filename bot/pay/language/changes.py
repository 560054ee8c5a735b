"""Questions about pay that changes: raises, bonuses on top, overtime."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from bot.matching.text import words
from bot.pay.language.message import (
    FULL_TIME_HOURS,
    HOUR_ROLES,
    Hours,
    Message,
    dollars_in_words,
    hours_of,
    plain,
)
from bot.pay.language.pay import (
    hourly_pay,
    hourly_words,
    pay_of,
    rate_words,
    yearly_gross,
    yearly_words,
)
from bot.pay.language.quantities import quantities
from bot.pay.language.reading import Pay, PayReading, read, read_pay
from bot.pay.language.roles import SMALLEST_SALARY, Quantity, Role
from bot.pay.language.units import PERIODS, TWO_WEEKS
from bot.pay.language.vocabulary import RAISES
from bot.pay.money import cents, count, to_places
from bot.pay.periods import MONTHS_PER_YEAR

_ALL_PERCENT = 100
_TIME_AND_A_HALF = Decimal("1.5")
_HALVES = ("time and half", "time and a half", "time n a half", "time n half", "time half")
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
_OTHER_OVERTIME = frozenset(
    ["double", "triple", "pto", "diff", "differential", "raise", "accrue", "straight"]
)
# Overtime that pays no premium, or one of its own.
_NO_PREMIUM = (
    "no ot", "no overtime", "not pay overtime", "dont pay overtime", "doesnt pay overtime",
    "without overtime", "ot rate", "overtime rate",
)  # fmt: skip
_HOURS = frozenset([Role.HOURS, Role.HOURS_PER_WEEK])
_BY_DAYS = frozenset([Role.HOURS_PER_DAY, Role.DAYS_PER_WEEK])
_WORKED = _HOURS | _BY_DAYS
_BY_THE_HOUR = frozenset([Role.HOURLY, Role.PER_HOUR])
_RAISED = frozenset([Role.BARE, Role.MONEY, *_BY_THE_HOUR, Role.YEARLY, Role.BIG, Role.RATE])
WAGES = _BY_THE_HOUR | {Role.YEARLY, Role.BIG}
MORE = frozenset(["more", "extra", *RAISES])
_LARGEST_HOURLY_RAISE = 20
_AMOUNT = {"hourly": "hourly", "salary": "annual", "per_chart": "rate_per_chart"}
_MOST_RAISED = 2
_GIVEN = ("gave me # %", "giving me # %", "got # % on", "get # % on")
# What else goes from one number to another.
_NO_PAY = frozenset(
    words(
        "quota quotas productivity production expectation expectations speed goal target standard "
        "requirement requirements charts encounters accounts records cph accuracy score scores "
        "passing factor commute meeting backlog hours rvu copay"
    )
)
_OF_PAY = (
    "a raise", "raised me", "bumped me", "my raise", "raise from", "raise to", "pay", "paid",
    "make", "making", "wage", "salary", "rate",
)  # fmt: skip
_NOT_ONE_JOB = frozenset(
    words("cut used was were ot overtime call hires hire scale range between often no old per")
)
_OFFERED = frozenset(["to", "offer", "offered", "offering"])
_EARN = frozenset(["make", "making", "earn", "earning", "paid", "wage", "pay"])
_AMOUNTS = frozenset([Role.MONEY, Role.BARE, Role.MONTHLY, Role.YEARLY])


def return_of_raise(credential: str, message: Message) -> PayReading | None:
    """When `credential` pays for itself by the raise that `message` tells: "2 more an hour"."""
    said = tuple(token for token in message.tokens if not token.is_word(*MORE))
    raised = Message(said, quantities(said))
    assumed: tuple[str, ...] = ()
    if raised.roles in ({Role.BARE}, {Role.MONEY}):
        value = raised.value(Role.BARE, Role.MONEY)
        if value is None or value > _LARGEST_HOURLY_RAISE:
            return None
        raised = raised.meaning(dict.fromkeys(raised.roles, Role.HOURLY))
        assumed = (f"{dollars_in_words(value)} taken for a raise an hour",)
    pay = pay_of(raised) if raised.roles <= WAGES else None
    more = yearly_gross(pay) if pay else None
    if pay is None or more is None:
        return None
    understood: tuple[str, ...] = (credential, f"{pay.understood[0]} more")
    if pay.kind == "hourly":
        understood = (*understood, f"that is {yearly_words(more)}")
        assumed = (*assumed, *pay.hours.assumed)
    inputs = {"credential": credential, "pay_difference": plain(more)}
    return read("certification_return", inputs, understood, assumed)


def raised_pay(message: Message) -> PayReading | None:
    """Pay before and after a raise of so many percent, or from one amount to another."""
    if message.asks_something_else:
        return None
    changed = _from_and_to(message) or _raised_by_percent(message) or _now_and_then(message)
    if changed is None:
        return None
    old, new, percent = changed
    inputs = {
        "before": MappingProxyType(old.all_inputs),
        "after": MappingProxyType(new.all_inputs),
    }
    understood = (f"{plain(percent)}% more: {', '.join(new.understood)}", f"before: {_paid(old)}")
    assumed = tuple(dict.fromkeys((*old.assumed, *old.hours.assumed)))
    return read("raise", inputs, understood, assumed)


def _raised_by_percent(message: Message) -> tuple[Pay, Pay, Decimal] | None:
    """The pay before a raise and after it, and the raise in percent."""
    percent = message.value(Role.PERCENT)
    before = _of_hour_or_year(message.without(Role.PERCENT))
    if percent is None or before is None or percent > _ALL_PERCENT:
        return None
    if not message.says(*RAISES, *_GIVEN):
        return None
    return before, _with_amount(before, _amount(before) * (1 + percent / _ALL_PERCENT)), percent


def pay_with_bonus(message: Message) -> PayReading | None:
    """A year's pay with a bonus that comes every month, quarter or year, or in percent of it."""
    if not message.has(["bonus"]) or message.asks_something_else:
        return None
    near = [q for q in message.quantities if q.role in _AMOUNTS and _is_bonus(message, q)]
    if len(near) > 1:
        return None
    rest = _without(message, *near).without(Role.PERCENT)
    base = _of_hour_or_year(rest)
    gross = yearly_gross(base) if base else None
    told = _bonus(message, near[0] if near else None, gross) if gross is not None else None
    if base is None or gross is None or told is None:
        return None
    year, line = told
    understood = (
        base.understood[0],
        yearly_words(gross),
        line,
        f"together {yearly_words(gross + year)}",
    )
    inputs = {"annual": plain(gross + year), **base.hours.inputs}
    assumed = (*base.hours.assumed, "the bonus paid in full")
    return read("salary", inputs, tuple(dict.fromkeys(understood)), assumed)


def _bonus(message: Message, amount: Quantity | None, gross: Decimal) -> tuple[Decimal, str] | None:
    """USD of bonus a year, from its `amount` or its percentage of `gross`, and in words."""
    if amount is not None:
        times = _times_a_year(message, amount)
        if times is None:
            return None
        year = amount.value * times
        each = "" if times == 1 else f", {dollars_in_words(amount.value)} {plain(times)} times"
        return year, f"{dollars_in_words(year)} of bonus{each}"
    share = message.value(Role.PERCENT)
    if share is None or share > _ALL_PERCENT:
        return None
    year = cents(gross * share / _ALL_PERCENT)
    return year, f"{plain(share)}% bonus, {dollars_in_words(year)}"


def overtime(message: Message) -> PayReading | None:
    """A week with overtime at time and a half: its hours count half as much again."""
    bare = [q for q in message.quantities if q.role is Role.BARE]
    halves = [q for q in bare if q.value == _TIME_AND_A_HALF]
    is_overtime = message.has(["overtime", "ot"])
    is_told = message.says(*_HALVES) or (is_overtime and bool(halves))
    if not (is_told or is_overtime) or message.has(_OTHER_OVERTIME) or message.says(*_NO_PREMIUM):
        return None
    if TWO_WEEKS in message.asked_units or Role.BIWEEKLY in message.roles:
        return None
    # "Time and a half after 40" tells no rate.
    past = [q for q in bare if q.value == FULL_TIME_HOURS]
    rest = _without(message, *past[:1], *(halves[:1] if is_overtime else ())).with_bare_pay(
        HOUR_ROLES
    )
    rate, worked = rest.value(*_BY_THE_HOUR), _worked(rest)
    if rate is None or message.asks_something_else or not rest.roles <= _WORKED | _BY_THE_HOUR:
        return None
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


def _worked(message: Message) -> Decimal | None:
    """The hours of a week with overtime; None where several may be meant."""
    if message.roles >= _BY_DAYS:
        week = hours_of(message)
        return None if week is None else week.per_week
    hours = sorted(q.value for q in message.quantities if q.role in _HOURS)
    over = message.says("hours overtime", "hrs overtime", "hours of overtime", "hrs of overtime")
    over = over or message.says("hours of ot", "hrs of ot", "hours ot", "hrs ot")
    if over and len(hours) == 1:
        return FULL_TIME_HOURS + hours[0]
    if len(hours) == 2 and hours[0] < FULL_TIME_HOURS == hours[1]:
        return hours[0] + hours[1]
    past = [value for value in hours if value > FULL_TIME_HOURS]
    return past[0] if len(past) == 1 and len(hours) <= 2 and not over else None


def _from_and_to(message: Message) -> tuple[Pay, Pay, Decimal] | None:
    """The same for "from 26 to 29.50", a range that is a change, not a choice."""
    ranges = [q for q in message.quantities if q.low is not None]
    if len(ranges) != 1 or not message.says(*RAISES, "going from", "went from", "from # to #"):
        return None
    one = ranges[0]
    if one.role not in _RAISED or (one.role is not Role.RATE and message.has(_NO_PAY)):
        return None
    is_bare = one.role in {Role.BARE, Role.MONEY}
    if is_bare and not (message.asked_units & PERIODS or message.says(*_OF_PAY)):
        return None
    if one.low is None or not one.start or message.tokens[one.start - 1].text != "from":
        return None
    return _changed(_without(message, one), one, one.low, one.value)


def _now_and_then(message: Message) -> tuple[Pay, Pay, Decimal] | None:
    """The same for "I'm at 24 an hour, the raise is to 27": what is paid, then what is offered."""
    amounts = [q for q in message.quantities if q.role in _RAISED and q.low is None]
    if len(amounts) != 2 or not message.says(*RAISES) or message.has(_NO_PAY | _NOT_ONE_JOB):
        return None
    old, new = amounts
    if not any(t.is_word(*_OFFERED) for t in message.tokens[max(new.start - 2, 0) : new.start]):
        return None
    told = {q.role for q in amounts} - {Role.BARE, Role.MONEY}
    if {q.role for q in amounts} == {Role.BARE} and not message.has(_EARN):
        return None
    if len(told) > 1 or not old.value < new.value <= _MOST_RAISED * old.value:
        return None
    one = replace(old, role=told.pop() if told else old.role)
    return _changed(_without(message, old, new), one, old.value, new.value)


def _changed(
    rest: Message, told: Quantity, old: Decimal, new: Decimal
) -> tuple[Pay, Pay, Decimal] | None:
    """The pay with `old` and with `new` for what is `told` beside the `rest`, and the rise."""
    before, after = (
        _of_work(Message(rest.tokens, (*rest.quantities, replace(told, value=end, low=None))))
        for end in (old, new)
    )
    if before is None or after is None or not _amount(before):
        return None
    more = (_amount(after) / _amount(before) - 1) * _ALL_PERCENT
    return before, after, to_places(more, 2).normalize()


def _of_hour_or_year(message: Message) -> Pay | None:
    """The pay that `message` tells when it is hourly or a salary."""
    pay = _of_work(message)
    return pay if pay is not None and pay.kind != "per_chart" else None


def _of_work(message: Message) -> Pay | None:
    """The pay that `message` tells; an amount alone is an hour's, thousands are a year's."""
    bare = message.value(Role.BARE, Role.MONEY)
    if bare is not None and bare >= SMALLEST_SALARY:
        message = message.meaning(dict.fromkeys((Role.BARE, Role.MONEY), Role.YEARLY))
    if Role.RATE in message.roles:
        message = message.meaning({Role.PER_HOUR: Role.CHARTS_PER_HOUR})
    return pay_of(message.with_bare_pay(HOUR_ROLES))


def _amount(pay: Pay) -> Decimal:
    return Decimal(pay.inputs[_AMOUNT[pay.kind]])


def _with_amount(pay: Pay, amount: Decimal) -> Pay:
    rounded = cents(amount)
    words = hourly_words(rounded) if pay.kind == "hourly" else yearly_words(rounded)
    return replace(pay, inputs={_AMOUNT[pay.kind]: plain(rounded)}, understood=(words,))


def _paid(pay: Pay) -> str:
    """The amount that a raise changes, in words."""
    return rate_words(_amount(pay)) if pay.kind == "per_chart" else pay.understood[0]


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


def _without(message: Message, *left_out: Quantity) -> Message:
    return Message(message.tokens, tuple(q for q in message.quantities if q not in left_out))
