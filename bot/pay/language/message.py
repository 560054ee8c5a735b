"""A message about pay: its words, its quantities, and what they say about working hours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from bot.pay.language.amounts import with_amounts
from bot.pay.language.quantities import quantities
from bot.pay.language.roles import Quantity, Role
from bot.pay.language.tokens import Shape, Token, tokens
from bot.pay.language.units import TWO_WEEKS, with_units
from bot.pay.language.vocabulary import HEARSAY, OTHER_SUBJECTS, OWN_REALITY
from bot.pay.money import count, dollar_rate, exact_arithmetic
from bot.pay.periods import FULL_TIME_WEEK, WEEKS_PER_YEAR

WORKDAYS = Decimal(5)
WEEKS = WEEKS_PER_YEAR.default or Decimal(0)
FULL_TIME_HOURS = FULL_TIME_WEEK.default or Decimal(0)
_FEWEST_HOURS_A_WEEK = 13
_MOST_HOURS_A_WEEK = 72
_PAYDAY = frozenset(["paid", "pays", "paycheck", "check", "chk", "payday"])
_HOURLY_DOLLARS = (10, 150)
_LONGEST_HOURS_A_DAY = 24
_PART_TIME_HOURS = (20, 25, 30)
HOUR_ROLES = frozenset(
    [
        Role.HOURS,
        Role.HOURS_PER_DAY,
        Role.HOURS_PER_WEEK,
        Role.DAYS_PER_WEEK,
        Role.WEEKS_PER_YEAR,
        Role.WEEKS_UNPAID,
    ]
)


@dataclass(frozen=True)
class Message:
    """The tokens of a message or of a part of it, with what each number is."""

    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]

    @cached_property
    def line(self) -> str:
        """The words with a space around each, `#` for a number and `<hour>` for a unit."""
        shown = {Shape.NUMBER: "#", Shape.WORD: "{}", Shape.SIGN: "{}", Shape.UNIT: "<{}>"}
        return f" {' '.join(shown[token.shape].format(token.text) for token in self.tokens)} "

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(token.text for token in self.tokens if token.shape is Shape.WORD)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles of all numbers that have to be understood."""
        return frozenset(q.role for q in self.quantities) - {Role.ASIDE}

    @cached_property
    def asked_units(self) -> frozenset[str]:
        """The units that stand apart from every number: what the member wants to know."""
        covered = {i for q in self.quantities for i in range(q.start, q.end)}
        return frozenset(
            token.text
            for index, token in enumerate(self.tokens)
            if token.shape is Shape.UNIT and index not in covered
        )

    def says(self, *phrases: str) -> bool:
        """Whether one of `phrases` stands in the message as whole words."""
        return any(f" {phrase} " in self.line for phrase in phrases)

    def has(self, words: Iterable[str]) -> bool:
        """Whether one of `words` stands in the message."""
        return not self.words.isdisjoint(words)

    @cached_property
    def asks_something_else(self) -> bool:
        """Whether it asks about other matters than pay, or what others say or make."""
        if self.has(OTHER_SUBJECTS):
            return True
        line = self.line
        for phrase in OWN_REALITY:
            line = line.replace(f" {phrase} ", " ")
        return not HEARSAY.isdisjoint(line.split())

    def with_bare_pay(self, besides: frozenset[Role] = frozenset()) -> Message:
        """The same message with its only amount without a unit read as dollars an hour.

        So it is when that is the only number but those of the roles `besides`, and one that
        somebody may be paid an hour.
        """
        told = self.roles - besides
        value = self.value(Role.BARE, Role.MONEY)
        lowest, highest = _HOURLY_DOLLARS
        is_alone = told in ({Role.BARE}, {Role.MONEY})
        if not is_alone or value is None or not lowest <= value <= highest:
            return self
        return self.meaning(dict.fromkeys(told, Role.PER_HOUR))

    def only(self, *roles: Role) -> bool:
        """Whether every number is one of `roles`, or of hours, and none contradicts another."""
        return self.roles <= {*roles, *HOUR_ROLES} and not self.is_contradictory

    @cached_property
    def is_contradictory(self) -> bool:
        """Whether two numbers of one role differ."""
        told = {(q.role, q.value) for q in self.quantities if q.role is not Role.ASIDE}
        return len(told) > len(self.roles)

    def value(self, *roles: Role) -> Decimal | None:
        """The number that has one of `roles`, None when there is none or several differ."""
        found = {q.value for q in self.quantities if q.role in roles}
        return found.pop() if len(found) == 1 else None

    def part(self, start: int, end: int) -> Message:
        """The tokens from `start` up to `end` with their quantities."""
        return Message(
            self.tokens[start:end],
            tuple(
                replace(q, start=q.start - start, end=q.end - start)
                for q in self.quantities
                if start <= q.start and q.end <= end
            ),
        )

    def without(self, *roles: Role) -> Message:
        """The same message with no quantity of these roles."""
        return Message(self.tokens, tuple(q for q in self.quantities if q.role not in roles))

    def meaning(self, changed: Mapping[Role, Role]) -> Message:
        """The same message with quantities of some roles read as others."""
        return Message(
            self.tokens,
            tuple(replace(q, role=changed.get(q.role, q.role)) for q in self.quantities),
        )


