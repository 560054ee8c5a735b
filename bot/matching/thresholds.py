"""From a confidence to one of three outcomes: answer, suggest, none."""

from __future__ import annotations

from dataclasses import dataclass

ANSWER = 0.79
SUGGEST = 0.20


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Answer at or above `answer`, suggest at or above `suggest`, otherwise say nothing."""

    answer: float = ANSWER
    suggest: float = SUGGEST
