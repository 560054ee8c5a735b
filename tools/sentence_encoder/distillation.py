"""Training the student to put texts where the teacher puts them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.matching.semantics import DIMENSIONS
from tools.sentence_encoder.lessons import Lesson, batches, without_some
from tools.sentence_encoder.student import Student

Vectors = npt.NDArray[np.float32]
Report = Callable[[str], None]
_SMOOTHING = 1e-3


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the student is trained.

    `contrast` weighs telling a text's target from those of its batch, `topics` telling the topics
    of the project's own phrasings apart, both at `temperature`.
    """

    layers: int = 1
    epochs: int = 12
    batch: int = 256
    rate: float = 1.2e-3
    piece_rate: float = 4e-3
    drop_share: float = 0.15
    dropped: float = 0.1
    contrast: float = 0.2
    topics: float = 0.1
    smoothing: float = 0.1
    temperature: float = 0.05
    seed: int = 13


def main_directions(vectors: Vectors) -> tuple[Vectors, Vectors]:
    """The mean of `vectors` and their 256 main directions, shapes (384,) and (384, 256)."""
    mean = vectors.mean(0)
    centred = vectors - mean
    _, directions = np.linalg.eigh(centred.T @ centred)
    return mean, np.ascontiguousarray(directions[:, ::-1][:, :DIMENSIONS], np.float32)


def frequency_weights(lessons: Sequence[Lesson], pieces: int) -> Vectors:
    """Weight of each piece, 1 for the rarest (smooth inverse frequency, Arora et al. 2017)."""
    counts = np.bincount([n for lesson in lessons for n in lesson.clean], minlength=pieces)
    share = counts / max(1, counts.sum())
    return np.asarray(_SMOOTHING / (_SMOOTHING + share), np.float32)


def trained(
    pieces: Vectors,
    targets: Vectors,
    directions: Vectors,
    lessons: Sequence[Lesson],
    recipe: Recipe,
    report: Report,
) -> Student:
    """A student whose vectors point where `targets` (one a lesson) do.

    `pieces` are the teacher's vectors of every piece, `directions` those of the topics.
    """
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    mean, main = main_directions(targets)
    wanted = functional.normalize(torch.from_numpy((targets - mean) @ main), dim=1)
    start = (pieces - mean) @ main * frequency_weights(lessons, len(pieces))[:, None]
    student = Student(torch.from_numpy(start), recipe.layers)
    topics = nn.Parameter(functional.normalize(torch.from_numpy(directions @ main), dim=1))
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
            told = _told_apart(given, topics, batch, recipe)
            optimizer.zero_grad()
            (distance + recipe.contrast * confusion + recipe.topics * told).backward()
            optimizer.step()
            schedule.step()
            total += float(distance.detach()) * len(chosen)
        report(f"student, epoch {epoch + 1}: mean cosine distance {total / len(lessons):.4f}")
    return student.eval()


def _told_apart(given: Tensor, topics: Tensor, batch: Sequence[Lesson], recipe: Recipe) -> Tensor:
    """How badly the labelled texts of a batch find their topics."""
    own = [n for n, lesson in enumerate(batch) if lesson.topic is not None]
    if not own:
        return torch.zeros(())
    labels = torch.tensor([batch[n].topic for n in own])
    logits = given[own] @ functional.normalize(topics, dim=1).T / recipe.temperature
    return functional.cross_entropy(logits, labels, label_smoothing=recipe.smoothing)
