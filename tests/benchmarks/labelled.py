"""A Knowledge made of nothing but labels and their phrasings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from bot.knowledge.base import Entry, Knowledge

_DAY = datetime.date(2026, 1, 1)


def labelled_knowledge(phrasings: Mapping[str, Sequence[str]]) -> Knowledge:
    """One entry for each label; no credentials, no lexicon, no golden questions."""
    return Knowledge(
        entries={label: _entry(label, tuple(texts)) for label, texts in phrasings.items()},
        gaps={},
        credentials={},
        issuers={},
        facts={},
        sources={},
        synonyms=(),
        filler=frozenset(),
        out_of_scope=(),
        golden=(),
        digest="",
        places={},
    )


def _entry(label: str, phrasings: tuple[str, ...]) -> Entry:
    return Entry(
        id=label,
        topic="benchmark",
        question=phrasings[0],
        phrasings=phrasings,
        text="-",
        citations=(),
        facts=(),
        related=(),
        tags=(),
        reviewed=_DAY,
        as_of=None,
        fresh_until=None,
        unconfirmed=False,
    )
