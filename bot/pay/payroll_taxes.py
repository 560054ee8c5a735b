"""Social Security and Medicare, for the self-employed and for employees, from the rates on file.

Formulas: IRS Topic 554 and Schedule SE; IRS Topic 751 for employees; Form 8959 for the additional
Medicare tax.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.pay.figures import Figures
from bot.pay.inputs import ChoiceInput

_FLOOR, _SHARE = "pay.se_floor", "pay.se_share"
_SOCIAL_SECURITY, _MEDICARE = "pay.se_social_security", "pay.se_medicare"
_HALF, _WAGE_BASE, _EXTRA = "pay.se_deductible_half", "pay.wage_base", "pay.extra_medicare"
_EMPLOYEE = ("pay.fica_social_security", "pay.fica_medicare")
_THRESHOLDS = {
    "single": "pay.extra_medicare_single",
    "joint": "pay.extra_medicare_joint",
    "separate": "pay.extra_medicare_separate",
}
SELF_EMPLOYED = (_FLOOR, _SHARE, _SOCIAL_SECURITY, _MEDICARE, _HALF, _WAGE_BASE, _EXTRA)
RESTS_ON = (*SELF_EMPLOYED, *_THRESHOLDS.values())
EMPLOYED = (*_EMPLOYEE, _WAGE_BASE, _EXTRA)

FILING = ChoiceInput(
    name="filing",
    label="Filing",
    description="How you file taxes: single, joint or separate; single unless you say",
    choices=tuple(_THRESHOLDS),
    default="single",
)


@dataclass(frozen=True, slots=True)
class SelfEmploymentTax:
    """What is owed on net earnings, in USD; `additional_medicare` comes on top of `total`."""

    taxable: Decimal
    social_security: Decimal
    medicare: Decimal
    additional_medicare: Decimal
    half_deductible: Decimal

    @property
    def total(self) -> Decimal:
        return self.social_security + self.medicare


def threshold_path(filing: str) -> str:
    """The fact that holds the additional Medicare threshold of a way to file."""
    return _THRESHOLDS[filing]


def self_employment_tax(
    net: Decimal, figures: Figures, *, filing: str = "single", w2_wages: Decimal = Decimal(0)
) -> SelfEmploymentTax:
    """The tax on `net` self-employment earnings of a year in USD, nothing below the floor.

    Social Security is taken on 92.35 percent of them up to what `w2_wages`, taxed already, leave
    of the year's wage base; Medicare on all of it; the additional Medicare tax on what lies, with
    the wages, above the threshold.

    Raises:
        FigureMissing: when a rate is not on file.
    """
    zero = Decimal(0)
    if net < figures.number(_FLOOR) or net <= 0:
        return SelfEmploymentTax(zero, zero, zero, zero, zero)
    taxable = net * figures.share(_SHARE)
    room = max(zero, figures.number(_WAGE_BASE) - w2_wages)
    social_security = min(taxable, room) * figures.share(_SOCIAL_SECURITY)
    medicare = taxable * figures.share(_MEDICARE)
    free = max(zero, figures.number(_THRESHOLDS[filing]) - w2_wages)
    return SelfEmploymentTax(
        taxable=taxable,
        social_security=social_security,
        medicare=medicare,
        additional_medicare=max(zero, taxable - free) * figures.share(_EXTRA),
        half_deductible=(social_security + medicare) * figures.share(_HALF),
    )


def employee_tax(wages: Decimal, figures: Figures, *, filing: str = "single") -> Decimal:
    """An employee's Social Security and Medicare on `wages` of a year, in USD.

    Raises:
        FigureMissing: when a rate is not on file.
    """
    social_security, medicare = (figures.share(path) for path in _EMPLOYEE)
    above = max(Decimal(0), wages - figures.number(_THRESHOLDS[filing]))
    return (
        min(wages, figures.number(_WAGE_BASE)) * social_security
        + wages * medicare
        + above * figures.share(_EXTRA)
    )


def net_that_leaves(after_tax: Decimal, figures: Figures, *, filing: str = "single") -> Decimal:
    """The least net earnings of which `after_tax` USD remain after self-employment taxes.

    What remains is linear between the floor, the wage base and the threshold, so that it is
    solved exactly.

    Raises:
        FigureMissing: when a rate is not on file.
    """
    if after_tax < figures.number(_FLOOR):
        return after_tax
    start = figures.number(_FLOOR)
    kept = _kept(start, figures, filing)
    for end in (*_bends(figures, filing), None):
        above = end if end is not None else start + 1
        slope = (_kept(above, figures, filing) - kept) / (above - start)
        net = start + (after_tax - kept) / slope
        if end is None or net <= end:
            return net
        start, kept = end, _kept(end, figures, filing)
    raise AssertionError("the last part has no end")


def _kept(net: Decimal, figures: Figures, filing: str) -> Decimal:
    tax = self_employment_tax(net, figures, filing=filing)
    return net - tax.total - tax.additional_medicare


def _bends(figures: Figures, filing: str) -> Iterator[Decimal]:
    """Net earnings at which a tax begins or ends, lowest first."""
    share = figures.share(_SHARE)
    limits = {figures.number(_WAGE_BASE), figures.number(_THRESHOLDS[filing])}
    yield from sorted(limit / share for limit in limits)
