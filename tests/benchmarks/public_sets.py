"""The public question sets through the matcher: each label plays an entry.

`python -m tests.benchmarks.public_sets --data FOLDER` (folders with a data.jsonl.gz each). Ten or
five phrasings a label are sampled with seed 13; "full" uses every training text. Reported are
top-1 over questions with an answer, clean and with keyboard slips, and the area under the ROC
curve of the confidence for telling them from questions without one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table
from scipy.stats import rankdata

from bot.evaluation.baselines import BASELINES
from bot.evaluation.slips import slipped
from bot.matching.matcher import Matcher
from tests.benchmarks.labelled import labelled_knowledge

SEED = 13
RUNS = (
    ("banking77", "10"),
    ("clinc150", "10"),
    ("hwu64", "5"),
    ("hint3_curekart", "full"),
    ("hint3_powerplay11", "full"),
    ("hint3_sofmattress", "full"),
    ("banking77_oos", "10"),
)
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Result:
    """Top-1 clean and with slips, and the area under the ROC curve where some have no answer."""

    top1: float
    slips: float
    auroc: float | None


def splits(path: Path) -> dict[str, Rows]:
    """(text, label) pairs of the set at `path` by split."""
    found: dict[str, Rows] = {}
    with gzip.open(path / "data.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found.setdefault(row["split"], []).append((row["text"], row["label"]))
    return found


def sampled(train: Rows, shots: str) -> dict[str, list[str]]:
    """The training texts of each label, `shots` of them drawn with the seed, or all."""
    by_label: dict[str, list[str]] = {}
    for text, label in train:
        if not label.startswith("oos"):
            by_label.setdefault(label, []).append(text)
    rng = random.Random(SEED)
    return {
        label: rng.sample(by_label[label], int(shots))
        if shots != "full" and len(by_label[label]) > int(shots)
        else by_label[label]
        for label in sorted(by_label)
    }


def matched(matcher: Matcher, texts: Sequence[str]) -> tuple[list[str], list[float]]:
    """The label ranked first for each text, and how likely any label is right."""
    found = [matcher.match(text, top=1) for text in texts]
    return [m.candidates[0].topic.key for m in found], [m.answerable for m in found]


def scanned(
    name: str, phrasings: dict[str, list[str]], texts: Sequence[str]
) -> tuple[list[str], list[float]]:
    """The same by a baseline."""
    owners = [(label, text) for label, members in phrasings.items() for text in members]
    labels: list[str] = []
    scores: list[float] = []
    for start in range(0, len(texts), 200):
        table = BASELINES[name]([text for _, text in owners], texts[start : start + 200])
        labels += [owners[i][0] for i in table.argmax(1)]
        scores += table.max(1).tolist()
    return labels, scores


def auroc(inside: npt.NDArray[np.float64], outside: npt.NDArray[np.float64]) -> float:
    """Probability that a question with an answer scores above one without (Mann-Whitney)."""
    ranks = rankdata(np.concatenate([inside, outside]))
    count = len(inside)
    above = ranks[:count].sum() - count * (count + 1) / 2
    return float(above / (count * len(outside)))


def measured(path: Path, shots: str, method: str) -> Result:
    """The result of `method` (`matcher` or a baseline) on one set."""
    rows = splits(path)
    phrasings = sampled(rows["train"], shots)
    rng = random.Random(SEED)
    texts = [text for text, _ in rows["test"]]
    slips = [slipped(text, rng) for text in texts]
    if method == "matcher":
        matcher = Matcher(labelled_knowledge(phrasings))
        clean, confidence = matched(matcher, texts)
        typed, _ = matched(matcher, slips)
    else:
        clean, confidence = scanned(method, phrasings, texts)
        typed, _ = scanned(method, phrasings, slips)
    labels = [label for _, label in rows["test"]]
    inside = np.array([not label.startswith("oos") for label in labels])
    right = np.array([a == b for a, b in zip(clean, labels, strict=True)])
    right_typed = np.array([a == b for a, b in zip(typed, labels, strict=True)])
    sure = np.array(confidence)
    return Result(
        float(right[inside].mean()),
        float(right_typed[inside].mean()),
        auroc(sure[inside], sure[~inside]) if (~inside).any() else None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public sets")
    parser.add_argument("--methods", nargs="+", default=["matcher"], help="matcher or baselines")
    parser.add_argument("--sets", nargs="+", default=[name for name, _ in RUNS])
    given = parser.parse_args()
    table = Table(title="Public question sets")
    for heading in ("set", "phrasings", "method", "top-1", "with slips", "AUROC"):
        table.add_column(heading)
    for name, shots in RUNS:
        if name not in given.sets:
            continue
        for method in given.methods:
            result = measured(given.data / name, shots, method)
            area = "" if result.auroc is None else f"{result.auroc:.3f}"
            table.add_row(name, shots, method, f"{result.top1:.3f}", f"{result.slips:.3f}", area)
    Console().print(table)


if __name__ == "__main__":
    main()
