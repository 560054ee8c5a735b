from __future__ import annotations

import datetime

import pytest
from fixtures_knowledge import real_knowledge, small_folder

from bot.certifications.fields import FIELDS, caveat, label_of
from bot.certifications.sheets import credential_comparison, credential_sheet
from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Fact, fact_of
from bot.knowledge.loading import load_knowledge
from bot.knowledge.schema import ClaimModel
from bot.reply import SheetLine

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load_knowledge(small_folder(tmp_path_factory.mktemp("sheets")))


def test_a_sheet_says_everything_on_file(knowledge: Knowledge) -> None:
    sheet = credential_sheet(knowledge, knowledge.credentials["CPC"], TODAY)
    assert (sheet.abbreviation, sheet.issuer) == ("CPC", "AAPC")
    assert sheet.lines == (
        SheetLine("Exam fee", "$425 (one attempt)", "older sources say $399"),
        SheetLine("Exam length", "4 hours", None),
        SheetLine("Pass rate", "80%", "not confirmed by the issuer"),
    )
    assert sheet.unknown == ("Retakes",)
    assert [(s.publisher, s.as_of) for s in sheet.sources] == [
        ("AAPC", "2026-02"),
        ("Coder's Diary", "undated"),
    ]
    assert sheet.as_of == "2026-02"
    assert [c.entry for c in sheet.questions] == ["exam-fee/cpc", "exam-pass-rate/cpc"]


@pytest.mark.parametrize(
    ("today", "noted"),
    [
        (datetime.date(2027, 1, 31), False),
        (datetime.date(2027, 2, 1), True),
    ],
)
def test_a_fee_older_than_a_year_is_said_to_be(
    knowledge: Knowledge, today: datetime.date, noted: bool
) -> None:
    sheet = credential_sheet(knowledge, knowledge.credentials["CCS"], today)
    assert any("more than a year old" in notice for notice in sheet.notices) is noted


def test_a_comparison_puts_differences_first(knowledge: Knowledge) -> None:
    pair = [knowledge.credentials["CPC"], knowledge.credentials["CCS"]]
    comparison = credential_comparison(knowledge, pair, TODAY)
    assert comparison.credentials == ("CPC", "CCS")
    assert [(row.label, row.cells, row.differs) for row in comparison.rows] == [
        ("Issuer", ("AAPC", "American Health Information Management Association"), True),
        ("Used in", ("Physician practices", "Hospitals"), True),
        ("Exam fee", ("$425 (one attempt)", "$299"), True),
        ("Pass rate", ("80%", "not on file"), True),
        ("Exam length", ("4 hours", "4 hours"), False),
    ]
    assert {s.publisher for s in comparison.sources} == {"AAPC", "AHIMA", "Coder's Diary"}
    assert comparison.as_of == "2026-01"


def fee(*claims: dict[str, str]) -> Fact:
    common = {"source": "a", "as_of": "undated", "unit": "USD", "why": "so"}
    return fact_of("cert.X.exam_fee", "x", [ClaimModel.model_validate(common | c) for c in claims])


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([{"value": "5"}], None),
        ([{"value": "5"}, {"value": "5", "status": "outdated"}], None),
        ([{"value": "5"}, {"value": "6"}], None),
        ([{"value": "5"}, {"value": "6", "status": "outdated"}], "older sources say $6"),
        ([{"value": "5"}, {"value": "6", "status": "historical"}], "older sources say $6"),
        ([{"value": "5"}, {"value": "6", "status": "wrong"}], "some sources wrongly say $6"),
        ([{"value": "5"}, {"value": "6", "status": "disputed"}], "some sources say $6"),
        ([{"value": "5", "status": "unverified"}], "not confirmed by the issuer"),
        (
            [{"value": "6", "status": "wrong"}, {"value": "5", "status": "unverified"}],
            "not confirmed by the issuer",
        ),
    ],
)
def test_what_else_is_said_about_a_fact(claims: list[dict[str, str]], said: str | None) -> None:
    fact = fee(*claims)
    assert fact.quoted is not None
    assert caveat(fact, fact.quoted) == said


def test_every_field_has_a_heading() -> None:
    assert label_of("exam_fee") == "Exam fee"
    assert label_of("field_nobody_listed") == "Field nobody listed"
    assert len({label for _, label in FIELDS}) == len(FIELDS)


def test_every_real_credential_has_a_sheet_with_sources() -> None:
    for credential in real_knowledge().credentials.values():
        sheet = credential_sheet(real_knowledge(), credential, TODAY)
        assert sheet.lines, sheet.abbreviation
        assert sheet.sources, sheet.abbreviation
        assert not {line.label for line in sheet.lines} & set(sheet.unknown), sheet.abbreviation
