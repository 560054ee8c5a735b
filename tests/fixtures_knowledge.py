"""A small valid knowledge folder to break one thing at a time, and the real knowledge, once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.assistant import Assistant
from bot.knowledge.base import Knowledge
from bot.knowledge.folder import default_folder
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import KnowledgeInvalid

SOURCES = """\
sources:
  aapc_site:
    title: AAPC certification pages
    publisher: AAPC
    url: https://www.aapc.com/certifications
    kind: issuer
    as_of: 2026-02
  ahima_site:
    title: AHIMA certification pages
    publisher: AHIMA
    url: https://www.ahima.org
    kind: issuer
    as_of: 2026-01-15
  bls_table:
    title: Occupational wages
    publisher: BLS
    url: https://www.bls.gov/oes
    kind: government
    as_of: '2025'
  old_blog:
    title: A coder's diary
    publisher: Coder's Diary
    kind: article
    as_of: undated
"""

ISSUERS = """\
issuers:
  AAPC:
    name: AAPC
    website: https://www.aapc.com
    facts:
      membership_dues:
        value: 222
        unit: USD
        source: aapc_site
        as_of: 2026-02
  AHIMA:
    name: American Health Information Management Association
"""

CPC = """\
abbreviation: CPC
name: Certified Professional Coder
issuer: AAPC
also_called: [professional coder exam]
setting: Physician practices
summary: Shows that its holder can code physician services.
facts:
  exam_fee:
    - value: 425
      unit: USD
      note: one attempt
      source: aapc_site
      as_of: 2026-02
    - value: 399
      unit: USD
      source: old_blog
      as_of: 2021-05
      status: outdated
      why: the fee went up
  exam_time:
    value: 4
    unit: hours
    source: aapc_site
    as_of: 2026-02
  pass_rate:
    value: 80
    unit: percent
    source: old_blog
    as_of: undated
    status: unverified
    why: AAPC prints no rate
unknown: [retake]
"""

CCS = """\
abbreviation: CCS
name: Certified Coding Specialist
issuer: AHIMA
setting: Hospitals
summary: Shows that its holder can code hospital stays.
facts:
  exam_fee:
    value: 299
    unit: USD
    source: ahima_site
    as_of: 2026-01
  exam_time:
    value: 4
    unit: hours
    source: ahima_site
    as_of: 2026-01
"""

PAY = """\
facts:
  median:
    label: Median pay of record specialists
    value: 51140
    unit: USD/year
    source: bls_table
    as_of: '2025'
  chart_rate:
    value: 0.75
    unit: USD/chart
    source: old_blog
    as_of: undated
    status: unverified
    why: one undated example
  chart_pace:
    value: 25
    unit: charts/hour
    source: old_blog
    as_of: undated
  week_hours:
    value: 40
    unit: hours/week
    source: bls_table
    as_of: '2025'
  course_cost:
    low: 1000
    high: 2500
    unit: USD
    source: old_blog
    as_of: 2024-03
  remote_share:
    value: 8
    unit: percent
    source: bls_table
    as_of: '2025'
  jobs_in_2019:
    value: 194720
    unit: jobs
    source: bls_table
    as_of: '2019'
    lasting: true
  old_median:
    value: 44090
    unit: USD/year
    source: bls_table
    as_of: '2019'
    status: historical
    why: replaced every year
"""

FAQ = """\
topic: Exams
entries:
  - id: exam-fee
    question: How much does the {{ cert.abbreviation }} exam cost?
    also_asked:
      - price of the {{ cert.abbreviation }} test
      - what do I pay to sit the {{ cert.abbreviation }}
      - is the {{ cert.name }} exam expensive
    answer: The {{ cert.abbreviation }} exam costs {{ cert.exam_fee }}.
    for_each: certifications
    related: [exam-pass-rate]
    reviewed: 2026-03-01

  - id: exam-pass-rate
    question: How many people pass the {{ cert.abbreviation }}?
    also_asked:
      - pass rate of the {{ cert.abbreviation }}
      - how hard is it to pass the {{ cert.abbreviation }}
    answer: About {{ cert.pass_rate }} pass the {{ cert.abbreviation }}.
    for_each: certifications
    reviewed: 2026-03-01
"""

WORK = """\
topic: Work
entries:
  - id: median-pay
    question: What does a medical coder earn in a year?
    also_asked:
      - typical coder salary
      - how much money do coders make
      - yearly income of a medical coder
    answer: |
      Half of them earn more than **{{ pay.median }}** a year.
      It is a national figure.
    tags: [popular]
    related: [chart-pay]
    reviewed: 2026-03-01

  - id: chart-pay
    question: How much do coders make per chart?
    also_asked:
      - pay for each chart
      - piece rate for charts
    answer: |
      At {{ pay.chart_rate }} a chart that is {{ pay.chart_rate * pay.chart_pace }} an hour.
    related: [median-pay]
    reviewed: 2026-03-01

  - id: work-from-home
    question: Can medical coders work from home?
    also_asked:
      - are there remote coding jobs
      - is telework allowed for coders
    answer: Many do, once they have experience.
    cites: [old_blog]
    reviewed: 2026-03-01
"""

LEXICON = """\
synonyms:
  - means: remote
    written: [wfh, work from home, telework]
  - means: cost
    written: [price, fee, how much is]
filler: [please, hello]
"""

OUT_OF_SCOPE = """\
out_of_scope:
  - kind: clinical
    reply: I can't give medical advice; please ask a doctor.
    examples:
      - what medicine should I take for a headache
      - is this rash serious
      - how much ibuprofen can I take
"""

QUESTIONS = """\
questions:
  - ask: what is the price of the CPC test
    entry: exam-fee/cpc
    style: terse
  - ask: typical salary of a coder
    entry: [median-pay, chart-pay]
  - ask: who won the football match yesterday
    entry: none
"""

SMALL: dict[str, str] = {
    "sources.yaml": SOURCES,
    "issuers.yaml": ISSUERS,
    "lexicon.yaml": LEXICON,
    "out_of_scope.yaml": OUT_OF_SCOPE,
    "certifications/ccs.yaml": CCS,
    "certifications/cpc.yaml": CPC,
    "pay/national.yaml": PAY,
    "faq/exams.yaml": FAQ,
    "faq/work.yaml": WORK,
    "questions/asked.yaml": QUESTIONS,
}


def small_folder(root: Path) -> Path:
    """The small knowledge, written under `root`; the folder it stands in."""
    folder = root / "knowledge"
    for file, text in SMALL.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the one `old` in `file`; fails when there is none, or more than one."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_answer(folder: Path, answer: str) -> None:
    """Give the entry `work-from-home` another answer, written as one line of YAML."""
    edit(folder, "faq/work.yaml", "Many do, once they have experience.", answer)


@cache
def _loaded() -> Knowledge | KnowledgeInvalid:
    try:
        return load_knowledge(default_folder())
    except KnowledgeInvalid as error:
        return error


def real_knowledge() -> Knowledge:
    """The knowledge that comes with the bot, loaded once; its mistakes are found once too."""
    loaded = _loaded()
    if isinstance(loaded, KnowledgeInvalid):
        raise loaded
    return loaded


@cache
def real_assistant() -> Assistant:
    """An assistant over the knowledge that comes with the bot; built once for all tests."""
    return Assistant(real_knowledge())
