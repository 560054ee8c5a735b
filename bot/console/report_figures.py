"""The state of the knowledge in figures, for the report a moderator reads."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.assistant import Assistant
from bot.evaluation.outcomes import outcomes
from bot.knowledge.base import Entry, Gap, GoldenQuestion, Knowledge
from bot.knowledge.facts import Claim, Fact, Source
from bot.knowledge.freshness import fresh_until, shelf_life_months

VERDICTS = ("right", "suggested", "none", "wrong")
NO_ANSWER = "Must get no answer"
NO_FIGURE = "No figure on file"
OLDEST = 20
FEWEST = 20


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as a moderator wrote it; one made for each credential counts once.

    `question` of such an entry is that of its first answer. `phrasings` counts the question too.
    """

    id: str
    question: str
    topic: str
    phrasings: int
    expansions: int
    place: str


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """A topic's entries as written, and the answers that members can reach.

    `expansions` are the answers made by `for_each`, `answers` are all of them.
    """

    topic: str
    entries: int
    expansions: int
    answers: int
    phrasings: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Golden questions of a topic: how many there are, and what became of those to tune with.

    `asked` of the topic's `entries` are asked for by at least one golden question.
    """

    topic: str
    entries: int
    asked: int
    tune: int
    test: int
    right: int
    suggested: int
    none: int
    wrong: int

    def share(self, verdict: str) -> float:
        """The share (0 to 1) of the tune questions that got `verdict`; 0 when there are none."""
        count: int = getattr(self, verdict)
        return count / self.tune if self.tune else 0.0


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """What a source says about a fact, as people read it."""

    text: str
    as_of: str
    status: str
    why: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class DatedFact:
    """A fact that answers may quote; `stale` when it has outlived its shelf life."""

    name: str
    place: str
    quoted: StatedClaim
    stale: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A fact with disputed, wrong or outdated claims; `quoted` is None when none may be quoted."""

    name: str
    path: str
    place: str
    quoted: StatedClaim | None
    others: tuple[StatedClaim, ...]


@dataclass(frozen=True, slots=True)
class SourceKindFigures:
    """Facts whose quoted claim comes from one kind of source."""

    kind: str
    facts: int
    unverified: int
    stale: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """Everything in the report, as of `made` (UTC).

    `undated` and `lasting` facts have no age, so they are not among the `oldest`; `unquoted` facts
    have no claim that an answer may state. Outcomes are those of the golden questions to tune with;
    of the test part there are only counts.
    """

    made: datetime.date
    answers: int
    facts: int
    golden: int
    stale: int
    undated: int
    lasting: int
    unquoted: int
    topics: tuple[TopicFigures, ...]
    coverage: tuple[Coverage, ...]
    unasked: tuple[WrittenEntry, ...]
    fewest: tuple[WrittenEntry, ...]
    oldest: tuple[DatedFact, ...]
    disagreements: tuple[Disagreement, ...]
    kinds: tuple[SourceKindFigures, ...]

    @property
    def entries(self) -> int:
        return sum(topic.entries for topic in self.topics)

    @property
    def overall(self) -> Coverage:
        """The golden questions of all topics together."""
        fields = ("entries", "asked", "tune", "test", *VERDICTS)
        totals = (sum(getattr(row, field) for row in self.coverage) for field in fields)
        return Coverage("All", *totals)


def report_figures(assistant: Assistant, today: datetime.date) -> ReportFigures:
    """The figures of `assistant`'s knowledge; asks it every tune question (seconds)."""
    known = assistant.knowledge
    written = _written(known)
    asked = {_key(known, name) for question in known.golden for name in question.entries}
    dated = [_dated(known, fact, claim, today) for fact, claim in _quoted(known)]
    claims = [claim for _, claim in _quoted(known)]
    return ReportFigures(
        made=today,
        answers=len(known.entries),
        facts=len(known.facts),
        golden=len(known.golden),
        stale=sum(fact.stale for fact in dated),
        undated=sum(claim.as_of == "undated" and not claim.lasting for claim in claims),
        lasting=sum(claim.lasting for claim in claims),
        unquoted=len(known.facts) - len(claims),
        topics=tuple(_topics(known, written)),
        coverage=tuple(_coverage(assistant, written, asked)),
        unasked=tuple(entry for entry in written if entry.id not in asked),
        fewest=tuple(sorted(written, key=lambda entry: (entry.phrasings, entry.id))[:FEWEST]),
        oldest=tuple(_oldest(known, today)),
        disagreements=tuple(_disagreements(known)),
        kinds=tuple(_kinds(dated)),
    )


def _written(known: Knowledge) -> list[WrittenEntry]:
    grouped: dict[str, list[Entry]] = {}
    for entry in known.entries.values():
        grouped.setdefault(entry.template or entry.id, []).append(entry)
    return [
        WrittenEntry(
            id=key,
            question=made[0].question,
            topic=made[0].topic,
            phrasings=max(len(entry.phrasings) for entry in made),
            expansions=len(made) if made[0].template else 0,
            place=_place(known, made[0].id),
        )
        for key, made in grouped.items()
    ]


