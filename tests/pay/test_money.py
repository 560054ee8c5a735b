from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pay.money import cents, count, dollar_rate, dollars


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "$0.00"),
        ("750", "$750.00"),
        ("1234.5", "$1,234.50"),
        ("0.125", "$0.13"),
        ("0.135", "$0.14"),
        ("0.1249999", "$0.12"),
        ("1E+7", "$10,000,000.00"),
    ],
)
def test_dollars_show_cents_rounded_half_up(amount: str, text: str) -> None:
    assert dollars(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0.75", "$0.75"),
        ("0.125", "$0.125"),
        ("30", "$30.00"),
        ("1.5000", "$1.50"),
        ("1E+3", "$1,000.00"),
        ("0.1234567890123456789012345678", "$0.1234567890123456789012345678"),
    ],
)
def test_a_rate_keeps_the_digits_it_was_given(amount: str, text: str) -> None:
    assert dollar_rate(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0 charts"),
        ("1", "1 chart"),
        ("1.00", "1 chart"),
        ("0.5", "0.5 charts"),
        ("37.50", "37.5 charts"),
        ("1000.00", "1,000 charts"),
        ("1E+3", "1,000 charts"),
    ],
)
def test_a_count_drops_empty_decimals_and_agrees_with_its_noun(amount: str, text: str) -> None:
    assert count(Decimal(amount), "chart") == text


@given(st.decimals(min_value=0, max_value=10**9, places=6))
def test_cents_are_within_half_a_cent(amount: Decimal) -> None:
    rounded = cents(amount)
    assert rounded.as_tuple().exponent == -2
    assert Decimal("-0.005") <= amount - rounded < Decimal("0.005")


def test_the_callers_decimal_context_does_not_matter() -> None:
    with localcontext(prec=3):
        assert dollars(Decimal("123456.785")) == "$123,456.79"
        assert dollar_rate(Decimal("1234.5678")) == "$1,234.5678"
        assert count(Decimal("1234.5678"), "hour") == "1,234.5678 hours"
