"""Variations of the project's own texts: what else people could have typed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_OPENINGS = (
    "hi all,", "hey everyone,", "quick question:", "hello, i am new here.", "just curious,",
    "sorry if this was asked,", "so i was wondering,", "my friend asked me", "ok so",
    "i finished school last month and", "long story short,", "i have been stuck on this:",
)  # fmt: skip
_BEFORE, _BETWEEN = 0.15, 0.15
_JOINTS = (" and ", ", also ", ". ", " because ", ", but ", " so ", "? ")


def shortened(text: str, rng: random.Random) -> str:
    """`text` without about a quarter of its words, at least two words long."""
    spoken = text.split()
    kept = [word for word in spoken if rng.random() > 0.25]
    return " ".join(kept if len(kept) >= 2 else spoken)


def joined(first: str, second: str, rng: random.Random) -> str:
    """The two texts run together as people do, each cut at a clause when it has several."""
    return _clause(first, rng).rstrip("?.! ") + rng.choice(_JOINTS) + _clause(second, rng)


def opened(text: str, rng: random.Random) -> str:
    """`text` after a greeting or a bit of story."""
    return f"{rng.choice(_OPENINGS)} {text}"


def in_a_story(text: str, stories: Sequence[str], rng: random.Random) -> str:
    """`text` after one of `stories`, or between two, or before one."""
    before, after = rng.choice(stories), rng.choice(stories)
    where = rng.random()
    if where < _BEFORE:
        return f"{text.rstrip('.')}. {after}"
    if where < _BEFORE + _BETWEEN:
        return f"{before} {text.rstrip('.')}. {after}"
    return f"{before} {text}"


def renamed(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    """`text` about another of `names`, all of its mentions alike; None when it names none."""
    found = [name for name in names if _name(name).search(text)]
    if not found:
        return None
    for name in sorted(found, key=len, reverse=True):
        other = rng.choice([n for n in names if n not in found])
        text = _name(name).sub(other, text)
    return text


def reworded(text: str, vocabulary: Sequence[str], rng: random.Random) -> str:
    """`text` with one or two of its words replaced by any of `vocabulary`."""
    spoken = text.split()
    for _ in range(1 if len(spoken) < 5 else 2):
        spoken[rng.randrange(len(spoken))] = rng.choice(vocabulary)
    return " ".join(spoken)


def jumbled(vocabulary: Sequence[str], rng: random.Random) -> str:
    """Two to eight words of `vocabulary` in no order, so that every word is met in company."""
    return " ".join(rng.sample(vocabulary, rng.randrange(2, 9)))


def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)


def _clause(text: str, rng: random.Random) -> str:
    clauses = [part.strip() for part in re.split(r"[,;]|\. ", text) if len(part.split()) > 2]
    return rng.choice(clauses) if clauses else text
