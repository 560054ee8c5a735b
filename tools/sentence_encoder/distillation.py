"""Training the student to put texts where the teacher puts them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from scipy.special import softmax
from torch import Tensor, nn
from torch.nn import functional

from bot.matching.classifier import SHARE, centroids, classifier_weights
from bot.matching.semantics import DIMENSIONS
from tools.sentence_encoder.continuation import continued
from tools.sentence_encoder.lessons import Lesson, batches, without_some
from tools.sentence_encoder.student import Student

Vectors = npt.NDArray[np.float32]
Report = Callable[[str], None]
_SMOOTHING = 1e-3
_BLOCK = 4096
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the student is trained.

    `contrast` weighs telling a text's target from those of its batch, `topics` judging the topic
    of a text as the teachers do, both at `temperature`; for the project's own phrasings the topic
    that they are known to have counts `known` of that.
    """

    layers: int = 2
    epochs: int = 10
    batch: int = 256
    rate: float = 1.2e-3
    piece_rate: float = 4e-3
    drop_share: float = 0.15
    dropped: float = 0.1
    contrast: float = 0.2
    topics: float = 0.3
    known: float = 0.5
    temperature: float = 0.05
    seed: int = 13


# For a student that begins with an encoder made before.
CONTINUED = Recipe(epochs=4, rate=6e-4, piece_rate=1.5e-3)


def side_by_side(vectors: Sequence[Vectors]) -> Vectors:
    """Unit vectors of several teachers as one of unit length: its cosine is the mean of theirs."""
    return np.concatenate(vectors, axis=1) / np.float32(len(vectors) ** 0.5)


def main_directions(vectors: Vectors) -> tuple[Vectors, Vectors]:
    """The mean of `vectors` (n, size) and their 256 main directions: (size,) and (size, 256)."""
    mean = vectors.mean(0)
    centred = vectors - mean
    _, directions = np.linalg.eigh(centred.T @ centred)
    return mean, np.ascontiguousarray(directions[:, ::-1][:, :DIMENSIONS], np.float32)


def frequency_weights(lessons: Sequence[Lesson], pieces: int) -> Vectors:
    """Weight of each piece, 1 for the rarest (smooth inverse frequency, Arora et al. 2017)."""
    counts = np.bincount([n for lesson in lessons for n in lesson.clean], minlength=pieces)
    share = counts / max(1, counts.sum())
    return np.asarray(_SMOOTHING / (_SMOOTHING + share), np.float32)


def judged_topics(
    taught: Sequence[Vectors], lessons: Sequence[Lesson], topics: int
) -> npt.NDArray[np.float16]:
    """How likely each topic is for each lesson, shape (lessons, topics), as the teachers judge it.

    `taught` has each teacher's vectors of the lessons. Each judges by a classifier such as the bot
    trains; the mean of their judgements errs less than any of them (Hinton et al. 2015).
    """
    own = [n for n, lesson in enumerate(lessons) if lesson.topic is not None]
    labels = np.array([lessons[n].topic for n in own])
    weights = [
        classifier_weights(v[own], labels, topics, steps=_STEPS) / np.float32(SHARE) for v in taught
    ]
    found = np.zeros((len(lessons), topics), np.float16)
    for first in range(0, len(lessons), _BLOCK):
        block = slice(first, first + _BLOCK)
        logits = sum(v[block] @ w for v, w in zip(taught, weights, strict=True)) / len(taught)
        found[block] = softmax(logits, axis=1)
    return found


def trained(
    pieces: Vectors,
    targets: Vectors,
    judged: npt.NDArray[np.float16],
    lessons: Sequence[Lesson],
    recipe: Recipe,
    report: Report,
    before: Path | None = None,
) -> Student:
    """A student whose vectors point where `targets` (one a lesson) do.

    `pieces` are the teachers' vectors of every piece, `judged` their judgement of the topics.
    It begins with those vectors, or with the encoder in the file `before`.
    """
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    mean, main = main_directions(targets)
    wanted = functional.normalize(torch.from_numpy((targets - mean) @ main), dim=1)
    if before is None:
        start = (pieces - mean) @ main * frequency_weights(lessons, len(pieces))[:, None]
        student = Student(torch.from_numpy(start), recipe.layers)
    else:
        student = continued(before, len(pieces), lessons, wanted.numpy(), recipe.layers)
    own = [n for n, lesson in enumerate(lessons) if lesson.topic is not None]
    labels = np.array([lessons[n].topic for n in own])
    directions = centroids(wanted[own].numpy(), labels, judged.shape[1]).T
    topics = nn.Parameter(torch.from_numpy(np.ascontiguousarray(directions)))
    inner = [p for name, p in student.named_parameters() if name != "pieces.weight"]
    rates = [recipe.piece_rate, recipe.rate, recipe.rate]
    groups = ([student.pieces.weight], inner, [topics])
    optimizer = torch.optim.Adam(
        [{"params": group, "lr": rate} for group, rate in zip(groups, rates, strict=True)],
        betas=(0.9, 0.98),
    )
    steps = recipe.epochs * (len(lessons) // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, steps + 1, pct_start=0.1)
    for epoch in range(recipe.epochs):
        total = 0.0
        for chosen in batches([len(one.clean) for one in lessons], recipe.batch, rng):
            batch = [lessons[n] for n in chosen]
            shown = [without_some(one.shown(rng), recipe.drop_share, rng) for one in batch]
            given = student(shown, recipe.dropped)
            distance = (1 - (given * wanted[chosen]).sum(1)).mean()
            logits = given @ wanted[chosen].T / recipe.temperature
            confusion = functional.cross_entropy(logits, torch.arange(len(chosen)))
            told = _told_apart(given, topics, _shares(judged[chosen], batch, recipe), recipe)
            optimizer.zero_grad()
            (distance + recipe.contrast * confusion + recipe.topics * told).backward()
            optimizer.step()
            schedule.step()
            total += float(distance.detach()) * len(chosen)
        report(f"student, epoch {epoch + 1}: mean cosine distance {total / len(lessons):.4f}")
    return student.eval()


def _shares(judged: npt.NDArray[np.float16], batch: Sequence[Lesson], recipe: Recipe) -> Tensor:
    """The topics that a batch should be told to have: shape (texts, topics), rows sum to one."""
    shares = judged.astype(np.float32)
    for row, lesson in zip(shares, batch, strict=True):
        if lesson.topic is not None:
            row *= 1 - recipe.known
            row[lesson.topic] += recipe.known
    return torch.from_numpy(shares)


def _told_apart(given: Tensor, topics: Tensor, shares: Tensor, recipe: Recipe) -> Tensor:
    """How far the topics that a batch seems to have are from those it should."""
    logits = given @ functional.normalize(topics, dim=1).T / recipe.temperature
    return functional.cross_entropy(logits, shares)