def message_of(text: str) -> Message:
    """`text` as tokens and quantities; a few linear passes, whatever it holds."""
    with exact_arithmetic():
        found = with_units(with_amounts(tokens(text)))
        return Message(found, quantities(found))


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week and paid weeks a year, as inputs and in words.

    `open` lists the hours to choose from where only "part time" was said.
    """

    per_week: Decimal
    inputs: Mapping[str, str]
    understood: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    open: tuple[int, ...] = field(default=())


def hours_of(message: Message) -> Hours | None:
    """The working hours a message tells, full time where it tells none.

    None where its numbers of hours contradict each other or may be meant another way.
    """
    told = message.roles & HOUR_ROLES
    if Role.HOURS in told and (Role.BIWEEKLY in message.roles or _tells_two_weeks(message)):
        return _from_two_weeks(message)
    if told & {Role.HOURS_PER_DAY, Role.DAYS_PER_WEEK}:
        week = _from_days(message, told)
    elif len(told & {Role.HOURS, Role.HOURS_PER_WEEK}) == 1:
        week = _from_week(message)
    elif told & {Role.HOURS, Role.HOURS_PER_WEEK}:
        return None
    elif message.says("part time", "parttime", "half days", "half time"):
        week = Hours(Decimal(0), {}, open=_PART_TIME_HOURS)
    else:
        line = f"{count(FULL_TIME_HOURS, 'hour')} a week assumed"
        week = Hours(FULL_TIME_HOURS, {}, assumed=(line,))
    if week is None:
        return None
    inputs = {"hours_per_week": plain(week.per_week)}
    weeks = message.value(Role.WEEKS_PER_YEAR)
    unpaid = message.value(Role.WEEKS_UNPAID)
    understood = week.understood
    if weeks is None and unpaid is not None:
        weeks = WEEKS - unpaid
        understood = (*understood, f"{count(unpaid, 'week')} unpaid")
    if weeks is not None:
        inputs["weeks_per_year"] = plain(weeks)
        understood = (*understood, f"{count(weeks, 'week')} a year")
        if weeks <= 0:
            return None
    return replace(week, inputs=inputs, understood=understood)


def _from_days(message: Message, told: frozenset[Role]) -> Hours | None:
    per_day = message.value(Role.HOURS_PER_DAY)
    days = message.value(Role.DAYS_PER_WEEK)
    if told & {Role.HOURS, Role.HOURS_PER_WEEK} or (
        per_day is not None and per_day > _LONGEST_HOURS_A_DAY
    ):
        return None
    if per_day is None and message.says("part time"):
        return None
    assumed: tuple[str, ...] = ()
    hours_a_day = per_day if per_day is not None else FULL_TIME_HOURS / WORKDAYS
    workdays = days if days is not None else WORKDAYS
    if per_day is None:
        assumed += (f"{count(hours_a_day, 'hour')} a day assumed",)
    if days is None:
        assumed += (f"{count(workdays, 'day')} a week assumed",)
    hours = hours_a_day * workdays
    line = f"{count(hours_a_day, 'hour')} a day, {count(workdays, 'day')} a week"
    return Hours(hours, {}, (line, f"that is {count(hours, 'hour')} a week"), assumed)


def _tells_two_weeks(message: Message) -> bool:
    """Whether hours are those of two weeks: more than a week's, and the pay comes so often."""
    hours = message.value(Role.HOURS)
    if hours is None or TWO_WEEKS not in message.asked_units or message.says("this week"):
        return False
    return hours > _MOST_HOURS_A_WEEK and message.has(_PAYDAY)


def _from_two_weeks(message: Message) -> Hours | None:
    """The hours of a week where those of a pay period of two weeks are told."""
    hours = message.value(Role.HOURS)
    if hours is None or not FULL_TIME_HOURS <= hours <= 2 * _MOST_HOURS_A_WEEK:
        return None
    if message.roles & HOUR_ROLES != {Role.HOURS}:
        return None
    week = hours / 2
    line = f"{count(hours, 'hour')} in two weeks, {count(week, 'hour')} a week"
    return Hours(week, {"hours_per_week": plain(week)}, (line,))


def _from_week(message: Message) -> Hours | None:
    hours = message.value(Role.HOURS_PER_WEEK, Role.HOURS)
    if hours is None:
        return None
    line = f"{count(hours, 'hour')} a week"
    if Role.HOURS_PER_WEEK in message.roles:
        return Hours(hours, {}, (line,))
    if not _FEWEST_HOURS_A_WEEK <= hours <= _MOST_HOURS_A_WEEK:
        return None
    return Hours(hours, {}, (line,), (f"{count(hours, 'hour')} taken as a week's",))


def plain(value: Decimal) -> str:
    """A number in plain digits as the calculators take it: `52000`, `0.70`."""
    return f"{value:.0f}" if value == value.to_integral_value() else f"{value:f}"


def dollars_in_words(amount: Decimal) -> str:
    """USD with the cents it has: `$0.70`, `$22.50`, `$52,000`."""
    return dollar_rate(amount).removesuffix(".00")