def _key(known: Knowledge, entry_id: str) -> str:
    """The id under which the entry or gap `entry_id` was written."""
    found: Entry | Gap = known.entries.get(entry_id) or known.gaps[entry_id]
    return found.template or found.id


def _place(known: Knowledge, name: str) -> str:
    file, line = known.places[name]
    return f"{file}:{line}"


def _topics(known: Knowledge, written: Iterable[WrittenEntry]) -> Iterator[TopicFigures]:
    answers = Counter(entry.topic for entry in known.entries.values())
    grouped: dict[str, list[WrittenEntry]] = {}
    for entry in written:
        grouped.setdefault(entry.topic, []).append(entry)
    for topic, entries in grouped.items():
        yield TopicFigures(
            topic,
            len(entries),
            sum(entry.expansions for entry in entries),
            answers[topic],
            sum(entry.phrasings for entry in entries),
        )


def _coverage(
    assistant: Assistant, written: list[WrittenEntry], asked: set[str]
) -> Iterator[Coverage]:
    """One row for each topic; a question that several entries may answer counts once."""
    known = assistant.knowledge
    topics = {entry.id: entry.topic for entry in written}
    tune = [question for question in known.golden if question.split == "tune"]
    verdicts = Counter(
        (_topic(known, topics, outcome.question), outcome.verdict)
        for outcome in outcomes(assistant, tune)
    )
    counts = Counter((_topic(known, topics, q), q.split) for q in known.golden)
    entries = Counter(topics.values())
    covered = Counter(topics[key] for key in asked if key in topics)
    for topic in dict.fromkeys((*topics.values(), NO_FIGURE, NO_ANSWER)):
        split = {name: counts[topic, name] for name in ("tune", "test")}
        if entries[topic] or any(split.values()):
            outcome = {verdict: verdicts[topic, verdict] for verdict in VERDICTS}
            yield Coverage(topic, entries[topic], covered[topic], **split, **outcome)


def _topic(known: Knowledge, topics: Mapping[str, str], question: GoldenQuestion) -> str:
    """The topic of the first entry, by id, that may answer `question`."""
    if not question.entries:
        return NO_ANSWER
    return topics.get(_key(known, min(question.entries)), NO_FIGURE)


def _quoted(known: Knowledge) -> list[tuple[Fact, Claim]]:
    quoted = ((fact, fact.quoted) for fact in known.facts.values())
    return [(fact, claim) for fact, claim in quoted if claim is not None]


def _oldest(known: Knowledge, today: datetime.date) -> list[DatedFact]:
    """Quoted facts by date; a year alone counts from its end, a month from its last day."""
    ages = [
        (fresh_until(claim.as_of, 0), fact.path, fact, claim)
        for fact, claim in _quoted(known)
        if not claim.lasting
    ]
    aged = [(day, path, fact, claim) for day, path, fact, claim in ages if day is not None]
    aged.sort(key=lambda row: row[:2])
    return [_dated(known, fact, claim, today) for _, _, fact, claim in aged[:OLDEST]]


def _dated(known: Knowledge, fact: Fact, claim: Claim, today: datetime.date) -> DatedFact:
    until = fresh_until(claim.as_of, shelf_life_months(fact.path, claim.unit))
    return DatedFact(
        name=_name(fact),
        place=_place(known, fact.path),
        quoted=_stated(known, claim),
        stale=until is not None and until < today and not claim.lasting,
    )


def _disagreements(known: Knowledge) -> list[Disagreement]:
    """Facts with disputed claims first, then by path."""
    found: list[Disagreement] = []
    for fact in known.facts.values():
        quoted = fact.quoted
        statuses = {"disputed"} if quoted is None else {"disputed", "wrong", "outdated"}
        if any(claim.status in statuses for claim in fact.claims):
            others = [c for c in fact.claims if c.status in {"disputed", "wrong", "outdated"}]
            found.append(
                Disagreement(
                    name=_name(fact),
                    path=fact.path,
                    place=_place(known, fact.path),
                    quoted=_stated(known, quoted) if quoted else None,
                    others=tuple(_stated(known, claim) for claim in others),
                )
            )
    found.sort(key=lambda d: (all(c.status != "disputed" for c in d.others), d.path))
    return found


def _kinds(dated: Iterable[DatedFact]) -> list[SourceKindFigures]:
    facts: Counter[str] = Counter()
    unverified: Counter[str] = Counter()
    stale: Counter[str] = Counter()
    for fact in dated:
        kind = fact.quoted.source.kind
        facts[kind] += 1
        unverified[kind] += fact.quoted.status == "unverified"
        stale[kind] += fact.stale
    return [
        SourceKindFigures(kind, count, unverified[kind], stale[kind])
        for kind, count in facts.most_common()
    ]


def _stated(known: Knowledge, claim: Claim) -> StatedClaim:
    return StatedClaim(
        claim.text, claim.as_of, claim.status, claim.why, known.sources[claim.source]
    )


def _name(fact: Fact) -> str:
    """The fact as people call it: `CPC: exam fee`, `Median pay of record specialists`."""
    owner = fact.path.partition(".")[2].rpartition(".")[0]
    return f"{owner}: {fact.label}" if owner else fact.label
