"""Questions about pay per chart: speed, rates, targets, accuracy."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.matching.text import words
from bot.pay.language.message import (
    HOUR_ROLES,
    Message,
    dollars_in_words,
    hours_of,
    plain,
)
from bot.pay.language.pay import YEARLY, hourly_words, pay_of, rate_words, speed_words, yearly_words
from bot.pay.language.reading import PayReading, Read, asked, read, read_pay
from bot.pay.language.roles import Role
from bot.pay.language.units import CHART, HOUR
from bot.pay.language.vocabulary import (
    ASKS_FOR_RATE,
    ASKS_FOR_SPEED,
    COSTS,
    NEEDS,
    OTHER_SUBJECTS,
    PREMIUMS,
    QUALITY,
    SPEEDS,
)
from bot.pay.money import count, quotient

_ALL_PERCENT = 100
_HOURS_OF_A_DAY = 12
_UNPAID = frozenset(
    words("unpaid rejected reject rejects returned denied sent sends kicked kick failed fail")
)
_AGAIN = frozenset(words("redo redone rework fix fixing recode"))
_TARGETS = (Role.HOURLY, Role.PER_HOUR, *YEARLY)


def contract_accuracy(message: Message) -> PayReading | None:
    """Whether so many errors in so many charts meet the accuracy a contract asks for."""
    roles = message.roles
    charts = message.value(Role.CHARTS, Role.CHARTS_PER_WEEK)
    percent, errors = message.value(Role.PERCENT), message.value(Role.ERRORS)
    if not message.only(
        Role.CHARTS, Role.CHARTS_PER_WEEK, Role.PERCENT, Role.ERRORS, Role.RATE
    ) or (roles & HOUR_ROLES):
        return None
    if charts is None or percent is None or percent > _ALL_PERCENT:
        return None
    assumed: tuple[str, ...] = ()
    if errors is None:
        allowance = message.says("how many errors", "how many mistakes", "how many can i miss")
        if Role.ERRORS in roles or not allowance:
            return None
        errors, assumed = Decimal(0), ("no errors so far assumed",)
    rate = message.value(Role.RATE)
    inputs = {"charts": plain(charts), "errors": plain(errors), "required_pct": plain(percent)}
    understood = [
        count(charts, "chart"),
        *([] if assumed else [count(errors, "error")]),
        f"{plain(percent)}% accuracy required",
    ]
    if rate is not None:
        inputs["rate_per_chart"] = plain(rate)
        understood.append(rate_words(rate))
    return read("contract_accuracy", inputs, tuple(understood), assumed)


def target(message: Message) -> PayReading | None:
    """The speed or the rate that a wanted pay needs: two of the three are told, one is asked."""
    for_speed, for_rate = message.says(*ASKS_FOR_SPEED), message.says(*ASKS_FOR_RATE)
    if not (for_speed or for_rate) or message.has(OTHER_SUBJECTS):
        return None
    if for_speed and HOUR in message.asked_units:
        message = message.meaning({Role.MONEY: Role.HOURLY})
    says_all = for_speed and message.roles == {Role.RATE, Role.HOURLY}
    if not says_all and not message.says(*NEEDS):
        return None
    if not message.only(Role.RATE, Role.CHARTS_PER_HOUR, Role.CHARTS_PER_WEEK, *_TARGETS):
        return None
    wanted = message.roles & {*_TARGETS}
    known = message.roles & {Role.RATE, Role.CHARTS_PER_HOUR, Role.CHARTS_PER_WEEK}
    if len(wanted) != 1 or len(known) != 1:
        return None
    if Role.RATE in known and not for_speed:
        return None
    if Role.RATE not in known and not for_rate:
        return None
    return _target(message, next(iter(wanted)), next(iter(known)))


def _target(message: Message, wanted: Role, known: Role) -> PayReading | None:
    amount, value, hours = message.value(wanted), message.value(known), hours_of(message)
    if amount is None or value is None or hours is None or hours.open:
        return None
    inputs: dict[str, str] = {}
    if wanted in YEARLY:
        inputs["target_annual"] = plain(amount * YEARLY[wanted])
        understood = f"{yearly_words(amount * YEARLY[wanted])} wanted"
        if amount != amount * YEARLY[wanted]:
            period = "month" if wanted is Role.MONTHLY else "week"
            understood = f"{dollars_in_words(amount)} a {period} wanted, {understood}"
    else:
        inputs["target_hourly"] = plain(amount)
        understood = f"{hourly_words(amount)} wanted"
    lines = {
        Role.RATE: ("rate_per_chart", rate_words(value)),
        Role.CHARTS_PER_HOUR: ("charts_per_hour", f"{speed_words(value)} an hour"),
        Role.CHARTS_PER_WEEK: ("weekly_quota", f"{count(value, 'chart')} a week"),
    }
    name, line = lines[known]
    inputs[name] = plain(value)
    if wanted in YEARLY or known is Role.CHARTS_PER_WEEK:
        inputs |= hours.inputs
        return read("target_rate", inputs, (understood, line, *hours.understood), hours.assumed)
    return read("target_rate", inputs, (understood, line))


def speed_ladder(message: Message) -> Read:
    """What a rate per chart pays at different speeds."""
    rate, quota = message.value(Role.RATE), message.value(Role.CHARTS_PER_WEEK)
    if rate is None or not message.says(*SPEEDS):
        return None
    hours = hours_of(message)
    if not message.only(Role.RATE, Role.CHARTS_PER_WEEK) or hours is None or hours.open:
        return None
    inputs = {"rate_per_chart": plain(rate), **hours.inputs}
    if "weeks_per_year" in inputs:
        return None
    understood: tuple[str, ...] = (rate_words(rate), *hours.understood)
    if quota is not None:
        inputs["weekly_quota"] = plain(quota)
        understood = (*understood, f"{count(quota, 'chart')} a week")
    return read("speed_ladder", inputs, understood, hours.assumed)


def accuracy_cost(message: Message) -> PayReading | None:
    """What accuracy is worth over a week's charts."""
    charts = message.value(Role.CHARTS_PER_WEEK)
    if charts is None or not (message.has(QUALITY) or Role.PENALTY in message.roles):
        return None
    if not message.has(COSTS) and not message.says("how many errors", "how many mistakes"):
        return None
    allowed = {Role.CHARTS_PER_WEEK, Role.RATE, Role.PENALTY}
    if message.value(Role.PERCENT) == 1:
        allowed.add(Role.PERCENT)
    if message.is_contradictory or not message.roles <= allowed:
        return None
    inputs = {"charts_per_week": plain(charts)}
    understood = [f"{count(charts, 'chart')} a week"]
    rate, penalty = message.value(Role.RATE), message.value(Role.PENALTY)
    if rate is not None:
        inputs["rate_per_chart"] = plain(rate)
        understood.append(rate_words(rate))
    if penalty is not None:
        inputs["penalty_per_error"] = plain(penalty)
        understood.append(f"{dollars_in_words(penalty)} off for an error")
    return read("accuracy", inputs, tuple(understood))


