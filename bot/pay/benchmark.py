"""Where a wage stands among what others are paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.knowledge.units import written
from bot.numbers import InputRefused
from bot.pay import hourly, salary
from bot.pay.benchmark_groups import (
    CERTIFIED,
    EXPERIENCE,
    SETTING,
    Compared,
    group_compared,
    survey_compared,
)
from bot.pay.figures import FigureMissing, Figures
from bot.pay.inputs import Field, Given, TextInput, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars
from bot.pay.percentiles import (
    HOURS_PER_YEAR,
    MEDIAN,
    Band,
    Level,
    Wage,
    band,
    difference_text,
    levels,
    side,
    yearly,
)
from bot.pay.periods import FULL_TIME_WEEK, WEEKS_PER_YEAR, pay_assumptions
from bot.pay.states import state_named, state_path
from bot.reply import Bar, Chart, Mark, PayValue

NAME = "benchmark"

HOURLY = replace(hourly.HOURLY, required=False)
ANNUAL = replace(salary.ANNUAL, required=False)
STATE = TextInput(
    name="state",
    label="State",
    description="A U.S. state, written out or as two letters",
)
INPUTS: tuple[Field, ...] = (
    HOURLY,
    ANNUAL,
    FULL_TIME_WEEK,
    WEEKS_PER_YEAR,
    STATE,
    EXPERIENCE,
    SETTING,
    CERTIFIED,
)

_NATION: Mapping[int, str] = {
    10: "pay.p10_yearly",
    25: "pay.p25_yearly",
    MEDIAN: "pay.median_yearly",
    75: "pay.p75_yearly",
    90: "pay.p90_yearly",
}
_STATE_FIGURES: Mapping[int, str] = {10: "p10", MEDIAN: "median", 90: "p90"}
_PERCENTILE_FIELDS = ("percentile_low", "percentile_high")


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """Where `hourly` or `annual` USD lie among the pay of medical records specialists.

    annual = hourly x hours_per_week x weeks_per_year. Compared is a full-time year, as the
    Bureau of Labor Statistics counts its yearly figures: hourly x 2,080. `percentile_low` and
    `percentile_high` are the known percentiles next to it (0 and 100 outside); nothing is
    estimated in between.

    Raises:
        InputRefused: for inputs that are unknown or out of range, for none or both of `hourly`
            and `annual`, for an unknown state, and when a national percentile is not on file.
    """
    read = given(INPUTS, inputs, NAME)
    state = state_named(read.words[STATE.name]) if STATE.name in read.words else None
    wage = _wage(read)
    nation = _national_levels(figures)
    where = band(wage, nation)
    parts = [_nation_compared(wage, nation, where)]
    if state is not None:
        parts.append(_state_compared(wage, state, figures))
    parts += [group_compared(wage, read.words, figures), survey_compared(wage, read.words, figures)]
    values: dict[str, PayValue] = {
        "annual": wage.annual,
        "hourly": wage.hourly,
        "full_time_annual": wage.full_time,
    }
    for part in parts:
        values.update(part.values)
    return Calculation(
        values=values,
        headline=_headline(wage, where),
        working=(*_wage_working(read, wage), *(line for part in parts for line in part.working)),
        assumptions=(
            *pay_assumptions(read.numbers, inputs, {"annual": wage.annual, "hourly": wage.hourly}),
            *_hours_assumptions(read, inputs, wage),
            *(line for part in parts for line in part.assumptions),
        ),
        places={name: 0 for name in values if name.endswith(_PERCENTILE_FIELDS)},
        quoted=tuple(path for part in parts for path in part.quoted),
        chart=_chart(wage, nation, where, state, figures),
    )


def _wage(read: Given) -> Wage:
    numbers = read.numbers
    if (HOURLY.name in numbers) == (ANNUAL.name in numbers):
        raise InputRefused(
            "Give either an hourly rate or an annual salary, and not both.", HOURLY.name
        )
    hours = numbers["hours_per_week"] * numbers["weeks_per_year"]
    if HOURLY.name in numbers:
        rate = numbers[HOURLY.name]
        return Wage(rate * hours, rate, rate * HOURS_PER_YEAR, by_hour=True)
    annual = numbers[ANNUAL.name]
    # Multiplied first, so that a full-time salary comes back to the last digit.
    return Wage(annual, annual / hours, annual * HOURS_PER_YEAR / hours, by_hour=False)


def _national_levels(figures: Figures) -> tuple[Level, ...]:
    found = levels(figures, _NATION)
    missing = set(_NATION.values()) - {level.path for level in found}
    if missing:
        raise FigureMissing(min(missing))
    return found


def _nation_compared(wage: Wage, nation: tuple[Level, ...], where: Band) -> Compared:
    median = next(level for level in nation if level.percentile == MEDIAN)
    return Compared(
        values={
            "national_median": median.amount,
            **_difference(wage, median),
            "percentile_low": Decimal(where.low),
            "percentile_high": Decimal(where.high),
        },
        working=(
            *_level_lines("National", nation, where),
            f"Next to the national median: {difference_text(wage.full_time, median.amount)}",
        ),
        assumptions=(
            "Compared with medical records specialists, the federal group that counts coders "
            "together with other records staff.",
        ),
        quoted=tuple(level.path for level in nation),
    )


def _state_compared(wage: Wage, state: str, figures: Figures) -> Compared:
    known = _state_levels(state, figures)
    median = next((level for level in known if level.percentile == MEDIAN), None)
    if median is None:
        return _state_mean_compared(wage, state, figures)
    where = band(wage, known)
    dates = sorted({level.as_of for level in known})
    mixed = (
        f"The {state} figures are of different dates ({', '.join(dates)}), so they fit together "
        "only roughly.",
    )
    return Compared(
        values={
            "state_median": median.amount,
            **_difference(wage, median, "state_"),
            "state_percentile_low": Decimal(where.low),
            "state_percentile_high": Decimal(where.high),
        },
        working=(
            *_level_lines(state, known, where),
            f"Next to the {state} median: {difference_text(wage.full_time, median.amount)}",
        ),
        assumptions=mixed if len(dates) > 1 else (),
        quoted=tuple(level.path for level in known),
    )


def _state_mean_compared(wage: Wage, state: str, figures: Figures) -> Compared:
    path = state_path(state, "mean")
    claim = figures.claim(path)
    mean = (
        yearly(claim.value, claim)
        if claim is not None and isinstance(claim.value, Decimal)
        else None
    )
    if claim is None or mean is None:
        return Compared(
            assumptions=(
                f"I have no figure for {state} on file, so the comparison is with the nation only.",
            )
        )
    return Compared(
        values={
            "state_mean": mean,
            "state_difference_from_mean": wage.full_time - mean,
        },
        working=(
            f"{state} average {written(mean, 'USD')} (as of {claim.as_of}): "
            f"{difference_text(wage.full_time, mean)}",
        ),
        assumptions=(f"For {state} only an average (mean) is on file, no median.",),
        quoted=(path,),
    )


def _state_levels(state: str, figures: Figures) -> tuple[Level, ...]:
    paths = {percentile: state_path(state, name) for percentile, name in _STATE_FIGURES.items()}
    return levels(figures, paths)


def _difference(wage: Wage, median: Level, prefix: str = "") -> dict[str, Decimal]:
    difference = wage.full_time - median.amount
    return {
        f"{prefix}difference_from_median": difference,
        f"{prefix}difference_from_median_pct": difference / median.amount * 100,
    }


def _level_lines(whose: str, known: tuple[Level, ...], where: Band) -> tuple[str, ...]:
    near = [level for level in known if level.percentile in {where.low, where.high, MEDIAN}]
    return tuple(
        f"{whose} {level.name}: {written(level.amount, 'USD')} a year (as of {level.as_of})"
        for level in near
    )


def _wage_working(read: Given, wage: Wage) -> tuple[str, ...]:
    hours = count(read.numbers["hours_per_week"], "hour")
    weeks = count(read.numbers["weeks_per_year"], "week")
    annual, rate = dollars(wage.annual), dollars(wage.hourly)
    first = (
        f"{dollar_rate(wage.hourly)} x {hours} x {weeks} = {annual} a year"
        if wage.by_hour
        else f"{annual} / {weeks} / {hours} = {rate} an hour"
    )
    if wage.full_time == wage.annual:
        return (first,)
    full_time = f"{count(HOURS_PER_YEAR, 'hour')} = {dollars(wage.full_time)} for a full-time year"
    return (first, f"{rate} x {full_time}")


def _hours_assumptions(read: Given, inputs: Mapping[str, object], wage: Wage) -> tuple[str, ...]:
    lines = []
    if FULL_TIME_WEEK.name not in inputs:
        lines.append(f"{count(read.numbers['hours_per_week'], 'hour')} a week assumed.")
    if wage.full_time != wage.annual:
        lines.append(
            f"Federal yearly figures count {count(HOURS_PER_YEAR, 'hour')} a year, so your hourly "
            "rate is compared over as many."
        )
    return tuple(lines)


def _headline(wage: Wage, where: Band) -> str:
    both = f"{dollars(wage.hourly)} an hour ({written(wage.annual, 'USD')} a year)"
    if side(where) == "at":
        return f"{both} is at the national median, the {MEDIAN}th percentile"
    return f"{both} is {side(where)} the national median: {where.text}"


def _chart(
    wage: Wage, nation: tuple[Level, ...], where: Band, state: str | None, figures: Figures
) -> Chart:
    bars = [
        Bar(level.name.capitalize(), level.amount, written(level.amount, "USD")) for level in nation
    ]
    yours = Bar("Your wage", wage.full_time, written(wage.full_time, "USD"), highlighted=True)
    bars.insert(sum(level.percentile <= where.low for level in nation), yours)
    known = _state_levels(state, figures) if state is not None else ()
    marks = tuple(
        Mark(level.amount, f"{state} median {written(level.amount, 'USD')}")
        for level in known
        if level.percentile == MEDIAN
    )
    dates = ", ".join(sorted({level.as_of for level in nation}))
    read_out = ", ".join(f"{bar.label} {bar.text}" for bar in bars)
    drawn = "".join(f"; dashed line: {mark.label}" for mark in marks)
    return Chart(
        title=f"A full-time year's pay, U.S., as of {dates}",
        alt=f"Bars of yearly pay, lowest first: {read_out}{drawn}.",
        bars=tuple(bars),
        marks=marks,
    )


KIND = Kind(
    name=NAME,
    title="Your wage next to others",
    description="Where a wage stands among coders in the nation and in a state",
    inputs=INPUTS,
    calculate=calculation,
    rests_on=tuple(_NATION.values()),
)
