"""What a number before a noun counts: charts, hours, weeks, errors, or nothing of pay."""

from __future__ import annotations

from collections.abc import Sequence

from bot.matching.text import words
from bot.pay.language.roles import Role
from bot.pay.language.tokens import Shape, Token
from bot.pay.language.units import CHART, CHART_KINDS, DAY, HOUR, MONTH, TWO_WEEKS, WEEK, YEAR

CHART_NOUNS = frozenset(words("chart charts record records encounter encounters report reports"))
_BEFORE_CHARTS = CHART_KINDS | {"more", "coded"}
_DONE = frozenset(words("coded done completed finished in or so"))
_HOURS = frozenset(["hours", "hrs"])
_HOUR = frozenset(["hour", "hr", "h"])
_WEEKS = frozenset(["week", "weeks", "wk", "wks", "workweek", "workweeks"])
_ERRORS = frozenset(words("error errors mistake mistakes wrong incorrect misses"))
_PERCENT = frozenset(["percent", "pct", "percentage"])
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
        "credentials company companies monitor monitors mile "
        "miles option options other others different clients client vendors vendor "
        "applications chapter chapters"
    )
)
_MINUTES = frozenset(["minute", "minutes", "min", "mins"])
# So many weeks of pay are a year's, less the time off.
_MOST_OF_A_YEAR = range(40, 53)
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
NOTHING = Token(Shape.SIGN, "")


def token_at(found: Sequence[Token], position: int) -> Token:
    return found[position] if 0 <= position < len(found) else NOTHING


def is_unit(token: Token, *units: str) -> bool:
    return token.shape is Shape.UNIT and token.text in units


def counted(found: Sequence[Token], token: Token, after: int) -> tuple[Role, int] | None:
    """The role of a number before a noun that it counts, and where the wording ends.

    None when it counts nothing. `after` is the position behind the number and its own words.
    """
    follows = token_at(found, after)
    if follows.text == "%" or follows.is_word(*_PERCENT):
        is_match = token_at(found, after - 2).is_word("match", "matching") or (
            token_at(found, after + 1).is_word("match", "matching")
        )
        return (Role.ASIDE if is_match else Role.PERCENT), after + 1
    if follows.is_word(*_ERRORS):
        return (Role.UNREADABLE if token.money else Role.ERRORS), after + 1
    start = after
    while token_at(found, after).is_word(*_BEFORE_CHARTS) and after < start + 2:
        after += 1
    follows = token_at(found, after)
    if follows.is_word("cph"):
        return Role.CHARTS_PER_HOUR, after + 1
    if follows.is_word(*CHART_NOUNS):
        return (Role.UNREADABLE, after + 1) if token.money else _charts(found, after + 1)
    if follows.is_word(*_HOURS) or follows.is_word(*_HOUR):
        return _hours(found, token, after)
    if follows.is_word(*_WEEKS) and not token.money:
        return _weeks(found, token, after + 1)
    if follows.is_word("day", "days", "shifts") and not token.money:
        week = token_at(found, after + 1)
        per_week = is_unit(week, WEEK) or week.is_word(*_WEEKS)
        return (Role.DAYS_PER_WEEK if per_week else Role.ASIDE), after + 1 + per_week
    if follows.is_word(*_MINUTES) and not token.money:
        named = is_unit(token_at(found, after + 1), CHART) or (
            token_at(found, after + 1).is_word("each", "apiece")
        )
        by_the_chart = named or _takes(found, after)
        return (Role.MINUTES_PER_CHART if by_the_chart else Role.ASIDE), after + 1 + named
    if not token.money and (
        follows.is_word(*_ASIDE) or (follows.glued and follows.is_word(*_ORDINALS))
    ):
        return Role.ASIDE, after + 1
    return None


def _takes(found: Sequence[Token], position: int) -> bool:
    """Whether the minutes there are what a chart takes: "each takes me about 9 minutes"."""
    near = found[max(position - 5, 0) : position]
    about_charts = any(is_unit(t, CHART) or t.is_word(*CHART_NOUNS) for t in found)
    return about_charts and any(token.is_word("takes", "take", "taking") for token in near)


def _charts(found: Sequence[Token], after: int) -> tuple[Role, int]:
    if token_at(found, after).is_word("wrong", "incorrect"):
        return Role.ERRORS, after + 1
    start = after
    while token_at(found, after).is_word(*_DONE) and after < start + 2:
        after += 1
    per = {HOUR: Role.CHARTS_PER_HOUR, DAY: Role.CHARTS_PER_DAY, WEEK: Role.CHARTS_PER_WEEK}
    follows = token_at(found, after)
    if follows.shape is Shape.UNIT and follows.text in per:
        return per[follows.text], after + 1
    if follows.shape is Shape.UNIT and follows.text in {TWO_WEEKS, MONTH, YEAR}:
        return Role.UNREADABLE, after + 1
    if token_at(found, start).is_word(*_WEEKS):
        return Role.CHARTS_PER_WEEK, start + 1
    if token_at(found, start).is_word(*_HOUR):
        return Role.CHARTS_PER_HOUR, start + 1
    return Role.CHARTS, start


def _hours(found: Sequence[Token], token: Token, position: int) -> tuple[Role, int]:
    singular = found[position].is_word(*_HOUR)
    if token.money:
        return (Role.HOURLY if singular else Role.UNREADABLE), position + 1
    after = position + 1
    if token_at(found, after).text == "-":
        after += 1
    if is_unit(token_at(found, after), WEEK) or token_at(found, after).is_word(*_WEEKS):
        return Role.HOURS_PER_WEEK, after + 1
    if is_unit(token_at(found, after), DAY) or token_at(found, after).is_word("days", "shifts"):
        return Role.HOURS_PER_DAY, after + 1
    if is_unit(token_at(found, after), TWO_WEEKS, MONTH, YEAR):
        return Role.UNREADABLE, after + 1
    if token_at(found, after).is_word(*_STUDY) or (
        token_at(found, after).is_word("to") and not token_at(found, after + 1).is_word(*_EARNING)
    ):
        return Role.ASIDE, after
    if singular and found[position].text != "h" and token.value != 1:
        # "22 hr" may be 22 hours or $22 an hour; only cents tell that it is money.
        exponent = token.value.as_tuple().exponent if token.value is not None else 0
        return (Role.HOURLY if exponent == -2 else Role.UNREADABLE), after
    return Role.HOURS, after


def _weeks(found: Sequence[Token], token: Token, after: int) -> tuple[Role, int]:
    worked = after + 1 if token_at(found, after).is_word("worked", "paid", "of") else after
    if is_unit(token_at(found, worked), YEAR):
        return Role.WEEKS_PER_YEAR, worked + 1
    near = found[max(after - 4, 0) : after + 4]
    if any(token.is_word("unpaid") for token in near):
        return Role.WEEKS_UNPAID, after
    if any(token.is_word("off", "vacation", "pto", "holiday") for token in near):
        paid = any(token.is_word("paid", "pto") for token in near)
        return (Role.ASIDE if paid else Role.UNREADABLE), after
    if token.value in _MOST_OF_A_YEAR:
        return Role.WEEKS_PER_YEAR, after
    # A project of some weeks pays for those weeks only.
    is_project = any(t.is_word("project", "contract", "assignment", "gig") for t in found)
    return (Role.UNREADABLE if is_project else Role.ASIDE), after
