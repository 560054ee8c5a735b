"""Every command: what it prints and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import simplejson
from click.testing import Result
from fixtures_knowledge import edit
from typer.testing import CliRunner

from bot import __version__
from bot.cli import app
from bot.knowledge.loading import golden_split
from bot.ops.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parents[2]
WORK = "faq/work.yaml"
ASKED = "typical salary of a coder in year {}"
HOURLY = {"hourly": 22, "hours_per_week": 40}


@pytest.fixture(autouse=True)
def _surroundings(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No `.env`, no settings but the small knowledge, and no colours."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    for name in ("DISCORD_TOKEN", "ANSWER_THRESHOLD", "SUGGEST_THRESHOLD", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=text)


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_version() -> None:
    assert run("--version").stdout == f"{__version__}\n"


def test_without_a_command_the_help_is_shown() -> None:
    result = run()
    assert result.exit_code == ExitCode.USAGE
    for command in ("ask", "pay", "cert", "check", "evaluate", "export", "preview", "run", "sync"):
        assert command in result.output


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["ask", "--nonsense"], ["ask"], ["ask", "a?", "--jsonl"], ["cert"], ["pay"],
     ["export"]],
)  # fmt: skip
def test_a_command_line_that_makes_no_sense(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == ExitCode.USAGE
    assert result.stdout == ""
    assert result.stderr.strip()


def test_ask_prints_what_a_member_would_read() -> None:
    result = run("ask", "What does a medical coder earn in a year?")
    assert result.exit_code == ExitCode.OK
    assert result.stdout == (
        "Half of them earn more than $51,140 a year.\nIt is a national figure.\n"
        "Source: BLS, as of 2025\n"
    )


def test_ask_without_words_is_answered_politely() -> None:
    result = run("ask", "")
    assert result.exit_code == ExitCode.OK
    assert result.stdout.startswith("I couldn't find a question in that.")


def test_ask_lines_come_back_in_order_with_their_ids() -> None:
    questions = [
        {"id": "z", "q": "typical coder salary"},
        {"id": 1, "q": "pass rate of the CCS"},
        {"id": None, "q": "How much does the exam cost?"},
        {"id": [2, "x"], "q": "who won the football match"},
        {"q": "how much does the exam for the CPC and the CCS cost"},
        {"id": 3, "q": "CPC vs CCS"},
    ]
    result = run("ask", "--jsonl", text="\n\n".join(map(json.dumps, questions)))
    found = records(result)
    assert result.exit_code == ExitCode.OK
    assert [r["id"] for r in found] == ["z", 1, None, [2, "x"], None, 3]
    assert [r["status"] for r in found] == [
        "answer", "none", "suggest", "none", "answer", "answer",
    ]  # fmt: skip
    assert [r["entry"] for r in found] == [
        "median-pay", "exam-pass-rate/ccs", None, None, "exam-fee/cpc", None,
    ]  # fmt: skip
    assert all(
        set(r) == {"id", "status", "entry", "confidence", "text", "suggestions"} for r in found
    )
    assert str(found[0]["text"]).endswith("Source: BLS, as of 2025")
    assert found[2]["suggestions"] == [
        {"entry": "exam-fee/ccs", "question": "How much does the CCS exam cost?"},
        {"entry": "exam-fee/cpc", "question": "How much does the CPC exam cost?"},
    ]


def test_ask_lines_that_are_no_questions_are_refused_one_by_one() -> None:
    lines = [
        "not json",
        "[" * 50_000,
        "[1]",
        '{"id": 4}',
        '{"id": 5, "q": 5}',
        '{"id": 6, "q": "typical coder salary"}',
    ]
    result = run("ask", "--jsonl", text="\n".join(lines))
    found = records(result)
    assert result.exit_code == ExitCode.WRONG
    assert [r["id"] for r in found] == [None, None, None, 4, 5, 6]
    assert [str(r.get("error", ""))[:21] for r in found] == [
        "The line is not JSON;",
        "The line is not JSON;",
        "The line has no quest",
        "The line has no quest",
        "The line has no quest",
        "",
    ]


def test_ask_lines_may_hold_any_bytes() -> None:
    lines = b'{"id": "\\ud800", "q": "typical coder salary"}\n{"id": 2, "q": "\xff\xfe CCS fee"}\n'
    result = run("ask", "--jsonl", text=lines)
    assert result.exit_code == ExitCode.OK
    assert [r["id"] for r in records(result)] == ["\ud800", 2]


def test_no_lines_give_no_lines() -> None:
    result = run("ask", "--jsonl", text="\n \n")
    assert (result.exit_code, result.stdout) == (ExitCode.OK, "")


def test_pay() -> None:
    result = run("pay", "hourly", "--hourly", "22", "--hours-per-week=40")
    assert result.exit_code == ExitCode.OK
    assert "$880" in result.stdout
    assert "$45,760" in result.stdout
    assert run("pay", "per-chart", "--charts-per-hour", "25", "--rate-per-chart", "0.75",
               "--hours-per-week", "40").stdout.count("$750") >= 1  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["monthly"], ExitCode.USAGE, "There is no kind 'monthly'; use per_chart, hourly, salary"),
        (["hourly", "22"], ExitCode.USAGE, "'22' is not an option; write --hours-per-week 40."),
        (["hourly", "--hourly"], ExitCode.USAGE, "--hourly has no value"),
        (["hourly", "--hourly=1", "--hourly=2"], ExitCode.USAGE, "--hourly is given twice"),
        (["hourly", "--hourly=22"], ExitCode.WRONG, "hours_per_week"),
        (["hourly", "--hourly=nan", "--hours-per-week=40"], ExitCode.WRONG, "must be a number"),
        (["hourly", "--hourly=22", "--hours-per-week=200"], ExitCode.WRONG, "168"),
        (["hourly", "--hourly=22", "--hours-per-week=40", "--bonus=1"], ExitCode.WRONG, "bonus"),
    ],
)
def test_pay_that_cannot_be_worked_out(arguments: list[str], code: ExitCode, sentence: str) -> None:
    result = run("pay", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_pay_lines_are_exact_and_refusals_stop_nobody() -> None:
    lines = [
        {"id": 1, "kind": "hourly", "inputs": HOURLY},
        {"id": 2, "kind": "hourly", "inputs": {"hourly": -1, "hours_per_week": 40}},
        {"id": 3, "kind": "weekly", "inputs": {}},
        {"id": 4, "kind": "hourly", "inputs": []},
        {"id": 5, "kind": "salary", "inputs": {"annual": 51140, "hours_per_week": 40}},
    ]
    text = "\n".join([*map(json.dumps, lines[:2]), "nope", "[]", *map(json.dumps, lines[2:])])
    result = run("pay", "--jsonl", text=text)
    assert result.exit_code == ExitCode.OK
    found = [simplejson.loads(line, use_decimal=True) for line in result.stdout.splitlines()]
    assert [r["id"] for r in found] == [1, 2, None, None, 3, 4, 5]
    assert ["error" in r for r in found] == [False, True, True, True, True, True, False]
    assert found[0] == {
        "id": 1,
        "hourly": Decimal("22.00"),
        "weekly": Decimal("880.00"),
        "biweekly": Decimal("1760.00"),
        "monthly": Decimal("3813.33"),
        "monthly_4wk": Decimal("3520.00"),
        "yearly": Decimal("45760.00"),
    }
    assert found[-1]["weekly"] == Decimal("983.46")


def test_pay_lines_may_hold_any_bytes() -> None:
    result = run("pay", "--jsonl", text=b'{"id": "\\udfff"}\n\xff\xfe\n' + b"[" * 50_000)
    assert result.exit_code == ExitCode.OK
    assert [r["id"] for r in records(result)] == ["\udfff", None, None]


def test_cert() -> None:
    alone = run("cert", "cpc")
    assert alone.exit_code == ExitCode.OK
    assert alone.stdout.startswith("CPC: Certified Professional Coder (AAPC)\n")
    assert "Exam fee: $425 (one attempt) [older sources say $399]" in alone.stdout
    pair = run("cert", "cpc", "Certified Coding Specialist")
    assert pair.exit_code == ExitCode.OK
    assert pair.stdout.startswith("CPC and CCS\n")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["xyz"], "I don't know that credential. I cover CCS, CPC."),
        (["cpc", "xyz"], "I don't know that credential. I cover CCS, CPC."),
        (["cpc", "CPC"], "Both are the CPC; name two different ones."),
    ],
)
def test_a_credential_nobody_knows(names: list[str], sentence: str) -> None:
    result = run("cert", *names)
    assert (result.exit_code, result.stdout) == (ExitCode.WRONG, "")
    assert result.stderr == f"{sentence}\n"


def test_check_of_a_good_folder() -> None:
    result = run("check")
    assert result.exit_code == ExitCode.OK
    assert "6 answers, 2 credentials, 14 facts, 3 golden questions: 0 errors" in result.stdout


def test_check_of_a_broken_folder_lists_every_problem(folder: Path) -> None:
    edit(folder, WORK, "related: [chart-pay]", "related: [chart-payy]")
    edit(folder, "pay/national.yaml", "high: 2500", "high: 500")
    result = run("check", str(folder))
    assert result.exit_code == ExitCode.WRONG
    assert result.stdout.splitlines() == [
        "faq/work.yaml:13: entry 'median-pay': entry 'chart-payy' does not exist; "
        "did you mean 'chart-pay'?",
        "pay/national.yaml:25: 'course_cost': low is larger than high; swap them.",
        "2 errors; mend them and check again.",
    ]


def test_check_prints_markup_in_a_file_as_it_stands(folder: Path) -> None:
    edit(folder, WORK, "cites: [old_blog]", 'cites: ["[red]x"]')
    assert "'[red]x'" in run("check").stdout


def test_check_refuses_knowledge_that_answers_golden_questions_wrongly(folder: Path) -> None:
    questions = "questions:\n" + "".join(
        f"  - ask: typical salary of a coder in year {year}\n    entry: work-from-home\n"
        for year in range(1990, 2020)
    )
    (folder / "questions" / "asked.yaml").write_text(questions, encoding="utf-8")
    result = run("check")
    assert result.exit_code == ExitCode.WRONG
    assert "golden questions are answered wrongly; undo the edit that moved them." in result.stdout


def test_check_names_the_questions_that_an_edit_moved(folder: Path) -> None:
    ask = "tell me the usual median pay"
    (folder / "questions" / "asked.yaml").write_text(
        f"questions:\n  - ask: {ask}\n    entry: median-pay\n", encoding="utf-8"
    )
    recorded = run("check", "--record")
    assert "Recorded who answers" in recorded.stdout
    assert (folder / "questions" / "winners.tsv").read_text() == f"median-pay\t{ask}\n"
    assert ask not in run("check").stdout

    work = folder / WORK
    text = work.read_text(encoding="utf-8")
    first = "      - are there remote coding jobs\n"
    taken = text.replace(first, f"{first}      - {ask}\n")
    work.write_text(taken, encoding="utf-8")
    result = run("check")
    assert "takes 1 golden question from entry 'median-pay'" in result.stdout
    assert ask in result.stdout
    assert run("check", "--strict").exit_code == ExitCode.WRONG
    run("check", "--record")
    assert ask not in run("check").stdout


def test_check_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "nowhere"))
    assert result.exit_code == ExitCode.WRONG
    assert "does not exist; set KNOWLEDGE_DIR" in result.stdout


@pytest.mark.parametrize(
    "arguments", [["ask", "a?"], ["cert", "cpc"], ["evaluate"], ["export", "--jsonl"]]
)
def test_broken_knowledge_stops_every_command_that_needs_it(
    folder: Path, arguments: list[str]
) -> None:
    (folder / WORK).write_text("", encoding="utf-8")
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (ExitCode.WRONG, "")
    assert result.stderr.splitlines() == [
        "faq/work.yaml:1: is empty; write its content or delete the file.",
        "The knowledge has mistakes; mend them, then try again.",
    ]


def test_export_gives_every_entry_with_its_figures() -> None:
    result = run("export", "--jsonl")
    found = records(result)
    assert result.exit_code == ExitCode.OK
    assert all(set(r) == {"entry", "question", "phrasings", "text"} for r in found)
    by_id = {str(r["entry"]): r for r in found}
    assert len(by_id) == len(found) == 6
    assert by_id["exam-fee/cpc"]["question"] == "How much does the CPC exam cost?"
    assert "price of the CPC test" in str(by_id["exam-fee/cpc"]["phrasings"])
    for entry, amount in (
        ("exam-fee/cpc", "$425"),
        ("exam-fee/ccs", "$299"),
        ("median-pay", "$51,140"),
        ("chart-pay", "$18.75"),
    ):
        assert amount in str(by_id[entry]["text"])
        assert "Source: " in str(by_id[entry]["text"])


def test_evaluate_compares_with_plain_scans() -> None:
    result = run("evaluate")
    assert result.exit_code == ExitCode.OK
    for text in ("this bot", "WRatio", "token_set_ratio", "tune:", "test:", "wrong", "suggested"):
        assert text in result.stdout


def test_evaluate_draws_its_curves(tmp_path: Path) -> None:
    result = run("evaluate", "--plot", str(tmp_path / "curves.png"))
    assert "curves.png" in result.stdout.replace("\n", "")
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")


def test_evaluate_lists_wrong_answers_of_the_tune_part_only(folder: Path) -> None:
    questions = "questions:\n" + "".join(
        f"  - ask: typical salary of a coder in year {year}\n    entry: work-from-home\n"
        for year in range(1990, 2020)
    )
    (folder / "questions" / "asked.yaml").write_text(questions, encoding="utf-8")
    listed = run("evaluate", "--wrong").stdout
    tune = [year for year in range(1990, 2020) if golden_split(ASKED.format(year)) == "tune"]
    assert [year for year in range(1990, 2020) if str(year) in listed] == tune
    assert "got median-pay, not work-from-home" in listed.replace("\n", " ")


def test_explain_shows_how_a_question_was_read(folder: Path) -> None:
    result = run("ask", "--explain", "remtoe jobs and the CPC fee?")
    assert result.exit_code == ExitCode.OK
    for text in ("remtoe", "credential CPC", "Best topics", "work-from-home", "Confidence 0."):
        assert text in result.stdout, result.stdout


def test_explain_of_nothing(folder: Path) -> None:
    assert "no readable question" in run("ask", "--explain", "?!").stdout


def test_evaluate_compares_only_with_revisions_that_exist(folder: Path) -> None:
    result = run("evaluate", "--compare", "no-such-revision")
    assert result.exit_code == ExitCode.WRONG
    assert "git knows no revision 'no-such-revision'" in result.stdout


def test_evaluate_without_golden_questions(folder: Path) -> None:
    (folder / "questions" / "asked.yaml").unlink()
    assert run("evaluate").stdout.startswith("There are no golden questions; add some")


def test_doctor_says_what_to_mend(folder: Path) -> None:
    (folder / WORK).write_text("", encoding="utf-8")
    result = run("doctor")
    assert result.exit_code == ExitCode.WRONG
    assert "mend" in result.stdout
    assert "faq/work.yaml:1" in result.stdout


def test_a_setting_that_makes_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANSWER_THRESHOLD", "7")
    result = run("ask", "a?")
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert result.stderr.startswith("ANSWER_THRESHOLD: Input should be less than 1")


def bot(*arguments: str, folder: Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    """`python -m bot` as its own process."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=_environment(folder),
        capture_output=True,
        timeout=120,
        check=False,
        **options,  # type: ignore[call-overload]
    )


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"KNOWLEDGE_DIR": str(folder), "PYTHONPATH": str(ROOT), "LC_ALL": "C"}


