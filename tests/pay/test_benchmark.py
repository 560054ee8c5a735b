from __future__ import annotations

from decimal import Decimal

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st
from sample_figures import sample_figures

from bot.numbers import InputRefused
from bot.pay.benchmark import EXPERIENCE, KIND, SETTING
from bot.pay.calculators import calculated
from bot.pay.figures import NO_FIGURES, FigureMissing, Figures
from bot.pay.results import pay_result
from bot.reply import PayResult, PayValue

wages = st.decimals(min_value=0, max_value=200_000, places=2)


def benchmark(**inputs: object) -> PayResult:
    return pay_result("benchmark", inputs, sample_figures())


def band(**inputs: object) -> tuple[PayValue, PayValue]:
    values = benchmark(**inputs).values
    return values["percentile_low"], values["percentile_high"]


def test_an_hourly_wage_between_two_percentiles() -> None:
    result = benchmark(hourly="22.50")
    assert result.headline == (
        "$22.50 an hour ($46,800 a year) is below the national median: "
        "between the 25th and the 50th percentile"
    )
    assert result.working == (
        "$22.50 x 40 hours x 52 weeks = $46,800.00 a year",
        "National 25th percentile: $45,000 a year (as of 2025)",
        "National median: $52,000 a year (as of 2025)",
        "Next to the national median: $5,200 a year below (10%)",
    )
    assert result.values == {
        "annual": Decimal("46800.00"),
        "hourly": Decimal("22.50"),
        "full_time_annual": Decimal("46800.00"),
        "national_median": Decimal("52000.00"),
        "difference_from_median": Decimal("-5200.00"),
        "difference_from_median_pct": Decimal("-10.00"),
        "percentile_low": Decimal(25),
        "percentile_high": Decimal(50),
    }
    assert [source.title for source in result.sources] == ["Occupational wages"]
    assert "40 hours a week assumed." in result.assumptions


@pytest.mark.parametrize(
    ("annual", "low", "high"),
    [
        (0, 0, 10),
        ("39999.99", 0, 10),
        (40_000, 10, 10),
        ("40000.01", 10, 25),
        (52_000, 50, 50),
        (62_399, 50, 75),
        (79_999, 75, 90),
        (80_000, 90, 90),
        (80_001, 90, 100),
        (10_000_000, 90, 100),
    ],
)
def test_the_known_percentiles_next_to_a_salary(annual: object, low: int, high: int) -> None:
    assert band(annual=annual) == (low, high)


@pytest.mark.parametrize(
    ("annual", "words"),
    [
        (39_000, "below the national median: below the 10th percentile"),
        (45_000, "below the national median: at the 25th percentile"),
        (52_000, "at the national median, the 50th percentile"),
        (62_400, "above the national median: at the 75th percentile"),
        (90_000, "above the national median: above the 90th percentile"),
    ],
)
def test_the_headline_says_where(annual: object, words: str) -> None:
    assert benchmark(annual=annual).headline.endswith(f" is {words}")


def test_an_hourly_rate_equals_a_percentile_to_the_cent_of_an_hour() -> None:
    assert band(hourly="21.63") == (25, 25)
    assert band(hourly="21.64") == (25, 50)


def test_part_time_is_compared_by_its_hourly_rate() -> None:
    result = benchmark(annual=26_000, hours_per_week=20)
    assert result.values["hourly"] == Decimal("25.00")
    assert result.values["full_time_annual"] == Decimal("52000.00")
    assert result.values["difference_from_median"] == 0
    assert "$25.00 x 2,080 hours = $52,000.00 for a full-time year" in result.working
    assert any("2,080 hours" in line for line in result.assumptions)


def test_a_state_with_its_own_date() -> None:
    result = benchmark(annual=61_000, state="ny")
    assert "New York median: $60,000 a year (as of 2023-05)" in result.working
    assert "National median: $52,000 a year (as of 2025)" in result.working
    assert result.values["state_median"] == 60_000
    assert result.values["state_difference_from_median"] == 1_000
    assert result.values["state_difference_from_median_pct"] == Decimal("1.67")
    assert result.values["state_percentile_low"] == 50
    assert result.values["state_percentile_high"] == 90
    assert {source.as_of for source in result.sources} == {"2023-05", "2025"}


def test_a_state_percentile_by_the_hour_counts_a_full_time_year() -> None:
    at_the_top = benchmark(annual=62_400, state="New York").values
    assert (at_the_top["state_percentile_low"], at_the_top["state_percentile_high"]) == (90, 90)


def test_state_figures_of_different_dates_are_called_so() -> None:
    result = benchmark(annual=61_000, state="Maine")
    assert (
        "The Maine figures are of different dates (2023-05, 2025), so they fit together only "
        "roughly."
    ) in result.assumptions


def test_a_state_with_an_average_only() -> None:
    result = benchmark(annual=50_600, state="Ohio")
    assert result.values["state_mean"] == 46_000
    assert result.values["state_difference_from_mean"] == 4_600
    assert "state_median" not in result.values
    assert "Ohio average $46,000 (as of 2021-05): $4,600 a year above (10%)" in result.working
    assert "For Ohio only an average (mean) is on file, no median." in result.assumptions


