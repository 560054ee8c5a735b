"""What was learned of the topics before, and comes with the bot, so that a start is short."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.matching.prototypes import Group
from bot.matching.semantics import DATA, Numbers, SentenceEncoder, Vector

LEARNED_PATH = DATA / "learned.npz"
_APART = 0xFFFF


@dataclass(frozen=True, slots=True)
class LearnedTopic:
    """What stands for a topic's phrasings and its classifier's `weights`, shape (256,).

    `digest` tells whether the phrasings are still the same.
    """

    digest: int
    group: Group
    weights: Vector


class Learned:
    """What one encoder makes of the topics, by their keys, and the calibration that goes with it.

    `calibration` has a Calibration's four rows, `exam` what they were fitted on and
    `kinds` the names of the evidence.
    """

    def __init__(self, encoder: SentenceEncoder, path: Path = LEARNED_PATH) -> None:
        """Read from `path`; without that file, or one of `encoder`, nothing is known."""
        self.topics: dict[str, LearnedTopic] = {}
        self.exam = ""
        self.kinds: tuple[str, ...] = ()
        self.calibration = np.zeros((4, 0))
        if not path.exists():
            return
        with np.load(path, allow_pickle=False) as stored:
            if stored["encoder"].item() != encoder.digest:
                return
            levels = stored["levels"].astype(np.float32)
            lengths = np.linalg.norm(levels, axis=1, keepdims=True)
            vectors = levels / np.maximum(lengths, 1)
            ends = np.cumsum(stored["sizes"])[:-1]
            groups = zip(np.split(vectors, ends), np.split(stored["counts"], ends), strict=True)
            weights = stored["weights"].astype(np.float32)
            self.topics = {
                key: LearnedTopic(digest, Group(*group), own)
                for key, digest, group, own in zip(
                    stored["topics"].tolist(),
                    stored["digests"].tolist(),
                    groups,
                    weights,
                    strict=True,
                )
            }
            self.exam = stored["exam"].item()
            self.kinds = tuple(stored["kinds"].tolist())
            self.calibration = stored["calibration"]


def digest_of(texts: Sequence[Numbers]) -> int:
    """A number that tells lists of phrasings apart by their pieces, the same in every process."""
    numbers = [number for text in texts for number in (*text, _APART)]
    digest = hashlib.blake2b(np.array(numbers, np.uint16).tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "little")
