from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.numbers import InputRefused
from bot.pay.calculators import calculated, calculation
from bot.pay.results import pay_result
from bot.pay.speed_ladder import SPEEDS

rates = st.decimals(min_value=0, max_value=1_000, places=4)
quotas = st.decimals(min_value=0, max_value=1_000_000, places=1)
percents = st.decimals(min_value=0, max_value=100, places=2)


def test_1000_charts_at_75_cents() -> None:
    result = pay_result(
        "speed_ladder", {"rate_per_chart": "0.75", "weekly_quota": 1000, "required_pct": 95}
    )
    assert result.headline == "$7.50 an hour at 10 charts an hour, $45 an hour at 60"
    assert result.working[:4] == (
        "Charts/hour x $0.75 = pay/hour, x 40 hours = pay/week",
        "1,000 charts / charts/hour = hours (h) for the quota",
        "Charts/hour x (100% - 95%) = most errors/hour",
        "10/hour: $7.50/hour, $300/week, 100 h, 0.5 errors",
    )
    assert "15/hour: $11.25/hour, $450/week, 66.67 h, 0.75 errors" in result.working
    assert "40/hour: $30/hour, $1,200/week, 25 h, 2 errors" in result.working
    assert result.working[-1] == "1,000 charts / 40 hours = 25 charts/hour for the quota"
    assert result.values["hourly_at_40"] == Decimal("30.00")
    assert result.values["weekly_at_40"] == Decimal("1200.00")
    assert result.values["hours_for_quota_at_40"] == Decimal("25.00")
    assert result.values["max_errors_per_hour_at_40"] == Decimal("2.00")
    assert result.values["speed_for_quota"] == Decimal("25.00")
    assert "40 hours a week assumed." in result.assumptions


def test_a_rate_alone_gives_pay_alone() -> None:
    result = pay_result("speed_ladder", {"rate_per_chart": "0.5", "hours_per_week": 20})
    assert list(result.values) == [
        f"{period}_at_{speed}" for period in ("hourly", "weekly") for speed in range(10, 61, 5)
    ]
    assert result.working[1] == "10/hour: $5/hour, $100/week"
    assert len(result.working) == 12
    assert not any("assumed" in line or "Errors" in line for line in result.assumptions)


def test_every_rung_fits_two_lines_of_a_phone() -> None:
    inputs = {"rate_per_chart": "12.34", "weekly_quota": 99_999, "required_pct": "97.5"}
    assert all(len(line) <= 76 for line in pay_result("speed_ladder", inputs).working)


def test_the_chart_highlights_the_first_speed_that_makes_the_quota() -> None:
    chart = pay_result("speed_ladder", {"rate_per_chart": 1, "weekly_quota": 1001}).chart
    assert chart is not None
    assert [bar.label for bar in chart.bars] == [f"{speed} charts" for speed in SPEEDS]
    assert [bar.label for bar in chart.bars if bar.highlighted] == ["30 charts"]
    assert "30 charts $30" in chart.alt
    assert "1,001 charts in 40 hours" in chart.alt


@pytest.mark.parametrize("quota", [{}, {"weekly_quota": 2401}])
def test_nothing_is_highlighted_without_a_quota_within_reach(quota: dict[str, object]) -> None:
    chart = pay_result("speed_ladder", {"rate_per_chart": 1, **quota}).chart
    assert chart is not None
    assert not any(bar.highlighted for bar in chart.bars)


@pytest.mark.parametrize(
    ("inputs", "field"),
    [
        ({}, "rate_per_chart"),
        ({"rate_per_chart": "-0.01"}, "rate_per_chart"),
        ({"rate_per_chart": 1, "hours_per_week": 0}, "hours_per_week"),
        ({"rate_per_chart": 1, "hours_per_week": 169}, "hours_per_week"),
        ({"rate_per_chart": 1, "weekly_quota": -1}, "weekly_quota"),
        ({"rate_per_chart": 1, "required_pct": "100.1"}, "required_pct"),
        ({"rate_per_chart": 1, "charts_per_hour": 20}, "charts_per_hour"),
    ],
)
def test_refusals(inputs: dict[str, object], field: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        calculated("speed_ladder", inputs)
    assert refusal.value.field == field


@given(rates, rates, quotas, percents)
def test_more_speed_or_rate_never_pays_less_nor_takes_longer(
    rate: Decimal, other: Decimal, quota: Decimal, required: Decimal
) -> None:
    low, high = (
        calculation(
            "speed_ladder",
            {"rate_per_chart": each, "weekly_quota": quota, "required_pct": required},
        )
        for each in sorted((rate, other))
    )
    for name in ("hourly", "weekly", "max_errors_per_hour"):
        rungs = [low.amount(f"{name}_at_{speed}") for speed in SPEEDS]
        assert rungs == sorted(rungs)
        better = [high.amount(f"{name}_at_{speed}") for speed in SPEEDS]
        assert all(a <= b for a, b in zip(rungs, better, strict=True))
    hours = [low.amount(f"hours_for_quota_at_{speed}") for speed in SPEEDS]
    assert hours == sorted(hours, reverse=True)


@given(rates, st.decimals(min_value=1, max_value=168, places=2))
def test_a_rung_is_what_per_chart_pays(rate: Decimal, hours: Decimal) -> None:
    ladder = calculated("speed_ladder", {"rate_per_chart": rate, "hours_per_week": hours})
    for speed in (10, 35, 60):
        pay = calculated(
            "per_chart",
            {"charts_per_hour": speed, "rate_per_chart": rate, "hours_per_week": hours},
        )
        assert ladder[f"hourly_at_{speed}"] == pay["hourly"]
        assert ladder[f"weekly_at_{speed}"] == pay["weekly"]