def test_a_process_answers_from_the_folder_it_is_told(folder: Path) -> None:
    edit(folder, "certifications/ccs.yaml", "value: 299", "value: 1234")
    done = bot("ask", "how much does the CCS exam cost?", folder=folder)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "The CCS exam costs $1,234.\nSource: AHIMA, as of 2026-01\n"


def test_a_process_streams_lines_in_utf_8_whatever_the_locale(folder: Path) -> None:
    line = json.dumps({"id": "é🎉", "q": "fee of the CCS 🎉 é"}, ensure_ascii=False)
    done = bot("ask", "--jsonl", folder=folder, input=f"{line}\n{line}".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(row)["id"] for row in done.stdout.decode().splitlines()] == ["é🎉"] * 2


def test_a_process_ends_with_the_exit_code(folder: Path, tmp_path: Path) -> None:
    assert bot("cert", "xyz", folder=folder).returncode == ExitCode.WRONG
    assert bot("nonsense", folder=folder).returncode == ExitCode.USAGE
    gone = bot("ask", "a?", folder=tmp_path / "nowhere")
    assert gone.returncode == ExitCode.WRONG
    assert b"Traceback" not in gone.stderr
    assert gone.stderr.count(b"\n") == 1


def test_a_reader_that_stops_reading_gets_no_traceback(folder: Path) -> None:
    """As in `python -m bot export --jsonl | head -1`."""
    long = "x" * 1500
    entries = "".join(
        f"  - id: long-{number}\n    question: Is it {number}?\n    answer: {long}\n"
        "    cites: [old_blog]\n    reviewed: 2026-03-01\n"
        for number in range(200)
    )
    (folder / "faq" / "long.yaml").write_text(f"topic: Long\nentries:\n{entries}", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "export", "--jsonl"],
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"entry"')
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in {0, 1}
