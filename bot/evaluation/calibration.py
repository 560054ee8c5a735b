"""Whether a confidence means what it says: calibration error and its pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from bot.evaluation.outcomes import Outcome

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about one confidence: how many, the mean of it, and the share that is right."""

    count: int
    confidence: float
    right: float


def reliability(found: Sequence[Outcome]) -> tuple[Bin, ...]:
    """`found` in ten bins of equal width; right means that the entry ranked first is right."""
    bins: list[list[Outcome]] = [[] for _ in range(BINS)]
    for outcome in found:
        bins[min(int(outcome.confidence * BINS), BINS - 1)].append(outcome)
    return tuple(
        Bin(
            len(members),
            sum(o.confidence for o in members) / len(members),
            sum(o.first for o in members) / len(members),
        )
        for members in bins
        if members
    )


def calibration_error(found: Sequence[Outcome]) -> float:
    """Expected calibration error (Naeini et al. 2015): 0 when confidence is the share right."""
    bins = reliability(found)
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def precision_by_coverage(found: Sequence[Outcome]) -> tuple[list[float], list[float]]:
    """Coverage and precision when ever more of `found` is answered, the surest first."""
    ranked = sorted(found, key=lambda outcome: -outcome.confidence)
    right = np.cumsum([outcome.first for outcome in ranked])
    count = np.arange(1, len(ranked) + 1)
    return list(count / max(len(ranked), 1)), list(right / count)


def draw_calibration(splits: Mapping[str, Sequence[Outcome]], answer: float, path: Path) -> None:
    """Write a PNG: precision by coverage, and a reliability diagram, a line for each split."""
    figure = Figure(figsize=(11, 5), dpi=120, layout="constrained")
    curve, diagram = figure.subplots(1, 2)
    diagram.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, found in splits.items():
        coverage, precision = precision_by_coverage(found)
        (line,) = curve.plot(coverage, precision, label=f"{name} ({len(found)} questions)")
        sure = sum(outcome.confidence >= answer for outcome in found)
        if sure:
            curve.plot(coverage[sure - 1], precision[sure - 1], "o", color=line.get_color())
        bins = reliability(found)
        label = f"{name}, error {calibration_error(found):.3f}"
        diagram.plot(
            [b.confidence for b in bins], [b.right for b in bins], "o-", label=label, markersize=5
        )
    curve.set(xlabel="share of questions answered", ylabel="share of answers right")
    curve.set_title(f"Precision by coverage (dot: confidence {answer:.2f})")
    diagram.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1))
    diagram.set_title("Reliability")
    for axes in (curve, diagram):
        axes.grid(alpha=0.3)
        axes.legend(loc="lower right" if axes is diagram else "lower left")
    curve.set_ylim(0, 1.02)
    figure.savefig(path, format="png")
