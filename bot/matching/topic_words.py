"""Which words each topic's phrasings use."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.matching.features import stem

_COMMONEST = 0.1


class TopicWords:
    """The words of each topic. A word is the rarer, the fewer topics use it."""

    def __init__(self, labelled: Iterable[tuple[int, Sequence[str]]], topics: int) -> None:
        """From (topic, tokens) of every phrasing."""
        self._uses: tuple[Counter[str], ...] = tuple(Counter() for _ in range(topics))
        for topic, tokens in labelled:
            self._uses[topic].update({stem(token) for token in tokens})
        used_by = Counter(word for uses in self._uses for word in uses)
        self._rarest = math.log(1 + topics) + _COMMONEST
        self._rarity = {word: self._rarest - math.log(1 + n) for word, n in used_by.items()}

    def shared(self, tokens: Sequence[str], topic: int, *, more_than: int = 0) -> float:
        """The rarity-weighted share of `tokens` that more than so many of its phrasings use."""
        uses = self._uses[topic]
        found = total = 0.0
        for token in tokens:
            word = stem(token)
            rarity = self._rarity.get(word, self._rarest)
            total += rarity
            if uses.get(word, 0) > more_than:
                found += rarity
        return found / total if total else 0.0
