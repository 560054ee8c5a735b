"""What a raise comes to: the pay of one job before and after it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.numbers import InputRefused
from bot.pay.figures import Figures
from bot.pay.inputs import Field, GroupInput, given
from bot.pay.kind import Calculation, Kind
from bot.pay.money import dollars, to_places
from bot.pay.offer import assumed_of, offer, offers_chart

NAME = "raise"
BEFORE = GroupInput("before", "Before", "The pay so far: inputs of per_chart, hourly or salary")
AFTER = GroupInput("after", "After", "The new pay, like the old")
INPUTS: tuple[Field, ...] = (BEFORE, AFTER)


def calculation(inputs: Mapping[str, object], figures: Figures) -> Calculation:
    """Pay `before` and `after`, each with the inputs of per_chart, hourly or salary.

    weekly = weekly_after - weekly_before and yearly = yearly_after - yearly_before, in USD;
    pct = yearly / yearly_before x 100.

    Raises:
        InputRefused: for inputs that are unknown, missing or out of range, naming the pay, and
            when the pay before is nothing.
    """
    given(INPUTS, inputs, NAME)
    before, after = (offer(field, inputs.get(field.name), figures) for field in (BEFORE, AFTER))
    if not before.yearly:
        raise InputRefused("The pay before must be more than 0, or there is no raise.", BEFORE.name)
    weekly, yearly = after.weekly - before.weekly, after.yearly - before.yearly
    share = yearly / before.yearly * 100
    way = "less" if yearly < 0 else "more"
    rise = f"{to_places(abs(share), 1).normalize():f}% {way}"
    return Calculation(
        values={"weekly": weekly, "yearly": yearly, "pct": share},
        headline=(
            f"{after.paid} instead of {before.paid}, {rise}: "
            f"{dollars(abs(yearly))} {way} a year before taxes"
        ),
        working=(
            before.line,
            after.line,
            f"Difference: {dollars(abs(weekly))} a week, {dollars(abs(yearly))} a year",
        ),
        assumptions=assumed_of(before, after),
        chart=offers_chart((before, after), after if yearly > 0 else None),
    )


KIND = Kind(
    name=NAME,
    title="A raise",
    description="What a raise comes to",
    inputs=INPUTS,
    calculate=calculation,
)
