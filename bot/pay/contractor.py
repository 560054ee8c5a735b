"""Contract work after self-employment tax, beside the same as an employee."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.numbers import InputRefused, NumberInput
from bot.pay import hourly, per_chart
from bot.pay.figures import Figures
from bot.pay.inputs import Field, Given, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import count, dollar_rate, dollars
from bot.pay.payroll_taxes import (
    EMPLOYED,
    FILING,
    RESTS_ON,
    SELF_EMPLOYED,
    employee_tax,
    net_that_leaves,
    self_employment_tax,
    threshold_path,
)
from bot.pay.periods import FULL_TIME_WEEK, WEEKS_PER_YEAR
from bot.pay.self_employment import EXPENSES, GROSS, signed, tax_assumptions, tax_working
from bot.reply import Bar, Chart, PayValue

NAME = "contractor"

OPTIONAL_GROSS = replace(GROSS, required=False)
HOURLY = replace(hourly.HOURLY, required=False)
SPEED = replace(per_chart.CHARTS_PER_HOUR, required=False)
RATE = replace(per_chart.RATE_PER_CHART, required=False)
OPTIONAL_EXPENSES = replace(EXPENSES, required=False, default=Decimal(0))
W2_ANNUAL = NumberInput(
    name="w2_annual",
    label="W-2 salary",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(10_000_000),
    required=False,
    description="Dollars a year an employer offers, to compare with",
)
W2_BENEFITS = NumberInput(
    name="w2_benefits",
    label="W-2 benefits",
    unit="USD",
    minimum=Decimal(0),
    maximum=Decimal(10_000_000),
    required=False,
    default=Decimal(0),
    description="Dollars a year the employer's benefits are worth to you",
)
INPUTS: tuple[Field, ...] = (
    OPTIONAL_GROSS,
    HOURLY,
    SPEED,
    RATE,
    FULL_TIME_WEEK,
    WEEKS_PER_YEAR,
    OPTIONAL_EXPENSES,
    FILING,
    W2_ANNUAL,
    W2_BENEFITS,
)
_WAYS = "Give the pay as gross, as hourly, or as charts_per_hour and rate_per_chart."


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """What is left of a year's contract pay, and of the same pay as an employee, in USD.

    net = gross - expenses, taxed as in `payroll_taxes`; difference = after_se_tax -
    after_fica_as_employee. With `w2_annual`: w2_value = w2_annual less the employee's taxes plus
    w2_benefits; equivalent_gross leaves just that after expenses and taxes, equivalent_hourly =
    equivalent_gross / (hours_per_week x weeks_per_year).

    Raises:
        InputRefused: for inputs that are unknown or out of range, for no pay or two kinds of it,
            and when a rate is not on file.
    """
    read = given(INPUTS, inputs, NAME)
    filing, expenses = read.words[FILING.name], read.numbers[OPTIONAL_EXPENSES.name]
    gross, gross_line = _gross(read)
    net = gross - expenses
    tax = self_employment_tax(net, figures, filing=filing)
    after = net - tax.total - tax.additional_medicare
    fica = employee_tax(gross, figures, filing=filing)
    employed = gross - fica
    values: dict[str, PayValue] = {
        "gross": gross,
        "expenses": expenses,
        "net": net,
        "se_tax": tax.total,
        "additional_medicare_tax": tax.additional_medicare,
        "half_deductible": tax.half_deductible,
        "after_se_tax": after,
        "employee_fica_on_same_gross": fica,
        "after_fica_as_employee": employed,
        "difference": after - employed,
    }
    working = [
        *gross_line,
        f"{dollars(gross)} - {dollars(expenses)} expenses = {signed(net)}",
        *tax_working(net, tax, figures),
        f"As an employee: {dollars(gross)} - {dollars(fica)} Social Security and Medicare = "
        f"{dollars(employed)}",
    ]
    headline = f"{signed(after)} a year left before income tax"
    chart = None
    if W2_ANNUAL.name in read.numbers:
        offer, lines = _offer(read, figures)
        values |= offer
        working += lines
        better = after - _amount(offer, "w2_value")
        headline = _compared(better, after)
        chart = _chart(after, _amount(offer, "w2_value"))
    return Calculation(
        values=values,
        headline=headline,
        working=tuple(working),
        assumptions=(
            *tax_assumptions(tax, figures, filing),
            *_hours_assumptions(inputs, read),
            *_expense_assumptions(expenses),
            "Contract work brings no paid time off, insurance or retirement plan of its own.",
        ),
        quoted=(*SELF_EMPLOYED, *EMPLOYED, threshold_path(filing)),
        chart=chart,
    )


def _gross(read: Given) -> tuple[Decimal, tuple[str, ...]]:
    """A year's gross pay from whichever way it was given, and how it was worked out."""
    numbers = read.numbers
    ways = [
        OPTIONAL_GROSS.name in numbers,
        HOURLY.name in numbers,
        SPEED.name in numbers or RATE.name in numbers,
    ]
    if sum(ways) != 1 or (SPEED.name in numbers) != (RATE.name in numbers):
        raise InputRefused(_WAYS, "inputs")
    if OPTIONAL_GROSS.name in numbers:
        return numbers[OPTIONAL_GROSS.name], ()
    hours, weeks = numbers[FULL_TIME_WEEK.name], numbers[WEEKS_PER_YEAR.name]
    if HOURLY.name in numbers:
        hourly_pay = numbers[HOURLY.name]
        paid = f"{dollar_rate(hourly_pay)} an hour"
    else:
        hourly_pay = numbers[SPEED.name] * numbers[RATE.name]
        paid = f"{count(numbers[SPEED.name], 'chart')}/hour x {dollar_rate(numbers[RATE.name])}"
    gross = hourly_pay * hours * weeks
    line = f"{paid} x {count(hours, 'hour')} x {count(weeks, 'week')} = {dollars(gross)} a year"
    return gross, (line,)


