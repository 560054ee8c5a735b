"""The table as a file: 8-bit vectors, a scale for each piece, the pieces themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

_LEVELS = 63
_TYPED_IN_CHAT = re.compile(r"(?:##)?[a-z0-9]+")


def usable_pieces(vocabulary: Sequence[str]) -> list[int]:
    """Numbers of the pieces that lower-case English without accents or punctuation can hold."""
    return [n for n, piece in enumerate(vocabulary) if _TYPED_IN_CHAT.fullmatch(piece)]


def write_table(path: Path, pieces: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
    """Writes the table whole or not at all; `vectors` has a row for each of `pieces`.

    63 levels either side of zero, not 127: a bit less to store, and the cosine with the unrounded
    vector stays above 0.999.
    """
    scales = np.abs(vectors).max(1) / _LEVELS + np.float32(1e-12)
    unfinished = path.with_suffix(".unfinished.npz")
    np.savez_compressed(
        unfinished,
        pieces=np.frombuffer("\n".join(pieces).encode("ascii"), np.uint8),
        levels=np.rint(vectors / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    unfinished.replace(path)
