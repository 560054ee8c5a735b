from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.prototypes import MOST, Prototypes, groups_of


def unit_rows(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(st.lists(st.integers(0, 3 * MOST), min_size=1, max_size=6), st.integers(0, 99))
def test_every_topic_has_few_unit_vectors(sizes: list[int], seed: int) -> None:
    labels = np.repeat(np.arange(len(sizes)), sizes)
    if not len(labels):
        return
    found = Prototypes(groups_of(unit_rows(len(labels), seed), labels, len(sizes)))
    assert np.bincount(found.labels, minlength=len(sizes)).tolist() == [min(s, MOST) for s in sizes]
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(1, abs=1e-4)
    near = found.nearness(found.vectors[0], np.arange(len(sizes)))
    assert near.shape == (len(sizes),)
    assert near[found.labels[0]] == pytest.approx(1, abs=1e-4)
    assert all(near[n] == 0 for n, size in enumerate(sizes) if size == 0)


def test_small_topics_keep_their_phrasings() -> None:
    rows = unit_rows(5, 1)
    found = Prototypes(groups_of(rows, np.array([0, 0, 1, 1, 1]), 2))
    assert np.array_equal(found.vectors, rows)


def test_the_same_phrasings_make_the_same_prototypes() -> None:
    rows, labels = unit_rows(80, 3), np.repeat([0, 1], 40)
    first, second = (Prototypes(groups_of(rows, labels, 2)) for _ in range(2))
    assert np.array_equal(first.vectors, second.vectors)


def test_groups_stand_for_what_they_hold() -> None:
    """Phrasings of four far directions, twenty a direction: each has a prototype beside it."""
    directions = np.eye(8, dtype=np.float32)[:4]
    noise = np.random.default_rng(5).standard_normal((80, 8)).astype(np.float32) * 0.02
    rows = np.repeat(directions, 20, axis=0) + noise
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    found = Prototypes(groups_of(rows, np.zeros(80, np.int64), 1))
    assert (directions @ found.vectors.T).max(axis=1) == pytest.approx(1, abs=0.05)
