"""Self-employment tax and contract work, by the rates on file."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.numbers import InputRefused
from bot.pay.calculators import KINDS, calculated, calculation
from bot.pay.figures import NO_FIGURES, FigureMissing, Figures
from bot.pay.payroll_taxes import employee_tax, net_that_leaves, self_employment_tax
from bot.reply import PayValue

FIGURES = Figures.of(real_knowledge())
amounts = st.decimals(min_value=0, max_value=1_000_000, places=2)
filings = st.sampled_from(["single", "joint", "separate"])
CENT = Decimal("0.01")


def taxed(gross: object, expenses: object = 0, **more: object) -> dict[str, PayValue]:
    return calculated("self_employment", {"gross": gross, "expenses": expenses, **more}, FIGURES)


def contracted(**inputs: object) -> dict[str, PayValue]:
    return calculated("contractor", inputs, FIGURES)


def number(value: PayValue) -> Decimal:
    assert isinstance(value, Decimal)
    return value


def test_a_year_below_every_limit() -> None:
    found = taxed(60_000, 5_000)
    assert found["net"] == Decimal("55000.00")
    assert found["se_tax"] == Decimal("7771.25")
    assert found["half_deductible"] == Decimal("3885.63")
    assert found["after_se_tax"] == Decimal("47228.75")
    assert found["additional_medicare_tax"] == 0


def test_social_security_stops_at_the_wage_base_and_medicare_does_not() -> None:
    base = FIGURES.number("pay.wage_base")
    found = taxed(300_000)
    assert found["social_security_tax"] == base * Decimal("0.124")
    assert found["medicare_tax"] == Decimal("8034.45")
    assert found["additional_medicare_tax"] == Decimal("693.45")
    assert taxed(300_000, filing="separate")["additional_medicare_tax"] == Decimal("1368.45")


def test_wages_use_up_the_wage_base_first() -> None:
    base = FIGURES.number("pay.wage_base")
    assert taxed(50_000, w2_wages=base)["social_security_tax"] == 0
    assert taxed(50_000, w2_wages=base)["medicare_tax"] == taxed(50_000)["medicare_tax"]


@pytest.mark.parametrize(("gross", "owed"), [("399.99", False), ("400", True)])
def test_the_floor(gross: str, owed: bool) -> None:
    assert bool(taxed(gross)["se_tax"]) is owed


def test_a_loss_is_not_taxed() -> None:
    found = taxed(1_000, 5_000)
    assert (found["net"], found["se_tax"], found["after_se_tax"]) == (-4000, 0, -4000)


@given(amounts, amounts, filings)
def test_more_earnings_never_leave_less(one: Decimal, other: Decimal, filing: str) -> None:
    floor = FIGURES.number("pay.se_floor")
    low, high = sorted((max(floor, one), max(floor, other)))
    left = [number(taxed(gross, filing=filing)["after_se_tax"]) for gross in (low, high)]
    assert left[0] <= left[1]


@given(amounts, filings)
def test_the_parts_add_up(gross: Decimal, filing: str) -> None:
    values = calculation(
        "self_employment", {"gross": gross, "expenses": 0, "filing": filing}, FIGURES
    ).values
    parts = number(values["social_security_tax"]) + number(values["medicare_tax"])
    assert number(values["se_tax"]) == parts
    assert number(values["half_deductible"]) * 2 == parts
    total = number(values["after_se_tax"]) + parts + number(values["additional_medicare_tax"])
    assert total == gross


@given(st.decimals(min_value=400, max_value=2_000_000, places=2), filings)
def test_net_that_leaves_is_the_inverse_of_the_tax(after: Decimal, filing: str) -> None:
    net = net_that_leaves(after, FIGURES, filing=filing)
    tax = self_employment_tax(net, FIGURES, filing=filing)
    left = net - tax.total - tax.additional_medicare
    assert abs(left - after) < Decimal("1e-9")


@given(amounts, amounts, amounts, filings)
def test_the_equivalent_contract_leaves_what_the_job_does(
    salary: Decimal, benefits: Decimal, expenses: Decimal, filing: str
) -> None:
    offer = {"w2_annual": salary, "w2_benefits": benefits, "expenses": expenses, "filing": filing}
    values = calculation("contractor", {"gross": 1, **offer}, FIGURES).values
    value = salary - employee_tax(salary, FIGURES, filing=filing) + benefits
    assert number(values["w2_value"]) == value
    net = number(values["equivalent_gross"]) - expenses
    tax = self_employment_tax(net, FIGURES, filing=filing)
    assert abs(net - tax.total - tax.additional_medicare - value) < CENT


def test_a_contract_beside_a_job() -> None:
    found = contracted(hourly=45, hours_per_week=40, w2_annual=62_000, w2_benefits=8_000)
    assert found["gross"] == Decimal("93600.00")
    assert found["se_tax"] == Decimal("13225.26")
    assert found["after_se_tax"] == Decimal("80374.74")
    assert found["employee_fica_on_same_gross"] == Decimal("7160.40")
    assert found["w2_value"] == Decimal("65257.00")
    assert found["equivalent_hourly"] == Decimal("36.54")


def test_gross_from_charts() -> None:
    found = contracted(charts_per_hour=25, rate_per_chart=".75", hours_per_week=40)
    assert found["gross"] == Decimal("39000.00")


def test_income_tax_is_not_guessed_and_rates_are_cited() -> None:
    found = calculation("contractor", {"gross": 60_000}, FIGURES)
    text = " ".join(found.assumptions)
    assert "Federal and state income tax are not included and not guessed." in text
    assert "coders usually have code books" in text
    assert FIGURES.sources(found.quoted)


@pytest.mark.parametrize(
    ("kind", "inputs", "told"),
    [
        ("self_employment", {"gross": -1, "expenses": 0}, "Gross earnings must be"),
        ("self_employment", {"gross": 1}, "Expenses (expenses) is missing"),
        ("self_employment", {"gross": 1, "expenses": 0, "filing": "x"}, "Filing must be one of"),
        ("contractor", {}, "Give the pay as gross"),
        ("contractor", {"gross": 1, "hourly": 2}, "Give the pay as gross"),
        ("contractor", {"rate_per_chart": 2}, "Give the pay as gross"),
        ("contractor", {"gross": 1, "expenses": "lots"}, "Expenses must be"),
        ("contractor", {"hourly": 1, "hours_per_week": 169}, "Hours per week must be"),
    ],
)
def test_refused_in_a_sentence(kind: str, inputs: dict[str, object], told: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        calculated(kind, inputs, FIGURES)
    assert told in refusal.value.sentence


def test_without_rates_on_file_nothing_is_made_up() -> None:
    with pytest.raises(FigureMissing):
        calculated("self_employment", {"gross": 1000, "expenses": 0}, NO_FIGURES)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_kind_rests_on_is_on_file(kind: str) -> None:
    for path in KINDS[kind].rests_on:
        assert FIGURES.number(path) > 0
