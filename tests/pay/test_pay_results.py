from __future__ import annotations

from decimal import Decimal

import pytest

from bot.numbers import InputRefused
from bot.pay.calculators import KINDS, calculated
from bot.pay.results import pay_result

PER_CHART = {"charts_per_hour": "25", "rate_per_chart": "0.75", "hours_per_week": "40"}
SALARY = {"annual": "62400", "hours_per_week": "40"}


def test_the_worked_example_line_by_line() -> None:
    result = pay_result("per_chart", PER_CHART)
    assert (result.kind, result.title) == ("per_chart", "Per-chart pay")
    assert result.headline == "$750.00 a week before taxes ($18.75 an hour)"
    assert result.working == (
        "25 charts/hour x $0.75 = $18.75 an hour",
        "25 charts/hour x 40 hours = 1,000 charts a week",
        "1,000 charts x $0.75 = $750.00 a week",
        "$750.00 x 2 = $1,500.00 every two weeks",
        "$750.00 x 52 weeks = $39,000.00 a year",
        "$39,000.00 / 12 = $3,250.00 a month",
        "$750.00 x 4 = $3,000.00 for four weeks",
    )
    assert result.assumptions == (
        "Gross pay, before taxes and other deductions.",
        "52 paid weeks a year assumed; nothing is taken off for unpaid time off.",
        "Every chart is paid; employers may not pay for charts that fail a quality check.",
    )
    assert result.values == calculated("per_chart", PER_CHART)


def test_an_hourly_rate() -> None:
    result = pay_result("hourly", {"hourly": "30", "hours_per_week": "1"})
    assert result.headline == "$30.00 a week before taxes ($1,560.00 a year)"
    assert result.working[0] == "$30.00 x 1 hour = $30.00 a week"


def test_a_salary() -> None:
    result = pay_result("salary", SALARY)
    assert result.headline == "$30.00 an hour before taxes ($1,200.00 a week)"
    assert result.working == (
        "$62,400.00 / 12 = $5,200.00 a month",
        "$62,400.00 / 52 weeks = $1,200.00 a week",
        "$1,200.00 x 2 = $2,400.00 every two weeks",
        "$1,200.00 / 40 hours = $30.00 an hour",
    )


def test_a_rate_of_part_cents_is_shown_whole() -> None:
    result = pay_result("per_chart", {**PER_CHART, "rate_per_chart": "0.125"})
    assert result.working[0] == "25 charts/hour x $0.125 = $3.13 an hour"


def test_weeks_that_were_given_are_not_called_assumed() -> None:
    result = pay_result("salary", {**SALARY, "weeks_per_year": 48})
    assert "48 paid weeks a year; the rest of the year is unpaid." in result.assumptions


@pytest.mark.parametrize(("hours", "mentioned"), [("40", False), ("40.5", True)])
def test_overtime_is_mentioned_only_over_40_hours(hours: str, mentioned: bool) -> None:
    result = pay_result("hourly", {"hourly": "30", "hours_per_week": hours})
    assert any("overtime" in line for line in result.assumptions) is mentioned


@pytest.mark.parametrize(("annual", "mentioned"), [("62400", False), ("50000", True)])
def test_rounding_is_mentioned_only_where_a_figure_was_rounded(
    annual: str, mentioned: bool
) -> None:
    result = pay_result("salary", {**SALARY, "annual": annual})
    assert any("unrounded" in line for line in result.assumptions) is mentioned


@pytest.mark.parametrize("kind", ["per_chart", "hourly", "salary"])
def test_every_kind_replies_with_single_lines_and_no_markup(kind: str) -> None:
    result = pay_result(kind, {field.name: "1" for field in KINDS[kind].inputs})
    lines = (result.title, result.headline, *result.working, *result.assumptions)
    assert not any(mark in line for line in lines for mark in ("\n", "*", "_", "`"))


def test_values_cannot_be_changed() -> None:
    values = pay_result("salary", SALARY).values
    with pytest.raises(TypeError):
        values["hourly"] = Decimal(1)  # type: ignore[index]


def test_refusals_pass_through() -> None:
    with pytest.raises(InputRefused, match="Annual salary"):
        pay_result("salary", {**SALARY, "annual": "-1"})
