from __future__ import annotations

from decimal import Decimal

import pytest

from bot.knowledge.units import UNITS, written, written_range


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("425", "USD", "$425"),
        ("51140", "USD/year", "$51,140"),
        ("24.59", "USD/hour", "$24.59"),
        ("24.5", "USD/hour", "$24.50"),
        ("0.65", "USD/chart", "$0.65"),
        ("18.745", "USD", "$18.75"),
        ("0.125", "USD/chart", "$0.13"),
        ("999.995", "USD", "$1,000"),
        ("8", "percent", "8%"),
        ("5.70", "percent", "5.7%"),
        ("1", "hours", "1 hour"),
        ("4", "hours", "4 hours"),
        ("5.5", "hours", "5.5 hours"),
        ("36", "CEUs", "36 CEUs"),
        ("1", "CEUs", "1 CEU"),
        ("194720", "jobs", "194,720"),
        ("25", "charts/hour", "25"),
    ],
)
def test_numbers_carry_their_sign(value: str, unit: str, text: str) -> None:
    assert written(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        ("1000", "2500", "USD", "$1,000 to $2,500"),
        ("6", "12", "months", "6 to 12 months"),
        ("0", "1", "years", "0 to 1 year"),
        ("94", "98", "percent", "94% to 98%"),
        ("0.65", "0.75", "USD/chart", "$0.65 to $0.75"),
    ],
)
def test_a_range_names_what_it_counts_once(low: str, high: str, unit: str, text: str) -> None:
    assert written_range(Decimal(low), Decimal(high), unit) == text


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit != "text"])
def test_every_unit_can_be_written(unit: str) -> None:
    assert "1,234" in written(Decimal(1234), unit)
