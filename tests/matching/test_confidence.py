"""The probability of an answer, fitted on questions whose answers are known."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

import numpy as np
import pytest

from bot.knowledge.base import GoldenQuestion
from bot.matching.confidence import Calibration, calibrated
from bot.matching.evidence import Evidence, kinds_of_evidence
from bot.matching.matcher import Matcher
from tests.benchmarks.labelled import labelled_knowledge

AVERAGE = Evidence(*[0.5] * len(kinds_of_evidence()))
NOTHING_SEEN = cast(Any, None)


def evidence(lead: float, margin: float) -> Evidence:
    """A question that fits better than any kind out of scope by `lead`, best by `margin`."""
    return dataclasses.replace(AVERAGE, lead=lead, margin=margin)


def chance(calibration: Calibration, one: Evidence) -> float:
    """The probability that the best topic answers."""
    return calibration.probabilities(one)[1]


@pytest.fixture(scope="module")
def calibration() -> Calibration:
    """Fitted on questions that nothing answers below a lead of 0, and the best above a margin."""
    rng = np.random.default_rng(13)
    drawn = {f"question {n}": evidence(*rng.uniform(-1, 1, 2)) for n in range(600)}
    golden = [
        GoldenQuestion(text, frozenset(["entry"] if one.lead > 0 else []), "tune", "", "x", 1)
        for text, one in drawn.items()
    ]

    def judge(text: str) -> tuple[tuple[str, ...], Evidence]:
        one = drawn[text]
        return ("entry" if one.margin > 0 else "another",), one

    return calibrated(NOTHING_SEEN, NOTHING_SEEN, golden, judge)


def test_it_takes_both_to_be_sure(calibration: Calibration) -> None:
    assert chance(calibration, evidence(lead=0.8, margin=0.8)) > 0.9
    assert chance(calibration, evidence(lead=-0.8, margin=0.8)) < 0.1
    assert chance(calibration, evidence(lead=0.8, margin=-0.8)) < 0.1


def test_that_anything_answers_does_not_depend_on_which(calibration: Calibration) -> None:
    unsure = calibration.probabilities(evidence(lead=0.8, margin=-0.8))
    assert unsure[0] > 0.9
    assert unsure[1] < 0.1


def test_a_lead_over_the_runner_up_does_not_make_up_for_nothing_that_fits(
    calibration: Calibration,
) -> None:
    assert chance(calibration, evidence(lead=-0.8, margin=1.0)) == pytest.approx(
        chance(calibration, evidence(lead=-0.8, margin=0.3)), abs=0.05
    )


def test_each_kind_is_weighed_for_what_it_tells(calibration: Calibration) -> None:
    kinds = kinds_of_evidence()
    answerable, chosen = np.abs(calibration.weighed(evidence(lead=1.0, margin=1.0)))
    assert kinds[int(answerable.argmax())] == "lead"
    assert kinds[int(chosen.argmax())] == "margin"


def test_without_any_known_word_nothing_is_likely(calibration: Calibration) -> None:
    sure = evidence(lead=0.8, margin=0.8)
    assert calibration.probabilities(dataclasses.replace(sure, coverage=0.0)) == (0.0, 0.0)


def test_without_golden_questions_the_score_tells_whether_anything_answers() -> None:
    """How near a question is to the nearest topic in meaning says little when its own is hidden."""
    phrasings = {
        "fee": ["how much is the exam", "exam fee", "what does the test cost", "price of the exam"],
        "length": ["how long is the exam", "exam length", "hours of the test", "time for the exam"],
        "remote": ["can i work from home", "remote jobs", "home office work", "jobs from home"],
        "pay": ["what do coders earn", "coder salary", "pay of a coder", "how much do coders make"],
    }
    fitted = Matcher(labelled_knowledge(phrasings)).calibration
    weights = dict(zip(kinds_of_evidence(), fitted.answerable, strict=False))
    assert weights["score"] > 0
    assert weights["meaning"] == 0
