"""Self-employment tax on a year's earnings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bot.knowledge.units import written
from bot.numbers import NumberInput
from bot.pay.figures import Figures
from bot.pay.inputs import Field, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import dollars
from bot.pay.payroll_taxes import (
    FILING,
    RESTS_ON,
    SELF_EMPLOYED,
    SelfEmploymentTax,
    self_employment_tax,
    threshold_path,
)

NAME = "self_employment"
_MOST = Decimal(100_000_000)

GROSS = NumberInput(
    name="gross",
    label="Gross earnings",
    unit="USD",
    minimum=Decimal(0),
    maximum=_MOST,
    description="Dollars clients pay you in a year",
)
EXPENSES = NumberInput(
    name="expenses",
    label="Expenses",
    unit="USD",
    minimum=Decimal(0),
    maximum=_MOST,
    description="Dollars a year you spend on the business",
)
W2_WAGES = NumberInput(
    name="w2_wages",
    label="W-2 wages",
    unit="USD",
    minimum=Decimal(0),
    maximum=_MOST,
    required=False,
    default=Decimal(0),
    description="Dollars a year you earn as an employee besides",
)
INPUTS: tuple[Field, ...] = (GROSS, EXPENSES, FILING, W2_WAGES)


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """Self-employment tax on `gross` less `expenses` USD of a year, as in `payroll_taxes`.

    se_tax = Social Security and Medicare parts; after_se_tax = net - se_tax -
    additional_medicare_tax. Income tax is not worked out.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range, and when a rate is
            not on file.
    """
    read = given(INPUTS, inputs, NAME)
    gross, expenses = read.numbers[GROSS.name], read.numbers[EXPENSES.name]
    filing, wages = read.words[FILING.name], read.numbers[W2_WAGES.name]
    net = gross - expenses
    tax = self_employment_tax(net, figures, filing=filing, w2_wages=wages)
    after = net - tax.total - tax.additional_medicare
    return Calculation(
        values={
            "net": net,
            "se_tax": tax.total,
            "half_deductible": tax.half_deductible,
            "after_se_tax": after,
            "taxable_earnings": tax.taxable,
            "social_security_tax": tax.social_security,
            "medicare_tax": tax.medicare,
            "additional_medicare_tax": tax.additional_medicare,
        },
        headline=(
            f"{dollars(tax.total)} self-employment tax, {dollars(after)} left before income tax"
            if tax.total
            else f"No self-employment tax on {signed(net)} of net earnings"
        ),
        working=(
            f"{dollars(gross)} - {dollars(expenses)} = {signed(net)} net earnings",
            *tax_working(net, tax, figures),
        ),
        assumptions=tax_assumptions(tax, figures, filing),
        quoted=(*SELF_EMPLOYED, threshold_path(filing)),
    )


def signed(amount: Decimal) -> str:
    """USD with a minus in words: a loss reads `minus $200.00`."""
    return f"minus {dollars(-amount)}" if amount < 0 else dollars(amount)


def tax_working(net: Decimal, tax: SelfEmploymentTax, figures: Figures) -> tuple[str, ...]:
    """The steps from net earnings to what is left, one line each."""
    if not tax.total:
        floor = written(figures.number("pay.se_floor"), "USD")
        return (f"Below {floor} of net earnings nothing is owed",)
    percent = {
        name: written(figures.number(f"pay.{name}"), "percent")
        for name in ("se_share", "se_social_security", "se_medicare", "extra_medicare")
    }
    base = figures.number("pay.wage_base")
    capped = "" if tax.taxable <= base else f", on at most {written(base, 'USD')}"
    lines = [
        f"{dollars(net)} x {percent['se_share']} = {dollars(tax.taxable)} taxable",
        f"Social Security {percent['se_social_security']}{capped} = {dollars(tax.social_security)}",
        f"Medicare {percent['se_medicare']} = {dollars(tax.medicare)}",
        f"{dollars(tax.social_security)} + {dollars(tax.medicare)} = {dollars(tax.total)} "
        "self-employment tax",
    ]
    if tax.additional_medicare:
        extra = dollars(tax.additional_medicare)
        lines.append(f"Additional Medicare {percent['extra_medicare']} above the limit = {extra}")
    after = net - tax.total - tax.additional_medicare
    lines.append(f"{dollars(net)} less these taxes = {dollars(after)}")
    return tuple(lines)


def tax_assumptions(tax: SelfEmploymentTax, figures: Figures, filing: str) -> tuple[str, ...]:
    """What the taxes take for granted, and what they leave out."""
    base = figures.claim("pay.wage_base")
    year = f" of {base.as_of}" if base is not None else ""
    lines = [
        "Federal and state income tax are not included and not guessed.",
        f"Wage base{year}; {filing} filer.",
    ]
    if tax.half_deductible:
        half = dollars(tax.half_deductible)
        lines.insert(1, f"{half}, half of the tax, is deducted in working out income tax.")
    return tuple(lines)


KIND = Kind(
    name=NAME,
    title="Self-employment tax",
    description="Self-employment tax on what you earn as a contractor",
    inputs=INPUTS,
    calculate=calculation,
    rests_on=RESTS_ON,
)
