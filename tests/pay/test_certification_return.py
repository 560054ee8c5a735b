from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st
from sample_figures import sample_figures

from bot.numbers import InputRefused
from bot.pay.calculators import calculation
from bot.pay.figures import NO_FIGURES, FigureMissing, Figures
from bot.pay.results import pay_result
from bot.reply import PayResult

FREE = {"exam_fee": 0, "membership": 0, "course": 0, "books": 0}
costs = st.decimals(min_value=0, max_value=1_000_000, places=2)
differences = st.decimals(min_value=Decimal("0.01"), max_value=1_000_000, places=2)


def payback(credential: str = "CPC", **inputs: object) -> PayResult:
    return pay_result(
        "certification_return", {"credential": credential, **inputs}, sample_figures()
    )


def test_the_cpc_on_the_figures_on_file() -> None:
    result = payback("cpc")
    assert result.headline == "CPC costs $1,447.00 and is paid back in 2 months"
    assert result.working == (
        "Exam fee: $425.00 (as of 2026-02)",
        "Membership: $222.00 (as of 2026-02)",
        "Course: $800.00 (as of 2023-08)",
        "$425.00 + $222.00 + $800.00 = $1,447.00",
        "$66,000.00 - $54,000.00 = $12,000.00 a year more",
        "$12,000.00 / 12 = $1,000.00 a month",
        "$1,447.00 / $1,000.00 = 1.45 months",
    )
    assert result.values == {
        "exam_fee": Decimal("425.00"),
        "membership": Decimal("222.00"),
        "course": Decimal("800.00"),
        "books": Decimal("0.00"),
        "cost": Decimal("1447.00"),
        "pay_difference_yearly": Decimal("12000.00"),
        "pay_difference_monthly": Decimal("1000.00"),
        "months_to_pay_back": Decimal("1.45"),
    }
    assert (
        "Not counted, because no figure is on file: books; give an amount to add it."
    ) in result.assumptions
    assert any("not a promise" in line and "as of 2025" in line for line in result.assumptions)
    assert {source.title for source in result.sources} == {
        "AAPC certification pages",
        "A coder's diary",
    }


def test_every_part_can_be_given() -> None:
    result = payback(exam_fee=100, membership=50, course=0, books=30, pay_difference=360)
    assert result.headline == "CPC costs $180.00 and is paid back in 6 months"
    assert result.values["months_to_pay_back"] == Decimal("6.00")
    assert result.sources == ()
    assert not any("promise" in line or "Not counted" in line for line in result.assumptions)


def test_a_part_of_a_month_counts_as_a_month_in_the_headline() -> None:
    result = payback(**{**FREE, "books": "30.01"}, pay_difference=360)
    assert result.values["months_to_pay_back"] == Decimal("1.00")
    assert result.headline.endswith("is paid back in 2 months")


def test_without_dues_the_price_is_that_without_membership() -> None:
    result = payback("CCS")
    assert result.values["exam_fee"] == 399
    assert any("price without membership" in line for line in result.assumptions)


def test_with_dues_the_price_is_the_one_for_members() -> None:
    result = payback("CCS", membership=135)
    assert result.values["exam_fee"] == 299
    assert result.values["cost"] == 299 + 135 + 800
    assert not any("without membership" in line for line in result.assumptions)


def test_an_exam_fee_that_is_not_on_file_is_named_as_left_out() -> None:
    result = payback("CMC")
    assert result.headline.startswith("CMC costs $800.00 without its exam fee and is paid back")
    assert any("exam fee, membership, books" in line for line in result.assumptions)
    assert "without its exam fee" not in payback("CMC", exam_fee=300).headline


@pytest.mark.parametrize("difference", [0, "-0.01", -5_000])
def test_no_gain_never_pays_back(difference: object) -> None:
    result = payback(pay_difference=difference)
    assert "is never paid back" in result.headline
    assert "months_to_pay_back" not in result.values
    assert result.chart is None


def test_no_cost_needs_no_paying_back() -> None:
    result = payback(**FREE)
    assert result.headline == "CPC costs $0.00, so there is nothing to pay back"
    assert result.values["months_to_pay_back"] == 0
    assert result.chart is None


def test_the_chart_adds_up_month_by_month() -> None:
    chart = payback(**{**FREE, "course": 500}, pay_difference=2400).chart
    assert chart is not None
    assert [bar.text for bar in chart.bars] == ["$200", "$400", "$600", "$800", "$1,000"]
    assert [bar.label for bar in chart.bars if bar.highlighted] == ["3 months"]
    assert [mark.value for mark in chart.marks] == [500]
    assert "3 months $600" in chart.alt
    assert "cost $500" in chart.alt


@given(costs.filter(bool), differences)
def test_the_chart_stays_short_and_reaches_the_cost(cost: Decimal, difference: Decimal) -> None:
    chart = payback(**{**FREE, "course": cost}, pay_difference=difference).chart
    assert chart is not None
    assert len(chart.bars) <= 10
    assert sum(bar.highlighted for bar in chart.bars) == 1
    assert chart.bars[-1].value >= cost


@given(costs, differences)
def test_paying_back_undoes_the_difference(cost: Decimal, difference: Decimal) -> None:
    finished = calculation(
        "certification_return",
        {"credential": "CPC", **FREE, "course": cost, "pay_difference": difference},
        sample_figures(),
    )
    earned = finished.amount("months_to_pay_back") * finished.amount("pay_difference_monthly")
    assert abs(earned - cost) < Decimal("1e-9")


@given(costs, costs, differences, differences)
def test_cheaper_or_better_paid_is_never_slower(
    cost: Decimal, other_cost: Decimal, difference: Decimal, other_difference: Decimal
) -> None:
    slow, fast = (
        calculation(
            "certification_return",
            {"credential": "CPC", **FREE, "books": spent, "pay_difference": more},
            sample_figures(),
        ).amount("months_to_pay_back")
        for spent, more in (
            (max(cost, other_cost), min(difference, other_difference)),
            (min(cost, other_cost), max(difference, other_difference)),
        )
    )
    assert fast <= slow


@pytest.mark.parametrize(
    ("inputs", "field", "words"),
    [
        ({}, "credential", "Credential .credential. is missing"),
        ({"credential": "XYZ"}, "credential", '"XYZ" on file; choose CCS, CMC, CPC'),
        ({"credential": 7}, "credential", "Credential must be words"),
        ({"credential": "CPC", "course": -1}, "course", "Course must be a number from 0"),
        ({"credential": "CPC", "books": "many"}, "books", "Books must be"),
        ({"credential": "CPC", "pay_difference": "1e9"}, "pay_difference", "Pay difference must"),
        ({"credential": "CPC", "fee": 1}, "fee", 'no input "fee"'),
    ],
)
def test_refusals(inputs: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(InputRefused, match=words) as refusal:
        pay_result("certification_return", inputs, sample_figures())
    assert refusal.value.field == field


def test_without_figures_it_says_so() -> None:
    with pytest.raises(FigureMissing):
        pay_result("certification_return", {"credential": "CPC"}, NO_FIGURES)


def test_every_credential_that_comes_with_the_bot_is_worked_out() -> None:
    figures = Figures.of(real_knowledge())
    for abbreviation in figures.knowledge.credentials:
        result = pay_result("certification_return", {"credential": abbreviation}, figures)
        months = result.values["months_to_pay_back"]
        assert isinstance(months, Decimal)
        assert str(months.to_integral_value(ROUND_CEILING)) in result.headline
        lines = (result.title, result.headline, *result.working, *result.assumptions)
        assert not any(mark in line for line in lines for mark in ("\n", "*", "_", "`"))
