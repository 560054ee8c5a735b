"""Questions to offer while a member is still typing."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.knowledge.base import Entry, Knowledge
from bot.matching.matcher import Matcher
from bot.matching.text import cleaned, words

_NEAR = 60.0


class Completer:
    """Completes half-typed questions: what is typed so far first, then what is meant."""

    def __init__(self, matcher: Matcher, knowledge: Knowledge) -> None:
        self._matcher = matcher
        self._entries = knowledge.entries
        entries = self._entries
        self._ids = tuple(entries)
        self._folded = [" ".join(words(entry.question)) for entry in entries.values()]
        self._popular = self._popular_ids()

    def completed(self, text: str, limit: int) -> tuple[str, ...]:
        """Ids of up to `limit` entries for `text`; the popular ones when it says nothing."""
        typed = " ".join(words(cleaned(text[:200])))
        if not typed:
            return self._popular[:limit]
        scored = process.extract(
            typed,
            self._folded,
            scorer=fuzz.partial_token_sort_ratio,
            limit=limit,
            score_cutoff=_NEAR,
        )
        begun = [i for i, question in enumerate(self._folded) if question.startswith(typed)]
        meant = [
            target
            for candidate in self._matcher.match(self._finished(text), top=8).candidates
            for target in candidate.targets
            if target in self._entries and candidate.score > 0.2
        ]
        ids = (
            *(self._ids[i] for i in begun[:5]),
            *meant,
            *(self._ids[i] for i in begun[5:]),
            *(self._ids[i] for _, _, i in scored),
        )
        return tuple(dict.fromkeys(ids))[:limit]

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
