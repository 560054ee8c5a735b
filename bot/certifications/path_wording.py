"""The answers to the guided choice that a message gives already."""

from __future__ import annotations

import re

from bot.certifications.advice import OPEN
from bot.knowledge.base import Pathway
from bot.matching.text import words

_WHICH = re.compile(
    r"\b(?:which|what|best|right)\b(?: \w+){0,3} (?:certs?|certifications?|credentials?|letters)\b"
    r"|\bwhat (?:should|do) i (?:get|take|start with)\b|\bwhere (?:do|should) i start\b"
)
_FEWEST = 2
_LONGEST = 600


def path_answers_in(message: str, pathway: Pathway) -> tuple[str, ...] | None:
    """One answer for each question, OPEN for those left open, when `message` asks which credential
    to take and answers at least two of them; None otherwise.

    A question that the message answers in two ways stays open. Longer messages are stories.
    """
    if len(message) > _LONGEST:
        return None
    text = " ".join(words(message))
    if not _WHICH.search(text):
        return None
    answers: list[str] = []
    for question in pathway.questions:
        said = [
            answer
            for answer, phrases in question.said.items()
            if any(re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in phrases)
        ]
        answers.append(said[0] if len(said) == 1 else OPEN)
    known = sum(answer != OPEN for answer in answers)
    return tuple(answers) if known >= _FEWEST else None
