"""What comes with the bot, learned of its phrasings before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.folder import default_folder
from bot.knowledge.loading import load_knowledge
from bot.matching.classifier import SHARE, classifier_weights
from bot.matching.known import LEARNED_PATH, Learned, key_of
from bot.matching.phrasings import Phrasings, read_phrasings
from bot.matching.semantics import sentence_encoder


def test_known_phrasings_are_looked_up_as_they_would_be_encoded() -> None:
    _, _, rows = read_phrasings(load_knowledge(default_folder()))
    encoder = sentence_encoder()
    texts = [encoder.numbers(row.reading.plain) for row in rows[::400]]
    found = Learned(encoder).vectors(texts)
    assert (found * encoder.encoded(texts)).sum(1) == pytest.approx(1, abs=1e-3)


def test_without_known_vectors_everything_is_encoded(tmp_path: Path) -> None:
    encoder = sentence_encoder()
    texts = [encoder.numbers(("how", "long", "is", "the", "exam"))]
    none = Learned(encoder, tmp_path / "nowhere.npz")
    assert len(none) == 0
    assert np.array_equal(none.vectors(texts), encoder.encoded(texts))
    assert not none.weights(["exam-fee"]).any()


def test_what_another_encoder_learned_is_not_used(tmp_path: Path) -> None:
    with np.load(LEARNED_PATH, allow_pickle=False) as stored:
        np.savez(tmp_path / "other.npz", **{**stored, "encoder": np.array("another")})
    other = Learned(sentence_encoder(), tmp_path / "other.npz")
    assert len(Learned(sentence_encoder())) > 0
    assert len(other) == 0
    assert not other.weights(["exam-fee"]).any()


def test_most_phrasings_of_the_real_knowledge_are_known() -> None:
    """Otherwise the bot starts slowly: `python -m tools.sentence_encoder learn` mends it."""
    _, topics, rows = read_phrasings(load_knowledge(default_folder()))
    encoder = sentence_encoder()
    learned = Learned(encoder)
    found = [encoder.numbers(row.reading.plain) in learned for row in rows]
    assert np.mean(found) > 0.8
    assert learned.weights([topic.key for topic in topics]).any(axis=0).mean() > 0.8


def test_a_few_steps_from_what_was_learned_end_where_many_from_nothing_do() -> None:
    phrasings = Phrasings(load_knowledge(default_folder()))
    few = classifier_weights(
        phrasings.meanings, phrasings.labels, len(phrasings.topics), phrasings.weights
    )
    assert np.abs(few / SHARE - phrasings.weights).mean() < 0.1 * np.abs(phrasings.weights).mean()


def test_a_topic_that_nothing_was_learned_of_is_learned_from_its_phrasings() -> None:
    rng = np.random.default_rng(13)
    centers = np.eye(4, dtype=np.float32)
    labels = np.repeat(np.arange(4), 20)
    rows = centers[labels] + rng.normal(0, 0.1, (80, 4)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    learned = classifier_weights(rows, labels, 4) / np.float32(SHARE)
    learned[:, 3] = 0
    weights = classifier_weights(rows, labels, 4, learned)
    assert ((rows @ weights).argmax(1) == labels).all()


def test_the_same_pieces_have_the_same_key_and_others_another() -> None:
    assert key_of((1, 2, 3)) == key_of((1, 2, 3))
    assert len({key_of((1, 2, 3)), key_of((3, 2, 1)), key_of((1, 2)), key_of(())}) == 4
