"""What each number in a message is: a rate, a count of charts, hours a week, or none of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from bot.matching.text import words
from bot.pay.language.counted import CHART_NOUNS, NOTHING, counted, is_unit, token_at
from bot.pay.language.roles import SMALLEST_SALARY, Quantity, Role
from bot.pay.language.tokens import Shape, Token
from bot.pay.language.units import CHART, DAY, ERROR, HOUR, MONTH, PERIODS, TWO_WEEKS, WEEK, YEAR
from bot.pay.money import quotient

_EXPENSES = frozenset(["expenses", "expense", "deductions", "costs", "writeoffs"])
_LABELS = frozenset(["rate", "pay", "wage", "is", "at"])
_PAY = frozenset(
    words(
        "pay pays paid paying salary salaries offer offered offers offering make makes "
        "making earn earning income wage wages gross job w2 contract1099"
    )
)
_PARENTS = frozenset(["mom", "mother", "mum", "mama", "dad", "father", "parent", "family"])
_AGE_BEFORE = frozenset(["im", "am", "age", "aged", "turning", "turned"])
_AGES = range(14, 91)
_YEARS_OF_OUR_TIME = range(1990, 2101)
_SMALLEST_YEARLY = 1_000
_SMALLEST_BIG = 10_000
_LARGEST_SALARY = 500_000
_LARGEST_MONTHLY = 20_000
_LARGEST_RATE_PER_CHART = 5
_MINUTES_AN_HOUR = Decimal(60)
_MONEY_PER = {
    WEEK: Role.WEEKLY,
    TWO_WEEKS: Role.BIWEEKLY,
    MONTH: Role.MONTHLY,
    YEAR: Role.YEARLY,
    DAY: Role.DAILY,
}

_EACH = frozenset(["each", "apiece", "ea"])
_SPEED_PER = {HOUR: Role.CHARTS_PER_HOUR, DAY: Role.CHARTS_PER_DAY}
# Words between two ways to be paid, either of which may be the dollars an hour.
_WEIGHS = frozenset(["or", "vs", "versus", "than"])
_CODES = frozenset(
    words(
        "do doing did code coding coded finish finishing average averaging manage through expect "
        "quota speed expectation"
    )
)
_ABOUT = frozenset(words("about around abt like roughly approx usually only maybe"))
# What the other numbers of a message may come to.
_RESULTS = frozenset(
    [Role.BARE, Role.MONEY, Role.BIG, Role.UNREADABLE, Role.PER_WEEK, *_MONEY_PER.values()]
)


def quantities(found: Sequence[Token]) -> tuple[Quantity, ...]:
    """Every number among `found` with its role, in order."""
    charts = any(
        token.is_word(*CHART_NOUNS)
        or is_unit(token, CHART)
        or (token.cents and follows.is_word(*_EACH))
        for token, follows in zip_longest(found, found[1:], fillvalue=NOTHING)
    )
    about = _About(
        charts=charts,
        speeds=charts and not any(token.is_word(*_WEIGHS) for token in found),
        pay=any(token.is_word(*_PAY) or is_unit(token, *PERIODS) for token in found),
    )
    return tuple(_by_the_hour(q) for q in _ranges(found, list(_each(found, about))))


@dataclass(frozen=True, slots=True)
class _About:
    """What a message mentions anywhere, which decides what a number without a unit can be."""

    charts: bool
    pay: bool
    speeds: bool


def _each(found: Sequence[Token], about: _About) -> Iterator[Quantity]:
    for position, token in enumerate(found):
        if token.shape is Shape.NUMBER:
            role, end = _role(found, position, about)
            value = token.value
            if value is None:
                role, value = Role.UNREADABLE, Decimal(0)
            elif role in _RESULTS and _is_result(found, position):
                role = Role.ASIDE
            yield Quantity(role, value, position, end, foreign=token.foreign)


def _by_the_hour(told: Quantity) -> Quantity:
    """Minutes a chart takes as charts an hour, whose other end is the fewer minutes."""
    if told.role is not Role.MINUTES_PER_CHART or not told.value or told.low == 0:
        return told
    speed = quotient(_MINUTES_AN_HOUR, told.value)
    if told.low is None:
        return replace(told, role=Role.CHARTS_PER_HOUR, value=speed)
    most = quotient(_MINUTES_AN_HOUR, told.low)
    return replace(told, role=Role.CHARTS_PER_HOUR, value=most, low=speed)


def _is_result(found: Sequence[Token], position: int) -> bool:
    """Whether the number is what somebody takes the others to come to: "thats 450 a day right"."""
    so_far = found[:position]
    said = [token.text for token in so_far[-2:]]
    is_told = said[-1:] == ["thats"] or said in (["that", "is"], ["so", "like"], ["so", "about"])
    return is_told and any(token.shape is Shape.NUMBER for token in so_far)


def _role(found: Sequence[Token], position: int, about: _About) -> tuple[Role, int]:
    token = found[position]
    if token_at(found, position - 1).is_word("dollar", "dollars", "buck", "bucks"):
        return Role.UNREADABLE, position + 1
    after = position + 1
    while token_at(found, after).is_word("flat", "gross", "even", "or", "so") and (
        token_at(found, after).text in {"flat", "gross", "even"}
        or token_at(found, after + 1).is_word("so")
        or token_at(found, after - 1).is_word("or")
    ):
        after += 1
    if token_at(found, after).is_word("in") and is_unit(token_at(found, after + 1), YEAR):
        after += (token.value or 0) >= _SMALLEST_BIG
    follows = token_at(found, after)
    if follows.shape is Shape.UNIT:
        role, end = _per_unit(token, follows.text, after)
        coded = about.speeds and not token.money and follows.text in _SPEED_PER
        if coded and (token.value or 0) % 1 == 0 and _is_coded(found, position):
            return _SPEED_PER[follows.text], end
        return role, end
    if follows.is_word(*_EACH) and about.charts:
        return Role.RATE, after + 1
    if follows.is_word("a") and token_at(found, after + 1).is_word("pop") and about.charts:
        return Role.RATE, after + 2
    noun = counted(found, token, after)
    if noun:
        return noun
    if _is_expense(found, position, after):
        return Role.EXPENSES, after
    role = _alone(found, position, about)
    if role in {Role.BARE, Role.MONEY} and (token.value or 0) < _SMALLEST_YEARLY:
        role = _labeled(found, position, role)
    return role, after


def _is_coded(found: Sequence[Token], position: int) -> bool:
    """Whether the number is a speed: "i do about 14 an hour", "quota is 95 a day"."""
    before = position - 1
    while token_at(found, before).is_word(*_ABOUT):
        before -= 1
    if token_at(found, before).is_word("is", "was", "of"):
        return token_at(found, before - 1).is_word("quota", "speed", "expectation")
    return token_at(found, before).is_word(*_CODES)


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


def _labeled(found: Sequence[Token], position: int, role: Role) -> Role:
    """The role of a number after its label: `hourly rate of 25`, `per chart rate: 0.75`."""
    label = position - 1
    while label > position - 4 and (
        token_at(found, label).is_word(*_LABELS)
        or (
            token_at(found, label).is_word("of")
            and token_at(found, label - 1).is_word("rate", "wage")
        )
        or token_at(found, label).text in {":", "="}
    ):
        label -= 1
    if label == position - 1 and not is_unit(token_at(found, label), HOUR):
        by_the_chart = is_unit(token_at(found, label), CHART) and found[position].money
        stands_alone = token_at(found, label - 1).shape is not Shape.NUMBER
        return Role.RATE if by_the_chart and stands_alone else role
    labels = {HOUR: Role.HOURLY, CHART: Role.RATE}
    unit = token_at(found, label)
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
    before = token_at(found, position - 1)
    follows = token_at(found, position + 1)
    if follows.glued and follows.shape is Shape.WORD:
        return Role.UNREADABLE
    if token.text in {"24", "7", "365"} and "/" in {before.text, follows.text}:
        return Role.ASIDE
    if not token.money and follows.text in {"/", ":"}:
        return Role.UNREADABLE
    stated = before.is_word("at", "for", "@", "rate") or before.text == "@"
    stated = stated or before.is_word("pay", "pays", "paid", "paying")
    stated = stated or (before.is_word("is") and token_at(found, position - 2).is_word("rate"))
    if about.charts and value <= _LARGEST_RATE_PER_CHART:
        decimal = value % 1 != 0
        if token.cents or (token.money and value < 1) or (stated and (decimal or token.money)):
            return Role.RATE
    if token.money or about.pay:
        big = SMALLEST_SALARY <= value <= _LARGEST_SALARY
        # Five digits alone may be a procedure code; salaries are told in round numbers.
        if big and (token.money or "," in token.text or value % 100 == 0):
            return Role.BIG
    if token.money:
        return Role.MONEY
    if before.is_word("offer", "job", "option") and value in {1, 2}:
        return Role.ASIDE
    if before.is_word("from") and token_at(found, position - 2).is_word("up", "down"):
        return Role.ASIDE
    if before.is_word("of") and token_at(found, position - 2).is_word(*_PARENTS):
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
    opened = token_at(found, first.start - 1).is_word("between")
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
