"""Units of pay and work: `an hour`, `/hr`, `hourly`, `per chart` and the like as one token each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.matching.text import words
from bot.pay.language.tokens import Shape, Token

HOUR, DAY, WEEK, TWO_WEEKS, MONTH, YEAR = "hour", "day", "week", "two weeks", "month", "year"
CHART, ERROR = "chart", "error"
PERIODS = frozenset([HOUR, DAY, WEEK, TWO_WEEKS, MONTH, YEAR])

_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(["hour", "hours", "hr", "hrs", "h"], HOUR),
    **dict.fromkeys(["day", "shift"], DAY),
    **dict.fromkeys(["week", "weeks", "wk", "wks", "w"], WEEK),
    **dict.fromkeys(["fortnight", "biweek"], TWO_WEEKS),
    **dict.fromkeys(["month", "mo", "mth"], MONTH),
    **dict.fromkeys(["year", "years", "yr", "yrs", "y", "annum"], YEAR),
    **dict.fromkeys(["chart", "charts", "record", "encounter"], CHART),
    **dict.fromkeys(["error", "mistake"], ERROR),
}
_ADVERBS: Mapping[str, str] = {
    **dict.fromkeys(["hourly", "ph"], HOUR),
    "daily": DAY,
    **dict.fromkeys(["weekly", "pw"], WEEK),
    **dict.fromkeys(["biweekly", "fortnightly"], TWO_WEEKS),
    "monthly": MONTH,
    **dict.fromkeys(["yearly", "annually", "annual", "yr", "year"], YEAR),
}
_PER = frozenset(["a", "an", "per", "each", "every"])
# Said of a chart only where somebody is paid by it: "a report" may be anything.
_WORK = frozenset(["report", "account", "records", "encounters"])
# What stands between "per" and "chart".
CHART_KINDS = frozenset(
    words(
        "ed er em outpatient inpatient facility profee clean medical pro radiology hcc sds "
        "clinic surgery lab"
    )
)
_LONGEST = 4


def with_units(found: Sequence[Token]) -> tuple[Token, ...]:
    """`found` with every unit phrase as one token."""
    out: list[Token] = []
    position = 0
    while position < len(found):
        unit, length = _unit_at(found, position)
        if unit:
            out.append(Token(Shape.UNIT, unit, glued=found[position].glued))
            position += length
        else:
            out.append(found[position])
            position += 1
    return tuple(out)


def _unit_at(found: Sequence[Token], start: int) -> tuple[str, int]:
    ahead = found[start : start + _LONGEST]
    first = ahead[0]
    said = [token.text if token.shape is not Shape.SIGN else "" for token in ahead]
    if first.is_word("bi") and said[1:2] in (["weekly"], ["week"]):
        return TWO_WEEKS, 2
    if first.is_word("every", "per", "each") and (
        said[1:3] in (["other", "week"], ["other", "weeks"]) or _is_two_weeks(ahead[1:])
    ):
        return TWO_WEEKS, 3
    per = first.is_word(*_PER) or first.text == "/"
    if per and len(ahead) > 1 and ahead[1].shape is Shape.WORD:
        noun = _NOUNS.get(ahead[1].text, "")
        if noun and not _is_past(said[1:]):
            return noun, 2
        if first.is_word("per", "each", "every") and ahead[1].text in {"biweekly"}:
            return TWO_WEEKS, 2
        kinds = 1
        while kinds < len(ahead) - 1 and ahead[kinds].is_word(*CHART_KINDS):
            kinds += 1
        by_the_chart = kinds > 1 or first.is_word("per") or first.text == "/"
        noun = ahead[kinds].text
        if by_the_chart and (noun in _WORK or _NOUNS.get(noun) == CHART):
            return CHART, kinds + 1
    if first.shape is Shape.WORD and first.text in _ADVERBS and first.text not in {"year", "yr"}:
        return _ADVERBS[first.text], 1
    return "", 0


def _is_two_weeks(ahead: Sequence[Token]) -> bool:
    return len(ahead) > 1 and ahead[0].value == 2 and ahead[1].is_word("weeks", "wks", "week")


def _is_past(said: Sequence[str]) -> bool:
    """`a year ago` and `a week from now` are dates, `a record number` and `a day job` no units."""
    return said[1:2] in (["ago"], ["from"], ["later"], ["old"]) or said[:2] in (
        ["day", "job"],
        ["record", "number"],
    )
