"""Plain fuzzy scans over the same phrasings, as a typical FAQ bot does them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process, utils

from bot.knowledge.base import Knowledge

CUT_OFF = 85.0
SCORERS: dict[str, Callable[..., float]] = {
    "WRatio": fuzz.WRatio,
    "token_set_ratio": fuzz.token_set_ratio,
}


def scanned(
    knowledge: Knowledge, questions: Sequence[str], scorer: Callable[..., float]
) -> list[str | None]:
    """For each question the entry of its best phrasing, None under a score of 85."""
    owners = [(entry.id, p) for entry in knowledge.entries.values() for p in entry.phrasings]
    phrasings = [utils.default_process(phrasing) for _, phrasing in owners]
    asked = [utils.default_process(question) for question in questions]
    found: list[str | None] = []
    for start in range(0, len(asked), 50):
        scores = process.cdist(
            asked[start : start + 50], phrasings, scorer=scorer, dtype=np.float32, workers=-1
        )
        best = scores.argmax(1)
        found += [
            owners[column][0] if scores[row, column] >= CUT_OFF else None
            for row, column in enumerate(best)
        ]
    return found
