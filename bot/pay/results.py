"""A calculation as a reply: the result, then the working, then what was assumed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.pay.calculators import calculation, kind_named, rounded
from bot.reply import PayResult


def pay_result(kind: str, inputs: Mapping[str, object]) -> PayResult:
    """The reply to one calculation; `values` are those of `calculators.calculated`.

    Raises:
        PayInputError: for an unknown kind and for inputs it refuses.
    """
    finished = calculation(kind, inputs)
    return PayResult(
        kind=kind,
        title=kind_named(kind).title,
        headline=finished.headline,
        working=finished.working,
        assumptions=finished.assumptions,
        values=MappingProxyType(rounded(finished.values)),
    )
