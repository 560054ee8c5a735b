"""What each number in a message is: a rate, a count of charts, hours a week, or none of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.matching.text import words
from bot.pay.language.tokens import Shape, Token
from bot.pay.language.units import CHART, DAY, ERROR, HOUR, MONTH, PERIODS, TWO_WEEKS, WEEK, YEAR


class Role(StrEnum):
    """What a number stands for.

    `PER_HOUR` and `PER_WEEK` are numbers whose wording leaves open whether they are dollars or
    charts, `BIG` an amount of thousands with no period, `BARE` a number nothing explains;
    `ASIDE` numbers are no pay inputs (`5 years`), `UNREADABLE` ones forbid any reading.
    """

    HOURLY = "hourly"
    DAILY = "daily"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    BIG = "big"
    MONEY = "money"
    RATE = "rate"
    PENALTY = "penalty"
    EXPENSES = "expenses"
    PER_HOUR = "per hour"
    PER_WEEK = "per week"
    CHARTS = "charts"
    CHARTS_PER_HOUR = "charts per hour"
    CHARTS_PER_DAY = "charts per day"
    CHARTS_PER_WEEK = "charts per week"
    HOURS = "hours"
    HOURS_PER_DAY = "hours per day"
    HOURS_PER_WEEK = "hours per week"
    DAYS_PER_WEEK = "days per week"
    WEEKS_PER_YEAR = "weeks per year"
    WEEKS_UNPAID = "weeks unpaid"
    PERCENT = "percent"
    ERRORS = "errors"
    BARE = "bare"
    ASIDE = "aside"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number: its role, its value, the tokens `start:end` it covers.

    `low` is the other end of a range (`20-25 an hour` has the value 25 and the low 20).
    """

    role: Role
    value: Decimal
    start: int
    end: int
    low: Decimal | None = None
    foreign: bool = False


_CHARTS = frozenset(words("chart charts record records encounter encounters"))
_CHART_KINDS = frozenset(
    words("ed er em outpatient inpatient facility profee clean medical pro radiology more coded")
)
_DONE = frozenset(words("coded done completed finished in or so"))
_HOURS = frozenset(["hours", "hrs"])
_HOUR = frozenset(["hour", "hr", "h"])
_WEEKS = frozenset(["week", "weeks", "wk", "wks", "workweek", "workweeks"])
_ERRORS = frozenset(words("error errors mistake mistakes wrong incorrect misses"))
_PERCENT = frozenset(["percent", "pct", "percentage"])
_EXPENSES = frozenset(["expenses", "expense", "deductions", "costs", "writeoffs"])
_STUDY = frozenset(
    words(
        "of course courses program class classes training school study studying "
        "instruction practicum externship ceu ceus credit credits education before ago "
        "notice day"
    )
)
_EARNING = frozenset(["make", "earn", "get", "reach", "hit", "do", "finish"])
_ASIDE = frozenset(
    words(
        "coder coders year years yr yrs yo month months mo kid kids child children offer offers "
        "job jobs people coworker coworkers question questions attempt attempts ceu ceus "
        "credit credits exam exams cert certs certification certifications credential "
        "credentials company companies minute minutes min mins monitor monitors mile "
        "miles option options other others different clients client vendors vendor "
        "applications chapter chapters"
    )
)
_LABELS = frozenset(["rate", "pay", "wage", "is", "at"])
_PAY = frozenset(
    words(
        "pay pays paid paying salary salaries offer offered offers offering make makes "
        "making earn earning income wage wages gross job w2 contract1099"
    )
)
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_PARENTS = frozenset(["mom", "mother", "mum", "mama", "dad", "father", "parent", "family"])
_AGE_BEFORE = frozenset(["im", "am", "age", "aged", "turning", "turned"])
_AGES = range(14, 91)
_YEARS_OF_OUR_TIME = range(1990, 2101)
_SMALLEST_YEARLY = 1_000
_SMALLEST_BIG = 10_000
_SMALLEST_SALARY = 15_000
_LARGEST_SALARY = 500_000
_LARGEST_MONTHLY = 20_000
_LARGEST_RATE_PER_CHART = 5
_MONEY_PER = {
    WEEK: Role.WEEKLY,
    TWO_WEEKS: Role.BIWEEKLY,
    MONTH: Role.MONTHLY,
    YEAR: Role.YEARLY,
    DAY: Role.DAILY,
}


