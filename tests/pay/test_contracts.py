"""Contract accuracy, what accuracy allows, targets, and two offers beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.numbers import InputRefused
from bot.pay.calculators import calculated, calculation
from bot.reply import PayValue

charts = st.integers(1, 100_000)
shares = st.decimals(min_value=0, max_value=100, places=2)
rates = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)
speeds = st.decimals(min_value=Decimal("0.01"), max_value=1_000, places=2)
hours = st.decimals(min_value=1, max_value=168, places=1)
sides = st.one_of(
    st.fixed_dictionaries({"hourly": rates, "hours_per_week": hours}),
    st.fixed_dictionaries({"annual": st.integers(0, 1_000_000), "hours_per_week": hours}),
    st.fixed_dictionaries(
        {"charts_per_hour": speeds, "rate_per_chart": rates, "hours_per_week": hours}
    ),
)


def checked(coded: object, errors: object, required: object, **more: object) -> dict[str, PayValue]:
    inputs = {"charts": coded, "errors": errors, "required_pct": required, **more}
    return calculated("contract_accuracy", inputs)


def target(**inputs: object) -> dict[str, PayValue]:
    return calculated("target_rate", inputs)


def compared(a: Mapping[str, object], b: Mapping[str, object]) -> dict[str, PayValue]:
    return calculated("compare", {"a": a, "b": b})


def number(value: PayValue) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def test_exactly_the_required_share_meets_it() -> None:
    assert checked(1000, 40, 96) == {
        "accuracy_pct": Decimal("96.00"),
        "meets": True,
        "max_errors_allowed": Decimal(40),
    }
    assert checked(1000, 41, 96)["meets"] is False


def test_gross_pay_with_a_rate() -> None:
    assert checked(1000, 0, 96, rate_per_chart=".75")["gross_pay"] == Decimal("750.00")


def test_rounding_never_turns_a_miss_into_a_match() -> None:
    found = calculation(
        "contract_accuracy", {"charts": 100_000, "errors": 4001, "required_pct": 96}
    )
    assert found.values["meets"] is False
    assert found.headline == "95.999% right misses the 96% asked for"


@given(charts, st.integers(0, 100_000), shares)
def test_meeting_it_is_having_no_more_errors_than_allowed(
    coded: int, errors: int, required: Decimal
) -> None:
    assume(errors <= coded)
    found = checked(coded, errors, required)
    assert found["meets"] == (errors <= number(found["max_errors_allowed"]))
    assert found["meets"] == (Fraction(coded - errors, coded) * 100 >= Fraction(required))


def test_what_accuracy_allows_and_costs() -> None:
    found = calculated(
        "accuracy", {"charts_per_week": 1000, "rate_per_chart": ".75", "penalty_per_error": 2}
    )
    assert found["max_errors_at_96"] == 40
    assert found["cost_at_96"] == Decimal("80.00")
    assert found["gross"] == Decimal("750.00")
    assert found["net_at_96"] == Decimal("670.00")


@given(charts)
def test_a_higher_share_never_allows_more_errors(coded: int) -> None:
    found = calculated("accuracy", {"charts_per_week": coded})
    allowed = [number(found[f"max_errors_at_{level}"]) for level in range(94, 99)]
    assert allowed == sorted(allowed, reverse=True)


@pytest.mark.parametrize(
    ("inputs", "name", "value"),
    [
        ({"target_hourly": 30, "rate_per_chart": ".65"}, "charts_per_hour", "46.1538"),
        ({"target_hourly": 28, "charts_per_hour": 20}, "rate_per_chart", "1.4000"),
        ({"charts_per_hour": 25, "rate_per_chart": ".75"}, "hourly", "18.75"),
        (
            {"target_annual": 62_400, "hours_per_week": 40, "rate_per_chart": ".75"},
            "charts_per_hour",
            "40.0000",
        ),
        (
            {"target_hourly": 32, "weekly_quota": 1000, "hours_per_week": 30},
            "rate_per_chart",
            "0.9600",
        ),
    ],
)
def test_the_third_of_target_speed_and_rate(
    inputs: dict[str, object], name: str, value: str
) -> None:
    assert str(target(**inputs)[name]) == value


@given(speeds, rates)
def test_a_target_is_the_inverse_of_per_chart_pay(speed: Decimal, rate: Decimal) -> None:
    hourly = calculation(
        "per_chart", {"charts_per_hour": speed, "rate_per_chart": rate, "hours_per_week": 40}
    ).values["hourly"]
    assert target(target_hourly=hourly, rate_per_chart=rate)["charts_per_hour"] == speed
    assert target(target_hourly=hourly, charts_per_hour=speed)["rate_per_chart"] == rate
    rounded = target(charts_per_hour=speed, rate_per_chart=rate)["hourly"]
    assert abs(number(rounded) - number(hourly)) <= Decimal("0.005")


def test_two_offers() -> None:
    found = compared({"hourly": 22, "hours_per_week": 40}, {"annual": 62_000, "hours_per_week": 40})
    assert found == {
        "weekly_a": Decimal("880.00"),
        "weekly_b": Decimal("1192.31"),
        "difference_weekly": Decimal("-312.31"),
        "difference_yearly": Decimal("-16240.00"),
        "better": "b",
        "yearly_a": Decimal("45760.00"),
        "yearly_b": Decimal("62000.00"),
    }


def test_the_same_pay_is_a_tie() -> None:
    per_chart = {"charts_per_hour": 40, "rate_per_chart": ".75", "hours_per_week": 40}
    assert compared(per_chart, {"hourly": 30, "hours_per_week": 40})["better"] == "tie"


@given(sides, sides)
def test_swapping_the_offers_turns_the_result_around(
    a: dict[str, object], b: dict[str, object]
) -> None:
    forth = calculation("compare", {"a": a, "b": b}).values
    back = calculation("compare", {"a": b, "b": a}).values
    assert forth["weekly_a"] == back["weekly_b"]
    for name in ("difference_yearly", "difference_weekly"):
        assert number(forth[name]) == number(back[name]).copy_negate()
    assert back["better"] == {"a": "b", "b": "a", "tie": "tie"}[str(forth["better"])]


ACCURACY = {"charts": 100, "errors": 3, "required_pct": 95}
JOB = {"hourly": 22, "hours_per_week": 40}


@pytest.mark.parametrize(
    ("kind", "inputs", "told"),
    [
        ("contract_accuracy", ACCURACY | {"errors": 101}, "at most the 100 charts checked"),
        ("contract_accuracy", ACCURACY | {"charts": 0}, "Charts must be a number above 0"),
        ("contract_accuracy", ACCURACY | {"errors": -1}, "Errors must be a number from 0"),
        ("contract_accuracy", ACCURACY | {"required_pct": 101}, "Required accuracy must be"),
        ("contract_accuracy", {"charts": 1, "errors": 0}, "Required accuracy (required_pct)"),
        ("accuracy", {"charts_per_week": "ten"}, "Charts per week must be"),
        ("target_rate", {}, "Give two of these three"),
        ("target_rate", {"rate_per_chart": 1}, "Give two of these three"),
        (
            "target_rate",
            {"target_hourly": 30, "rate_per_chart": 1, "charts_per_hour": 30},
            "Give two of these three",
        ),
        ("target_rate", {"target_hourly": 1, "target_annual": 1}, "not both"),
        ("target_rate", {"charts_per_hour": 1, "weekly_quota": 1}, "not both"),
        ("target_rate", {"target_annual": 1, "rate_per_chart": 1}, "Hours per week"),
        ("target_rate", {"target_hourly": 30, "rate_per_chart": 0}, "Rate per chart must be above"),
        ("target_rate", {"target_hourly": 30, "charts_per_hour": 0}, "Charts per hour must be"),
        ("compare", {"a": JOB}, "Job B (b) is missing"),
        ("compare", {"a": JOB, "b": 3}, "Job B must be the inputs of one offer"),
        ("compare", {"a": JOB, "b": {}}, "Job B must be one way to be paid"),
        ("compare", {"a": JOB | {"annual": 1}, "b": JOB}, "Job A must be one way to be paid"),
        ("compare", {"a": {"hourly": 22}, "b": JOB}, "Job A: Hours per week"),
        ("compare", {"a": JOB, "b": JOB | {"hourly": "x"}}, "Job B: Hourly rate must be"),
        ("compare", {"a": JOB, "b": JOB | {"kind": "compare"}}, "Job B: kind must be one of"),
        ("compare", {"a": JOB, "b": JOB, "c": JOB}, "no input"),
        ("raise", {"before": JOB}, "After (after) is missing"),
        ("raise", {"before": JOB | {"hours_per_week": 0}, "after": JOB}, "Before"),
        ("raise", {"before": JOB | {"hourly": 0}, "after": JOB}, "The pay before must be more"),
    ],
)
def test_refused_in_a_sentence(kind: str, inputs: dict[str, object], told: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        calculated(kind, inputs)
    assert told in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")


def test_what_a_raise_comes_to() -> None:
    before, after = ({"hourly": wage, "hours_per_week": 40} for wage in (24, 27))
    found = calculation("raise", {"before": before, "after": after})
    assert found.values == {"weekly": 120, "yearly": 6_240, "pct": Decimal("12.5")}
    assert found.headline.startswith("$27.00 an hour instead of $24.00 an hour, 12.5% more")
    back = calculation("raise", {"before": after, "after": before})
    assert "11.1% less: $6,240.00 less a year" in back.headline
