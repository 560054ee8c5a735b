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
VECTORS_PATH = DATA / "phrasing_vectors.npz"
_TINY = np.float32(1e-6)
_BATCH = 256

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
        texts, pieces, size = tokens.shape
        parts = (_normed(tokens) @ self.attend).reshape(texts, pieces, 3, HEADS, size // HEADS)
        query, key, value = parts.transpose(2, 0, 3, 1, 4)
        weights = query @ key.swapaxes(-1, -2)
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(texts, pieces, size)
        attended = tokens + mixed @ self.mix
        widened = _normed(attended) @ self.widen
        np.maximum(widened, 0, out=widened)
        return attended, widened


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


def key_of(text: Numbers) -> int:
    """A number that tells texts apart by their pieces, the same in every process."""
    digest = hashlib.blake2b(np.array(text, np.uint16).tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


class KnownVectors:
    """Vectors of the phrasings that come with the bot, so that only new ones need encoding."""

    def __init__(self, encoder: SentenceEncoder, path: Path = VECTORS_PATH) -> None:
        """Read from `path`; without that file, or one of `encoder`, nothing is known."""
        self._encoder = encoder
        self._rows: dict[int, int] = {}
        self._levels = np.zeros((0, DIMENSIONS), np.int8)
        if path.exists():
            with np.load(path, allow_pickle=False) as stored:
                if stored["encoder"].item() == encoder.digest:
                    self._rows = {key: row for row, key in enumerate(stored["keys"].tolist())}
                    self._levels = stored["levels"]

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, text: Numbers) -> bool:
        return key_of(text) in self._rows

    def vectors(self, texts: Sequence[Numbers]) -> Vector:
        """The encoder's vectors of `texts`, looked up where they are known."""
        rows = np.array([self._rows.get(key_of(text), -1) for text in texts], np.int64)
        known = rows >= 0
        result = np.zeros((len(texts), DIMENSIONS), np.float32)
        levels = self._levels[rows[known]].astype(np.float32)
        result[known] = levels / np.linalg.norm(levels, axis=1, keepdims=True)
        new = [text for text, row in zip(texts, rows, strict=True) if row < 0]
        result[~known] = self._encoder.encoded(new)
        return result


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The encoder that comes with the bot, read from disk on first use."""
    return SentenceEncoder.load()


def sentence_vector(question: str | Sequence[str]) -> Vector:
    """The meaning of a text or of a reading's words: shape (256,), unit length or zeros."""
    encoder = sentence_encoder()
    tokens = words(question) if isinstance(question, str) else question
    return np.asarray(encoder.encoded([encoder.numbers(tokens)])[0], np.float32)


def phrasing_vectors(readings: Sequence[Sequence[str]]) -> Vector:
    """`sentence_vector` of many, shape (readings, 256); those that come with the bot by look-up."""
    encoder = sentence_encoder()
    return KnownVectors(encoder).vectors([encoder.numbers(tokens) for tokens in readings])
