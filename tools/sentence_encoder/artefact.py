"""What training makes, as files: the encoder, and the vectors of the phrasings that are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.knowledge.base import Knowledge
from bot.matching.classifier import SHARE, classifier_weights
from bot.matching.known import Learned, key_of
from bot.matching.phrasings import read_phrasings
from bot.matching.semantics import DIMENSIONS, SentenceEncoder
from bot.matching.word_pieces import SLOTS
from tools.sentence_encoder.student import Student

_LEVELS = 127
# Until the weights hardly move.
_STEPS = 60
_TYPED_IN_CHAT = re.compile(r"(?:##)?[a-z0-9]+")


def usable_pieces(vocabulary: Sequence[str]) -> list[str]:
    """The pieces that lower-case English without accents or punctuation can hold, and the slots."""
    return [piece for piece in vocabulary if _TYPED_IN_CHAT.fullmatch(piece)] + [*SLOTS.values()]


def write_encoder(path: Path, pieces: Sequence[str], student: Student) -> None:
    """Writes the encoder whole or not at all."""
    vectors = student.pieces.weight.detach().numpy()[: len(pieces)]
    scales = np.abs(vectors).max(1) / _LEVELS + np.float32(1e-12)
    parts = {
        f"{name}{number}": weights.astype(np.float16)
        for number, layer in enumerate(student.layers)
        for name, weights in layer.weights().items()
    }
    _write(
        path,
        pieces=np.frombuffer("\n".join(pieces).encode("ascii"), np.uint8),
        levels=np.rint(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
        places=student.places.detach().numpy().astype(np.float16),
        turn=student.turn.detach().numpy().astype(np.float16),
        layers=np.int64(len(student.layers)),
        **parts,
    )


def write_learned(path: Path, encoder: SentenceEncoder, knowledge: Knowledge) -> None:
    """Writes the vector of each phrasing and the classifier's weights of each topic.

    So that the bot at its start need not encode the ones nor learn the others from nothing.
    """
    _, topics, rows = read_phrasings(knowledge)
    texts = [encoder.numbers(row.reading.plain) for row in rows]
    distinct = sorted(set(texts) - {()})
    vectors = encoder.encoded(distinct)
    scales = np.abs(vectors).max(1, keepdims=True) / _LEVELS
    vector_of = dict(zip(distinct, vectors, strict=True))
    nothing = np.zeros(DIMENSIONS, np.float32)
    meanings = np.array([vector_of.get(text, nothing) for text in texts])
    labels = np.array([row.topic for row in rows])
    weights = classifier_weights(meanings, labels, len(topics), steps=_STEPS) / np.float32(SHARE)
    _write(
        path,
        encoder=np.array(encoder.digest),
        keys=np.array([key_of(text) for text in distinct], np.uint64),
        levels=np.rint(vectors / scales).astype(np.int8),
        topics=np.array([topic.key for topic in topics]),
        weights=weights.T.astype(np.float16),
    )
    assert len(Learned(encoder, path)) == len(distinct)


def _write(path: Path, **parts: object) -> None:
    unfinished = path.with_suffix(".unfinished.npz")
    np.savez_compressed(unfinished, **parts)  # type: ignore[arg-type]
    unfinished.replace(path)
