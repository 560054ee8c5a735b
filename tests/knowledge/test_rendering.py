"""What an answer says, what it rests on, and what it says when a figure is missing."""

from __future__ import annotations

from contextlib import suppress
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from fixtures_knowledge import edit, with_answer
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.base import Entry
from bot.knowledge.facts import Fact, fact_of
from bot.knowledge.loading import load_knowledge
from bot.knowledge.rendering import (
    FactMissing,
    Renderer,
    TemplateInvalid,
    prose,
    referenced_names,
)
from bot.knowledge.schema import ClaimModel


def entry_with(folder: Path, answer: str) -> Entry:
    with_answer(folder, f'"{answer}"')
    return load_knowledge(folder).entries["work-from-home"]


def cited(entry: Entry) -> list[tuple[str, str]]:
    return [(c.source.key, c.as_of) for c in entry.citations]


def fact(name: str, *claims: dict[str, object]) -> Fact:
    common = {"source": "a_source", "as_of": "undated"}
    return fact_of(name, name, [ClaimModel.model_validate(common | claim) for claim in claims])


def renderer(*facts: Fact) -> Renderer:
    return Renderer({f.path: f for f in facts}, {})


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ pay.median }}", "$51,140"),
        ("{{ pay.remote_share }}", "8%"),
        ("{{ pay.course_cost }}", "$1,000 to $2,500"),
        ("{{ pay.course_cost.low }} or {{ pay.course_cost.high }}", "$1,000 or $2,500"),
        ("{{ pay.jobs_in_2019 }}", "194,720"),
        ("{{ cert.CPC.exam_fee }} at {{ issuer.AAPC.membership_dues }}", "$425 at $222"),
        ("{{ cert.CPC.name }}, {{ cert.CPC.issuer }}", "Certified Professional Coder, AAPC"),
        ("{{ cert['CPC']['exam_time'] }}", "4 hours"),
        ("{{ pay.chart_pace * pay.chart_rate }}", "$18.75"),
        ("{{ pay.chart_pace * pay.chart_rate * pay.week_hours }}", "$750"),
        ("{{ pay.chart_pace * pay.chart_rate * pay.week_hours * 52 / 12 }}", "$3,250"),
        ("{{ 2 * pay.chart_rate }}", "$1.50"),
        ("{{ cert.CPC.exam_fee + cert.CCS.exam_fee }}", "$724"),
        ("{{ cert.CPC.exam_fee - cert.CCS.exam_fee }}", "$126"),
        ("{{ pay.median * pay.remote_share }}", "$4,091.20"),
        ("{{ pay.remote_share * pay.median }}", "$4,091.20"),
        ("{{ pay.course_cost.high - pay.course_cost.low }}", "$1,500"),
        ("{{ pay.median / 52 }}", "$983.46"),
        ("{{ pay.chart_pace * pay.week_hours }}", "1,000"),
        ("{% if cert.CCS.pass_rate %}known{% else %}unknown{% endif %}", "unknown"),
        ("{% if cert.CPC.pass_rate %}known{% else %}unknown{% endif %}", "known"),
    ],
)
def test_facts_print_and_calculate_exactly(folder: Path, template: str, text: str) -> None:
    assert entry_with(folder, template).text == text


def test_citations_are_derived_from_what_is_quoted(folder: Path) -> None:
    entry = entry_with(folder, "{{ cert.CPC.exam_fee }} {{ pay.median }} {{ cert.CPC.exam_time }}")
    assert cited(entry) == [
        ("aapc_site", "2026-02"),
        ("bls_table", "2025"),
        ("old_blog", "undated"),
    ]
    assert entry.facts == ("cert.CPC.exam_fee", "pay.median", "cert.CPC.exam_time")


def test_both_sides_of_a_calculation_are_cited(folder: Path) -> None:
    edit(folder, "faq/work.yaml", "cites: [old_blog]", "cites: []")
    entry = entry_with(folder, "{{ pay.chart_rate * pay.week_hours }}")
    assert cited(entry) == [("old_blog", "undated"), ("bls_table", "2025")]


def test_a_fact_only_asked_about_is_not_cited(folder: Path) -> None:
    edit(folder, "faq/work.yaml", "cites: [old_blog]", "cites: []")
    entry = entry_with(folder, "{% if cert.CPC.exam_fee %}{{ pay.median }}{% endif %}")
    assert cited(entry) == [("bls_table", "2025")]


def test_a_source_cited_by_hand_is_not_repeated(folder: Path) -> None:
    edit(folder, "faq/work.yaml", "cites: [old_blog]", "cites: [bls_table]")
    assert cited(entry_with(folder, "{{ pay.median }}")) == [("bls_table", "2025")]


def test_an_edited_fee_moves_its_answer_and_its_date(folder: Path) -> None:
    edit(
        folder,
        "certifications/cpc.yaml",
        "value: 425\n      unit: USD\n      note: one attempt\n      source: aapc_site\n"
        "      as_of: 2026-02",
        "value: 450\n      unit: USD\n      source: aapc_site\n      as_of: 2026-09",
    )
    entry = load_knowledge(folder).entries["exam-fee/cpc"]
    assert entry.text == "The CPC exam costs $450."
    assert cited(entry) == [("aapc_site", "2026-09")]
    assert entry.as_of == "2026-09"


