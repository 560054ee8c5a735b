"""Which words each topic's phrasings use."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from bot.matching.features import stem
from bot.matching.number_table import NumberTable

_COMMONEST = 0.1


class TopicWords:
    """The words of each topic. A word is the rarer, the fewer topics use it."""

    def __init__(self, labelled: Iterable[tuple[int, Sequence[str]]], topics: int) -> None:
        """From (topic, tokens) of every phrasing."""
        self._numbers: dict[str, int] = {}
        self._topics = topics
        told = Counter(
            self._numbers.setdefault(word, len(self._numbers)) * topics + topic
            for topic, tokens in labelled
            for word in {stem(token) for token in tokens}
        )
        self._uses = NumberTable(np.array([*told]), np.array([*told.values()]))
        used_by = Counter(place // topics for place in told)
        self._rarest = math.log(1 + topics) + _COMMONEST
        self._rarities = array(
            "d", (self._rarest - math.log(1 + used_by[n]) for n in range(len(self._numbers)))
        )

    def shared(self, tokens: Sequence[str], topic: int, *, more_than: int = 0) -> float:
        """The rarity-weighted share of `tokens` that more than so many of its phrasings use."""
        found = total = 0.0
        for token in tokens:
            number = self._numbers.get(stem(token))
            if number is None:
                total += self._rarest
                continue
            total += self._rarities[number]
            if self._uses.get(number * self._topics + topic, 0) > more_than:
                found += self._rarities[number]
        return found / total if total else 0.0
