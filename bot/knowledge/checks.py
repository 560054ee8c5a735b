"""Checks across files: references that lead nowhere, typed figures, limits, stale facts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process

from bot.knowledge.base import Credential, Entry, GoldenQuestion
from bot.knowledge.entries import ExpandedEntries
from bot.knowledge.facts import Fact, Source
from bot.knowledge.folder import FolderContents, KnowledgeFile
from bot.knowledge.freshness import review_due, shelf_life_months
from bot.knowledge.problems import Problem
from bot.knowledge.rendering import prose, referenced_names
from bot.knowledge.schema import EntryModel

MAX_ANSWER = 2000
MAX_QUESTION = 100
MAX_ENTRY_ID = 60
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
TYPED_FIGURE = re.compile(
    rf"[$€£]\s?{_NUMBER}"
    rf"|\b{_NUMBER}\s?(?:%|percent\b|dollars?\b|cents?\b)"
    rf"|\b{_NUMBER}(?:\s|-)?(?:hours?|hrs?|minutes?|mins?|questions?|months?|years?|weeks?|days?"
    r"|CEUs?)\b"
    r"|\b\d{1,3},\d{3}\b",
    re.IGNORECASE,
)
_ATTRIBUTES = {"abbreviation", "name", "issuer", "setting", "summary", "kind"}
Places = Mapping[str, tuple[KnowledgeFile, tuple[str | int, ...]]]


def fact_checks(
    contents: FolderContents,
    facts: Mapping[str, Fact],
    places: Places,
    sources: Mapping[str, Source],
) -> Iterator[Problem]:
    """Claims whose source is not in sources.yaml."""
    for path, fact in facts.items():
        file, where = places[path]
        for index, claim in enumerate(fact.claims):
            if claim.source not in sources and not contents.may_define(
                "sources.yaml", claim.source
            ):
                line = _claim_line(file, where, index, "source")
                yield Problem(file.document.file, line, _unknown("source", claim.source, sources))


def entry_checks(
    contents: FolderContents,
    expanded: ExpandedEntries,
    credentials: Mapping[str, Credential],
    sources: Mapping[str, Source],
) -> Iterator[Problem]:
    """Everything about entries that needs more than their own file."""
    fields = {name for c in credentials.values() for name in c.facts} | _ATTRIBUTES
    written = {model.id for file in contents.of("faq") for model in file.model.entries}
    for file in contents.of("faq"):
        for index, model in enumerate(file.model.entries):
            yield from _reference_checks(
                contents, file, index, model, written, credentials, sources
            )
            yield from _figure_checks(file, index, model)
            if model.for_each:
                yield from _field_checks(contents, file, index, model, fields)
    for entry in expanded.entries.values():
        yield from _limit_checks(entry, *expanded.places[entry.template or entry.id])


def kind_checks(contents: FolderContents, expanded: ExpandedEntries) -> Iterator[Problem]:
    """Kinds of question without an answer that have the name of another kind or of an entry."""
    taken: set[str] = {entry.template or entry.id for entry in expanded.entries.values()}
    for kind, file, line in kinds_of(contents):
        if kind in taken:
            sentence = f"kind '{kind}' is also the name of another kind or entry; rename one."
            yield Problem(file, line, sentence)
        taken.add(kind)


def kinds_of(contents: FolderContents) -> Iterator[tuple[str, str, int]]:
    """The name, file and line of every kind of question that gets no answer."""
    for listed in ("out_of_scope", "uncovered"):
        for file in contents.of(listed):
            for index, model in enumerate(getattr(file.model, listed)):
                yield model.kind, file.document.file, file.document.line((listed, index))


def golden_checks(
    contents: FolderContents, golden: Iterable[GoldenQuestion], expanded: ExpandedEntries
) -> Iterator[Problem]:
    """Golden questions that name an entry that does not exist, or are asked twice."""
    known = expanded.entries.keys() | expanded.gaps.keys()
    seen: dict[str, GoldenQuestion] = {}
    for question in golden:
        for entry in sorted(question.entries - known):
            if _may_yet_exist(entry, contents, expanded):
                continue
            yield Problem(question.file, question.line, _unknown("entry", entry, known))
        folded = " ".join(question.text.casefold().split())
        if folded in seen:
            first = seen[folded]
            message = f"asks the same as {first.file}:{first.line}; remove one of them."
            yield Problem(question.file, question.line, message)
        seen.setdefault(folded, question)


def staleness_warnings(
    facts: Mapping[str, Fact], places: Places, today: datetime.date | None = None
) -> Iterator[Problem]:
    """A warning for every quoted fact that has outlived its shelf life on `today` (UTC)."""
    today = today or datetime.datetime.now(datetime.UTC).date()
    for path, fact in facts.items():
        claim = fact.quoted
        if claim is None or claim.lasting:
            continue
        months = shelf_life_months(path, claim.unit)
        until = review_due(claim.as_of, claim.reviewed, months)
        if until is not None and until < today:
            file, where = places[path]
            line = _claim_line(file, where, fact.claims.index(claim), "as_of")
            message = (
                f"{path} is dated {claim.as_of} and was good for {months} months; look it up "
                "again and correct its date, or write 'reviewed' when nothing newer is found."
            )
            yield Problem(file.document.file, line, message, "warning")


def source_warnings(contents: FolderContents) -> Iterator[Problem]:
    """A warning for every source that says neither where to read it nor why that is unknown."""
    for file in contents.of("sources"):
        for key, source in file.model.sources.items():
            if source.url is None and source.without_url is None:
                line = file.document.line(("sources", key))
                message = f"source '{key}' has no url; add it, or say why in 'without_url'."
                yield Problem(file.document.file, line, message, "warning")


def _may_yet_exist(entry: str, contents: FolderContents, expanded: ExpandedEntries) -> bool:
    """Whether `entry` may appear once the mistakes of other files are mended."""
    template, _, credential = entry.partition("/")
    if template in expanded.failed or contents.may_define("faq", template):
        return True
    return (
        bool(credential) and template in expanded.places and contents.has_mistakes("certifications")
    )


def _claim_line(file: KnowledgeFile, where: tuple[str | int, ...], index: int, key: str) -> int:
    path = (*where, index, key)
    if path not in file.document.lines:
        path = (*where, key)
    return file.document.line(path)


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    match = process.extractOne(name, list(known), score_cutoff=60)
    hint = f"did you mean '{match[0]}'?" if match else "check its spelling."
    return f"{what} '{name}' does not exist; {hint}"


def _reference_checks(
    contents: FolderContents,
    file: KnowledgeFile,
    index: int,
    model: EntryModel,
    written: set[str],
    credentials: Mapping[str, Credential],
    sources: Mapping[str, Source],
) -> Iterator[Problem]:
    for key, what, names, known, place in (
        ("cites", "source", enumerate(model.cites), sources, "sources.yaml"),
        ("figures", "source", model.figures.items(), sources, "sources.yaml"),
        ("related", "entry", enumerate(model.related), written, "faq"),
        ("except", "credential", enumerate(model.excluded), credentials, "certifications"),
    ):
        for step, name in names:
            if name not in known and not contents.may_define(place, name):
                line = file.document.line(("entries", index, key, step))
                sentence = f"entry '{model.id}': {_unknown(what, name, known)}"
                yield Problem(file.document.file, line, sentence)
    if not model.cites and "{{" not in model.answer:
        line = file.document.line(("entries", index, "answer"))
        sentence = f"entry '{model.id}' quotes no fact and cites no source; add 'cites: [...]'."
        yield Problem(file.document.file, line, sentence)


def _field_checks(
    contents: FolderContents, file: KnowledgeFile, index: int, model: EntryModel, fields: set[str]
) -> Iterator[Problem]:
    for key, source in (("question", model.question), ("answer", model.answer)):
        for name in referenced_names(source):
            if name[0] != "cert" or len(name) < 2 or name[1] in fields:
                continue
            if not contents.may_define("certifications", name[1]):
                line = file.document.line(("entries", index, key))
                sentence = f"entry '{model.id}': {_unknown('fact', name[1], fields)}"
                yield Problem(file.document.file, line, sentence)


def _figure_checks(file: KnowledgeFile, index: int, model: EntryModel) -> Iterator[Problem]:
    start = file.document.line(("entries", index, "answer"))
    offset = 1 if "\n" in model.answer else 0
    for number, line in enumerate(prose(model.answer).splitlines()):
        for match in TYPED_FIGURE.finditer(line):
            if match.group() in model.figures:
                continue
            sentence = (
                f"entry '{model.id}' has the figure '{match.group()}' typed into its text; put it "
                "in a fact file and refer to it, or name its source under 'figures'."
            )
            yield Problem(file.document.file, start + offset + number, sentence)


def _limit_checks(entry: Entry, file: KnowledgeFile, index: int) -> Iterator[Problem]:
    for key, text in (("answer", entry.text), ("question", entry.question)):
        if not text:
            line = file.document.line(("entries", index, key))
            sentence = f"entry '{entry.id}': {key} comes out empty; write what it should say."
            yield Problem(file.document.file, line, sentence)
    for key, length, limit in (
        ("answer", len(entry.text), MAX_ANSWER),
        ("question", len(entry.question), MAX_QUESTION),
        ("id", len(entry.id), MAX_ENTRY_ID),
    ):
        if length > limit:
            line = file.document.line(("entries", index, key))
            sentence = (
                f"entry '{entry.id}': {key} has {length} characters and Discord shows at most "
                f"{limit}; shorten it."
            )
            yield Problem(file.document.file, line, sentence)
