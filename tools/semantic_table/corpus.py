"""The texts the table is trained on. None of them is a question of any test split."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.base import Knowledge
from bot.matching.index import Index
from bot.matching.text import words
from tools.semantic_table.variations import (
    joined,
    jumbled,
    opened,
    renamed,
    reworded,
    shortened,
)

TRAINING_SPLITS = frozenset({"train", "train10", "train_subset", "val"})
_REWORDINGS = 3
_JUMBLES = 20_000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_MARKUP = re.compile(r"[*_`#>|]|\]\([^)]*\)|\[")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Unlabelled texts by origin: public question sets, the knowledge's own, made from the own."""

    public: tuple[str, ...]
    own: tuple[str, ...]
    generated: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return self.public + self.own + self.generated


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing and the number of the topic it asks about."""

    text: str
    topic: int


def collected(benchmarks: Path, knowledge: Knowledge, common: Sequence[str], seed: int) -> Corpus:
    """Every training text once; whatever a test split also holds is dropped.

    `common` are everyday words to vary the knowledge's own texts with.
    """
    taken = {""} | {_folded(text) for text, split in _rows(benchmarks) if split == "test"}
    taken |= {_folded(q.text) for q in knowledge.golden if q.split != "tune"}

    def fresh(texts: Iterable[str]) -> tuple[str, ...]:
        kept: list[str] = []
        for text in texts:
            folded = _folded(text)
            if folded not in taken:
                taken.add(folded)
                kept.append(text)
        return tuple(kept)

    own = fresh(_own_texts(knowledge))
    public = fresh(public_texts(benchmarks))
    phrasings = [phrasing.text for phrasing in labelled_phrasings(knowledge)]
    made = _generated(phrasings, public, common, tuple(knowledge.credentials), seed)
    generated = fresh(made)
    return Corpus(public, own, generated)


def labelled_phrasings(knowledge: Knowledge) -> list[Phrasing]:
    """Every indexed phrasing with its topic."""
    return [Phrasing(row.text, row.topic) for row in Index(knowledge).rows]


def public_texts(benchmarks: Path) -> Iterator[str]:
    """The training and validation questions of every set in the folder `benchmarks`."""
    for text, split in _rows(benchmarks):
        if split == "test":
            continue
        assert split in TRAINING_SPLITS, f"unknown split {split!r}: is it for training?"
        yield text


def _rows(benchmarks: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(benchmarks.glob("*/data.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["text"], row["split"]


def _questions(knowledge: Knowledge) -> Iterator[str]:
    for item in (*knowledge.entries.values(), *knowledge.gaps.values()):
        yield item.question
        yield from item.phrasings
    for kind in knowledge.out_of_scope:
        yield from kind.examples


def _own_texts(knowledge: Knowledge) -> Iterator[str]:
    yield from _questions(knowledge)
    yield from (question.text for question in knowledge.golden if question.split == "tune")
    for entry in knowledge.entries.values():
        for sentence in _SENTENCE_END.split(_MARKUP.sub("", entry.text)):
            yield sentence.strip()
    for fact in knowledge.facts.values():
        if fact.quoted is not None:
            yield f"{fact.label}: {fact.quoted.text}"
            yield fact.quoted.note or ""
    for credential in knowledge.credentials.values():
        yield from (credential.name, credential.summary, *credential.also_called)
    for synonyms in knowledge.synonyms:
        yield from (synonyms.means, *synonyms.written)
    yield from sorted(knowledge.filler)


def _generated(
    asked: Sequence[str],
    public: Sequence[str],
    common: Sequence[str],
    credentials: Sequence[str],
    seed: int,
) -> Iterator[str]:
    """Variations of each of `asked`, alike from run to run when other phrasings change."""
    for text in asked:
        rng = random.Random(f"{seed} {text}")
        yield shortened(text, rng)
        yield opened(text, rng)
        yield joined(text, rng.choice(asked), rng)
        yield joined(rng.choice(public), text, rng)
        yield opened(joined(rng.choice(asked), text, rng), rng)
        yield renamed(text, credentials, rng) or joined(rng.choice(asked), text, rng)
        for _ in range(_REWORDINGS):
            yield reworded(text, common, rng)
    rng = random.Random(seed)
    for _ in range(_JUMBLES):
        yield jumbled(common, rng)


def _folded(text: str) -> str:
    return " ".join(words(text))