def _offer(read: Given, figures: Figures) -> tuple[dict[str, PayValue], tuple[str, ...]]:
    """An employer's offer after the employee's taxes, and the contract pay that equals it."""
    salary, benefits = read.numbers[W2_ANNUAL.name], read.numbers[W2_BENEFITS.name]
    filing = read.words[FILING.name]
    fica = employee_tax(salary, figures, filing=filing)
    value = salary - fica + benefits
    equal = net_that_leaves(value, figures, filing=filing)
    equal += read.numbers[OPTIONAL_EXPENSES.name]
    hours, weeks = read.numbers[FULL_TIME_WEEK.name], read.numbers[WEEKS_PER_YEAR.name]
    added = f" + {dollars(benefits)} benefits" if benefits else ""
    return (
        {
            "w2_value": value,
            "equivalent_gross": equal,
            "equivalent_hourly": equal / (hours * weeks),
        },
        (
            f"The job: {dollars(salary)} - {dollars(fica)}{added} = {dollars(value)}",
            f"A contract equals it at {dollars(equal)} a year, "
            f"{dollars(equal / (hours * weeks))} an hour",
        ),
    )


def _amount(values: Mapping[str, PayValue], name: str) -> Decimal:
    value = values[name]
    if not isinstance(value, Decimal):
        raise TypeError(name)
    return value


def _compared(better: Decimal, after: Decimal) -> str:
    if better == 0:
        return f"Contract and job leave the same: {dollars(after)} a year before income tax"
    which = "contract" if better > 0 else "job"
    return f"The {which} leaves {dollars(abs(better))} more a year before income tax"


def _hours_assumptions(inputs: Mapping[str, object], read: Given) -> tuple[str, ...]:
    needs_hours = OPTIONAL_GROSS.name not in inputs or W2_ANNUAL.name in inputs
    if not needs_hours:
        return ()
    lines = []
    if FULL_TIME_WEEK.name not in inputs:
        lines.append(f"{count(read.numbers[FULL_TIME_WEEK.name], 'hour')} a week assumed.")
    if WEEKS_PER_YEAR.name not in inputs:
        weeks = count(read.numbers[WEEKS_PER_YEAR.name], "paid week")
        lines.append(f"{weeks} a year assumed; contractors are not paid for time off.")
    return tuple(lines)


def _expense_assumptions(expenses: Decimal) -> tuple[str, ...]:
    usual = (
        "code books, membership dues, CEUs, software or an encoder, a computer, internet, "
        "insurance and platform fees"
    )
    if expenses:
        return (f"Expenses as you gave them; coders usually have {usual}.",)
    return (f"No expenses counted; coders usually have {usual}.",)


def _chart(after: Decimal, w2_value: Decimal) -> Chart | None:
    if after < 0:
        return None
    bars = tuple(
        Bar(label, amount, dollars(amount), highlighted=amount == max(after, w2_value))
        for label, amount in (("Contract", after), ("Job", w2_value))
    )
    return Chart(
        title="Left a year before income tax",
        alt="Bars: " + ", ".join(f"{bar.label} {bar.text}" for bar in bars) + ".",
        bars=bars,
    )


KIND = Kind(
    name=NAME,
    title="Contract work",
    description="What contract pay leaves after self-employment tax, beside a job",
    inputs=INPUTS,
    calculate=calculation,
    rests_on=(*RESTS_ON, *EMPLOYED),
)
