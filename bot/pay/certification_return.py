"""What a credential costs against what holders are paid more."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from bot.knowledge.units import written
from bot.numbers import NumberInput
from bot.pay.certification_cost import COST_INPUTS, Outlay, credential_named, outlay
from bot.pay.figures import Figures
from bot.pay.inputs import Field, TextInput, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import cents, count, dollars
from bot.pay.periods import MONTHS_PER_YEAR
from bot.reply import Bar, Chart, Mark, PayValue

NAME = "certification_return"

CREDENTIAL = TextInput(
    name="credential",
    label="Credential",
    description="A credential such as CPC or CCS",
    required=True,
)
PAY_DIFFERENCE = NumberInput(
    name="pay_difference",
    label="Pay difference",
    unit="USD",
    minimum=Decimal(-10_000_000),
    maximum=Decimal(10_000_000),
    required=False,
    description="Dollars a year you expect to earn more with it",
)
INPUTS: tuple[Field, ...] = (CREDENTIAL, *COST_INPUTS, PAY_DIFFERENCE)

_CERTIFIED, _UNCERTIFIED = "pay.certified_mean", "pay.uncertified_mean"
_MOST_BARS = 10
_MONTHS_AFTER = 2


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """How long a credential takes to earn back its cost, in months of a yearly pay difference.

    cost = exam_fee + membership + course + books, as `certification_cost.outlay` finds them;
    pay_difference_monthly = pay_difference_yearly / 12; months_to_pay_back = cost x 12 /
    pay_difference_yearly, left out when the difference is not above 0. Without `pay_difference`
    it is the survey average of certified coders less that of others.

    Raises:
        InputRefused: for inputs that are unknown or out of range, for a credential that is not
            on file, and when no pay difference is given or on file.
    """
    read = given(INPUTS, inputs, NAME)
    credential = credential_named(read.words[CREDENTIAL.name], figures, CREDENTIAL.name)
    spent = outlay(credential, read.numbers, figures)
    override = read.numbers.get(PAY_DIFFERENCE.name)
    yearly = (
        override
        if override is not None
        else figures.number(_CERTIFIED) - figures.number(_UNCERTIFIED)
    )
    monthly = yearly / MONTHS_PER_YEAR
    values: dict[str, PayValue] = {
        **spent.items,
        "cost": spent.cost,
        "pay_difference_yearly": yearly,
        "pay_difference_monthly": monthly,
    }
    working = [
        *spent.working,
        *_difference_working(override, yearly, figures),
        f"{_signed(yearly)} / {MONTHS_PER_YEAR} = {_signed(monthly)} a month",
    ]
    months = spent.cost * MONTHS_PER_YEAR / yearly if yearly > 0 else None
    if months is not None:
        values["months_to_pay_back"] = months
        working.append(
            f"{dollars(spent.cost)} / {dollars(monthly)} = {count(cents(months), 'month')}"
        )
    return Calculation(
        values=values,
        headline=_headline(credential.abbreviation, spent, yearly, months),
        working=tuple(working),
        assumptions=(
            *spent.assumptions,
            *_difference_assumptions(override, figures),
            *(("The months are worked out from unrounded figures.",) if months else ()),
        ),
        quoted=(*spent.quoted, *(() if override is not None else (_CERTIFIED, _UNCERTIFIED))),
        chart=_chart(credential.abbreviation, spent.cost, monthly, months),
    )


def _whole_months(months: Decimal) -> Decimal:
    return months.to_integral_value(ROUND_CEILING)


def _headline(name: str, spent: Outlay, yearly: Decimal, months: Decimal | None) -> str:
    cost = dollars(spent.cost) + (" without its exam fee" if spent.without_exam else "")
    if months is None:
        return (
            f"{name} costs {cost} and is never paid back, because the pay difference is "
            f"{_signed(yearly)} a year"
        )
    if months == 0:
        return f"{name} costs {cost}, so there is nothing to pay back"
    return f"{name} costs {cost} and is paid back in {count(_whole_months(months), 'month')}"


def _signed(amount: Decimal) -> str:
    return f"minus {dollars(-amount)}" if amount < 0 else dollars(amount)


def _difference_working(
    override: Decimal | None, yearly: Decimal, figures: Figures
) -> tuple[str, ...]:
    if override is not None:
        return (f"Pay difference: {_signed(yearly)} a year",)
    certified, others = (dollars(figures.number(path)) for path in (_CERTIFIED, _UNCERTIFIED))
    return (f"{certified} - {others} = {_signed(yearly)} a year more",)


def _difference_assumptions(override: Decimal | None, figures: Figures) -> tuple[str, ...]:
    if override is not None:
        return ("The pay difference is yours, before taxes.",)
    dates = {
        claim.as_of
        for path in (_CERTIFIED, _UNCERTIFIED)
        if (claim := figures.claim(path)) is not None
    }
    return (
        "The pay difference is the survey average of certified coders less that of others "
        f"(as of {', '.join(sorted(dates))}), before taxes: an average over all credentials, "
        "not a promise.",
        "Give a pay difference of your own to use that instead.",
    )


def _chart(name: str, cost: Decimal, monthly: Decimal, months: Decimal | None) -> Chart | None:
    if months is None or months == 0:
        return None
    paid_back = _whole_months(months)
    step = ((paid_back + _MONTHS_AFTER) / _MOST_BARS).to_integral_value(ROUND_CEILING)
    bars = []
    reached = False
    for month in (step * number for number in range(1, _MOST_BARS + 1)):
        gain = monthly * month
        bars.append(
            Bar(
                count(month, "month"),
                gain,
                written(gain, "USD"),
                highlighted=gain >= cost and not reached,
            )
        )
        reached = reached or gain >= cost
        if month >= paid_back + _MONTHS_AFTER:
            break
    return Chart(
        title=f"What the {name} earns back, added up",
        alt="Bars of extra pay added up: "
        + ", ".join(f"{bar.label} {bar.text}" for bar in bars)
        + f"; dashed line: cost {written(cost, 'USD')}.",
        bars=tuple(bars),
        marks=(Mark(cost, f"cost {written(cost, 'USD')}"),),
    )


KIND = Kind(
    name=NAME,
    title="What a credential pays back",
    description="How soon a credential earns back its cost",
    inputs=INPUTS,
    calculate=calculation,
)
