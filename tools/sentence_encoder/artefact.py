"""What training makes, as files: the encoder, and the vectors of the phrasings that are known."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from bot.evaluation.slips import slipped
from bot.knowledge.base import Knowledge
from bot.matching.classifier import SHARE, classifier_weights
from bot.matching.evidence import kinds_of_evidence
from bot.matching.index import exam
from bot.matching.known import Learned, digest_of
from bot.matching.matcher import Matcher
from bot.matching.meanings import pieces_by_topic
from bot.matching.phrasings import Phrasings
from bot.matching.prototypes import groups_of
from bot.matching.semantics import sentence_encoder
from bot.matching.word_pieces import SLOTS
from tools.sentence_encoder.student import Student
from tools.sentence_encoder.variations import in_a_story

_LEVELS = 127
_TINY = np.float32(1e-12)
# Until the weights hardly move.
_STEPS = 40
_SEED = 13
# What people tell of themselves before they ask, whatever it is they ask.
_STORIES = Path(__file__).with_name("stories.txt")
_TYPED_IN_CHAT = re.compile(r"(?:##)?[a-z0-9]+")


def usable_pieces(vocabulary: Sequence[str]) -> list[str]:
    """The pieces that lower-case English without accents or punctuation can hold, and the slots."""
    return [piece for piece in vocabulary if _TYPED_IN_CHAT.fullmatch(piece)] + [*SLOTS.values()]


def write_encoder(path: Path, pieces: Sequence[str], student: Student) -> None:
    """Writes the encoder whole or not at all."""
    vectors = student.pieces.weight.detach().numpy()[: len(pieces)]
    scales = np.abs(vectors).max(1) / _LEVELS + _TINY
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


def write_learned(path: Path, knowledge: Knowledge) -> None:
    """Writes prototypes and classifier's weights of each topic, and the calibration with them.

    So that the bot at its start need not encode phrasings nor learn from nothing. The classifier
    also sees every phrasing with slips, mended as the bot does, and within a bit of story.
    """
    encoder = sentence_encoder()
    phrasings = Phrasings(knowledge)
    topics = phrasings.topics
    groups = groups_of(phrasings.meanings, phrasings.labels, len(topics))
    written = [row.text for row in phrasings.rows]
    rows = [phrasings.meanings]
    for varied in _varied(written):
        said = [encoder.numbers(phrasings.reader.fresh(text).plain) for text in varied]
        rows.append(encoder.encoded(said))
    labels = np.tile(phrasings.labels, len(rows))
    weights = classifier_weights(np.concatenate(rows), labels, len(topics), steps=_STEPS)
    vectors = np.concatenate([group.vectors for group in groups])
    scales = np.abs(vectors).max(1, keepdims=True) / _LEVELS + _TINY
    parts = {
        "encoder": np.array(encoder.digest),
        "topics": np.array([topic.key for topic in topics]),
        "digests": np.array(
            [digest_of(texts) for texts in pieces_by_topic(phrasings, encoder)], np.uint64
        ),
        "sizes": np.array([len(group.vectors) for group in groups]),
        "counts": np.concatenate([group.counts for group in groups]).astype(np.uint16),
        "levels": np.rint(vectors / scales).astype(np.int8),
        "weights": (weights.T / np.float32(SHARE)).astype(np.float16),
    }
    nothing = {"exam": np.array(""), "kinds": np.array([""]), "calibration": np.zeros((4, 0))}
    _write(path, **parts, **nothing)
    fitted = Matcher(knowledge, learned=Learned(encoder, path)).calibration
    _write(
        path,
        **parts,
        exam=np.array(exam(knowledge)),
        kinds=np.array(kinds_of_evidence()),
        calibration=np.array(
            [
                np.append(fitted.mean, 0),
                np.append(fitted.spread, 0),
                fitted.answerable,
                fitted.chosen,
            ]
        ),
    )


def _varied(texts: Sequence[str]) -> Iterator[list[str]]:
    """Each of `texts` as it could be typed: with slips, and within a bit of story."""
    rng = random.Random(_SEED)
    yield [slipped(text.lower(), rng) for text in texts]
    stories = _STORIES.read_text("utf-8").splitlines()
    yield [in_a_story(text, stories, rng) for text in texts]


def _write(path: Path, **parts: object) -> None:
    unfinished = path.with_suffix(".unfinished.npz")
    np.savez_compressed(unfinished, **parts)  # type: ignore[arg-type]
    unfinished.replace(path)
