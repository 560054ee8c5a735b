"""The student in torch: what `bot/matching/semantics.py` computes in numpy, made to be trained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.matching.semantics import DIMENSIONS, HEADS, MOST_PIECES
from tools.sentence_encoder.lessons import Pieces
from tools.sentence_encoder.precision import half_where_fast

Vectors = npt.NDArray[np.float32]
_TINY = 1e-6
_START_LENGTH = 4.0


class StudentLayer(nn.Module):
    """One pre-norm transformer layer without biases."""

    def __init__(self, size: int, wide: int) -> None:
        super().__init__()
        self.attend = nn.Parameter(torch.randn(size, 3 * size) * size**-0.5)
        self.mix = nn.Parameter(torch.randn(size, size) * size**-0.5 * 0.3)
        self.widen = nn.Parameter(torch.randn(size, wide) * size**-0.5)
        self.narrow = nn.Parameter(torch.randn(wide, size) * wide**-0.5 * 0.3)
        self.first_gain = nn.Parameter(torch.ones(size))
        self.second_gain = nn.Parameter(torch.ones(size))
        self.scale = (size // HEADS) ** -0.5

    def forward(self, tokens: Tensor, present: Tensor, dropped: float) -> Tensor:
        texts, pieces, size = tokens.shape
        parts = (_normed(tokens) * self.first_gain) @ self.attend
        shape = (texts, pieces, 3, HEADS, size // HEADS)
        query, key, value = parts.view(shape).permute(2, 0, 3, 1, 4)
        weights = (query @ key.transpose(-1, -2)) * self.scale
        weights = weights.masked_fill(~present[:, None, None, :], -1e9).softmax(-1)
        mixed = (weights @ value).transpose(1, 2).reshape(texts, pieces, size)
        tokens = tokens + functional.dropout(mixed @ self.mix, dropped, self.training)
        widened = functional.relu((_normed(tokens) * self.second_gain) @ self.widen)
        return tokens + functional.dropout(widened @ self.narrow, dropped, self.training)

    def take(self, weights: Mapping[str, Tensor]) -> None:
        """Takes over what `weights` of another layer gave."""
        self.attend.copy_(weights["attend"] / self._scales)
        self.mix.copy_(weights["mix"])
        self.widen.copy_(weights["widen"])
        self.narrow.copy_(weights["narrow"])
        self.first_gain.fill_(1.0)
        self.second_gain.fill_(1.0)

    @property
    def _scales(self) -> Tensor:
        """What queries, keys and values are multiplied by in the bot's encoder."""
        size = self.first_gain.numel()
        return torch.cat([torch.full((size,), self.scale), torch.ones(2 * size)])

    def weights(self) -> dict[str, Vectors]:
        """The weights as the bot's encoder wants them: gains and scale multiplied in."""
        parts = {
            "attend": self.first_gain[:, None] * self.attend * self._scales,
            "mix": self.mix,
            "widen": self.second_gain[:, None] * self.widen,
            "narrow": self.narrow,
        }
        return {name: part.detach().numpy().astype(np.float32) for name, part in parts.items()}


class Student(nn.Module):
    """Word pieces to one vector: vectors and places summed, layers, mean, turned, unit length."""

    def __init__(self, pieces: Tensor, layers: int, wide: int = 2 * DIMENSIONS) -> None:
        """`pieces` are the vectors to start from, shape (pieces, 256)."""
        super().__init__()
        self.blank = len(pieces)
        lengthened = pieces * (_START_LENGTH / pieces.norm(dim=1).mean())
        blank = torch.zeros(1, DIMENSIONS)
        self.pieces = nn.Embedding.from_pretrained(
            torch.cat([lengthened, blank]), freeze=False, padding_idx=self.blank
        )
        self.places = nn.Parameter(torch.randn(MOST_PIECES, DIMENSIONS) * 0.02)
        self.layers = nn.ModuleList(StudentLayer(DIMENSIONS, wide) for _ in range(layers))
        self.turn = nn.Parameter(torch.eye(DIMENSIONS))

    def forward(self, texts: Sequence[Pieces], dropped: float = 0.0) -> Tensor:
        width = max(map(len, texts))
        numbers = torch.tensor([[*t, *[self.blank] * (width - len(t))] for t in texts])
        present = numbers != self.blank
        tokens = self.pieces(numbers) + self.places[:width]
        with half_where_fast(self.training):
            for layer in self.layers:
                tokens = layer(tokens, present, dropped)
        mask = present[..., None].float()
        means = (tokens * mask).sum(1) / mask.sum(1).clamp(min=1)
        return functional.normalize(means @ self.turn, dim=1)


def _normed(tokens: Tensor) -> Tensor:
    return tokens * torch.rsqrt((tokens * tokens).mean(-1, keepdim=True) + _TINY)
