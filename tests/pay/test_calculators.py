from __future__ import annotations

import json
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.numbers import InputRefused
from bot.pay.calculators import KINDS, calculated, calculation

RESULTS = {
    "per_chart": [
        "hourly",
        "charts_per_week",
        "weekly",
        "biweekly",
        "monthly",
        "monthly_4wk",
        "yearly",
    ],
    "hourly": ["hourly", "weekly", "biweekly", "monthly", "monthly_4wk", "yearly"],
    "salary": ["yearly", "monthly", "biweekly", "weekly", "hourly"],
}

speeds = st.decimals(min_value=0, max_value=10_000, places=2)
rates = st.decimals(min_value=0, max_value=1_000, places=4)
hours = st.decimals(min_value=Decimal("0.25"), max_value=168, places=2)
weeks = st.decimals(min_value=1, max_value=52, places=1)
GOOD = {
    "per_chart": st.fixed_dictionaries(
        {"charts_per_hour": speeds, "rate_per_chart": rates, "hours_per_week": hours},
        optional={"weeks_per_year": weeks},
    ),
    "hourly": st.fixed_dictionaries(
        {"hourly": rates, "hours_per_week": hours}, optional={"weeks_per_year": weeks}
    ),
    "salary": st.fixed_dictionaries(
        {
            "annual": st.decimals(min_value=0, max_value=10_000_000, places=2),
            "hours_per_week": hours,
        },
        optional={"weeks_per_year": weeks},
    ),
}
good_requests = st.sampled_from(list(GOOD)).flatmap(
    lambda kind: st.tuples(st.just(kind), GOOD[kind])
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def per_chart(speed: object, rate: object, week: object = 40, **more: object) -> dict[str, Decimal]:
    return calculated(
        "per_chart",
        {"charts_per_hour": speed, "rate_per_chart": rate, "hours_per_week": week, **more},
    )


def outcome(kind: str, inputs: dict[str, object]) -> tuple[dict[str, Decimal], InputRefused | None]:
    try:
        return calculated(kind, inputs), None
    except InputRefused as refusal:
        return {}, refusal


def amounts(text: str) -> list[Decimal]:
    return [Decimal(amount) for amount in text.split()]


def test_25_charts_an_hour_at_75_cents() -> None:
    assert list(per_chart(25, "0.75").values()) == amounts("18.75 1000 750 1500 3250 3000 39000")


def test_40_charts_an_hour_at_75_cents_is_1200_a_week() -> None:
    pay = per_chart(40, "0.75")
    assert [pay["hourly"], pay["weekly"]] == amounts("30 1200")


def test_hourly_pay() -> None:
    pay = calculated("hourly", {"hourly": "$24.59", "hours_per_week": "37.5"})
    assert list(pay.values()) == amounts("24.59 922.13 1844.25 3995.88 3688.50 47950.50")


def test_a_salary() -> None:
    pay = calculated("salary", {"annual": "$62,400", "hours_per_week": 40})
    assert list(pay.values()) == amounts("62400 5200 2400 1200 30")


def test_a_salary_is_spread_over_the_weeks_given() -> None:
    pay = calculated("salary", {"annual": 48_000, "hours_per_week": 40, "weeks_per_year": 48})
    assert [pay["weekly"], pay["hourly"], pay["monthly"]] == amounts("1000 25 4000")


def test_fewer_weeks_pay_less_a_year_and_the_same_a_week() -> None:
    pay = per_chart(25, "0.75", weeks_per_year=48)
    assert [pay["weekly"], pay["yearly"], pay["monthly"]] == amounts("750 36000 3000")


@pytest.mark.parametrize(("speed", "rate"), [(0, "0.75"), (25, 0), (0, "-0")])
def test_no_charts_or_no_rate_pays_nothing(speed: object, rate: object) -> None:
    pay = per_chart(speed, rate)
    assert {name: pay[name] for name in ("hourly", "weekly", "yearly")} == {
        "hourly": 0,
        "weekly": 0,
        "yearly": 0,
    }


def test_rounding_is_half_up_and_happens_at_the_end_only() -> None:
    pay = per_chart("0.5", "0.01", 1)
    assert [pay["hourly"], pay["weekly"], pay["biweekly"]] == amounts("0.01 0.01 0.01")
    assert pay["yearly"] == Decimal("0.26")


def test_long_digits_do_not_round_twice() -> None:
    just_under_half_a_cent = "1.0049999999999999999999999999"
    with localcontext(prec=6):
        assert per_chart(1, just_under_half_a_cent, 1)["weekly"] == Decimal("1.00")


@pytest.mark.parametrize("kind", RESULTS)
def test_results_come_in_the_order_of_the_design(kind: str) -> None:
    inputs = {field.name: 1 for field in KINDS[kind].inputs}
    assert list(calculated(kind, inputs)) == RESULTS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits_a_slash_command_and_a_modal(kind: str) -> None:
    described = KINDS[kind]
    assert described.name == kind
    assert len(described.description) <= 100
    for field in described.inputs:
        assert field.name.isascii()
        assert len(field.name) <= 32
        assert len(field.label) <= 45
        assert 0 < len(field.description) <= 100
        assert not (field.required and getattr(field, "default", None) is not None)


PER_CHART = {"charts_per_hour": 25, "rate_per_chart": "0.75", "hours_per_week": 40}
HOURLY = {"hourly": 30, "hours_per_week": 40}
SALARY = {"annual": 62_400, "hours_per_week": 40}


@pytest.mark.parametrize(
    ("kind", "inputs", "field"),
    [
        ("per_chart", {**PER_CHART, "charts_per_hour": -1}, "charts_per_hour"),
        ("per_chart", {**PER_CHART, "charts_per_hour": 10_001}, "charts_per_hour"),
        ("per_chart", {**PER_CHART, "rate_per_chart": "1e400"}, "rate_per_chart"),
        ("per_chart", {**PER_CHART, "rate_per_chart": "NaN"}, "rate_per_chart"),
        ("per_chart", {**PER_CHART, "rate_per_chart": "six bits"}, "rate_per_chart"),
        ("per_chart", {**PER_CHART, "hours_per_week": 0}, "hours_per_week"),
        ("per_chart", {**PER_CHART, "hours_per_week": "168.1"}, "hours_per_week"),
        ("per_chart", {**PER_CHART, "weeks_per_year": 53}, "weeks_per_year"),
        ("per_chart", {**PER_CHART, "weeks_per_year": 0}, "weeks_per_year"),
        ("per_chart", {**PER_CHART, "weeks_per_year": None}, "weeks_per_year"),
        ("per_chart", {**PER_CHART, "rate": 1}, "rate"),
        ("per_chart", HOURLY, "hourly"),
        ("hourly", {**HOURLY, "hourly": True}, "hourly"),
        ("hourly", {**HOURLY, "hourly": 30.5}, "hourly"),
        ("hourly", {"hourly": 30}, "hours_per_week"),
        ("hourly", {**HOURLY, "hours_per_week": 169}, "hours_per_week"),
        ("salary", {**SALARY, "annual": "Infinity"}, "annual"),
        ("salary", {**SALARY, "annual": 10_000_001}, "annual"),
        ("salary", {**SALARY, "hours_per_week": 0}, "hours_per_week"),
        ("salary", {**SALARY, "weeks_per_year": "0.0"}, "weeks_per_year"),
        ("yearly", SALARY, "kind"),
        ("", {}, "kind"),
    ],
)
def test_refuses_by_name(kind: str, inputs: dict[str, object], field: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        calculated(kind, inputs)
    assert refusal.value.field == field


@given(good_requests)
def test_every_result_is_a_decimal_to_the_cent(request: tuple[str, dict[str, object]]) -> None:
    for value in calculated(*request).values():
        assert type(value) is Decimal
        assert value.as_tuple().exponent == -2
        assert value >= 0


@given(speeds, rates, hours, weeks)
def test_per_chart_agrees_with_fractions(
    speed: Decimal, rate: Decimal, week: Decimal, year: Decimal
) -> None:
    pay = per_chart(speed, rate, week, weeks_per_year=year)
    weekly = Fraction(speed) * Fraction(rate) * Fraction(week)
    expected = {
        "weekly": weekly,
        "biweekly": weekly * 2,
        "monthly_4wk": weekly * 4,
        "yearly": weekly * Fraction(year),
        "monthly": weekly * Fraction(year) / 12,
    }
    for name, amount in expected.items():
        assert pay[name] == Decimal(int(amount * 100 + Fraction(1, 2))) / 100


@given(speeds, speeds, rates, rates, hours)
def test_more_speed_or_a_better_rate_never_pays_less(
    speed: Decimal, other_speed: Decimal, rate: Decimal, other_rate: Decimal, week: Decimal
) -> None:
    low = per_chart(min(speed, other_speed), min(rate, other_rate), week)
    high = per_chart(max(speed, other_speed), max(rate, other_rate), week)
    assert all(low[name] <= high[name] for name in low)


@given(speeds.filter(lambda speed: speed <= 5_000), rates, hours)
def test_twice_the_speed_is_exactly_twice_the_pay(
    speed: Decimal, rate: Decimal, week: Decimal
) -> None:
    inputs = {"charts_per_hour": speed, "rate_per_chart": rate, "hours_per_week": week}
    once = calculation("per_chart", inputs).values
    twice = calculation("per_chart", {**inputs, "charts_per_hour": speed * 2}).values
    for name in ("hourly", "charts_per_week", "weekly", "biweekly", "monthly_4wk", "yearly"):
        assert twice[name] == once[name] * 2


@given(st.decimals(min_value=0, max_value=1_000, places=2), hours, weeks)
def test_salary_undoes_hourly(hourly: Decimal, week: Decimal, year: Decimal) -> None:
    period = {"hours_per_week": week, "weeks_per_year": year}
    pay = calculation("hourly", {"hourly": hourly, **period}).values
    back = calculated("salary", {"annual": pay["yearly"], **period})
    assert back["hourly"] == hourly
    assert back == {name: calculated("hourly", {"hourly": hourly, **period})[name] for name in back}


@given(
    st.sampled_from([*KINDS, "other"]),
    st.dictionaries(
        st.sampled_from(sorted({field.name for kind in KINDS.values() for field in kind.inputs}))
        | st.text(max_size=5),
        json_values,
    ),
)
def test_hostile_inputs_give_decimals_or_a_sentence(kind: str, inputs: dict[str, object]) -> None:
    results, refusal = outcome(kind, inputs)
    assert refusal is None or (refusal.sentence.endswith(".") and len(refusal.sentence) < 250)
    assert all(type(value) is Decimal for value in results.values())


@given(
    *[
        st.one_of(
            st.integers(0, 60).map(str),
            st.text(alphabet="0123456789.,$-eE", max_size=30),
            st.just("1e-30"),
        )
        for _ in range(4)
    ]
)
def test_numbers_at_the_edge_give_decimals_or_a_sentence(
    speed: str, rate: str, week: str, year: str
) -> None:
    fields = [field.name for field in KINDS["per_chart"].inputs]
    inputs: dict[str, object] = dict(zip(fields, (speed, rate, week, year), strict=True))
    results, refusal = outcome("per_chart", inputs)
    assert refusal is None or refusal.field in fields
    assert all(value.is_finite() for value in results.values())


@pytest.mark.parametrize(
    "line",
    [
        '{"kind": [], "inputs": {}}',
        '{"kind": null, "inputs": {}}',
        '{"kind": "hourly", "inputs": []}',
        '{"kind": "hourly", "inputs": null}',
        '{"kind": "hourly", "inputs": "hourly"}',
        '{"kind": "hourly", "inputs": {"hourly": NaN, "hours_per_week": 40}}',
        '{"kind": "hourly", "inputs": {"hourly": 1e400, "hours_per_week": 40}}',
        '{"kind": "salary", "inputs": {"annual": 1, "hours_per_week": 1e-400}}',
    ],
)
def test_json_of_the_wrong_shape_is_refused(line: str) -> None:
    request = json.loads(line, parse_float=Decimal)
    with pytest.raises(InputRefused):
        calculated(request["kind"], request["inputs"])


def test_the_smallest_divisors_still_give_a_finite_result() -> None:
    tiny = {"annual": 10_000_000, "hours_per_week": "1e-30", "weeks_per_year": "1e-30"}
    assert calculated("salary", tiny)["hourly"] == Decimal(10) ** 67
