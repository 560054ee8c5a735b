"""What was learned of the phrasings before, and comes with the bot, so that a start is short."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.matching.semantics import DATA, DIMENSIONS, Numbers, SentenceEncoder, Vector

LEARNED_PATH = DATA / "phrasing_vectors.npz"


def key_of(text: Numbers) -> int:
    """A number that tells texts apart by their pieces, the same in every process."""
    digest = hashlib.blake2b(np.array(text, np.uint16).tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


class Learned:
    """Vectors of phrasings, and the classifier's weights of topics, by one encoder.

    What is not known is encoded anew, or left for the classifier to learn.
    """

    def __init__(self, encoder: SentenceEncoder, path: Path = LEARNED_PATH) -> None:
        """Read from `path`; without that file, or one of `encoder`, nothing is known."""
        self._encoder = encoder
        self._rows: dict[int, int] = {}
        self._levels = np.zeros((0, DIMENSIONS), np.int8)
        self._weights: dict[str, Vector] = {}
        if path.exists():
            with np.load(path, allow_pickle=False) as stored:
                if stored["encoder"].item() == encoder.digest:
                    self._rows = {key: row for row, key in enumerate(stored["keys"].tolist())}
                    self._levels = stored["levels"]
                    weights = stored["weights"].astype(np.float32)
                    self._weights = dict(zip(stored["topics"].tolist(), weights, strict=True))

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, text: Numbers) -> bool:
        return key_of(text) in self._rows

    def vectors(self, texts: Sequence[Numbers]) -> Vector:
        """The encoder's vectors of `texts`, shape (texts, 256); looked up where they are known."""
        rows = np.array([self._rows.get(key_of(text), -1) for text in texts], np.int64)
        known = rows >= 0
        result = np.zeros((len(texts), DIMENSIONS), np.float32)
        levels = self._levels[rows[known]].astype(np.float32)
        result[known] = levels / np.linalg.norm(levels, axis=1, keepdims=True)
        new = [text for text, row in zip(texts, rows, strict=True) if row < 0]
        result[~known] = self._encoder.encoded(new)
        return result

    def weights(self, topics: Sequence[str]) -> Vector:
        """The classifier's weights of `topics`, shape (256, topics); zeros where none are known."""
        none = np.zeros(DIMENSIONS, np.float32)
        rows = [self._weights.get(topic, none) for topic in topics]
        return np.array(rows, np.float32).reshape(len(rows), DIMENSIONS).T
