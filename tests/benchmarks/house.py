"""Speed of the whole house over the real knowledge: load, questions, completions, bad input.

`python -m tests.benchmarks.house`. Questions are the golden ones of the tune part, each new to the
bot; completions are asked for every beginning of twenty of them. Beside them the WRatio scan that a
plain bot would do over the same phrasings.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process, utils
from rich.console import Console
from rich.table import Table

from bot.assistant import Assistant
from bot.caching import BuildCache
from bot.evaluation.slips import seeded_slips
from bot.knowledge.folder import default_folder
from tests.benchmarks.speed import timed

BAD_INPUT = (
    "why " * 1000,
    "salary " * 10_000,
    "x",
    "the of and to",
    "?!... --- ,,,",
    "😀" * 500,
    "\u200b\u200d" * 1000,
    "a" + "\u0301" * 3000,
    "ｈｏｗ ｍｕｃｈ ｉｓ ｔｈｅ ＣＰＣ",
    "https://example.com/" + "a" * 3000,
    "```py\nprint(1)\n```" * 100,
    "<@1234567890> <#55> @everyone",
    "q" * 4000,
    " ".join(f"wrd{n}x" for n in range(600)),
    "exma " * 700,
    "1 2 3 4 5 " * 300,
)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def row(table: Table, name: str, ask: Callable[[str], object], asked: Sequence[str]) -> float:
    """Adds the timing of `asked` and returns the median."""
    p50, p99 = timed(ask, asked)
    table.add_row(name, str(len(asked)), f"{p50:.3f} ms", f"{p99:.3f} ms")
    return p50


def main() -> None:
    console = Console()
    folder = default_folder()
    with tempfile.TemporaryDirectory() as name:
        cache = BuildCache(Path(name) / "cache")
        console.print(f"load, cold: {seconds(lambda: Assistant.from_folder(folder)):.2f} s")
        Assistant.from_folder(folder, cache=cache)
        warm = seconds(lambda: Assistant.from_folder(folder, cache=cache))
        console.print(f"load, from the cache: {warm:.2f} s")
    assistant = Assistant.from_folder(folder)
    golden = [q.text for q in assistant.knowledge.golden if q.split == "tune"]
    phrasings = [
        utils.default_process(phrasing)
        for entry in assistant.knowledge.entries.values()
        for phrasing in entry.phrasings
    ]
    fresh = [f"{text} {number}" for number, text in enumerate(golden)]
    typed = [text[:end] for text in random.Random(13).sample(golden, 20) for end in range(1, 41)]
    table = Table(title=f"{len(phrasings)} phrasings of entries")
    for heading in ("what", "asked", "p50", "p99"):
        table.add_column(heading, justify="right")
    ours = row(table, "match", assistant.matcher.match, fresh)
    row(table, "whole reply", assistant.ask, [f"{text} ok" for text in fresh])
    row(table, "whole reply, slips", assistant.ask, [seeded_slips(text) for text in fresh])
    row(table, "completions", assistant.completions, typed)
    row(table, "bad input", assistant.ask, [f"{text} {n}" for n in range(10) for text in BAD_INPUT])

    def scan(question: str) -> object:
        return process.extractOne(utils.default_process(question), phrasings, scorer=fuzz.WRatio)

    plain = row(table, "WRatio scan", scan, fresh[:60])
    console.print(table)
    console.print(f"WRatio scan / match, medians: {plain / ours:.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"peak memory of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
