"""Calibration error by hand, and a picture that is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.calibration import (
    calibration_error,
    draw_calibration,
    precision_by_coverage,
    reliability,
)
from bot.evaluation.outcomes import Outcome
from bot.knowledge.base import GoldenQuestion

QUESTION = GoldenQuestion("q", frozenset({"a"}), "tune", None, "q.yaml", 2)


def outcome(confidence: float, first: bool) -> Outcome:
    return Outcome(QUESTION, "right", (), confidence=confidence, first=first)


def test_an_honest_confidence_has_no_error() -> None:
    honest = [outcome(0.75, number < 3) for number in range(4)]
    assert calibration_error(honest) == pytest.approx(0.0)
    assert calibration_error([outcome(1.0, False)] * 5) == pytest.approx(1.0)
    assert calibration_error([]) == 0.0


def test_bins_hold_every_question_once() -> None:
    found = [outcome(n / 20, n % 2 == 0) for n in range(21)]
    assert sum(b.count for b in reliability(found)) == 21


def test_precision_falls_with_coverage() -> None:
    coverage, precision = precision_by_coverage([outcome(0.2, False), outcome(0.9, True)])
    assert coverage == [0.5, 1.0]
    assert precision == [1.0, 0.5]


def test_the_picture_is_written(tmp_path: Path) -> None:
    path = tmp_path / "curves.png"
    draw_calibration({"tune": [outcome(0.9, True), outcome(0.3, False)]}, 0.76, path)
    assert path.read_bytes().startswith(b"\x89PNG")
