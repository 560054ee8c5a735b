"""What a question means, as one vector: a small transformer over word pieces, in numpy alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.matching.text import words
from bot.matching.word_pieces import WordPieces

DIMENSIONS = 256
HEADS = 4
# Beyond so many pieces a message is cut; questions are cut to 400 letters before.
MOST_PIECES = 64
DATA = Path(__file__).parent / "data"
ENCODER_PATH = DATA / "sentence_encoder.npz"
_TINY = np.float32(1e-6)
_BATCH = 256
_COLUMNS = 128

Vector = npt.NDArray[np.float32]
Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one pre-norm transformer layer: attention, then a feed-forward part.

    The gains of the norms and the scale of the attention are already in `attend` and `widen`.
    """

    attend: Vector
    mix: Vector
    widen: Vector
    narrow: Vector

    def __call__(self, tokens: Vector) -> Vector:
        """`tokens` (texts, pieces, dimensions) in each other's light, same shape."""
        attended, widened = self._parts(tokens)
        return np.asarray(attended + widened @ self.narrow, np.float32)

    def mean(self, tokens: Vector) -> Vector:
        """The mean of `self(tokens)` over the pieces, shape (texts, dimensions), for less work."""
        attended, widened = self._parts(tokens)
        return np.asarray(attended.mean(axis=1) + widened.mean(axis=1) @ self.narrow, np.float32)

    def _parts(self, tokens: Vector) -> tuple[Vector, Vector]:
        """The tokens after attention, and what the feed-forward part makes of them."""
        heads = _in_columns(_normed(tokens), self.attend, tokens.shape[-1] // HEADS)
        query, key, value = heads[:, :HEADS], heads[:, HEADS:-HEADS], heads[:, -HEADS:]
        weights: Vector = query @ key.swapaxes(-1, -2)
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed: Vector = weights @ value
        attended = tokens + _joined(mixed) @ self.mix
        widened = _joined(_in_columns(_normed(attended), self.widen, _COLUMNS))
        np.maximum(widened, 0, out=widened)
        return attended, widened


def _in_columns(tokens: Vector, weights: Vector, columns: int) -> Vector:
    """`tokens @ weights` by so many columns at a time, shape (texts, blocks, pieces, columns).

    For a handful of rows BLAS takes half the time when the product is small.
    """
    blocks = weights.reshape(len(weights), -1, columns).transpose(1, 0, 2)
    return np.asarray(tokens[:, None] @ blocks, np.float32)


def _joined(blocks: Vector) -> Vector:
    """Blocks of columns side by side again, shape (texts, pieces, all columns)."""
    texts, count, pieces, columns = blocks.shape
    return blocks.transpose(0, 2, 1, 3).reshape(texts, pieces, count * columns)


def _normed(tokens: Vector) -> Vector:
    squares = np.einsum("...d,...d->...", tokens, tokens)[..., None]
    return np.asarray(tokens / np.sqrt(squares / tokens.shape[-1] + _TINY), np.float32)


class SentenceEncoder:
    """Vectors of texts. Word pieces are kept as 8-bit integers with a scale for each piece."""

    def __init__(
        self,
        pieces: Iterable[str],
        levels: npt.NDArray[np.int8],
        scales: Vector,
        places: Vector,
        layers: Sequence[Layer],
        turn: Vector,
    ) -> None:
        """`places` are added by position, `turn` maps the mean of the last layer to the result."""
        self.pieces = WordPieces(pieces)
        self._levels = levels
        self._scales = scales
        self._places = places
        self._layers = tuple(layers)
        self._turn = turn

    @classmethod
    def load(cls, path: Path = ENCODER_PATH) -> SentenceEncoder:
        """The encoder in the file at `path`; raises OSError when it cannot be read."""
        with np.load(path, allow_pickle=False) as stored:
            layers = [
                Layer(*(stored[f"{part}{n}"].astype(np.float32) for part in Layer.__slots__))
                for n in range(int(stored["layers"]))
            ]
            return cls(
                stored["pieces"].tobytes().decode("ascii").split("\n"),
                stored["levels"],
                stored["scales"].astype(np.float32),
                stored["places"].astype(np.float32),
                layers,
                stored["turn"].astype(np.float32),
            )

    @cached_property
    def digest(self) -> str:
        """Tells this encoder from any other that was trained."""
        return hashlib.sha256(self._levels.tobytes() + self._turn.tobytes()).hexdigest()

    def numbers(self, tokens: Sequence[str]) -> Numbers:
        """The word pieces of a reading's words, as numbers."""
        return self.pieces.of_words(tokens, MOST_PIECES)

    def encoded(self, texts: Sequence[Numbers]) -> Vector:
        """Vectors of texts given by their pieces, shape (texts, 256).

        Unit length, zeros for a text without pieces. Texts of one length are encoded together.
        """
        result = np.zeros((len(texts), self._turn.shape[1]), np.float32)
        order = sorted((n for n, text in enumerate(texts) if text), key=lambda n: len(texts[n]))
        for _, alike in groupby(order, key=lambda n: len(texts[n])):
            places = list(alike)
            for first in range(0, len(places), _BATCH):
                batch = places[first : first + _BATCH]
                result[batch] = self._of_one_length(np.array([texts[n] for n in batch]))
        return result

    def _of_one_length(self, numbers: npt.NDArray[np.int64]) -> Vector:
        tokens = self._scales[numbers][..., None] * self._levels[numbers]
        tokens += self._places[: numbers.shape[1]]
        for layer in self._layers[:-1]:
            tokens = layer(tokens)
        means = self._layers[-1].mean(tokens) @ self._turn
        lengths = np.sqrt(np.einsum("nd,nd->n", means, means))[:, None]
        return np.asarray(means / np.maximum(lengths, _TINY), np.float32)


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The encoder that comes with the bot, read from disk on first use."""
    return SentenceEncoder.load()


def sentence_vector(question: str | Sequence[str]) -> Vector:
    """The meaning of a text or of a reading's words: shape (256,), unit length or zeros."""
    encoder = sentence_encoder()
    tokens = words(question) if isinstance(question, str) else question
    return np.asarray(encoder.encoded([encoder.numbers(tokens)])[0], np.float32)
