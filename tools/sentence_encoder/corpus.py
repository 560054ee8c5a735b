"""The texts the encoder is trained on: no question of a test split, none of knowledge/questions.

Confidence is calibrated on the `tune` questions, so it must not know them either.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.base import Entry, Gap, Knowledge
from bot.matching.reader import Reader
from bot.matching.text import words
from tools.sentence_encoder.variations import (
    joined,
    jumbled,
    opened,
    renamed,
    reworded,
    shortened,
)

TRAINING_SPLITS = frozenset({"train", "train10", "train_subset", "val"})
TEST_SPLIT = "test"
# Messages as members may write them, many of which ask two things at once.
_MESSAGES = Path(__file__).with_name("messages.txt")
_REWORDINGS = 3
_JUMBLES = 10_000
_MOST_GENERATED = 90_000
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


def collected(benchmarks: Path, knowledge: Knowledge, common: Sequence[str], seed: int) -> Corpus:
    """Every training text once.

    `benchmarks` holds a folder with `data.jsonl.gz` for each public set; `common` are everyday
    words to vary the knowledge's own texts with. Test questions are read only to drop the
    training texts that repeat one.
    """
    examined = {_folded(text) for text, split in _rows(benchmarks) if split == TEST_SPLIT}
    examined |= {_folded(question.text) for question in knowledge.golden}
    taken = {""} | examined

    def fresh(texts: Iterable[str]) -> tuple[str, ...]:
        kept: list[str] = []
        for text in texts:
            folded = _folded(text)
            if folded not in taken:
                taken.add(folded)
                kept.append(text)
        return tuple(kept)

    own = fresh(_own_texts(knowledge))
    public = fresh(_public_texts(benchmarks))
    asked = _distinct(knowledge, random.Random(seed))
    made = list(_generated(asked, public, common, tuple(knowledge.credentials), seed))
    generated = fresh(random.Random(seed).sample(made, min(_MOST_GENERATED, len(made))))
    corpus = Corpus(public, own, generated)
    assert not examined & {_folded(text) for text in corpus.texts}
    return corpus


def _public_texts(benchmarks: Path) -> Iterator[str]:
    for text, split in _rows(benchmarks):
        if split != TEST_SPLIT:
            assert split in TRAINING_SPLITS, f"unknown split {split!r}: is it for training?"
            yield text


def _rows(benchmarks: Path) -> Iterator[tuple[str, str]]:
    paths = sorted(benchmarks.glob("*/data.jsonl.gz"))
    if not paths:
        raise FileNotFoundError(f"{benchmarks} holds no */data.jsonl.gz; pass the sets' folder.")
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["text"], row["split"]


def _questions(knowledge: Knowledge) -> Iterator[str]:
    items: tuple[Entry | Gap, ...] = (*knowledge.entries.values(), *knowledge.gaps.values())
    for item in items:
        yield item.question
        yield from item.phrasings
    for kind in knowledge.out_of_scope:
        yield from kind.examples


def _own_texts(knowledge: Knowledge) -> Iterator[str]:
    yield from _questions(knowledge)
    yield from _MESSAGES.read_text("utf-8").splitlines()
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


def _distinct(knowledge: Knowledge, rng: random.Random) -> list[str]:
    """One of every group of questions that differ in nothing but the names they hold."""
    reader = Reader(knowledge)
    alike: dict[tuple[str, ...], list[str]] = {}
    for text in _questions(knowledge):
        tokens = reader.read(text).typed
        alike.setdefault(tuple(token.partition(":")[0] for token in tokens), []).append(text)
    return [rng.choice(texts) for texts in alike.values()]


def _generated(
    asked: Sequence[str],
    public: Sequence[str],
    common: Sequence[str],
    credentials: Sequence[str],
    seed: int,
) -> Iterator[str]:
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
