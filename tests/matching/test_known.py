"""What comes with the bot, learned of its topics before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.base import Knowledge
from bot.knowledge.folder import default_folder
from bot.knowledge.loading import load_knowledge
from bot.matching.confidence import calibrated
from bot.matching.evidence import kinds_of_evidence
from bot.matching.known import LEARNED_PATH, Learned, digest_of
from bot.matching.matcher import Matcher
from bot.matching.meanings import meanings_of, pieces_by_topic
from bot.matching.phrasings import Phrasings
from bot.matching.prototypes import group_of
from bot.matching.semantics import sentence_encoder

CHANGED = ("can-work-from-home", "exam-fee")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(default_folder())


@pytest.fixture(scope="module")
def phrasings(knowledge: Knowledge) -> Phrasings:
    return Phrasings(knowledge)


def test_what_stands_for_a_topic_is_what_would_be_made_of_its_phrasings(
    phrasings: Phrasings,
) -> None:
    encoder = sentence_encoder()
    learned = Learned(encoder)
    texts = pieces_by_topic(phrasings, encoder)
    checked = 0
    for topic, said in list(zip(phrasings.topics, texts, strict=True))[::40]:
        known = learned.topics.get(topic.key)
        if known is not None and known.digest == digest_of(said):
            rows = encoder.encoded(said)
            # Rounding may move a phrasing between two groups; how near they all are stays.
            near, nearest = (
                (rows @ group.vectors.T).max(1).mean() for group in (known.group, group_of(rows))
            )
            assert near == pytest.approx(nearest, abs=0.02)
            assert known.group.counts.sum() == len(said)
            checked += 1
    assert checked


def test_most_topics_are_as_they_were_when_they_were_learned(phrasings: Phrasings) -> None:
    """Otherwise the bot starts slowly: `python -m tools.sentence_encoder learn` mends it."""
    encoder = sentence_encoder()
    learned = Learned(encoder)
    same = [
        topic.key in learned.topics and learned.topics[topic.key].digest == digest_of(said)
        for topic, said in zip(phrasings.topics, pieces_by_topic(phrasings, encoder), strict=True)
    ]
    assert np.mean(same) > 0.6


def test_without_what_was_learned_nothing_is_known(tmp_path: Path) -> None:
    none = Learned(sentence_encoder(), tmp_path / "nowhere.npz")
    assert not none.topics
    assert not none.kinds


def test_what_another_encoder_learned_is_not_used(tmp_path: Path) -> None:
    with np.load(LEARNED_PATH, allow_pickle=False) as stored:
        np.savez(tmp_path / "other.npz", **{**stored, "encoder": np.array("another")})
    other = Learned(sentence_encoder(), tmp_path / "other.npz")
    assert Learned(sentence_encoder()).topics
    assert not other.topics


def test_a_changed_topic_is_learned_anew_and_the_others_stay(phrasings: Phrasings) -> None:
    encoder = sentence_encoder()
    before = meanings_of(phrasings, encoder, Learned(encoder)).weights
    learned = Learned(encoder)
    for key in CHANGED:
        del learned.topics[key]
    after = meanings_of(phrasings, encoder, learned).weights
    keys = [topic.key for topic in phrasings.topics]
    changed = [keys.index(key) for key in CHANGED]
    texts = pieces_by_topic(phrasings, encoder)
    others = [
        number
        for number, key in enumerate(keys)
        if key in learned.topics and learned.topics[key].digest == digest_of(texts[number])
    ]
    assert np.array_equal(before[:, others], after[:, others])
    for number in changed:
        said = encoder.encoded(texts[number])
        told = [((said @ weights).argmax(axis=1) == number).mean() for weights in (before, after)]
        assert min(told) > 0.5
        assert told[1] == pytest.approx(told[0], abs=0.1)


def test_the_calibration_that_comes_with_the_bot_is_what_would_be_fitted(
    knowledge: Knowledge, phrasings: Phrasings
) -> None:
    matcher = Matcher(knowledge)
    assert Learned(sentence_encoder()).kinds == kinds_of_evidence()
    fitted = calibrated(matcher.index, phrasings, knowledge.golden, matcher._judged)
    asked = [question.text for question in knowledge.golden if question.split == "tune"][::5]
    evidence = [matcher._judged(text)[1] for text in asked]
    apart = [
        abs(matcher.calibration.probabilities(one)[1] - fitted.probabilities(one)[1])
        for one in evidence
    ]
    assert np.mean(apart) < 0.03


def test_the_same_phrasings_have_the_same_digest_and_others_another() -> None:
    assert digest_of([(1, 2), (3,)]) == digest_of([(1, 2), (3,)])
    others = [[(1, 2, 3)], [(3,), (1, 2)], [(1, 2)], [(1,), (2, 3)], []]
    assert len({digest_of(texts) for texts in others} | {digest_of([(1, 2), (3,)])}) == 6
