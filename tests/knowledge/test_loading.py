"""One mistake at a time in a valid folder: exactly one problem, on the right line, in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fixtures_knowledge import SMALL, edit
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import KnowledgeInvalid, Problem

WORK, EXAMS, PAY = "faq/work.yaml", "faq/exams.yaml", "pay/national.yaml"
CCS, ASKED = "certifications/ccs.yaml", "questions/asked.yaml"
ISSUERS, SOURCES, LEXICON = "issuers.yaml", "sources.yaml", "lexicon.yaml"
LEXICON_TEXT = SMALL["lexicon.yaml"]
ANSWER = "Many do, once they have experience."
BAD_KEY = "  Bls Table: {title: A, publisher: B, kind: survey, as_of: undated}\n  bls_table:"
DUES = "value: 222\n        unit: USD"


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(KnowledgeInvalid) as caught:
        load_knowledge(folder)
    return caught.value.problems


def test_the_small_folder_is_valid(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    assert set(knowledge.entries) == {
        "exam-fee/cpc",
        "exam-fee/ccs",
        "exam-pass-rate/cpc",
        "median-pay",
        "chart-pay",
        "work-from-home",
    }
    assert set(knowledge.gaps) == {"exam-pass-rate/ccs"}
    assert knowledge.gaps["exam-pass-rate/ccs"].missing == "pass rate"


# (file, what stands there, what is written instead, a mark on the line, part of the sentence)
BROKEN: dict[str, tuple[str, str, str, str, str]] = {
    "tab": (
        LEXICON,
        "  - means: remote",
        "\t- means: remote",
        "means: remote",
        "starts with a tab; indent with two spaces",
    ),
    "missing key": (
        WORK,
        "    question: Can medical coders work from home?\n",
        "",
        "id: work-from-home",
        "entry 'work-from-home': has no 'question'; add a line 'question: ...'",
    ),
    "missing key of a file": (
        WORK,
        "topic: Work\n",
        "",
        "entries:",
        "has no 'topic'; add a line 'topic: ...'",
    ),
    "unknown key": (
        WORK,
        "cites: [old_blog]",
        "cited: [old_blog]",
        "cited:",
        "unknown key 'cited'; did you mean 'cites'?",
    ),
    "unknown key unlike any": (
        LEXICON,
        "filler:",
        "zzzzqq: 1\nfiller:",
        "zzzzqq",
        "unknown key 'zzzzqq'; remove it or correct its name",
    ),
    "duplicate key": (
        LEXICON,
        "filler: [please, hello]",
        "filler: [please]\nfiller: [again]",
        "again",
        "has 'filler' twice; keep one of them",
    ),
    "a kind with the name of an entry": (
        "out_of_scope.yaml",
        "kind: clinical",
        "kind: work-from-home",
        "kind: work-from-home",
        "kind 'work-from-home' is also the name of another kind or entry; rename one.",
    ),
    "unknown fact in an entry": (
        WORK,
        "pay.chart_rate }} a chart",
        "pay.chart_fee }} a chart",
        "answer: |\n",
        "entry 'chart-pay': unknown fact 'pay.chart_fee'",
    ),
    "unknown word in a template": (
        WORK,
        ANSWER,
        "'{{ certs.CPC.exam_fee }}'",
        "certs.CPC",
        "unknown fact 'certs'",
    ),
    "unknown fact of every credential": (
        EXAMS,
        "cert.pass_rate",
        "cert.pass_rat",
        "pass_rat }}",
        "entry 'exam-pass-rate': fact 'pass_rat' does not exist; did you mean 'pass_rate'?",
    ),
    "a credential named inside for_each": (
        EXAMS,
        "cert.pass_rate",
        "cert.CPC.pass_rate",
        "CPC.pass_rate",
        "fact 'CPC' does not exist",
    ),
    "unknown fact beside for_each": (
        EXAMS,
        "cert.pass_rate",
        "pay.pass_rate",
        "pay.pass_rate",
        "entry 'exam-pass-rate': unknown fact 'pay.pass_rate'",
    ),
    "unknown fact in a question": (
        WORK,
        "question: Can medical coders work from home?",
        "question: Can {{ pay.coders }} work from home?",
        "pay.coders",
        "unknown fact 'pay.coders'",
    ),
    "unknown fact in a phrasing": (
        WORK,
        "      - are there remote coding jobs\n",
        '      - "{{ pay.coders }} jobs"\n',
        "also_asked:",
        "unknown fact 'pay.coders'",
    ),
    "anchor": (
        LEXICON,
        "[please, hello]",
        "&polite [please, hello]",
        "&polite",
        "uses a YAML anchor or alias",
    ),
    "alias": (
        LEXICON,
        "[please, hello]",
        "[please, *hello]",
        "*hello",
        "uses a YAML anchor or alias",
    ),
    "YAML tag": (LEXICON, "[please", "[!!binary aGk=", "!!binary", "write plain text"),
    "Python object": (
        LEXICON,
        "[please",
        "[!!python/name:os.system x",
        "!!python",
        "write plain text",
    ),
    "key that is a list": (
        LEXICON,
        "filler:",
        "? [a, b]\n: c\nfiller:",
        "? [a, b]",
        "has a key that is not plain text",
    ),
    "not YAML": (
        LEXICON,
        "means: cost",
        "means: cost: high",
        "cost: high",
        "is not valid YAML (mapping values are not allowed",
    ),
    "answer too long": (
        WORK,
        ANSWER,
        "x" * 2001,
        "xxxx",
        "answer has 2001 characters and Discord shows at most 2000; shorten it",
    ),
    "answer empty after rendering": (
        WORK,
        ANSWER,
        "'{% if cert.CPC.nothing %}x{% endif %}'",
        "cert.CPC.nothing",
        "answer comes out empty",
    ),
    "question too long": (
        WORK,
        "Can medical coders work from home?",
        "Can medical coders work " + "really " * 12 + "from home?",
        "question: Can medical coders",
        "question has 118 characters and Discord shows at most 100",
    ),
    "entry id too long": (
        WORK,
        "- id: work-from-home",
        "- id: work-from-home-" + "x" * 40,
        "- id: work-from-home",
        "'id' is longer than 40 characters",
    ),
    "entry id malformed": (
        WORK,
        "- id: work-from-home",
        "- id: Work From Home",
        "- id: Work",
        "use lower-case words joined by dashes",
    ),
    "unknown source of a fact": (
        PAY,
        "source: old_blog\n    as_of: 2024-03",
        "source: old_blogg\n    as_of: 2024-03",
        "old_blogg",
        "source 'old_blogg' does not exist; did you mean 'old_blog'?",
    ),
    "unknown source of one of several claims": (
        "certifications/cpc.yaml",
        "source: old_blog\n      as_of: 2021-05",
        "source: old_bloc\n      as_of: 2021-05",
        "old_bloc",
        "source 'old_bloc' does not exist; did you mean 'old_blog'?",
    ),
    "unknown source of an issuer's fact": (
        ISSUERS,
        "source: aapc_site",
        "source: aapc_sit",
        "aapc_sit",
        "did you mean 'aapc_site'?",
    ),
    "unknown cites": (
        WORK,
        "cites: [old_blog]",
        "cites: [zzz]",
        "cites: [zzz]",
        "entry 'work-from-home': source 'zzz' does not exist; check its spelling",
    ),
    "unknown related": (
        WORK,
        "related: [chart-pay]",
        "related: [chart-pays]",
        "chart-pays",
        "entry 'median-pay': entry 'chart-pays' does not exist; did you mean 'chart-pay'?",
    ),
    "unknown except": (
        EXAMS,
        "    related: [exam-pass-rate]",
        "    except: [CPCC]",
        "CPCC",
        "credential 'CPCC' does not exist; did you mean 'CPC'?",
    ),
    "except without for_each": (
        WORK,
        "cites: [old_blog]",
        "cites: [old_blog]\n    except: [CPC]",
        "- id: work-from-home",
        "'except' only works together with 'for_each: certifications'",
    ),
    "nothing cited": (
        WORK,
        "    cites: [old_blog]\n",
        "",
        ANSWER,
        "quotes no fact and cites no source; add 'cites: [...]'",
    ),
    "typed dollars": (WORK, ANSWER, "It costs $425.", "$425", "the figure '$425' typed"),
    "typed percent": (WORK, ANSWER, "It is 25 percent.", "25 p", "the figure '25 percent' typed"),
    "typed percent sign": (WORK, ANSWER, "It is 12.5%.", "12.5%", "the figure '12.5%' typed"),
    "typed hours": (WORK, ANSWER, "It takes 4 hours.", "4 hours", "the figure '4 hours' typed"),
    "typed hyphenated hours": (WORK, ANSWER, "A 4-hour exam.", "4-hour", "figure '4-hour' typed"),
    "typed thousands": (WORK, ANSWER, "Some 1,000 do.", "1,000", "the figure '1,000' typed"),
    "typed figure beside a fact": (
        WORK,
        "It is a national figure.",
        "It was $44,090 before.",
        "$44,090",
        "the figure '$44,090' typed",
    ),
    "figure with unknown source": (
        WORK,
        ANSWER,
        'It takes 4 hours.\n    figures: {"4 hours": old_blob}',
        "figures:",
        "source 'old_blob' does not exist; did you mean 'old_blog'?",
    ),
    "range upside down": (
        PAY,
        "low: 1000",
        "low: 3000",
        "course_cost:",
        "low is larger than high; swap them",
    ),
    "half a range": (PAY, "    low: 1000\n", "", "course_cost:", "a range needs both low and high"),
    "value and range": (
        PAY,
        "    low: 1000\n",
        "    value: 5\n    low: 1000\n",
        "course_cost:",
        "write either value, or low and high",
    ),
    "neither value nor range": (
        ISSUERS,
        DUES,
        "unit: USD",
        "membership_dues:",
        "write either value, or low and high",
    ),
    "text in dollars": (
        ISSUERS,
        DUES,
        "value: a lot\n        unit: USD",
        "membership_dues:",
        "value is not a number, but unit is USD; use unit: text",
    ),
    "missing why": (
        "certifications/cpc.yaml",
        "      why: the fee went up\n",
        "",
        "- value: 399",
        "status is outdated, so say in 'why'",
    ),
    "date in no calendar": (ISSUERS, "as_of: 2026-02", "as_of: 2026-13", "2026-13", "calendar"),
    "day in no calendar": (
        SOURCES,
        "2026-01-15",
        "2026-02-30",
        "2026-02-30",
        "'as_of': is not a date in the calendar",
    ),
    "date in words": (
        ISSUERS,
        "as_of: 2026-02",
        "as_of: last year",
        "last year",
        "write a date as 2026, 2026-02 or 2026-02-14, or the word undated",
    ),
    "review without a day": (
        WORK,
        "cites: [old_blog]\n    reviewed: 2026-03-01",
        "cites: [old_blog]\n    reviewed: 2026-03",
        "reviewed: 2026-03\n",
        "write the full date of the review, such as 2026-11-21",
    ),
    "unknown issuer": (
        CCS,
        "issuer: AHIMA",
        "issuer: AHIMAA",
        "AHIMAA",
        "issuer 'AHIMAA' is not in issuers.yaml; use AAPC, AHIMA",
    ),
    "bad address": (SOURCES, "https://www.ahima.org", "www.ahima.org", "www.ahima", "https://"),
    "bad source key": (
        SOURCES,
        "  bls_table:",
        BAD_KEY,
        "Bls Table",
        "use lower-case letters, digits",
    ),
    "broken template": (
        WORK,
        ANSWER,
        "'{{ pay.median '",
        "{{ pay.median '",
        "entry 'work-from-home': template has a mistake: unexpected end of template",
    ),
    "broken template on a later line": (
        WORK,
        "It is a national figure.",
        "It is a {{ national figure }}.",
        "national figure",
        "entry 'median-pay': template has a mistake",
    ),
    "forbidden template": (
        WORK,
        ANSWER,
        "\"{{ ''.__class__ }}\"",
        "__class__",
        "template is not allowed: access to attribute '__class__'",
    ),
    "forbidden way round": (
        WORK,
        ANSWER,
        "\"{{ ''['__cla' ~ 'ss__'].__mro__ }}\"",
        "__mro__",
        "template is not allowed",
    ),
    "template including a file": (
        WORK,
        ANSWER,
        "\"{% include '/etc/passwd' %}\"",
        "include",
        "template cannot be calculated",
    ),
    "template raising a lookup error": (
        WORK,
        ANSWER,
        '"{{ {}.pop(1) }}"',
        "pop",
        "template cannot be calculated",
    ),
    "template raising a value error": (
        WORK,
        ANSWER,
        "\"{{ 'a'.index('b') }}\"",
        "index",
        "template cannot be calculated",
    ),
    "template nested without end": (
        WORK,
        ANSWER,
        '"{{ ' + "(" * 3000 + "1" + ")" * 3000 + ' }}"',
        "((((",
        "template is nested too deeply",
    ),
    "calculation on a range": (
        WORK,
        ANSWER,
        '"{{ pay.course_cost * 2 }}"',
        "pay.course_cost",
        "pay.course_cost is not one number, so it cannot be calculated",
    ),
    "calculation with text": (
        WORK,
        ANSWER,
        "\"{{ pay.median + 'x' }}\"",
        "pay.median +",
        "only facts and whole numbers can be calculated with",
    ),
    "calculation with a fraction": (
        WORK,
        ANSWER,
        '"{{ pay.median * 1.5 }}"',
        "1.5",
        "only facts and whole numbers can be calculated with",
    ),
    "division by zero": (
        WORK,
        ANSWER,
        '"{{ pay.median / 0 }}"',
        "pay.median / 0",
        "template cannot be calculated",
    ),
    "low end of one number": (
        WORK,
        ANSWER,
        '"{{ pay.median.low }}"',
        "pay.median.low",
        "pay.median is not a range, so it has no low or high",
    ),
    "group of facts": (
        WORK,
        ANSWER,
        '"{{ cert.CPC }}"',
        "cert.CPC }}",
        "'cert.CPC' is a group of facts; name one of them",
    ),
    "golden question for an unknown entry": (
        ASKED,
        "entry: exam-fee/cpc",
        "entry: exam-fee/cpcc",
        "ask: what is the price",
        "entry 'exam-fee/cpcc' does not exist; did you mean 'exam-fee/cpc'?",
    ),
    "golden question asked twice": (
        ASKED,
        "  - ask: who won the football match yesterday",
        "  - ask: Typical  salary of a CODER\n    entry: median-pay\n"
        "  - ask: who won the football match yesterday",
        "CODER",
        "asks the same as questions/asked.yaml:5; remove one of them",
    ),
    "duplicate id in one file": (
        WORK,
        "- id: work-from-home",
        "- id: chart-pay",
        "  - id: chart-pay\n    question: Can",
        "id 'chart-pay' is already used at faq/work.yaml:16; rename it",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_one_sentence_on_its_line(folder: Path, name: str) -> None:
    file, old, new, marker, fragment = BROKEN[name]
    edit(folder, file, old, new)
    problems = problems_of(folder)
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    assert len(problems) == 1, problems
    problem = problems[0]
    assert problem.file == file
    assert marker.splitlines()[0] in lines[problem.line - 1]
    assert fragment in problem.message
    assert problem.message.endswith((".", "?"))
    assert not problem.message.endswith("..")


# (file, what stands there, what is written instead, the sentences about it)
WRONG_TYPES: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "text, given a list": (
        LEXICON,
        "means: cost",
        "means: [cost]",
        ("'means' must be text; put quotes round it.",),
    ),
    "text, given nothing": (
        LEXICON,
        "means: cost",
        "means:",
        ("'means' must be text; put quotes round it.",),
    ),
    "text, given a block": (WORK, "topic: Work", "topic: {a: b}", ("'topic' must be text",)),
    "text, blank": (WORK, "topic: Work", "topic: ' '", ("'topic' is empty; write something",)),
    "text, too long": (
        WORK,
        "topic: Work",
        "topic: " + "w" * 301,
        ("'topic' is longer than 300 characters; shorten it.",),
    ),
    "a list, given text": (
        LEXICON,
        "filler: [please, hello]",
        "filler: please",
        ("'filler' must be a list; start each line with '- '.",),
    ),
    "a list, empty": (
        LEXICON,
        "written: [price, fee, how much is]",
        "written: []",
        ("'written' is empty; write something or remove the line.",),
    ),
    "a block, given text": (
        ISSUERS,
        "  AHIMA:\n    name: American Health Information Management Association",
        "  AHIMA: x",
        ("'AHIMA' must be a block of 'key: value' lines.",),
    ),
    "a block, given a list": (
        WORK,
        "cites: [old_blog]",
        "cites: [old_blog]\n    figures: [4 hours]",
        ("entry 'work-from-home': 'figures' must be a block of 'key: value' lines.",),
    ),
    "a list of blocks, given texts": (
        "out_of_scope.yaml",
        "    reply: I can't give medical advice; please ask a doctor.\n",
        "    reply: {}\n",
        ("'reply' must be text; put quotes round it.",),
    ),
    "a claim, given a number": (
        ISSUERS,
        "membership_dues:\n        value: 222\n        unit: USD\n"
        "        source: aapc_site\n        as_of: 2026-02",
        "membership_dues: 222",
        ("'membership_dues' must be a list",),
    ),
    "a number, given text": (
        PAY,
        "high: 2500",
        "high: many",
        ("'high': write a plain number, such as 425 or 18.75.",),
    ),
    "a number, given yes": (
        PAY,
        "high: 2500",
        "high: yes",
        ("'high' must be a number, such as 425 or 18.75.",),
    ),
    "a number or text, given a list": (
        ISSUERS,
        "value: 222",
        "value: [222]",
        ("'value' must be a number", "'value' must be text"),
    ),
    "a number in scientific notation": (
        PAY,
        "high: 2500",
        "high: 2.5e+3",
        ("'high': write a plain number",),
    ),
    "true or false, given a word": (
        PAY,
        "lasting: true",
        "lasting: sometimes",
        ("'lasting' must be true or false.",),
    ),
    "a date, given a list": (
        WORK,
        "cites: [old_blog]\n    reviewed: 2026-03-01",
        "cites: [old_blog]\n    reviewed: [2026-03-01]",
        ("entry 'work-from-home': 'reviewed' must be a date, such as 2026-11-21.",),
    ),
    "a choice, given another word": (
        SOURCES,
        "kind: article",
        "kind: gossip",
        ("'kind' is 'gossip'; use 'issuer', 'government', 'survey' or 'article'.",),
    ),
    "a unit nobody counts in": (
        ISSUERS,
        "unit: USD",
        "unit: dollars",
        ("'unit' is 'dollars'; use 'USD', 'USD/year'",),
    ),
    "a whole file that is a list": (LEXICON, LEXICON_TEXT, "- a\n", ("must be a block",)),
    "a whole file that is one word": (LEXICON, LEXICON_TEXT, "hello\n", ("must be a block",)),
}


@pytest.mark.parametrize("name", WRONG_TYPES)
def test_a_wrong_type_says_what_belongs_there(folder: Path, name: str) -> None:
    file, old, new, sentences = WRONG_TYPES[name]
    line = (folder / file).read_text(encoding="utf-8").partition(old)[0].count("\n") + 1
    line += new.count("\n") if name == "a block, given a list" or "reviewed" in new else 0
    edit(folder, file, old, new)
    problems = problems_of(folder)
    assert {(p.file, p.line) for p in problems} == {(file, line)}
    assert len(problems) == len(sentences)
    for problem, sentence in zip(problems, sentences, strict=True):
        assert sentence in problem.message


# (file, its bytes, line, part of the sentence)
BROKEN_FILES: dict[str, tuple[str, bytes, int, str]] = {
    "empty": ("faq/extra.yaml", b"", 1, "is empty; write its content or delete the file."),
    "only a comment": ("faq/extra.yaml", b"# soon\n\n", 1, "is empty"),
    "invalid UTF-8": (
        "faq/extra.yaml",
        b"topic: A\n# caf\xc3\xa9\nentries: caf\xe9\n",
        3,
        "is not UTF-8 text here; save the file as UTF-8.",
    ),
    "UTF-16": ("faq/extra.yaml", "topic: A".encode("utf-16"), 1, "is not UTF-8 text"),
    "over 1 MiB": (
        "faq/extra.yaml",
        b"# " + b"x" * 1024 * 1024,
        1,
        "is larger than 1 MiB; split it into several files.",
    ),
    "nested deeply": (
        "faq/extra.yaml",
        b"topic:\n  " + b"[" * 50_000,
        2,
        "is nested deeper than 20 levels; flatten it.",
    ),
    "nested deeply in blocks": (
        "faq/extra.yaml",
        b"".join(b" " * depth + b"a:\n" for depth in range(40)),
        21,
        "is nested deeper than 20 levels",
    ),
    "billion laughs": (
        "faq/extra.yaml",
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        1,
        "uses a YAML anchor or alias",
    ),
    "control character": (
        "faq/extra.yaml",
        'topic: "ééééééé"\n\nentries: "\x07"\n\n\n\n'.encode(),
        3,
        "has a character that YAML does not allow; retype this line.",
    ),
    "two documents": ("faq/extra.yaml", b"a: b\n---\nc: d\n", 2, "is not valid YAML"),
    "unclosed quote": ("faq/extra.yaml", b'topic: "A\n', 1, "opens a quote or a bracket"),
    "unclosed bracket": (
        "faq/extra.yaml",
        b"topic: A\nentries:\n  - tags: [a, b\n    id: c\n    question: d\n",
        3,
        "opens a quote or a bracket that is never closed; close it",
    ),
    "wrong ending": ("faq/extra.yml", b"topic: A\n", 1, "ends in .yml; rename it to .yaml."),
    "wrong place": ("extra.yaml", b"topic: A\n", 1, "is in no known place; move it to faq/"),
    "credential written twice": (
        "certifications/cpc2.yaml",
        SMALL["certifications/cpc.yaml"].encode(),
        1,
        "'CPC' has another file too; merge them.",
    ),
    "fact written twice": (
        "pay/zebra.yaml",
        b"facts:\n  median:\n    value: 1\n    source: bls_table\n    as_of: undated\n",
        2,
        "fact 'median' is written twice in pay/; rename or remove it.",
    ),
    "id used in another file": (
        "faq/zebra.yaml",
        b"topic: Z\nentries:\n  - question: Is it?\n    id: median-pay\n    answer: It is.\n"
        b"    cites: [old_blog]\n    reviewed: 2026-01-01\n",
        4,
        "id 'median-pay' is already used at faq/work.yaml:3; rename it.",
    ),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_broken_file_is_one_sentence(folder: Path, name: str) -> None:
    file, content, line, fragment = BROKEN_FILES[name]
    (folder / file).write_bytes(content)
    (problem,) = problems_of(folder)
    assert (problem.file, problem.line) == (file, line)
    assert fragment in problem.message


@pytest.mark.parametrize("name", ["sources.yaml", "issuers.yaml", "lexicon.yaml"])
def test_a_missing_file_is_named_and_nothing_else_is_blamed(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert problems_of(folder) == (Problem(name, 1, "is missing; restore it from git."),)


def test_a_folder_in_place_of_a_file_is_a_problem(folder: Path) -> None:
    (folder / "faq" / "extra.yaml").mkdir()
    (problem,) = problems_of(folder)
    assert str(problem).startswith("faq/extra.yaml:1: cannot be read (")


def test_knowledge_without_a_single_answer_is_a_problem(folder: Path) -> None:
    shutil.rmtree(folder / "faq")
    shutil.rmtree(folder / "questions")
    (problem,) = problems_of(folder)
    assert problem.message == "holds no answer; restore its files from git."


def test_a_folder_that_is_not_there_has_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeUnreachable, match="does not exist; set KNOWLEDGE_DIR"):
        load_knowledge(tmp_path / "nowhere")


def test_windows_line_ends_and_a_byte_order_mark_are_fine(folder: Path) -> None:
    for file, text in SMALL.items():
        (folder / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert "median-pay" in load_knowledge(folder).entries


def test_a_typed_figure_with_a_source_is_allowed_and_cited(folder: Path) -> None:
    figures = 'They say 4 hours and $425.\n    figures: {"4 hours": bls_table, "$425": aapc_site}'
    edit(folder, WORK, ANSWER, figures)
    entry = load_knowledge(folder).entries["work-from-home"]
    assert [c.source.key for c in entry.citations] == ["old_blog", "bls_table", "aapc_site"]


def test_a_figure_inside_a_link_of_template_code_is_not_typed(folder: Path) -> None:
    edit(folder, WORK, ANSWER, '"{{ pay.chart_rate * 40 }}{# 40 hours #} it is."')
    assert load_knowledge(folder).entries["work-from-home"].text == "$30 it is."


def test_every_problem_of_every_file_in_one_run_sorted(folder: Path) -> None:
    edit(folder, WORK, "    reviewed: 2026-03-01\n\n  - id: work", "\n  - id: work")
    edit(folder, EXAMS, "    related: [exam-pass-rate]", "    tag: [x]\n    except: [CPD]")
    edit(folder, CCS, "issuer: AHIMA", "issuer: AHIMAA")
    edit(folder, LEXICON, "filler:", "\tfiller:")
    edit(folder, PAY, "high: 2500", "high: 500")
    edit(folder, ASKED, "entry: none", "entry: none\n    stile: chat")
    (folder / "faq" / "spare.yaml").write_text("", encoding="utf-8")
    (folder / "career.yml").write_text("", encoding="utf-8")
    problems = problems_of(folder)
    assert [str(p) for p in problems] == [
        "career.yml:1: ends in .yml; rename it to .yaml.",
        "certifications/ccs.yaml:3: issuer 'AHIMAA' is not in issuers.yaml; use AAPC, AHIMA.",
        "faq/exams.yaml:11: entry 'exam-fee': has an unknown key 'tag'; did you mean 'tags'?",
        "faq/spare.yaml:1: is empty; write its content or delete the file.",
        "faq/work.yaml:16: entry 'chart-pay': has no 'reviewed'; add a line 'reviewed: ...'.",
        "lexicon.yaml:6: starts with a tab; indent with two spaces instead.",
        "pay/national.yaml:25: 'course_cost': low is larger than high; swap them.",
        "questions/asked.yaml:9: has an unknown key 'stile'; did you mean 'style'?",
    ]


def test_problems_across_files_come_together_too(folder: Path) -> None:
    edit(folder, WORK, "related: [chart-pay]", "related: [chart-payy]")
    edit(folder, WORK, ANSWER, "It costs $425 or 25 percent.")
    edit(folder, EXAMS, "    related: [exam-pass-rate]", "    except: [CPD]")
    edit(folder, CCS, "issuer: AHIMA", "issuer: AHIMAA")
    edit(folder, PAY, "source: bls_table\n    as_of: '2019'\n    lasting", "source: b\n    lasting")
    edit(folder, ISSUERS, "source: aapc_site", "source: aapc_sites")
    edit(folder, ASKED, "entry: none", "entry: nonesuch-entry")
    found = [(p.file, p.line) for p in problems_of(folder)]
    assert found == sorted(found)
    assert found == [
        ("certifications/ccs.yaml", 3),
        ("faq/exams.yaml", 11),
        ("faq/work.yaml", 13),
        ("faq/work.yaml", 31),
        ("faq/work.yaml", 31),
        ("issuers.yaml", 9),
        ("pay/national.yaml", 36),
        ("questions/asked.yaml", 7),
    ]


@pytest.mark.parametrize("file", sorted(SMALL))
def test_one_unreadable_file_brings_no_complaints_about_the_others(folder: Path, file: str) -> None:
    (folder / file).write_bytes(b"\xff")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.line) == (file, 1)


@pytest.mark.parametrize("file", sorted(SMALL))
def test_one_invalid_file_brings_no_complaints_about_the_others(folder: Path, file: str) -> None:
    with (folder / file).open("a", encoding="utf-8") as stream:
        stream.write("surprise: 1\n")
    (problem,) = problems_of(folder)
    assert (problem.file, problem.line) == (file, SMALL[file].count("\n") + 1)
    assert "unknown key 'surprise'" in problem.message


SMALL_FILES = st.sampled_from(sorted(SMALL))


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the small files, cut or overwritten at some place by arbitrary bytes or text."""
    file = draw(SMALL_FILES)
    content = SMALL[file].encode()
    start = draw(st.integers(0, len(content)))
    end = draw(st.integers(start, len(content)))
    yaml_like = st.text("-:[]{}&*!|>'\"#%@`?, \n\tabc019.{{}}", max_size=30).map(str.encode)
    return file, content[:start] + draw(st.binary(max_size=30) | yaml_like) + content[end:]


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(("lexicon.yaml", b"filler: [" * 300))
@example(("pay/national.yaml", SMALL["pay/national.yaml"].replace("2024-03", "'9999'").encode()))
@example(("faq/work.yaml", SMALL["faq/work.yaml"].replace("pay.median", "{}.pop(1)").encode()))
@given(damaged())
def test_arbitrary_bytes_never_raise_anything_else(folder: Path, damage: tuple[str, bytes]) -> None:
    file, content = damage
    (folder / file).write_bytes(content)
    problems = _problems_if_any(folder)
    (folder / file).write_text(SMALL[file], encoding="utf-8")
    lines = content.count(b"\n") + content.count(b"\r") + 2
    assert all(1 <= p.line <= lines for p in problems if p.file == file)


def _problems_if_any(folder: Path) -> tuple[Problem, ...]:
    try:
        return load_knowledge(folder).warnings
    except KnowledgeInvalid as error:
        return error.problems
