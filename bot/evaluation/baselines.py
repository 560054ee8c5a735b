"""Plain matchers over the same phrasings: what a typical FAQ bot does, and textbook retrieval."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils

from bot.evaluation.outcomes import Outcome
from bot.knowledge.base import GoldenQuestion, Knowledge
from bot.matching.features import stem
from bot.matching.text import words

MAX_WRONG = 0.02
Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """The entry of the best phrasing for one question, and the score that it got."""

    entry: str
    score: float


def _fuzzy(scorer: Callable[..., float]) -> Callable[[Sequence[str], Sequence[str]], Scores]:
    def scan(phrasings: Sequence[str], asked: Sequence[str]) -> Scores:
        return np.asarray(
            process.cdist(
                [utils.default_process(question) for question in asked],
                [utils.default_process(phrasing) for phrasing in phrasings],
                scorer=scorer,
                dtype=np.float32,
                workers=-1,
            )
        )

    return scan


def _bm25(phrasings: Sequence[str], asked: Sequence[str]) -> Scores:
    retriever = bm25s.BM25()
    retriever.index([_stems(phrasing) for phrasing in phrasings], show_progress=False)
    unasked = np.zeros(len(phrasings), np.float32)
    return np.stack(
        [
            np.asarray(retriever.get_scores(stems), np.float32) if stems else unasked
            for stems in map(_stems, asked)
        ]
    )


def _tf_idf(phrasings: Sequence[str], asked: Sequence[str]) -> Scores:
    """Cosines of stemmed words weighted by inverse document frequency."""
    documents = [Counter(_stems(phrasing)) for phrasing in phrasings]
    seen = Counter(word for document in documents for word in document)
    columns = {word: number for number, word in enumerate(seen)}
    rarity = {word: math.log(len(documents) / times) + 1 for word, times in seen.items()}

    def rows(counted: Sequence[Counter[str]]) -> Scores:
        found = np.zeros((len(counted), len(columns)), np.float32)
        for row, document in zip(found, counted, strict=True):
            for word, times in document.items():
                if word in columns:
                    row[columns[word]] = (1 + math.log(times)) * rarity[word]
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.maximum(lengths, 1e-9), np.float32)

    return np.asarray(rows([Counter(_stems(q)) for q in asked]) @ rows(documents).T)


BASELINES: dict[str, Callable[[Sequence[str], Sequence[str]], Scores]] = {
    "WRatio": _fuzzy(fuzz.WRatio),
    "token_set_ratio": _fuzzy(fuzz.token_set_ratio),
    "BM25": _bm25,
    "tf-idf": _tf_idf,
}


def found_by(name: str, knowledge: Knowledge, questions: Sequence[str]) -> list[Found]:
    """What the baseline `name` finds for each question, over every entry's phrasings."""
    owners = [(entry.id, p) for entry in knowledge.entries.values() for p in entry.phrasings]
    phrasings = [phrasing for _, phrasing in owners]
    found: list[Found] = []
    for start in range(0, len(questions), 100):
        scores = BASELINES[name](phrasings, questions[start : start + 100])
        found += [
            Found(owners[i][0], float(row[i]))
            for row, i in zip(scores, scores.argmax(1), strict=True)
        ]
    return found


def cut_off(questions: Sequence[GoldenQuestion], found: Sequence[Found]) -> float:
    """The lowest score at which at most 2 % of all `questions` would be answered wrongly."""
    ranked = sorted(zip(questions, found, strict=True), key=lambda pair: -pair[1].score)
    wrong, lowest = 0, math.inf
    for question, one in ranked:
        wrong += one.entry not in question.entries
        if wrong > MAX_WRONG * len(ranked):
            break
        lowest = one.score
    return lowest


def baseline_outcomes(
    questions: Sequence[GoldenQuestion], found: Sequence[Found], lowest: float
) -> list[Outcome]:
    """Outcomes of a baseline that answers at a score of `lowest` or more and never suggests."""
    return [
        Outcome(
            question,
            _verdict(question, one.entry if one.score >= lowest else None),
            (one.entry,) if one.score >= lowest else (),
            confidence=one.score,
            first=one.entry in question.entries,
        )
        for question, one in zip(questions, found, strict=True)
    ]


def _verdict(question: GoldenQuestion, entry: str | None) -> str:
    if entry is None:
        return "none" if question.entries else "right"
    return "right" if entry in question.entries else "wrong"


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]
