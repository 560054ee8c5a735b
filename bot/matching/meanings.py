"""What the phrasings of all topics mean: prototypes, and a classifier over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.matching.classifier import SHARE, Matrix, adapted_weights, classifier_weights
from bot.matching.known import Learned, LearnedTopic, digest_of
from bot.matching.phrasings import Phrasings
from bot.matching.prototypes import Group, Prototypes, group_of, groups_of
from bot.matching.semantics import DIMENSIONS, Numbers, SentenceEncoder

_MOST_CHANGED = 0.5


@dataclass(frozen=True, slots=True)
class Meanings:
    """Prototypes of each topic, and its classifier's weights: (256, topics), scaled by SHARE."""

    prototypes: Prototypes
    weights: Matrix


def meanings_of(phrasings: Phrasings, encoder: SentenceEncoder, learned: Learned) -> Meanings:
    """What was `learned` of the topics that are as they were, and what the others are now."""
    texts = pieces_by_topic(phrasings, encoder)
    before = [learned.topics.get(topic.key) for topic in phrasings.topics]
    changed = [
        number
        for number, (known, said) in enumerate(zip(before, texts, strict=True))
        if known is None or known.digest != digest_of(said)
    ]
    if len(changed) > _MOST_CHANGED * len(texts):
        rows, labels, count = phrasings.meanings, phrasings.labels, len(texts)
        return Meanings(
            Prototypes(groups_of(rows, labels, count)), classifier_weights(rows, labels, count)
        )
    return _brought_up_to_date(before, {n: encoder.encoded(texts[n]) for n in changed})


def _brought_up_to_date(
    before: Sequence[LearnedTopic | None], changed: Mapping[int, Matrix]
) -> Meanings:
    """What was known `before` of the topics, with the vectors of those that `changed`."""
    none = np.zeros(DIMENSIONS, np.float32)
    weights = np.array([none if known is None else known.weights for known in before]).T
    weights = np.asarray(weights * np.float32(SHARE), np.float32)
    groups: list[Group] = []
    # Of a changed topic the classifier sees every phrasing.
    seen: list[Group] = []
    for number, known in enumerate(before):
        if number in changed or known is None:
            rows = changed[number]
            groups.append(group_of(rows))
            seen.append(Group(rows, np.ones(len(rows), np.int64)))
        else:
            groups.append(known.group)
            seen.append(known.group)
    if changed:
        weights = adapted_weights(
            np.concatenate([group.vectors for group in seen]),
            np.repeat(np.arange(len(seen)), [len(group.vectors) for group in seen]),
            np.concatenate([group.counts for group in seen]),
            weights,
            np.array(sorted(changed)),
        )
    return Meanings(Prototypes(groups), weights)


def pieces_by_topic(phrasings: Phrasings, encoder: SentenceEncoder) -> list[Sequence[Numbers]]:
    """The pieces of every phrasing, by the numbers of the topics."""
    texts = [encoder.numbers(row.reading.plain) for row in phrasings.rows]
    starts = np.searchsorted(phrasings.labels, np.arange(len(phrasings.topics) + 1))
    return [texts[first:last] for first, last in pairwise(starts.tolist())]
