"""Round figures with sources, so that worked examples do not move when the knowledge does."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fixtures_knowledge import small_folder

from bot.knowledge.loading import load_knowledge
from bot.pay.figures import Figures

WAGES = """\
facts:
  p10_yearly: {value: 40000, unit: USD/year, source: bls_table, as_of: '2025'}
  p25_yearly: {value: 45000, unit: USD/year, source: bls_table, as_of: '2025'}
  median_yearly: {value: 52000, unit: USD/year, source: bls_table, as_of: '2025'}
  p75_yearly: {value: 62400, unit: USD/year, source: bls_table, as_of: '2025'}
  p90_yearly: {value: 80000, unit: USD/year, source: bls_table, as_of: '2025'}
  state_new_york_median: {value: 60000, unit: USD/year, source: bls_table, as_of: 2023-05}
  state_new_york_p10: {value: 41000, unit: USD/year, source: bls_table, as_of: 2023-05}
  state_new_york_p90: {value: 30, unit: USD/hour, source: bls_table, as_of: 2023-05}
  state_maine_median: {value: 50000, unit: USD/year, source: bls_table, as_of: '2025'}
  state_maine_p90: {value: 70000, unit: USD/year, source: bls_table, as_of: 2023-05}
  state_ohio_mean: {value: 46000, unit: USD/year, source: bls_table, as_of: 2021-05}
  entry_inpatient:
    label: Pay at entry-level in hospitals, per a blog
    low: 40000
    high: 50000
    unit: USD/year
    source: old_blog
    as_of: undated
    status: unverified
    why: its own estimate
  entry_outpatient:
    label: Pay at entry-level in practices, per a blog
    low: 18
    high: 20
    unit: USD/hour
    source: old_blog
    as_of: undated
  certified_mean: {value: 66000, unit: USD/year, source: aapc_site, as_of: '2025'}
  uncertified_mean: {value: 54000, unit: USD/year, source: aapc_site, as_of: '2025'}
  certified_premium: {value: 22.2, unit: percent, source: aapc_site, as_of: '2025'}
"""

TRAINING = """\
facts:
  online_course_cost:
    value: 800
    unit: USD
    source: old_blog
    as_of: 2023-08
    note: a round figure
"""

FEE_WITHOUT_MEMBERSHIP = """\
  exam_fee_nonmember:
    value: 399
    unit: USD
    source: ahima_site
    as_of: 2026-01
"""

CMC = """\
abbreviation: CMC
name: Certified Medical Coder
issuer: AHIMA
setting: Offices
summary: Shows that its holder can code for an office.
facts:
  exam_time:
    value: 6
    unit: hours
    source: ahima_site
    as_of: 2026-01
"""


@cache
def sample_figures() -> Figures:
    """The figures above beside those of the small knowledge; loaded once."""
    with TemporaryDirectory() as root:
        folder = small_folder(Path(root))
        (folder / "pay" / "wages.yaml").write_text(WAGES, encoding="utf-8")
        (folder / "career").mkdir()
        (folder / "career" / "training.yaml").write_text(TRAINING, encoding="utf-8")
        (folder / "certifications" / "cmc.yaml").write_text(CMC, encoding="utf-8")
        with (folder / "certifications" / "ccs.yaml").open("a", encoding="utf-8") as ccs:
            ccs.write(FEE_WITHOUT_MEMBERSHIP)
        return Figures.of(load_knowledge(folder))
