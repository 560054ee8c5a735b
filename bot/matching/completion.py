"""Questions to offer while a member is still typing."""

from __future__ import annotations

from bisect import bisect_left

from rapidfuzz import fuzz, process

from bot.knowledge.base import Entry, Knowledge
from bot.matching.index import CANDIDATES
from bot.matching.matcher import Matcher
from bot.matching.text import cleaned, words

_NEAR = 60.0
# Candidates with less are there for want of better ones.
_FAR = 0.2
_BEGUN = 3
# With fewer than so many, questions merely written alike are offered, too.
_FEW = 6
_LAST = "\uffff"


class Completer:
    """Completes half-typed questions: what is typed so far first, then what is meant."""

    def __init__(self, matcher: Matcher, knowledge: Knowledge) -> None:
        self._matcher = matcher
        self._entries = knowledge.entries
        entries = self._entries
        self._ids = tuple(entries)
        self._folded = [" ".join(words(entry.question)) for entry in entries.values()]
        self._alphabetical = sorted(zip(self._folded, self._ids, strict=True))
        self._popular = self._popular_ids()
        self._ranks = {name: rank for rank, name in enumerate(self._popular)}

    def completed(self, text: str, limit: int) -> tuple[str, ...]:
        """Ids of up to `limit` entries for `text`; the popular ones when it says nothing."""
        typed = " ".join(words(cleaned(text[:200])))
        if not typed:
            return self._popular[:limit]
        begun = self._begun_with(typed)
        meant = [
            target
            for candidate in self._matcher.ranked(self._finished(text), CANDIDATES)
            for target in candidate.targets
            if target in self._entries and candidate.score > _FAR
        ]
        ids = tuple(dict.fromkeys((*begun[:_BEGUN], *meant, *begun[_BEGUN:])))
        if len(ids) < _FEW:
            ids = tuple(dict.fromkeys((*ids, *self._written_alike(typed, limit))))
        return ids[:limit]

    def _begun_with(self, typed: str) -> list[str]:
        """The entries whose question begins so, the popular ones first."""
        first = bisect_left(self._alphabetical, (typed,))
        last = bisect_left(self._alphabetical, (typed + _LAST,))
        begun = (name for _, name in self._alphabetical[first:last])
        return sorted(begun, key=self._ranks.__getitem__)

    def _written_alike(self, typed: str, limit: int) -> list[str]:
        scored = process.extract(
            typed,
            self._folded,
            scorer=fuzz.partial_token_sort_ratio,
            limit=limit,
            score_cutoff=_NEAR,
        )
        return [self._ids[place] for _, _, place in scored]

    def _finished(self, text: str) -> str:
        """`text` with the word finished that is being typed."""
        before, _, last = text.rpartition(" ")
        if not last.isalpha():
            return text
        spoken = before.lower().split()
        speller = self._matcher.index.reader.speller
        return f"{before} {speller.finished(last.lower(), spoken[-1] if spoken else '')}"

    def _popular_ids(self) -> tuple[str, ...]:
        """Entries tagged `starter`, then `popular`, then by how many ways people ask them."""
        entries = self._entries.values()

        def order(entry: Entry) -> tuple[bool, bool, bool, int]:
            return (
                "starter" not in entry.tags,
                "popular" not in entry.tags,
                entry.credential is not None,
                -len(entry.phrasings),
            )

        return tuple(entry.id for entry in sorted(entries, key=order))
