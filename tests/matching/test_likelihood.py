"""Naive Bayes over the words of each topic, against the sums on paper."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from bot.matching.likelihood import Likelihood

SMOOTHING = 60
# Phrasings by words: two of topic 0, one of topic 1; the last word is nobody's.
ROWS = np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 1, 0]], np.float32)
LABELS = np.array([0, 0, 1])


def likelihood(rows: np.ndarray = ROWS) -> Likelihood:
    return Likelihood(csr_array(rows), LABELS, 2)


def expected(topic: int, words: list[int]) -> float:
    """The mean of log p(word | topic) / p(word), from the counts."""
    counts = np.array([ROWS[t == LABELS].sum(axis=0) for t in (0, 1)])
    everywhere = counts.sum(axis=0) / counts.sum()
    known = [word for word in words if everywhere[word]]
    ratios = [
        (counts[topic, word] + SMOOTHING * everywhere[word])
        / (counts[topic].sum() + SMOOTHING)
        / everywhere[word]
        for word in known
    ]
    return sum(map(math.log, ratios)) / len(known)


@pytest.mark.parametrize("words", [[0], [1], [2], [0, 1, 2], [2, 3]])
def test_it_is_the_mean_log_ratio_of_the_known_words(words: list[int]) -> None:
    found = likelihood().of(np.array(words))
    wanted = np.array([expected(0, words), expected(1, words)])
    # The median of two phrasings and one, beside 180 with which the weight is half of its most.
    assert found == pytest.approx(1.5 * 1.5 / (1.5 + 180) * wanted, rel=1e-4)


def test_how_often_a_phrasing_says_a_word_does_not_matter() -> None:
    words = np.array([0, 1])
    assert likelihood(ROWS * 7).of(words) == pytest.approx(likelihood().of(words))


@pytest.mark.parametrize("words", [[], [3]])
def test_unknown_words_tell_nothing(words: list[int]) -> None:
    assert likelihood().of(np.array(words, np.int64)).tolist() == [0.0, 0.0]


@given(st.integers(min_value=2, max_value=40))
def test_more_phrasings_weigh_more(times: int) -> None:
    few, many = (
        likelihood(),
        Likelihood(csr_array(np.tile(ROWS, (times, 1))), np.tile(LABELS, times), 2),
    )
    assert abs(many.of(np.array([2]))[1]) > abs(few.of(np.array([2]))[1])