def quantities(found: Sequence[Token]) -> tuple[Quantity, ...]:
    """Every number among `found` with its role, in order."""
    about = _About(
        charts=any(token.is_word(*_CHARTS) or _is_unit(token, CHART) for token in found),
        pay=any(token.is_word(*_PAY) or _is_unit(token, *PERIODS) for token in found),
    )
    return tuple(_ranges(found, list(_each(found, about))))


@dataclass(frozen=True, slots=True)
class _About:
    """What a message mentions anywhere, which decides what a number without a unit can be."""

    charts: bool
    pay: bool


def _each(found: Sequence[Token], about: _About) -> Iterator[Quantity]:
    for position, token in enumerate(found):
        if token.shape is Shape.NUMBER:
            role, end = _role(found, position, about)
            value = token.value
            if value is None:
                role, value = Role.UNREADABLE, Decimal(0)
            yield Quantity(role, value, position, end, foreign=token.foreign)


def _role(found: Sequence[Token], position: int, about: _About) -> tuple[Role, int]:
    token = found[position]
    if _at(found, position - 1).is_word("dollar", "dollars", "buck", "bucks"):
        return Role.UNREADABLE, position + 1
    after = position + 1
    while _at(found, after).is_word("flat", "gross", "even", "or", "so") and (
        _at(found, after).text in {"flat", "gross", "even"}
        or _at(found, after + 1).is_word("so")
        or _at(found, after - 1).is_word("or")
    ):
        after += 1
    follows = _at(found, after)
    if follows.shape is Shape.UNIT:
        return _per_unit(token, follows.text, after)
    if follows.is_word("each", "apiece", "ea", "pop") and about.charts:
        return Role.RATE, after + 1
    counted = _counted(found, token, after)
    if counted:
        return counted
    if _is_expense(found, position, after):
        return Role.EXPENSES, after
    role = _alone(found, position, about)
    if role in {Role.BARE, Role.MONEY} and (token.value or 0) < _SMALLEST_YEARLY:
        role = _labeled(found, position, role)
    return role, after


def _at(found: Sequence[Token], position: int) -> Token:
    return found[position] if 0 <= position < len(found) else _NOTHING


_NOTHING = Token(Shape.SIGN, "")


def _per_unit(token: Token, unit: str, position: int) -> tuple[Role, int]:
    value = token.value or Decimal(0)
    end = position + 1
    if unit == CHART:
        return Role.RATE, end
    if unit == ERROR:
        return (Role.PENALTY if token.money else Role.UNREADABLE), end
    if value >= _SMALLEST_BIG and unit in {HOUR, WEEK, TWO_WEEKS, MONTH}:
        if unit == MONTH and value < _LARGEST_MONTHLY:
            return Role.UNREADABLE, end
        # "52k hourly" asks what a salary comes to by the hour; nobody is paid that by the hour.
        return Role.BIG, position
    if unit in {TWO_WEEKS, MONTH, YEAR} and value < _small_for(unit):
        return (Role.MONEY if token.money else Role.BARE), position
    return _per_period(token, unit), end


def _small_for(unit: str) -> int:
    return _SMALLEST_YEARLY if unit == YEAR else 150


def _per_period(token: Token, unit: str) -> Role:
    if unit == HOUR:
        return Role.HOURLY if token.money else Role.PER_HOUR
    if unit in {WEEK, DAY} and not token.money:
        return Role.PER_WEEK if unit == WEEK else Role.UNREADABLE
    return _MONEY_PER[unit]


