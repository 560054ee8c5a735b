"""A calculation as a reply: the result, then the working, then what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.pay.calculators import calculation, kind_named, rounded
from bot.pay.figures import NO_FIGURES, Figures
from bot.reply import PayResult


def pay_result(
    kind: str,
    inputs: Mapping[str, object],
    figures: Figures = NO_FIGURES,
    *,
    understood: tuple[str, ...] = (),
) -> PayResult:
    """The reply to one calculation; `values` are those of `calculators.calculated`.

    Raises:
        InputRefused: as `calculators.calculation` does.
    """
    finished = calculation(kind, inputs, figures)
    return PayResult(
        kind=kind,
        title=kind_named(kind).title,
        headline=finished.headline,
        working=finished.working,
        assumptions=finished.assumptions,
        values=MappingProxyType(rounded(finished)),
        inputs=MappingProxyType(dict(inputs)),
        understood=understood,
        sources=figures.sources(finished.quoted) if finished.quoted else (),
        chart=finished.chart,
    )
