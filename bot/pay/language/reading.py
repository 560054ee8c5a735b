"""What a message about pay comes to: one calculation, with what was understood and assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from bot.pay.language.message import Hours
from bot.pay.money import count
from bot.reply import PayChoice, PayQuestion


@dataclass(frozen=True, slots=True)
class PayReading:
    """A calculation read from plain words.

    `inputs` are plain digits and words by input name (a mapping for each side of a comparison),
    `understood` repeats each input in words, `assumed` what the message did not say; `denied` are
    the beginnings of assumptions of the calculator that the message contradicts, `headline` stands
    in the place of the calculator's own when that does not answer what was asked.
    """

    kind: str
    inputs: Mapping[str, object]
    understood: tuple[str, ...]
    assumed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    headline: str = ""

    @property
    def choice(self) -> PayChoice:
        """The reading as a button."""
        flat = {name: value for name, value in self.inputs.items() if isinstance(value, str)}
        label = ", ".join(dict.fromkeys(self.understood))
        return PayChoice(label[:80], self.kind, MappingProxyType(flat))


Read = PayReading | PayQuestion | None


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay for a week's work: the inputs of `per_chart`, `hourly` or `salary`, hours apart."""

    kind: str
    inputs: Mapping[str, str]
    understood: tuple[str, ...]
    hours: Hours
    assumed: tuple[str, ...] = field(default=())

    @property
    def all_inputs(self) -> dict[str, str]:
        return {**self.inputs, **self.hours.inputs}

    @property
    def hourly(self) -> Decimal | None:
        """USD an hour; None for a salary and for work that pays nothing."""
        if self.kind == "per_chart":
            found = Decimal(self.inputs["charts_per_hour"]) * Decimal(self.inputs["rate_per_chart"])
        else:
            found = Decimal(self.inputs.get("hourly", "0"))
        return found or None


def read(
    kind: str,
    inputs: Mapping[str, object],
    understood: tuple[str, ...],
    assumed: tuple[str, ...] = (),
) -> PayReading:
    """A reading whose inputs nobody can change."""
    return PayReading(kind, MappingProxyType(dict(inputs)), understood, assumed)


def read_pay(pay: Pay) -> PayReading | PayQuestion:
    """The pay as a reading, or the question how many hours "part time" means."""
    if not pay.hours.open:
        return read(
            pay.kind,
            pay.all_inputs,
            (*pay.understood, *pay.hours.understood),
            (*pay.assumed, *pay.hours.assumed),
        )
    return PayQuestion(
        "How many hours a week?",
        tuple(
            PayChoice(
                f"{count(Decimal(hours), 'hour')} a week",
                pay.kind,
                MappingProxyType({**pay.all_inputs, "hours_per_week": str(hours)}),
            )
            for hours in pay.hours.open
        ),
    )


def asked(lead: str, *readings: PayReading) -> PayQuestion:
    """The question which of `readings` is meant, each a button."""
    return PayQuestion(lead, tuple(reading.choice for reading in readings))
