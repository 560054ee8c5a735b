"""What the bot knows, as one immutable value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.facts import Fact, Source
from bot.knowledge.problems import Problem


@dataclass(frozen=True, slots=True)
class Citation:
    """A source an answer rests on, and the date its figures carry."""

    source: Source
    as_of: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A question with its rendered answer.

    `template` and `credential` are set on entries made by `for_each: certifications`;
    `fresh_until` is the day the oldest quoted fact outlives its shelf life, None when no quoted
    fact carries a date; `unconfirmed` tells that a quoted fact rests on an unverified claim.
    """

    id: str
    topic: str
    question: str
    phrasings: tuple[str, ...]
    text: str
    citations: tuple[Citation, ...]
    facts: tuple[str, ...]
    related: tuple[str, ...]
    tags: tuple[str, ...]
    reviewed: datetime.date
    as_of: str | None
    fresh_until: datetime.date | None
    unconfirmed: bool
    template: str | None = None
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A question the bot understands but has no sourced figure for."""

    id: str
    question: str
    phrasings: tuple[str, ...]
    missing: str
    template: str
    credential: str


@dataclass(frozen=True, slots=True)
class Issuer:
    key: str
    name: str
    website: str | None
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential and its facts by field name (`exam_fee`, `exam_time`, ...)."""

    abbreviation: str
    name: str
    issuer: str
    also_called: tuple[str, ...]
    kind: str
    setting: str
    summary: str
    facts: Mapping[str, Fact]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """Questions the bot must not answer, and the pointer it gives instead.

    `of_the_field` tells that an entry could answer them and none does yet.
    """

    kind: str
    reply: str
    examples: tuple[str, ...]
    of_the_field: bool = False


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Spellings in `written` all mean the word `means`."""

    means: str
    written: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """What somebody asked and which entries may answer it; no entry means nothing may."""

    text: str
    entries: frozenset[str]
    split: str
    style: str | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class PathwayQuestion:
    """A question on the way to a first credential; `options` are key and words, in order.

    `said` are the words of a message that give an answer already, by its key.
    """

    key: str
    ask: str
    options: Mapping[str, str]
    said: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PathwayRule:
    """What the answers in `when` lead to; a question it does not name may have any answer."""

    when: Mapping[str, frozenset[str]]
    first: str
    next: str | None
    steps: tuple[str, ...]
    why: str

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Whether `answers`, one for each question by key, are those this rule is for."""
        return all(answers.get(key) in accepted for key, accepted in self.when.items())


@dataclass(frozen=True, slots=True)
class Pathway:
    """The guided choice of a credential: questions in order, and rules of which the first counts.

    Checked when knowledge loads: every set of answers fits a rule.
    """

    questions: tuple[PathwayQuestion, ...]
    rules: tuple[PathwayRule, ...]

    def rule_for(self, answers: Mapping[str, str]) -> PathwayRule:
        """The first rule that fits; LookupError when answers are missing and none does."""
        for rule in self.rules:
            if rule.fits(answers):
                return rule
        raise LookupError("no rule fits")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything loaded from the knowledge folder; replaced whole, never changed.

    `places` tells file and line of every entry (by id), fact (by path) and source (by key).
    """

    entries: Mapping[str, Entry]
    gaps: Mapping[str, Gap]
    credentials: Mapping[str, Credential]
    issuers: Mapping[str, Issuer]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    synonyms: tuple[Synonyms, ...]
    filler: frozenset[str]
    out_of_scope: tuple[OutOfScope, ...]
    golden: tuple[GoldenQuestion, ...]
    digest: str
    places: Mapping[str, tuple[str, int]]
    warnings: tuple[Problem, ...] = ()
    pathway: Pathway | None = None

    def source_citations(self, facts: tuple[Fact, ...]) -> tuple[Citation, ...]:
        """The sources behind the quoted claims of `facts`, each once, in order."""
        found: dict[tuple[str, str], Citation] = {}
        for fact in facts:
            claim = fact.quoted
            if claim is not None:
                citation = Citation(self.sources[claim.source], claim.as_of)
                found.setdefault((claim.source, claim.as_of), citation)
        return tuple(found.values())
