from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from fixtures_knowledge import edit
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.checks import staleness_warnings
from bot.knowledge.facts import Fact
from bot.knowledge.folder import KnowledgeFile, read_folder
from bot.knowledge.freshness import fresh_until, shelf_life_months
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import Problem


@pytest.mark.parametrize(
    ("path", "unit", "months"),
    [
        ("cert.CPC.exam_fee", "USD", 12),
        ("issuer.AAPC.membership_dues", "USD", 12),
        ("pay.median", "USD/year", 18),
        ("career.first_wage", "USD/hour", 18),
        ("cert.CPC.exam_time", "hours", 36),
        ("pay.remote_share", "percent", 36),
    ],
)
def test_shelf_life_by_kind_of_fact(path: str, unit: str, months: int) -> None:
    assert shelf_life_months(path, unit) == months


@pytest.mark.parametrize(
    ("as_of", "months", "last_day"),
    [
        ("2025", 12, "2026-12-31"),
        ("2025-02", 12, "2026-02-28"),
        ("2023-02", 12, "2024-02-28"),
        ("2025-02-14", 12, "2026-02-14"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-08-31", 18, "2027-02-28"),
        ("2025-12", 1, "2026-01-31"),
        ("9999", 36, "9999-12-31"),
    ],
)
def test_the_last_fresh_day(as_of: str, months: int, last_day: str) -> None:
    assert fresh_until(as_of, months) == datetime.date.fromisoformat(last_day)


def test_an_undated_claim_has_no_last_day() -> None:
    assert fresh_until("undated", 12) is None


@given(st.dates(), st.sampled_from([12, 18, 36]))
def test_a_day_stays_fresh_for_its_months(day: datetime.date, months: int) -> None:
    until = fresh_until(day.isoformat(), months)
    assert until is not None
    assert until > day or until == datetime.date.max
    assert until <= day + datetime.timedelta(days=31 * months)


def warnings_on(folder: Path, today: datetime.date) -> list[Problem]:
    knowledge = load_knowledge(folder)
    places: dict[str, tuple[KnowledgeFile, tuple[str | int, ...]]] = {}
    shown: dict[str, Fact] = {}
    for file in read_folder(folder).of("facts"):
        for name in file.model.facts:
            path = f"{file.folder}.{name}"
            shown[path] = knowledge.facts[path]
            places[path] = (file, ("facts", name))
    return list(staleness_warnings(shown, places, today))


def test_a_fact_goes_stale_the_day_after_its_last(folder: Path) -> None:
    assert warnings_on(folder, datetime.date(2025, 9, 30)) == []
    (warning,) = warnings_on(folder, datetime.date(2025, 10, 1))
    assert str(warning) == (
        "pay/national.yaml:30: warning: pay.course_cost is dated 2024-03 and was good for "
        "18 months; look it up again and correct its date, or write 'reviewed' when nothing newer "
        "is found."
    )


def test_a_review_keeps_a_fact_that_has_no_newer_figure(folder: Path) -> None:
    file = folder / "pay" / "national.yaml"
    text = file.read_text(encoding="utf-8")
    reviewed = text.replace("as_of: 2024-03", "as_of: 2024-03\n    reviewed: 2025-09-15")
    assert reviewed != text
    file.write_text(reviewed, encoding="utf-8")
    assert warnings_on(folder, datetime.date(2027, 3, 15)) == []
    assert len(warnings_on(folder, datetime.date(2027, 3, 16))) == 1


def test_lasting_undated_and_unquoted_claims_never_go_stale(folder: Path) -> None:
    stale = {w.message.split()[0] for w in warnings_on(folder, datetime.date(2099, 1, 1))}
    assert stale == {"pay.median", "pay.week_hours", "pay.course_cost", "pay.remote_share"}


def test_a_stale_fact_is_a_warning_and_the_knowledge_still_loads(folder: Path) -> None:
    edit(folder, "pay/national.yaml", "2024-03", "2001-03")
    warnings = load_knowledge(folder).warnings
    assert any(w.message.startswith("pay.course_cost is dated 2001-03") for w in warnings)
    assert {w.severity for w in warnings} == {"warning"}


def test_an_answer_is_as_old_as_its_oldest_figure(folder: Path) -> None:
    edit(
        folder,
        "faq/work.yaml",
        "Many do, once they have experience.",
        '"{{ pay.median }} {{ pay.course_cost }} {{ pay.jobs_in_2019 }}"',
    )
    entry = load_knowledge(folder).entries["work-from-home"]
    assert entry.as_of == "2024-03"
    assert entry.fresh_until == datetime.date(2025, 9, 30)


def test_a_lasting_figure_gives_no_date(folder: Path) -> None:
    edit(
        folder,
        "faq/work.yaml",
        "Many do, once they have experience.",
        '"{{ pay.jobs_in_2019 }} jobs in 2019"',
    )
    entry = load_knowledge(folder).entries["work-from-home"]
    assert entry.text == "194,720 jobs in 2019"
    assert (entry.as_of, entry.fresh_until) == (None, None)
    assert ("bls_table", "2019") in [(c.source.key, c.as_of) for c in entry.citations]
