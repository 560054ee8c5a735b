"""Two ways to be paid, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from bot.pay.figures import Figures
from bot.pay.inputs import Field, GroupInput, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import dollars
from bot.pay.offer import assumed_of, offer, offers_chart
from bot.reply import PayValue

NAME = "compare"
A = GroupInput("a", "Job A", "The first offer: the inputs of per_chart, hourly or salary")
B = GroupInput("b", "Job B", "The second offer, like the first")
INPUTS: tuple[Field, ...] = (A, B)


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """Pay of the offers `a` and `b`, each with the inputs of per_chart, hourly or salary.

    difference_weekly = weekly_a - weekly_b and difference_yearly = yearly_a - yearly_b, in USD;
    `better` is `a`, `b` or `tie` by the unrounded yearly pay.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range, naming the offer.
    """
    given(INPUTS, inputs, NAME)
    a, b = (offer(field, inputs.get(field.name), figures) for field in (A, B))
    yearly = a.yearly - b.yearly
    better = "tie" if yearly == 0 else "a" if yearly > 0 else "b"
    values: dict[str, PayValue] = {
        "weekly_a": a.weekly,
        "weekly_b": b.weekly,
        "difference_weekly": a.weekly - b.weekly,
        "difference_yearly": yearly,
        "better": better,
        "yearly_a": a.yearly,
        "yearly_b": b.yearly,
    }
    more = dollars(abs(yearly))
    return Calculation(
        values=values,
        headline={
            "tie": f"Both pay the same: {dollars(a.yearly)} a year before taxes",
            "a": f"{a.label} pays {more} more a year before taxes",
            "b": f"{b.label} pays {more} more a year before taxes",
        }[better],
        working=(
            a.line,
            b.line,
            f"Difference: {dollars(abs(a.weekly - b.weekly))} a week, {more} a year",
        ),
        assumptions=assumed_of(a, b),
        chart=offers_chart((a, b), {"a": a, "b": b}.get(better)),
    )


KIND = Kind(
    name=NAME,
    title="Two offers",
    description="Which of two offers pays more",
    inputs=INPUTS,
    calculate=calculation,
)
