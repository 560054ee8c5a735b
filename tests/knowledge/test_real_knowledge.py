"""The knowledge that comes with the bot."""

from __future__ import annotations

import re

import pytest
from fixtures_knowledge import real_knowledge

from bot.knowledge.base import Entry, Knowledge
from bot.knowledge.checks import MAX_ANSWER, MAX_ENTRY_ID, MAX_QUESTION
from bot.knowledge.entries import slug


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return real_knowledge()


def entry_about(knowledge: Knowledge, phrasing: str) -> Entry:
    """The entry that somebody wrote `phrasing` for."""
    (entry,) = (e for e in knowledge.entries.values() if phrasing in e.phrasings)
    return entry


def test_it_covers_what_it_promises(knowledge: Knowledge) -> None:
    written = {entry.template or entry.id for entry in knowledge.entries.values()}
    assert len(written) >= 80
    assert len(knowledge.golden) >= 150
    assert {"CPC", "CCS", "CCA", "CIC", "CPMA", "CBCS", "CMC", "COC", "CRC"} <= set(
        knowledge.credentials
    )
    assert {q.split for q in knowledge.golden} == {"tune", "test"}


def test_every_entry_fits_into_discord(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        assert 0 < len(entry.text) <= MAX_ANSWER, entry.id
        assert 0 < len(entry.question) <= MAX_QUESTION, entry.id
        assert len(entry.id) <= MAX_ENTRY_ID, entry.id


def test_every_answer_names_a_source(knowledge: Knowledge) -> None:
    assert [entry.id for entry in knowledge.entries.values() if not entry.citations] == []


def test_every_answer_is_rendered(knowledge: Knowledge) -> None:
    code = re.compile(r"\{\{|\{%|\}\}|object at 0x|\bNone\b")
    assert [e.id for e in knowledge.entries.values() if code.search(e.text + e.question)] == []


def test_expanded_entries_name_their_credential(knowledge: Knowledge) -> None:
    for entry in knowledge.entries.values():
        if entry.credential is not None:
            assert entry.id == f"{entry.template}/{slug(entry.credential)}"
            assert entry.credential in entry.question + entry.text


def test_no_golden_question_is_also_a_phrasing(knowledge: Knowledge) -> None:
    phrasings = {p.casefold() for e in knowledge.entries.values() for p in e.phrasings}
    asked = [q.text for q in knowledge.golden if q.text.casefold() in phrasings]
    assert len(asked) <= len(knowledge.golden) // 20, asked


def test_cpc_a_is_a_status_and_its_exam_is_that_of_the_cpc(knowledge: Knowledge) -> None:
    coder, apprentice = knowledge.credentials["CPC"], knowledge.credentials["CPC-A"]
    assert (coder.kind, apprentice.kind) == ("credential", "status")
    assert "status" in apprentice.summary
    for name in ("exam_fee", "exam_time", "exam_questions", "passing_score"):
        own, same = apprentice.facts[name].quoted, coder.facts[name].quoted
        assert own is not None
        assert same is not None
        assert own.text == same.text, name
    assert "the CPC-A has none of its own" in knowledge.entries["exam-fee/cpc-a"].text
    assert "status" in entry_about(knowledge, "What does the A in CPC-A mean?").text.lower()


def test_25_charts_an_hour_is_worked_out_right(knowledge: Knowledge) -> None:
    text = entry_about(knowledge, "How much would you make coding 25 charts an hour?").text
    for amount in ("$18.75", "$750", "$1,500", "$3,250", "$3,000"):
        assert re.search(rf"{re.escape(amount)}(?![\d,.]*\d)", text), amount


def test_40_charts_an_hour_is_worked_out_right(knowledge: Knowledge) -> None:
    text = entry_about(knowledge, "How much would a fast coder make at 40 charts an hour?").text
    for amount in ("$30", "$1,200"):
        assert re.search(rf"{re.escape(amount)}(?![\d,.]*\d)", text), amount
    assert not [e.id for e in knowledge.entries.values() if "$1,600" in e.text]


def test_what_no_source_gives_has_no_entry(knowledge: Knowledge) -> None:
    assert knowledge.gaps
    assert not knowledge.gaps.keys() & knowledge.entries.keys()
    for gap in knowledge.gaps.values():
        assert gap.credential in knowledge.credentials
        assert gap.missing.replace(" ", "_") not in knowledge.credentials[gap.credential].facts
