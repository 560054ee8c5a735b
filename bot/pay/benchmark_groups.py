"""A wage next to smaller groups: by experience and setting, and by certification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.knowledge.facts import Claim
from bot.knowledge.units import written, written_range
from bot.pay.figures import Figures
from bot.pay.inputs import ChoiceInput
from bot.pay.percentiles import Wage, difference_text, yearly
from bot.reply import PayValue

EXPERIENCE = ChoiceInput(
    name="experience",
    label="Experience",
    description="How far along in the field",
    choices=("entry", "mid", "senior"),
)
SETTING = ChoiceInput(
    name="setting",
    label="Setting",
    description="Where the coding is done",
    choices=("inpatient", "outpatient", "specialty"),
)
CERTIFIED = ChoiceInput(
    name="certified",
    label="Certified",
    description="Whether you hold a coding credential",
    choices=("yes", "no"),
)

_SURVEYS: Mapping[str, str] = {"yes": "pay.certified_mean", "no": "pay.uncertified_mean"}
_PREMIUM = "pay.certified_premium"


@dataclass(frozen=True, slots=True)
class Compared:
    """What one comparison adds to the calculation; nothing when it does not apply."""

    values: Mapping[str, PayValue] = field(default_factory=dict)
    working: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()


def group_compared(wage: Wage, words: Mapping[str, str], figures: Figures) -> Compared:
    """The published ranges for the `experience` and `setting` that were given.

    With only one of the two, every range it has is listed. With both, `group_low` and
    `group_high` are USD a year and `group_position` is below, within or above.
    """
    if EXPERIENCE.name not in words and SETTING.name not in words:
        return Compared()
    chosen = [
        (experience, setting)
        for experience in _wanted(EXPERIENCE, words)
        for setting in _wanted(SETTING, words)
    ]
    values: dict[str, PayValue] = {}
    lines: list[str] = []
    assumptions: list[str] = []
    quoted: list[str] = []
    for experience, setting in chosen:
        path = f"pay.{experience}_{setting}"
        claim = figures.claim(path)
        ends = _ends(claim) if claim is not None else None
        if claim is None or ends is None:
            assumptions.append(f"I have no range for {experience} {setting} work on file.")
            continue
        position = _position(wage.full_time, *ends)
        lines.append(
            f"{figures.facts[path].label}: {written_range(*ends, 'USD')} a year; "
            f"yours is {position}"
        )
        quoted.append(path)
        if len(chosen) == 1:
            values |= {"group_low": ends[0], "group_high": ends[1], "group_position": position}
        if claim.status != "current":
            caveat = f" ({claim.why})" if claim.why else ""
            assumptions.append(f"The ranges by experience and setting are not confirmed{caveat}.")
    return Compared(values, tuple(lines), tuple(dict.fromkeys(assumptions)), tuple(quoted))


def survey_compared(wage: Wage, words: Mapping[str, str], figures: Figures) -> Compared:
    """The survey average of certified or uncertified coders, as `certified` says.

    `survey_mean` is USD a year, `difference_from_survey_mean` the wage less that, and
    `certified_premium` how many percent more the certified average is.
    """
    if CERTIFIED.name not in words:
        return Compared()
    path = _SURVEYS[words[CERTIFIED.name]]
    claim = figures.claim(path)
    mean = (
        yearly(claim.value, claim)
        if claim is not None and isinstance(claim.value, Decimal)
        else None
    )
    if claim is None or mean is None:
        return Compared(assumptions=("I have no survey average for that on file.",))
    values: dict[str, PayValue] = {
        "survey_mean": mean,
        "difference_from_survey_mean": wage.full_time - mean,
    }
    working = [
        f"{figures.facts[path].label}: {written(mean, 'USD')} a year (as of {claim.as_of}); "
        f"yours is {difference_text(wage.full_time, mean)}"
    ]
    quoted = [path]
    premium = figures.claim(_PREMIUM)
    if premium is not None and isinstance(premium.value, Decimal):
        values["certified_premium"] = premium.value
        working.append(f"{figures.facts[_PREMIUM].label}: {premium.text}")
        quoted.append(_PREMIUM)
    return Compared(
        values,
        tuple(working),
        ("A survey average is the mean of those who answered, not a median of everybody.",),
        tuple(quoted),
    )


def _wanted(choice: ChoiceInput, words: Mapping[str, str]) -> tuple[str, ...]:
    return (words[choice.name],) if choice.name in words else choice.choices


def _ends(claim: Claim) -> tuple[Decimal, Decimal] | None:
    if claim.low is None or claim.high is None:
        return None
    low, high = yearly(claim.low, claim), yearly(claim.high, claim)
    return (low, high) if low is not None and high is not None else None


def _position(wage: Decimal, low: Decimal, high: Decimal) -> str:
    if wage < low:
        return "below"
    return "above" if wage > high else "within"
