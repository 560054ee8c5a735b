"""From a confidence to one of three outcomes: answer, suggest, none."""

from __future__ import annotations

from dataclasses import dataclass

ANSWER = 0.82
SUGGEST = 0.35


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Answer when the best is right with at least `answer`, otherwise suggest when anything is
    with at least `suggest`, otherwise say nothing.
    """

    answer: float = ANSWER
    suggest: float = SUGGEST
