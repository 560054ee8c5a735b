"""What is computed per topic, against the same computed plainly."""

from __future__ import annotations

import random
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import classifier, postings
from bot.matching.classifier import adapted_weights, centroids, classifier_weights
from bot.matching.entities import CODE_SET, Entity
from bot.matching.features import feature_space
from bot.matching.neighbors import Neighbors
from bot.matching.phrasings import Phrasings
from bot.matching.postings import Postings
from bot.matching.topic_words import TopicWords
from tests.benchmarks.labelled import labelled_knowledge

PHRASINGS = [text.split() for text in (
    "how much is the exam", "exam fee please", "what does the test cost", "price of the exam",
    "can i work from home", "remote coding jobs", "is coding done at home", "home office rules",
)]  # fmt: skip
WORDS = st.lists(st.sampled_from(sorted({w for p in PHRASINGS for w in p} | {"zebra"})), max_size=8)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(WORDS)
def test_postings_give_the_cosines_of_a_plain_product(tokens: list[str]) -> None:
    space, rows = feature_space(PHRASINGS)
    vector = space.vector(tokens)
    dense = np.zeros(rows.shape[1])
    np.add.at(dense, vector.ids, vector.weights)
    # Weights are kept in 16 bits.
    plainly = pytest.approx(rows @ dense, abs=1e-4)
    assert Postings(rows).cosines(vector) == plainly
    with mock.patch.object(postings, "_ROWS", 3):
        assert Postings(rows).cosines(vector) == plainly


@pytest.mark.parametrize(("times", "is_accepted"), [(1, False), (2, True)])
def test_a_topic_accepts_what_it_names_not_only_in_passing(times: int, is_accepted: bool) -> None:
    texts = [f"how do people feel about number {n}" for n in range(100 - times)]
    knowledge = labelled_knowledge({"feelings": texts + [f"is cpt fine {n}" for n in range(times)]})
    topic = Phrasings(knowledge).topics[0]
    assert (Entity(CODE_SET, "cpt") in topic.accepted) is is_accepted


@given(st.lists(st.integers(0, 450), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_nearness_of_small_and_large_topics_is_that_of_sorting(
    sizes: list[int], chance: random.Random
) -> None:
    labels = np.repeat(np.arange(len(sizes)), sizes)
    cosines = np.array([chance.random() for _ in labels], np.float32)
    wanted = [
        np.mean(sorted(cosines[labels == topic])[-3:]) if size else 0.0
        for topic, size in enumerate(sizes)
    ]
    found = Neighbors(labels, len(sizes)).nearness(
        np.append(cosines, np.float32(0)), np.arange(len(sizes))
    )
    assert found == pytest.approx(wanted, abs=1e-5)


def test_nearness_is_the_mean_of_the_three_nearest() -> None:
    neighbors = Neighbors(np.array([0, 0, 0, 0, 1]), 2)
    cosines = np.array([0.9, 0.1, 0.5, 0.3, 0.8], np.float32)
    assert neighbors.nearness(cosines, np.arange(2)) == pytest.approx([1.7 / 3, 0.8])
    assert neighbors.nearest(cosines) == pytest.approx([0.9, 0.8])


def test_a_large_class_does_not_crowd_out_a_small_one() -> None:
    rng = np.random.default_rng(13)
    middles = unit(rng.normal(size=(2, 16)))
    labels = np.array([0] * 200 + [1] * 4)
    rows = unit(middles[labels] + 0.2 * rng.normal(size=(204, 16))).astype(np.float32)
    weights = classifier_weights(rows, labels, 2)
    fresh = unit(middles[1] + 0.2 * rng.normal(size=(300, 16)))
    assert ((fresh @ weights).argmax(1) == 1).mean() > 0.85


def test_too_much_to_train_stays_at_the_centroids(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit(np.random.default_rng(1).normal(size=(20, 8))).astype(np.float32)
    labels = np.arange(20) % 4
    trained = classifier_weights(rows, labels, 4)
    monkeypatch.setattr(classifier, "_LARGEST", 10)
    untrained = classifier_weights(rows, labels, 4)
    assert unit(untrained.T) == pytest.approx(centroids(rows, labels, 4).T, abs=1e-5)
    assert not np.allclose(trained, untrained)


def all_but_the_last_known(classes: int, each: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows around as many directions as classes, labels, and weights but of the last class."""
    labels = np.repeat(np.arange(classes), each)
    noise = np.random.default_rng(13).normal(0, 0.15, (len(labels), classes))
    rows = unit(np.eye(classes)[labels] + noise).astype(np.float32)
    known = classifier_weights(rows, labels, classes)
    known[:, -1] = 0
    return rows, labels, known


def test_a_new_class_is_learned_beside_classes_that_stay() -> None:
    rows, labels, known = all_but_the_last_known(classes=4, each=20)
    weights = adapted_weights(rows, labels, np.ones(80, np.int64), known, np.array([3]))
    assert np.array_equal(weights[:, :3], known[:, :3])
    assert ((rows @ weights).argmax(1) == labels).all()


def test_a_row_that_stands_for_many_counts_as_many() -> None:
    rows, labels, known = all_but_the_last_known(classes=3, each=10)
    counts = np.random.default_rng(13).integers(1, 4, 30)
    repeated = np.repeat(np.arange(30), counts)
    once = adapted_weights(rows, labels, counts, known, np.array([2]))
    often = adapted_weights(
        rows[repeated], labels[repeated], np.ones(len(repeated), np.int64), known, np.array([2])
    )
    assert once == pytest.approx(often, abs=1e-3)


def test_rare_words_weigh_more_in_what_is_shared() -> None:
    shared = TopicWords([(0, ["pay", "texas"]), (1, ["pay", "ohio"]), (1, ["pay"])], 2)
    assert shared.shared(["pay", "texas"], 0) == pytest.approx(1.0)
    assert shared.shared(["pay", "texas"], 1) < 0.3
    assert shared.shared(["pay", "ohio"], 1, more_than=1) < 0.3
    assert shared.shared([], 0) == 0.0