def _counted(found: Sequence[Token], token: Token, after: int) -> tuple[Role, int] | None:
    """The role of a number before a noun that it counts, and where the wording ends."""
    follows = _at(found, after)
    if follows.text == "%" or follows.is_word(*_PERCENT):
        return Role.PERCENT, after + 1
    if follows.is_word(*_ERRORS):
        return (Role.UNREADABLE if token.money else Role.ERRORS), after + 1
    start = after
    while _at(found, after).is_word(*_CHART_KINDS) and after < start + 2:
        after += 1
    follows = _at(found, after)
    if follows.is_word(*_CHARTS):
        return (Role.UNREADABLE, after + 1) if token.money else _charts(found, after + 1)
    if follows.is_word(*_HOURS) or follows.is_word(*_HOUR):
        return _hours(found, token, after)
    if follows.is_word(*_WEEKS) and not token.money:
        return _weeks(found, after + 1)
    if follows.is_word("day", "days", "shifts") and not token.money:
        per_week = _is_unit(_at(found, after + 1), WEEK)
        return (Role.DAYS_PER_WEEK if per_week else Role.ASIDE), after + 1 + per_week
    if not token.money and (
        follows.is_word(*_ASIDE) or (follows.glued and follows.is_word(*_ORDINALS))
    ):
        return Role.ASIDE, after + 1
    return None


def _is_unit(token: Token, *units: str) -> bool:
    return token.shape is Shape.UNIT and token.text in units


def _charts(found: Sequence[Token], after: int) -> tuple[Role, int]:
    if _at(found, after).is_word("wrong", "incorrect"):
        return Role.ERRORS, after + 1
    start = after
    while _at(found, after).is_word(*_DONE) and after < start + 2:
        after += 1
    per = {HOUR: Role.CHARTS_PER_HOUR, DAY: Role.CHARTS_PER_DAY, WEEK: Role.CHARTS_PER_WEEK}
    follows = _at(found, after)
    if follows.shape is Shape.UNIT and follows.text in per:
        return per[follows.text], after + 1
    if follows.shape is Shape.UNIT and follows.text in {TWO_WEEKS, MONTH, YEAR}:
        return Role.UNREADABLE, after + 1
    if _at(found, start).is_word(*_WEEKS):
        return Role.CHARTS_PER_WEEK, start + 1
    return Role.CHARTS, start


def _hours(found: Sequence[Token], token: Token, position: int) -> tuple[Role, int]:
    singular = found[position].is_word(*_HOUR)
    if token.money:
        return (Role.HOURLY if singular else Role.UNREADABLE), position + 1
    after = position + 1
    if _at(found, after).text == "-":
        after += 1
    if _is_unit(_at(found, after), WEEK) or _at(found, after).is_word(*_WEEKS):
        return Role.HOURS_PER_WEEK, after + 1
    if _is_unit(_at(found, after), DAY) or _at(found, after).is_word("days", "shifts"):
        return Role.HOURS_PER_DAY, after + 1
    if _is_unit(_at(found, after), TWO_WEEKS, MONTH, YEAR):
        return Role.UNREADABLE, after + 1
    if _at(found, after).is_word(*_STUDY) or (
        _at(found, after).is_word("to") and not _at(found, after + 1).is_word(*_EARNING)
    ):
        return Role.ASIDE, after
    if singular and found[position].text != "h" and token.value != 1:
        # "22 hr" may be 22 hours or $22 an hour; only cents tell that it is money.
        exponent = token.value.as_tuple().exponent if token.value is not None else 0
        return (Role.HOURLY if exponent == -2 else Role.UNREADABLE), after
    return Role.HOURS, after


def _weeks(found: Sequence[Token], after: int) -> tuple[Role, int]:
    worked = after + 1 if _at(found, after).is_word("worked", "paid", "of") else after
    if _is_unit(_at(found, worked), YEAR):
        return Role.WEEKS_PER_YEAR, worked + 1
    near = found[max(after - 4, 0) : after + 4]
    if any(token.is_word("unpaid") for token in near):
        return Role.WEEKS_UNPAID, after
    if any(token.is_word("off", "vacation", "pto", "holiday") for token in near):
        paid = any(token.is_word("paid", "pto") for token in near)
        return (Role.ASIDE if paid else Role.UNREADABLE), after
    return Role.ASIDE, after


