"""A student that begins where an encoder made before left off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from bot.matching.semantics import DIMENSIONS, SentenceEncoder
from tools.sentence_encoder.lessons import Lesson
from tools.sentence_encoder.student import Student

Vectors = npt.NDArray[np.float32]
# Part of its random weights that a new layer keeps, so that it changes little at first.
_FAINT = 0.05


def continued(
    path: Path, pieces: int, lessons: Sequence[Lesson], wanted: Vectors, layers: int
) -> Student:
    """A student of `layers` with the weights of the encoder at `path`.

    Its vectors are turned by least squares to where those of `lessons` are `wanted`, shape
    (lessons, 256). Raises ValueError when the encoder has other pieces or more layers.
    """
    with np.load(path, allow_pickle=False) as stored:
        parts = {name: stored[name] for name in stored.files}
    known = int(parts["layers"])
    if len(parts["levels"]) != pieces or known > layers:
        raise ValueError(f"{path} has other pieces or more than {layers} layers; train anew.")
    given = SentenceEncoder.load(path).encoded([lesson.clean for lesson in lessons])
    turned, *_ = np.linalg.lstsq(given, wanted, rcond=None)
    student = Student(torch.ones(pieces, DIMENSIONS), layers)
    with torch.no_grad():
        vectors = parts["levels"] * parts["scales"].astype(np.float32)[:, None]
        student.pieces.weight[:pieces] = _tensor(vectors)
        student.places.copy_(_tensor(parts["places"]))
        student.turn.copy_(_tensor(parts["turn"].astype(np.float32) @ turned))
        for number, layer in enumerate(student.layers):
            if number < known:
                layer.take(_layer(parts, number))
            else:
                layer.mix.mul_(_FAINT)
                layer.narrow.mul_(_FAINT)
    return student


def _layer(parts: Mapping[str, npt.NDArray[np.generic]], number: int) -> dict[str, torch.Tensor]:
    names = ("attend", "mix", "widen", "narrow")
    return {name: _tensor(parts[f"{name}{number}"]) for name in names}


def _tensor(values: npt.NDArray[np.generic]) -> torch.Tensor:
    return torch.from_numpy(np.ascontiguousarray(values, np.float32))
