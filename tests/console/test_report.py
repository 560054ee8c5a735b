"""The report: its figures, its tables and its page."""

from __future__ import annotations

import datetime
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fixtures_knowledge import edit
from typer.testing import CliRunner, Result

from bot.assistant import Assistant
from bot.cli import app
from bot.console.report_figures import NO_ANSWER, NO_FIGURE, ReportFigures, report_figures
from bot.console.report_page import report_page
from bot.ops.exit_codes import ExitCode
from bot.reply import Reply

TODAY = datetime.date(2026, 11, 22)
SECTIONS = ("topics", "golden", "unasked", "phrasings", "oldest", "disagreements", "kinds")
TEST_PART = "what is the price of the CCS test"
HOSTILE = "<script>alert('x')</script> {{ cert.CPC.exam_fee }} \" onload=\"alert(1)"


@pytest.fixture(autouse=True)
def _surroundings(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env`, no settings but the small knowledge, and no colours."""
    monkeypatch.chdir(tmp_path)
    for name in ("ANSWER_THRESHOLD", "SUGGEST_THRESHOLD", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")


def figures_of(folder: Path, today: datetime.date = TODAY) -> ReportFigures:
    return report_figures(Assistant.from_folder(folder), today)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["report", *arguments])


class Page(HTMLParser):
    """What a browser would find: tags with their attributes, and the text outside styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open != "style":
            self.text += data

    def values(self, *names: str) -> list[str]:
        return [
            value for _, attrs in self.tags for n, value in attrs.items() if n in names and value
        ]


def test_topics_count_what_was_written_and_what_can_be_answered(folder: Path) -> None:
    figures = figures_of(folder)
    rows = [(t.topic, t.entries, t.expansions, t.answers, t.phrasings) for t in figures.topics]
    assert rows == [("Exams", 2, 3, 3, 7), ("Work", 3, 0, 3, 10)]
    assert (figures.entries, figures.answers, figures.facts, figures.golden) == (5, 6, 14, 3)


def test_entries_nobody_asks_for_and_those_with_few_phrasings(folder: Path) -> None:
    figures = figures_of(folder)
    assert [(e.id, e.place) for e in figures.unasked] == [
        ("exam-pass-rate", "faq/exams.yaml:14"),
        ("work-from-home", "faq/work.yaml:26"),
    ]
    assert [(e.id, e.phrasings) for e in figures.fewest] == [
        ("chart-pay", 3),
        ("exam-pass-rate", 3),
        ("work-from-home", 3),
        ("exam-fee", 4),
        ("median-pay", 4),
    ]


def test_coverage_tells_outcomes_of_the_tune_part_and_counts_of_the_test_part(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(
        folder,
        "questions/asked.yaml",
        "questions:\n",
        "questions:\n"
        f"  - ask: {TEST_PART}\n    entry: median-pay\n"
        "  - ask: price of the CPC test\n    entry: median-pay\n"
        "  - ask: pass rate of the CCS\n    entry: exam-pass-rate/ccs\n",
    )
    assistant = Assistant.from_folder(folder)
    heard: list[str] = []
    ask = assistant.ask

    def overheard(question: str) -> Reply:
        heard.append(question)
        return ask(question)

    monkeypatch.setattr(assistant, "ask", overheard)

    figures = report_figures(assistant, TODAY)

    rows = {row.topic: row for row in figures.coverage}
    assert list(rows) == ["Exams", "Work", NO_ANSWER]
    exams, work = rows["Exams"], rows["Work"]
    assert (exams.entries, exams.asked, exams.tune + exams.test) == (2, 2, 2)
    assert (work.entries, work.asked, work.tune, work.test) == (3, 2, 2, 1)
    assert (work.right, work.wrong, work.suggested, work.none) == (1, 1, 0, 0)
    assert (work.share("right"), work.share("wrong"), work.share("none")) == (0.5, 0.5, 0.0)
    assert rows[NO_ANSWER].share("right") == 1.0
    assert TEST_PART not in heard
    assert len(heard) == figures.overall.tune == figures.golden - figures.overall.test


def test_a_question_about_figures_nobody_has_is_counted_by_itself(folder: Path) -> None:
    edit(
        folder,
        "faq/exams.yaml",
        "    for_each: certifications\n    reviewed: 2026-03-01\n",
        "    for_each: certifications\n    except: [CPC]\n    reviewed: 2026-03-01\n",
    )
    edit(folder, "faq/exams.yaml", "    related: [exam-pass-rate]\n", "")
    edit(
        folder,
        "questions/asked.yaml",
        "questions:\n",
        "questions:\n  - ask: pass rate of the CCS\n    entry: exam-pass-rate/ccs\n",
    )
    row = next(row for row in figures_of(folder).coverage if row.topic == NO_FIGURE)
    assert (row.entries, row.asked, row.tune + row.test) == (0, 0, 1)


def test_the_oldest_facts_are_those_with_a_date_that_can_pass(folder: Path) -> None:
    figures = figures_of(folder)
    assert [(f.name, f.quoted.as_of) for f in figures.oldest[:3]] == [
        ("course cost", "2024-03"),
        ("Median pay of record specialists", "2025"),
        ("remote share", "2025"),
    ]
    first = figures.oldest[0]
    assert (first.quoted.text, first.place) == ("$1,000 to $2,500", "pay/national.yaml:25")
    assert first.quoted.source.publisher == "Coder's Diary"
    assert "AAPC: membership dues" in [f.name for f in figures.oldest]
    assert "jobs in 2019" not in [f.name for f in figures.oldest]
    assert (len(figures.oldest), figures.undated, figures.lasting, figures.unquoted) == (9, 3, 1, 1)


@pytest.mark.parametrize(
    ("today", "stale"),
    [
        (datetime.date(2025, 9, 30), 0),
        (datetime.date(2025, 10, 1), 1),
        (datetime.date(2027, 1, 31), 1),
        (datetime.date(2027, 2, 1), 2),
        (datetime.date(2099, 1, 1), 9),
    ],
)
def test_stale_facts_depend_on_the_day(folder: Path, today: datetime.date, stale: int) -> None:
    figures = figures_of(folder, today)
    assert figures.stale == stale
    assert sum(kind.stale for kind in figures.kinds) == stale
    assert sum(fact.stale for fact in figures.oldest) == stale


def test_disagreements_are_told_with_the_reason(folder: Path) -> None:
    (fact,) = figures_of(folder).disagreements
    assert fact.quoted is not None
    assert (fact.name, fact.quoted.text) == ("CPC: exam fee", "$425")
    assert [(c.text, c.status, c.as_of, c.why) for c in fact.others] == [
        ("$399", "outdated", "2021-05", "the fee went up")
    ]


def test_disputed_facts_come_first_even_when_nothing_is_quoted(folder: Path) -> None:
    edit(folder, "pay/national.yaml", "status: historical", "status: disputed")
    facts = figures_of(folder).disagreements
    assert [(fact.path, fact.quoted is None) for fact in facts] == [
        ("pay.old_median", True),
        ("cert.CPC.exam_fee", False),
    ]


def test_facts_by_kind_of_source(folder: Path) -> None:
    rows = [(k.kind, k.facts, k.unverified, k.stale) for k in figures_of(folder).kinds]
    assert rows == [("issuer", 5, 0, 0), ("article", 4, 2, 1), ("government", 4, 0, 0)]


def test_the_page_has_every_section_with_its_figures(folder: Path) -> None:
    html = report_page(figures_of(folder))
    page = Page(html)
    assert [attrs.get("id") for tag, attrs in page.tags if tag == "section"] == list(SECTIONS)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in SECTIONS} <= set(page.values("href"))
    for text in ("2026-11-22", "Exams", "What does a medical coder earn in a year?",
                 "$1,000 to $2,500", "Coder's Diary, 2021-05: the fee went up",
                 "faq/work.yaml:26", "100% right", "government"):  # fmt: skip
        assert text in " ".join(page.text.split()), text
    assert {"3 answers", "5 facts", "right 100%, suggested 0%, none 0%, wrong 0%"} <= set(
        page.values("aria-label")
    )
    assert "prefers-color-scheme: dark" in html
    assert "width=device-width" in html


def test_the_page_needs_nothing_beside_itself(folder: Path) -> None:
    html = report_page(figures_of(folder))
    page = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "base"} & {tag for tag, _ in page.tags}
    assert page.values("src", "srcset", "action", "poster") == []
    assert not re.search(r"url\(|@import", html)
    sources = {source.url for source in Assistant.from_folder(folder).knowledge.sources.values()}
    linked = [link for link in page.values("href") if not link.startswith("#")]
    assert linked
    assert set(linked) <= sources
    assert {tag for tag, attrs in page.tags if "href" in attrs} == {"a"}
    policy = next(a for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in str(policy["content"])


def test_whatever_moderators_write_is_text_on_the_page(folder: Path) -> None:
    asked = HOSTILE.replace("{{ cert.CPC.exam_fee }} ", "{{ '{{' }} 7 }} ")
    edit(folder, "faq/work.yaml", "Can medical coders work from home?", f"'{_quoted(asked)}'")
    edit(folder, "faq/work.yaml", "topic: Work", f"topic: '{_quoted(HOSTILE)}'")
    edit(folder, "certifications/cpc.yaml", "why: the fee went up", f"why: '{_quoted(HOSTILE)}'")
    edit(folder, "sources.yaml", "publisher: Coder's Diary", f"publisher: '{_quoted(HOSTILE)}'")
    edit(folder, "pay/national.yaml", "label: Median pay of record specialists",
         f"label: '{_quoted(HOSTILE)}'")  # fmt: skip
    edit(folder, "sources.yaml", "https://www.bls.gov/oes", "'https://x.org/\"onclick=\"alert(1)'")

    html = report_page(figures_of(folder))

    page = Page(html)
    assert "<script" not in html
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [n for _, attrs in page.tags for n in attrs if n.startswith("on")]
    assert page.text.count(HOSTILE) >= 4
    assert "<script>alert('x')</script> {{ 7 }}" in page.text
    assert 'https://x.org/"onclick="alert(1)' in page.values("href")


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def test_a_page_of_almost_nothing(folder: Path) -> None:
    (folder / "questions" / "asked.yaml").unlink()
    edit(folder, "certifications/cpc.yaml", "status: outdated", "status: historical")
    text = " ".join(Page(report_page(figures_of(folder))).text.split())
    assert "There are no golden questions; add some" in text
    assert "No source contradicts what answers quote." in text


def test_the_terminal_shows_a_table_for_each_part() -> None:
    result = run()
    assert result.exit_code == ExitCode.OK
    assert result.stdout.startswith("5 entries make 6 answers. 14 facts, ")
    for text in ("Entries by topic", "Golden questions by topic", "Must get no answer",
                 "Entries no golden question asks for: 2", "Entries with the fewest phrasings",
                 "Oldest quoted facts (3 more carry no date)", "Facts whose sources disagree: 1",
                 "$399 (outdated; Coder's Diary, 2021-05)",
                 "Quoted facts by kind of source (1 more"):  # fmt: skip
        assert text in result.stdout, text
    assert "Long lists are cut" not in result.stdout


def test_the_terminal_cuts_long_lists_and_prints_brackets_as_they_stand(folder: Path) -> None:
    entries = "".join(
        f"  - id: odd-{number}\n    question: Is [red]{number}[/] odd?\n    answer: Perhaps.\n"
        "    cites: [old_blog]\n    reviewed: 2026-03-01\n"
        for number in range(30)
    )
    (folder / "faq" / "odd.yaml").write_text(f"topic: Odd\nentries:\n{entries}", "utf-8")
    result = run()
    assert result.exit_code == ExitCode.OK
    assert "Entries no golden question asks for: 32" in result.stdout
    assert "Is [red]3[/] odd?" in result.stdout
    assert "Is [red]29[/] odd?" not in result.stdout
    assert "Long lists are cut; python -m bot report --html FILE shows them all." in result.stdout


def test_the_terminal_says_when_every_entry_is_asked_for(folder: Path) -> None:
    edit(
        folder,
        "questions/asked.yaml",
        "questions:\n",
        "questions:\n  - ask: percentage of cpc takers who make it\n    entry: exam-pass-rate/cpc\n"
        "  - ask: coding jobs at home\n    entry: work-from-home\n",
    )
    assert "Every entry is asked for by a golden question." in run().stdout


def test_the_page_is_written_where_it_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    result = run("--html", str(file))
    assert result.exit_code == ExitCode.OK
    assert result.stdout == f"The report is in {file}; open it in a browser.\n"
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize("where", ["", "nowhere/report.html"])
def test_a_page_that_cannot_be_written(tmp_path: Path, where: str) -> None:
    file = tmp_path / where
    result = run("--html", str(file))
    assert (result.exit_code, result.stdout) == (ExitCode.WRONG, "")
    assert result.stderr.startswith(f"{file} cannot be written (")
    assert result.stderr.count("\n") == 1


def test_broken_knowledge_gives_no_report(folder: Path, tmp_path: Path) -> None:
    (folder / "faq" / "work.yaml").write_text("", encoding="utf-8")
    result = run("--html", str(tmp_path / "report.html"))
    assert (result.exit_code, result.stdout) == (ExitCode.WRONG, "")
    assert "The knowledge has mistakes" in result.stderr
    assert not (tmp_path / "report.html").exists()