def _labeled(found: Sequence[Token], position: int, role: Role) -> Role:
    """The role of a number after its label: `hourly rate of 25`, `per chart rate: 0.75`."""
    label = position - 1
    while label > position - 4 and (
        _at(found, label).is_word(*_LABELS)
        or (_at(found, label).is_word("of") and _at(found, label - 1).is_word("rate", "wage"))
        or _at(found, label).text in {":", "="}
    ):
        label -= 1
    if label == position - 1 and not _is_unit(_at(found, label), HOUR):
        return role
    labels = {HOUR: Role.HOURLY, CHART: Role.RATE}
    unit = _at(found, label)
    return labels.get(unit.text, role) if unit.shape is Shape.UNIT else role


def _is_expense(found: Sequence[Token], position: int, after: int) -> bool:
    ahead = found[after : after + 4]
    for token in ahead:
        if token.is_word(*_EXPENSES):
            return True
        if not token.is_word("in", "of", "for", "worth", "business", "my"):
            break
    behind = [token for token in found[max(position - 3, 0) : position] if token.text != ":"]
    return any(token.is_word(*_EXPENSES) for token in behind) and all(
        token.is_word(*_EXPENSES, "of", "are", "is", "about", "business", "my", "were", "and")
        for token in behind[-2:]
    )


def _alone(found: Sequence[Token], position: int, about: _About) -> Role:
    token = found[position]
    value = token.value or Decimal(0)
    before = _at(found, position - 1)
    follows = _at(found, position + 1)
    if follows.glued and follows.shape is Shape.WORD:
        return Role.UNREADABLE
    if token.text in {"24", "7", "365"} and "/" in {before.text, follows.text}:
        return Role.ASIDE
    if not token.money and follows.text in {"/", ":"}:
        return Role.UNREADABLE
    stated = before.is_word("at", "for", "@", "rate") or before.text == "@"
    if about.charts and value <= _LARGEST_RATE_PER_CHART:
        decimal = value % 1 != 0
        if token.cents or (token.money and value < 1) or (stated and (decimal or token.money)):
            return Role.RATE
    if token.money or about.pay:
        big = _SMALLEST_SALARY <= value <= _LARGEST_SALARY
        # Five digits alone may be a procedure code; salaries are told in round numbers.
        if big and (token.money or "," in token.text or value % 100 == 0):
            return Role.BIG
    if token.money:
        return Role.MONEY
    if before.is_word("of") and _at(found, position - 2).is_word(*_PARENTS):
        return Role.ASIDE
    if value % 1 == 0 and before.is_word(*_AGE_BEFORE) and value in _AGES:
        return Role.ASIDE
    if value % 1 == 0 and int(value) in _YEARS_OF_OUR_TIME and "," not in token.text:
        return Role.ASIDE
    return Role.BARE


def _ranges(found: Sequence[Token], each: list[Quantity]) -> Iterator[Quantity]:
    """`each` with two numbers around a dash or `to` as one, where only the second has a unit."""
    skipped = False
    for index, quantity in enumerate(each):
        if skipped:
            skipped = False
            continue
        second = each[index + 1] if index + 1 < len(each) else None
        if second is not None and _is_range(found, quantity, second):
            yield _range(found, quantity, second)
            skipped = True
        else:
            yield quantity


def _is_range(found: Sequence[Token], first: Quantity, second: Quantity) -> bool:
    between = found[first.start + 1 : second.start]
    if len(between) != 1:
        return False
    link = between[0]
    opened = _at(found, first.start - 1).is_word("between")
    return link.text in {"-", "–", "—"} or link.is_word("to") or (opened and link.is_word("and"))


def _range(found: Sequence[Token], first: Quantity, second: Quantity) -> Quantity:
    low, high = first.value, second.value
    if found[second.start].scaled and not found[first.start].scaled:
        low *= 1_000
    if found[second.start].cents and not found[first.start].cents:
        low = low.scaleb(-2)
    sound = low < high and Role.UNREADABLE not in {first.role, second.role}
    role = second.role if sound else Role.UNREADABLE
    return Quantity(role, high, first.start, second.end, low, first.foreign or second.foreign)
