"""Word-piece vectors whose mean points where the teacher's sentence vector points."""

from __future__ import annotations

import math
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
    """How to train.

    `variant_share` of the texts are shown as a variant, `drop_share` of the pieces are left out;
    `contrast` weighs telling a text from the others of its batch, `pull` telling the other phrasing
    of the same topic from those of `pairs` topics, both at `temperature`.
    """

    dimensions: int = 256
    epochs: int = 12
    batch: int = 512
    rate: float = 3e-3
    variant_share: float = 0.35
    drop_share: float = 0.2
    contrast: float = 0.2
    pull: float = 0.03
    pairs: int = 256
    temperature: float = 0.05
    seed: int = 13


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text's pieces, other ways to write the same, and the row of its teacher vector."""

    clean: Pieces
    variants: tuple[Pieces, ...]
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
    return np.asarray(_SMOOTHING / (_SMOOTHING + share), np.float32)


def trained(
    pieces: Vectors,
    targets: Vectors,
    lessons: Sequence[Lesson],
    topics: Sequence[Sequence[Pieces]],
    recipe: Recipe,
    report: Report,
) -> Vectors:
    """Vectors of the word pieces, shape (pieces, dimensions).

    `pieces` and `targets` are the teacher's vectors of every piece and of every text, `topics` the
    phrasings of each topic that has several.
    """
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(True)
    rng = random.Random(recipe.seed)
    mean, directions = reduced(targets, recipe.dimensions)
    wanted = functional.normalize(torch.from_numpy((targets - mean) @ directions), dim=1)
    start = (pieces - mean) @ directions * frequency_weights(lessons, len(pieces))[:, None]
    weight = torch.nn.Parameter(_aligned(torch.from_numpy(start), lessons, wanted))
    optimizer = torch.optim.Adam([weight], lr=recipe.rate)
    steps = recipe.epochs * math.ceil(len(lessons) / recipe.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=steps + 1)
    order = list(range(len(lessons)))
    for epoch in range(recipe.epochs):
        rng.shuffle(order)
        total = 0.0
        for first in range(0, len(order), recipe.batch):
            chosen = [lessons[i] for i in order[first : first + recipe.batch]]
            given = _sums(weight, [_shown(lesson, recipe, rng) for lesson in chosen])
            target = wanted[[lesson.target for lesson in chosen]]
            distance = (1 - (given * target).sum(1)).mean()
            logits = given @ target.T / recipe.temperature
            confusion = functional.cross_entropy(logits, torch.arange(len(chosen)))
            loss = distance + recipe.contrast * confusion
            if topics:
                loss = loss + recipe.pull * _apart(weight, topics, recipe, rng)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += float(distance.detach()) * len(chosen)
        report(f"epoch {epoch + 1}: mean cosine distance {total / len(order):.4f}")
    return np.asarray(weight.detach().numpy(), np.float32)


def _apart(
    weight: Tensor, topics: Sequence[Sequence[Pieces]], recipe: Recipe, rng: random.Random
) -> Tensor:
    """How badly one phrasing of a topic finds another among phrasings of other topics."""
    drawn = rng.sample(range(len(topics)), min(recipe.pairs, len(topics)))
    pairs = [rng.sample(topics[topic], 2) for topic in drawn]
    first, second = (_sums(weight, [pair[side] for pair in pairs]) for side in (0, 1))
    logits = first @ second.T / recipe.temperature
    return functional.cross_entropy(logits, torch.arange(len(pairs)))


def _shown(lesson: Lesson, recipe: Recipe, rng: random.Random) -> Pieces:
    """The lesson as shown this time: perhaps as a variant, perhaps with pieces missing."""
    varied = lesson.variants and rng.random() < recipe.variant_share
    pieces = rng.choice(lesson.variants) if varied else lesson.clean
    if len(pieces) < 4:
        return pieces
    return tuple(n for n in pieces if rng.random() >= recipe.drop_share) or pieces


def _sums(weight: Tensor, texts: Sequence[Pieces]) -> Tensor:
    """Unit vectors of the texts: the sums of their pieces, shape (texts, dimensions)."""
    flat = torch.tensor([number for text in texts for number in text])
    starts = np.cumsum([0, *(len(text) for text in texts[:-1])])
    summed = functional.embedding_bag(flat, weight, torch.from_numpy(starts), mode="sum")
    return functional.normalize(summed, dim=1)


def _aligned(start: Tensor, lessons: Sequence[Lesson], wanted: Tensor) -> Tensor:
    """`start` turned by the linear map that brings mean vectors nearest to their targets."""
    with torch.no_grad():
        given = _sums(start, [lesson.clean for lesson in lessons])
        goal = wanted[[lesson.target for lesson in lessons]]
        return start @ torch.linalg.lstsq(given, goal).solution