def per_chart(message: Message) -> Read:
    """Pay at a rate per chart; asks back where `25 an hour` may be charts or dollars."""
    if Role.RATE not in message.roles or message.has(PREMIUMS) or message.asks_something_else:
        return None
    share = message.value(Role.PERCENT)
    if share is not None and message.has(_UNPAID) and not message.has(_AGAIN):
        return _partly_paid(message, share)
    if Role.HOURS_PER_DAY in message.roles:
        message = message.meaning({Role.CHARTS: Role.CHARTS_PER_DAY})
    if message.roles == {Role.RATE, Role.CHARTS, Role.HOURS}:
        message = _by_the_hour(message)
    if Role.PER_HOUR not in message.roles:
        pay = pay_of(message)
        return read_pay(pay) if pay else None
    counted = pay_of(message.meaning({Role.PER_HOUR: Role.CHARTS_PER_HOUR}))
    if counted is None:
        return None
    result = read_pay(counted)
    speed, rate = message.value(Role.PER_HOUR), message.value(Role.RATE)
    if speed is None or rate is None or _is_told_first(message):
        return result
    if not isinstance(result, PayReading):
        return None
    wanted = read(
        "target_rate",
        {"target_hourly": plain(speed), "rate_per_chart": plain(rate)},
        (f"{hourly_words(speed)} wanted", rate_words(rate)),
    )
    return asked(f"Is {plain(speed)} an hour charts or dollars?", result, wanted)


def _is_told_first(message: Message) -> bool:
    """Whether the rate comes before the number an hour, as in "1.60 a chart at 17 an hour"."""
    starts = {q.role: q.start for q in message.quantities}
    is_wanted = message.says(*NEEDS) or message.has(["or", "vs", "than", "but"])
    return starts[Role.RATE] < starts[Role.PER_HOUR] and not is_wanted


def _partly_paid(message: Message, share: Decimal) -> PayReading | None:
    """Pay per chart where `share` percent of the charts are not paid."""
    rate = message.value(Role.RATE)
    if rate is None or share >= _ALL_PERCENT:
        return None
    counted = message.without(Role.PERCENT).meaning({Role.PER_HOUR: Role.CHARTS_PER_HOUR})
    pay = pay_of(counted)
    if pay is None or pay.kind != "per_chart" or pay.hours.open:
        return None
    paid = rate * (_ALL_PERCENT - share) / _ALL_PERCENT
    inputs = {**pay.all_inputs, "rate_per_chart": plain(paid)}
    line = f"{plain(share)}% of the charts unpaid, so {dollars_in_words(paid)} a chart on average"
    found = read(
        "per_chart",
        inputs,
        (*pay.understood, line, *pay.hours.understood),
        (*pay.assumed, *pay.hours.assumed),
    )
    return replace(found, denied=("Every chart is paid",))


def _by_the_hour(message: Message) -> Message:
    """Charts done in some hours of a day as charts an hour; the message itself where it is more."""
    charts, hours = message.value(Role.CHARTS), message.value(Role.HOURS)
    if charts is None or hours is None or not 0 < hours <= _HOURS_OF_A_DAY:
        return message
    rest = message.without(Role.CHARTS, Role.HOURS)
    done = next(q for q in message.quantities if q.role is Role.CHARTS)
    speed = replace(done, role=Role.CHARTS_PER_HOUR, value=quotient(charts, hours))
    return Message(rest.tokens, (*rest.quantities, speed))


def rate_of_hourly(message: Message) -> PayReading | None:
    """What an hourly wage comes to per chart at a told speed."""
    if message.roles - {Role.HOURLY, Role.PER_HOUR} == {Role.CHARTS_PER_DAY, Role.HOURS}:
        message = _by_the_hour(message.meaning({Role.CHARTS_PER_DAY: Role.CHARTS}))
    wage = message.value(Role.HOURLY, Role.PER_HOUR)
    speed = message.value(Role.CHARTS_PER_HOUR)
    if wage is None or not speed or CHART not in message.asked_units:
        return None
    if not message.only(Role.HOURLY, Role.PER_HOUR, Role.CHARTS_PER_HOUR):
        return None
    if message.asks_something_else:
        return None
    inputs = {"target_hourly": plain(wage), "charts_per_hour": plain(speed)}
    return read("target_rate", inputs, (hourly_words(wage), f"{speed_words(speed)} an hour"))
