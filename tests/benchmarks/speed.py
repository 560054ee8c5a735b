"""Speed of the matcher beside a WRatio scan and bm25s in the same run, on made phrasings.

`python -m tests.benchmarks.speed [--sizes 1000 5000 10000 100000]`. Ten phrasings an entry, made of
words as common as in English (Zipf); questions are other draws, a third with keyboard slips.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
from rapidfuzz import fuzz, process, utils
from rich.console import Console
from rich.table import Table

from bot.evaluation.slips import slipped
from bot.matching.features import stem
from bot.matching.matcher import Matcher
from bot.matching.semantics import sentence_encoder
from bot.matching.text import words
from tests.benchmarks.labelled import labelled_knowledge

SEED = 13
PER_ENTRY = 10
QUESTIONS = 400
SCANNED = 60


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds a question, seconds to build, megabytes the process grew by."""

    method: str
    p50: float
    p99: float
    build: float
    memory: float


def made_texts(count: int, rng: random.Random) -> list[str]:
    """`count` sentences of four to twelve words out of the word list of the semantic table."""
    vocabulary = [piece for piece in sentence_encoder().pieces.listed() if piece.isalpha()][2000:]
    shares = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    return [" ".join(rng.choices(vocabulary, shares, k=rng.randrange(4, 13))) for _ in range(count)]


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile of `ask`, in milliseconds."""
    taken: list[float] = []
    for question in questions:
        start = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - start) * 1000)
    p50, p99 = np.percentile(taken, (50, 99))
    return float(p50), float(p99)


def grown(
    build: Callable[[], Callable[[str], object]],
) -> tuple[Callable[[str], object], float, float]:
    """What `build` makes, the seconds it took, and how many megabytes the process grew by."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    ask = build()
    taken = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return ask, taken, (after - before) / 1024


def matcher_over(texts: Sequence[str]) -> Callable[[str], object]:
    entries = {
        f"entry-{number}": texts[number * PER_ENTRY : (number + 1) * PER_ENTRY]
        for number in range(len(texts) // PER_ENTRY)
    }
    return Matcher(labelled_knowledge(entries)).match


def scan_over(texts: Sequence[str]) -> Callable[[str], object]:
    prepared = [utils.default_process(text) for text in texts]
    return lambda question: process.extractOne(
        utils.default_process(question), prepared, scorer=fuzz.WRatio
    )


def bm25s_over(texts: Sequence[str]) -> Callable[[str], object]:
    retriever = bm25s.BM25()
    retriever.index([[stem(word) for word in words(text)] for text in texts], show_progress=False)
    return lambda question: int(
        np.argmax(retriever.get_scores([stem(word) for word in words(question)]))
    )


def measured(size: int) -> list[Timing]:
    rng = random.Random(SEED)
    texts = made_texts(size, rng)
    fresh = made_texts(QUESTIONS, rng)
    questions = [slipped(q, rng) if n % 3 == 0 else q for n, q in enumerate(fresh)]
    found: list[Timing] = []
    for name, build, asked in (
        ("matcher", matcher_over, questions),
        ("WRatio scan", scan_over, questions[:SCANNED]),
        ("bm25s", bm25s_over, questions),
    ):
        ask, taken, memory = grown(lambda build=build: build(texts))  # type: ignore[misc]
        p50, p99 = timed(ask, asked)
        found.append(Timing(name, p50, p99, taken, memory))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 10_000, 100_000])
    table = Table(title="Milliseconds a question (ratio to the matcher), build, memory")
    for heading in ("phrasings", "method", "p50", "p99", "p50 ratio", "build", "memory"):
        table.add_column(heading, justify="right")
    for size in parser.parse_args().sizes:
        timings = measured(size)
        for timing in timings:
            table.add_row(
                f"{size:,}",
                timing.method,
                f"{timing.p50:.3f}",
                f"{timing.p99:.3f}",
                f"{timing.p50 / timings[0].p50:.2f}",
                f"{timing.build:.2f} s",
                f"{timing.memory:.0f} MB",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