def test_a_state_without_figures_gets_one_sentence_and_the_nation() -> None:
    result = benchmark(annual=50_000, state="TX")
    assert not any(name.startswith("state_") for name in result.values)
    assert [line for line in result.assumptions if "Texas" in line] == [
        "I have no figure for Texas on file, so the comparison is with the nation only."
    ]
    assert result.values["percentile_low"] == 25


def test_experience_and_setting() -> None:
    result = benchmark(annual=39_999, experience="entry", setting="inpatient")
    assert result.values["group_low"] == 40_000
    assert result.values["group_high"] == 50_000
    assert result.values["group_position"] == "below"
    assert (
        "Pay at entry-level in hospitals, per a blog: $40,000 to $50,000 a year; yours is below"
    ) in result.working
    assert (
        "The ranges by experience and setting are not confirmed (its own estimate)."
    ) in result.assumptions


def test_a_range_by_the_hour_is_told_by_the_year() -> None:
    result = benchmark(annual=40_000, experience="entry", setting="outpatient")
    assert result.values["group_low"] == 37_440
    assert result.values["group_position"] == "within"


def test_experience_alone_lists_every_setting_there_is() -> None:
    result = benchmark(annual=60_000, experience="entry")
    assert sum("yours is above" in line for line in result.working) == 2
    assert "group_low" not in result.values
    assert "I have no range for entry specialty work on file." in result.assumptions


@pytest.mark.parametrize(
    ("certified", "mean", "difference"), [("yes", 66_000, -6_000), ("no", 54_000, 6_000)]
)
def test_certified_or_not(certified: str, mean: int, difference: int) -> None:
    values = benchmark(annual=60_000, certified=certified).values
    assert values["survey_mean"] == mean
    assert values["difference_from_survey_mean"] == difference
    assert values["certified_premium"] == Decimal("22.20")


def test_the_chart_puts_the_wage_among_the_percentiles() -> None:
    chart = benchmark(annual=47_000, state="New York").chart
    assert chart is not None
    assert [bar.label for bar in chart.bars] == [
        "10th percentile",
        "25th percentile",
        "Your wage",
        "Median",
        "75th percentile",
        "90th percentile",
    ]
    assert [bar.label for bar in chart.bars if bar.highlighted] == ["Your wage"]
    assert [bar.value for bar in chart.bars] == sorted(bar.value for bar in chart.bars)
    assert [mark.label for mark in chart.marks] == ["New York median $60,000"]
    assert all(f"{bar.label} {bar.text}" in chart.alt for bar in chart.bars)


@pytest.mark.parametrize(
    ("inputs", "field", "words"),
    [
        ({}, "hourly", "Give either an hourly rate or an annual salary, and not both."),
        ({"hourly": 20, "annual": 1}, "hourly", "and not both"),
        ({"hourly": -1}, "hourly", "Hourly rate must be a number from 0"),
        ({"annual": "NaN"}, "annual", "Annual salary must be"),
        ({"hourly": 20, "hours_per_week": 0}, "hours_per_week", "above 0"),
        ({"hourly": 20, "state": "Ontario"}, "state", 'State must be .* you gave "Ontario"'),
        ({"hourly": 20, "state": 5}, "state", "State must be words"),
        ({"hourly": 20, "experience": "some"}, "experience", "one of entry, mid, senior"),
        ({"hourly": 20, "setting": True}, "setting", "one of inpatient"),
        ({"hourly": 20, "certified": "maybe"}, "certified", "one of yes, no"),
        ({"hourly": 20, "city": "Austin"}, "city", 'no input "city"'),
    ],
)
def test_refusals(inputs: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(InputRefused, match=words) as refusal:
        benchmark(**inputs)
    assert refusal.value.field == field


def test_without_figures_it_says_so() -> None:
    with pytest.raises(FigureMissing):
        calculated("benchmark", {"hourly": 20}, NO_FIGURES)


@given(wages, wages, st.sampled_from(["hourly", "annual"]))
def test_a_higher_wage_never_has_a_lower_band(one: Decimal, other: Decimal, given_as: str) -> None:
    low, high = (
        calculated("benchmark", {given_as: wage, "state": "NY"}, sample_figures())
        for wage in sorted((one, other))
    )
    for name in (
        "percentile_low",
        "percentile_high",
        "state_percentile_low",
        "state_percentile_high",
        "difference_from_median",
    ):
        assert low[name] <= high[name]  # type: ignore[operator]


@given(wages)
def test_the_band_is_two_neighbors_or_one_percentile(wage: Decimal) -> None:
    known = [0, 10, 25, 50, 75, 90, 100]
    low, high = band(annual=wage)
    assert isinstance(low, Decimal)
    assert isinstance(high, Decimal)
    assert known.index(int(high)) - known.index(int(low)) in {0, 1}


def test_every_choice_works_on_the_figures_that_come_with_the_bot() -> None:
    figures = Figures.of(real_knowledge())
    for experience in EXPERIENCE.choices:
        for setting in SETTING.choices:
            inputs = {"annual": 50_000, "experience": experience, "setting": setting}
            result = pay_result("benchmark", {**inputs, "certified": "no", "state": "MA"}, figures)
            assert result.values["group_position"] in {"below", "within", "above"}
            lines = (result.title, result.headline, *result.working, *result.assumptions)
            assert not any(mark in line for line in lines for mark in ("\n", "*", "_", "`"))
    assert all(path in figures.facts for path in KIND.rests_on)
