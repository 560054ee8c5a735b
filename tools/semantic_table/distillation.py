"""Word-piece vectors whose mean points where the teacher's sentence vector points."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

Vectors = npt.NDArray[np.float32]
Pieces = tuple[int, ...]
Report = Callable[[str], None]
_SMOOTHING = 1e-3


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. Temperatures and weights of the losses are in the order of their effect."""

    dimensions: int = 256
    epochs: int = 12
    batch: int = 512
    rate: float = 3e-3
    slip_share: float = 0.35
    drop_share: float = 0.1
    contrast_weight: float = 0.2
    contrast_temperature: float = 0.05
    topic_weight: float = 0.1
    topic_temperature: float = 0.1
    topics_a_step: int = 128
    seed: int = 13


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text's pieces, those of the same text with slips, and the row of its teacher vector."""

    clean: Pieces
    slips: tuple[Pieces, ...]
    target: int


def reduced(vectors: Vectors, dimensions: int) -> tuple[Vectors, Vectors]:
    """The mean of `vectors` and their main directions, shapes (384,) and (384, dimensions)."""
    mean = vectors.mean(0)
    centred = vectors - mean
    values, directions = np.linalg.eigh(centred.T @ centred)
    return mean, directions[:, np.argsort(-values)[:dimensions]].astype(np.float32)


def frequency_weights(lessons: Sequence[Lesson], pieces: int) -> Vectors:
    """Weight of each piece, 1 for the rarest (smooth inverse frequency, Arora et al. 2017)."""
    counts = np.bincount([n for lesson in lessons for n in lesson.clean], minlength=pieces)
    share = counts / max(1, counts.sum())
    return (_SMOOTHING / (_SMOOTHING + share)).astype(np.float32)


def trained(
    pieces: Vectors,
    targets: Vectors,
    lessons: Sequence[Lesson],
    topics: Sequence[Sequence[Lesson]],
    recipe: Recipe,
    report: Report,
) -> Vectors:
    """Vectors of the word pieces, shape (pieces, dimensions).

    `pieces` and `targets` are the teacher's vectors of every piece and of every text; `topics`
    holds, for each topic, the lessons of phrasings that mean the same.
    """
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    mean, directions = reduced(targets, recipe.dimensions)
    wanted = functional.normalize(torch.from_numpy((targets - mean) @ directions), dim=1)
    start = (pieces - mean) @ directions * frequency_weights(lessons, len(pieces))[:, None]
    weight = torch.nn.Parameter(_aligned(torch.from_numpy(start), lessons, wanted))
    optimizer = torch.optim.Adam([weight], lr=recipe.rate)
    steps = recipe.epochs * (1 + len(lessons) // recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=steps + 1)
    order = list(range(len(lessons)))
    usable = [topic for topic in topics if len(topic) >= 2]
    for epoch in range(recipe.epochs):
        rng.shuffle(order)
        total = 0.0
        for first in range(0, len(order), recipe.batch):
            chosen = [lessons[i] for i in order[first : first + recipe.batch]]
            given = _sums(weight, [_seen(lesson, recipe, rng) for lesson in chosen])
            target = wanted[[lesson.target for lesson in chosen]]
            near = (given * target).sum(1)
            loss = (1 - near).mean()
            total += float(loss.detach()) * len(chosen)
            if recipe.contrast_weight:
                logits = given @ target.T / recipe.contrast_temperature
                same = torch.arange(len(chosen))
                loss = loss + recipe.contrast_weight * functional.cross_entropy(logits, same)
            if recipe.topic_weight and usable:
                loss = loss + recipe.topic_weight * _topic_loss(weight, usable, recipe, rng)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        report(f"epoch {epoch + 1}: mean distance {total / len(order):.4f}")
    return weight.detach().numpy()


def _topic_loss(
    weight: Tensor, topics: Sequence[Sequence[Lesson]], recipe: Recipe, rng: random.Random
) -> Tensor:
    """Two phrasings of a topic nearer to each other than to those of other topics (InfoNCE)."""
    pairs = [rng.sample(topic, 2) for topic in rng.sample(topics, recipe.topics_a_step)]
    left = _sums(weight, [_seen(pair[0], recipe, rng) for pair in pairs])
    right = _sums(weight, [_seen(pair[1], recipe, rng) for pair in pairs])
    logits = left @ right.T / recipe.topic_temperature
    same = torch.arange(len(pairs))
    both = functional.cross_entropy(logits, same) + functional.cross_entropy(logits.T, same)
    return both / 2


def _seen(lesson: Lesson, recipe: Recipe, rng: random.Random) -> Pieces:
    """The lesson as shown this time: perhaps with slips, perhaps with pieces missing."""
    slips = lesson.slips and rng.random() < recipe.slip_share
    pieces = rng.choice(lesson.slips) if slips else lesson.clean
    if len(pieces) < 4:
        return pieces
    return tuple(n for n in pieces if rng.random() >= recipe.drop_share) or pieces


def _sums(weight: Tensor, texts: Sequence[Pieces]) -> Tensor:
    flat = torch.tensor([number for text in texts for number in text])
    ends = np.cumsum([0, *(len(text) for text in texts[:-1])])
    summed = functional.embedding_bag(flat, weight, torch.from_numpy(ends), mode="sum")
    return functional.normalize(summed, dim=1)


def _aligned(start: Tensor, lessons: Sequence[Lesson], wanted: Tensor) -> Tensor:
    """`start` turned by the linear map that brings mean vectors nearest to their targets."""
    with torch.no_grad():
        given = _sums(start, [lesson.clean for lesson in lessons])
        goal = wanted[[lesson.target for lesson in lessons]]
        return start @ torch.linalg.lstsq(given, goal).solution