def test_every_credential_gets_its_entry_or_its_gap(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    assert knowledge.entries["exam-fee/ccs"].text == "The CCS exam costs $299."
    assert knowledge.entries["exam-fee/ccs"].credential == "CCS"
    assert knowledge.entries["exam-fee/ccs"].template == "exam-fee"
    gap = knowledge.gaps["exam-pass-rate/ccs"]
    assert (gap.credential, gap.template, gap.missing) == ("CCS", "exam-pass-rate", "pass rate")
    assert "pass rate of the CCS" in gap.phrasings


def test_an_excepted_credential_gets_neither(folder: Path) -> None:
    without = "pass it.\n    except: [CCS]"
    edit(folder, "faq/exams.yaml", "pass the {{ cert.abbreviation }}.", without)
    knowledge = load_knowledge(folder)
    assert "exam-pass-rate/cpc" in knowledge.entries
    assert "exam-pass-rate/ccs" not in {*knowledge.entries, *knowledge.gaps}


def test_an_unverified_claim_is_quoted_and_said_to_be(folder: Path) -> None:
    assert entry_with(folder, "{{ pay.chart_rate }}").unconfirmed
    knowledge = load_knowledge(folder)
    assert not knowledge.entries["median-pay"].unconfirmed


@pytest.mark.parametrize("status", ["outdated", "wrong", "historical", "disputed"])
def test_only_current_claims_are_quoted(status: str) -> None:
    refused = {"value": "5", "unit": "USD", "status": status, "why": "so"}
    current = {"value": "7", "unit": "USD"}
    unsure = {"value": "6", "unit": "USD", "status": "unverified", "why": "so"}
    assert renderer(fact("pay.a", refused, unsure, current)).rendered("{{ pay.a }}").text == "$7"
    assert renderer(fact("pay.a", refused, unsure)).rendered("{{ pay.a }}").text == "$6"
    with pytest.raises(FactMissing, match=r"^pay\.a$"):
        renderer(fact("pay.a", refused)).rendered("{{ pay.a }}")


def test_lines_are_tidied_and_code_leaves_no_holes() -> None:
    text = renderer().rendered("  a  \n\n\n\n{% if true %}\nb  \n{% endif %}\nc\n").text
    assert text == "a\n\nb\nc"


def test_a_template_mistake_knows_its_line() -> None:
    with pytest.raises(TemplateInvalid) as caught:
        renderer().rendered("fine\nfine\n{{ fine fine }}\n")
    assert caught.value.line == 3


def test_what_one_answer_missed_is_not_remembered_for_the_next() -> None:
    one = renderer(fact("pay.a", {"value": "5", "unit": "USD"}))
    with pytest.raises(FactMissing, match=r"^pay\.b$"):
        one.rendered("{{ pay.a }} {{ pay.b }}")
    assert one.rendered("{{ pay.a }}").references[0].fact.path == "pay.a"
    with pytest.raises(FactMissing, match=r"^other$"):
        one.rendered("{% if pay.c %}x{% endif %}{{ other }}")


@pytest.mark.parametrize(
    ("template", "names"),
    [
        ("{{ cert.CPC.exam_fee }}", [("cert", "CPC", "exam_fee")]),
        ("{{ cert['CPC-A'].name }}", [("cert", "CPC-A", "name")]),
        ("{% if pay.a %}{{ pay.b * 2 }}{% endif %}", [("pay", "a"), ("pay", "b")]),
        ("no code", []),
        ("{{ broken", []),
    ],
)
def test_the_names_a_template_uses(template: str, names: list[tuple[str, ...]]) -> None:
    assert sorted(referenced_names(template)) == names


@given(st.text("ab{}%# \n", max_size=60))
def test_the_prose_of_a_template_keeps_its_lines(source: str) -> None:
    assert prose(source).count("\n") == source.count("\n")
    assert len(prose(source)) == len(source)


MONEY = st.decimals(Decimal("0.001"), Decimal("99999.999"), places=3)
WHOLE = st.integers(1, 500)


@given(MONEY, WHOLE)
def test_products_are_exact_and_rounded_half_up_once(rate: Decimal, count: int) -> None:
    pay = fact("pay.rate", {"value": str(rate), "unit": "USD/chart"})
    number = fact("pay.count", {"value": str(count), "unit": "charts/hour"})
    text = renderer(pay, number).rendered("{{ pay.rate * pay.count * 52 / 12 }}").text
    expected = (rate * count * 52 / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(text.replace("$", "").replace(",", "")) == expected


@given(st.text(max_size=80))
def test_any_template_renders_or_is_refused(source: str) -> None:
    one = renderer(fact("pay.a", {"value": "5", "unit": "USD"}))
    for template in (source, f"{{{{ {source} }}}}", f"{{% {source} %}}"):
        with suppress(TemplateInvalid, FactMissing):
            assert not one.rendered(template).text.endswith((" ", "\n"))
