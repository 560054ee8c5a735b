"""Entries and gaps of the knowledge as replies."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.base import Entry, Gap, Knowledge
from bot.reply import Answer, Choice, NoAnswer, Silence, SourceLine

MAX_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Answers:
    """What one Knowledge says, entry by entry."""

    knowledge: Knowledge

    def to(self, target: str, confidence: float) -> Answer | NoAnswer:
        """The reply for the id of an entry or of a gap; raises KeyError for any other."""
        entry = self.knowledge.entries.get(target)
        if entry is not None:
            return self._answer(entry, confidence)
        return self._no_figure(self.knowledge.gaps[target], confidence)

    def choices(self, ids: Iterable[str], limit: int = MAX_CHOICES) -> tuple[Choice, ...]:
        """The questions of those `ids` that are entries, each once, up to `limit`."""
        entries = self.knowledge.entries
        found = [Choice(i, entries[i].question) for i in dict.fromkeys(ids) if i in entries]
        return tuple(found[:limit])

    def about(self, credential: str) -> tuple[Choice, ...]:
        """The first questions there are about a credential."""
        entries = self.knowledge.entries.values()
        return self.choices(e.id for e in entries if e.credential == credential)

    def _answer(self, entry: Entry, confidence: float) -> Answer:
        return Answer(
            entry=entry.id,
            question=entry.question,
            text=entry.text,
            sources=tuple(
                SourceLine(c.source.title, c.source.publisher, c.source.url, c.as_of)
                for c in entry.citations
            ),
            as_of=entry.as_of,
            notices=_notices(entry),
            related=self.choices(self._related_ids(entry), 10),
            confidence=confidence,
            credentials=self._credentials_of(entry),
        )

    def _credentials_of(self, entry: Entry) -> tuple[str, ...]:
        """The credentials an answer is about: its template's, or those it quotes facts of."""
        if entry.credential is not None:
            return (entry.credential,)
        quoted = (path.split(".")[1] for path in entry.facts if path.startswith("cert."))
        return tuple(dict.fromkeys(quoted))

    def _related_ids(self, entry: Entry) -> Iterable[str]:
        for name in entry.related:
            if name in self.knowledge.entries:
                yield name
            elif entry.credential is not None:
                yield f"{name}/{entry.id.partition('/')[2]}"

    def _no_figure(self, gap: Gap, confidence: float) -> NoAnswer:
        credential = self.knowledge.credentials[gap.credential]
        issuer = self.knowledge.issuers[credential.issuer]
        where = f"{issuer.name} ({issuer.website})" if issuer.website else issuer.name
        text = (
            f"I don't have a sourced {gap.missing} for the {gap.credential}. "
            f"The issuer is the place to ask: {where}."
        )
        return NoAnswer(Silence.NO_FIGURE, text, self.about(gap.credential), confidence, gap.id)


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _notices(entry: Entry) -> tuple[str, ...]:
    notices: list[str] = []
    if entry.unconfirmed:
        notices.append("Partly from sources that neither the issuer nor an official body confirms.")
    if entry.fresh_until is not None and entry.fresh_until < _today():
        notices.append(f"Its oldest figure is from {entry.as_of}: look for a newer one.")
    return tuple(notices)
