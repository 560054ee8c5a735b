"""The knowledge folder in, one immutable Knowledge out, or every problem at once."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from bot.knowledge.base import (
    Credential,
    GoldenQuestion,
    Issuer,
    Knowledge,
    OutOfScope,
    Synonyms,
)
from bot.knowledge.checks import (
    entry_checks,
    fact_checks,
    golden_checks,
    kind_checks,
    kinds_of,
    source_warnings,
    staleness_warnings,
)
from bot.knowledge.entries import ExpandedEntries, expanded_entries
from bot.knowledge.facts import Fact, Source, fact_of
from bot.knowledge.folder import FolderContents, KnowledgeFile, read_folder
from bot.knowledge.pathways import loaded_pathway
from bot.knowledge.problems import KnowledgeInvalid, Problem
from bot.knowledge.rendering import Renderer
from bot.knowledge.schema import ClaimModel

TUNE_PERCENT = 60
UNCOVERED = "I have no sourced answer about {} yet, and I don't guess."


def load_knowledge(root: Path) -> Knowledge:
    """Everything under `root`.

    Raises KnowledgeInvalid with every problem of every file, KnowledgeUnreachable when there is
    no such folder.
    """
    contents = read_folder(root)
    problems = list(contents.problems)
    sources = _sources(contents)
    issuers = _issuers(contents)
    credentials = _credentials(contents, issuers, problems)
    facts, places = _all_facts(contents, issuers, credentials, problems)
    problems += fact_checks(contents, facts, places, sources)
    attributes = {
        c.abbreviation: {
            "abbreviation": c.abbreviation,
            "name": c.name,
            "issuer": c.issuer,
            "setting": c.setting,
            "summary": c.summary,
            "kind": c.kind,
        }
        for c in credentials.values()
    }
    expanded = expanded_entries(contents, Renderer(facts, attributes), credentials, sources)
    problems += expanded.problems
    if not (expanded.entries or problems):
        problems.append(Problem("faq", 1, "holds no answer; restore its files from git."))
    problems += entry_checks(contents, expanded, credentials, sources)
    problems += kind_checks(contents, expanded)
    golden = _golden(contents)
    problems += golden_checks(contents, golden, expanded)
    pathway, path_problems = loaded_pathway(contents, credentials)
    problems += path_problems
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise KnowledgeInvalid(problems)
    lexicon = [file.model for file in contents.of("lexicon")]
    return Knowledge(
        entries=expanded.entries,
        gaps=expanded.gaps,
        credentials=credentials,
        issuers=issuers,
        facts=facts,
        sources=sources,
        synonyms=tuple(Synonyms(s.means, tuple(s.written)) for m in lexicon for s in m.synonyms),
        filler=frozenset(word.lower() for m in lexicon for word in m.filler),
        out_of_scope=_out_of_scope(contents),
        golden=golden,
        digest=contents.digest,
        places=_places(contents, expanded, places),
        warnings=tuple(
            sorted((*problems, *staleness_warnings(facts, places), *source_warnings(contents)))
        ),
        pathway=pathway,
    )


def _out_of_scope(contents: FolderContents) -> tuple[OutOfScope, ...]:
    """What is not asked of this bot, and what it has no answer to yet."""
    outside = (
        OutOfScope(kind.kind, kind.reply, tuple(kind.examples))
        for file in contents.of("out_of_scope")
        for kind in file.model.out_of_scope
    )
    uncovered = (
        OutOfScope(kind.kind, UNCOVERED.format(kind.about), tuple(kind.examples), of_the_field=True)
        for file in contents.of("uncovered")
        for kind in file.model.uncovered
    )
    return (*outside, *uncovered)


def _places(
    contents: FolderContents, expanded: ExpandedEntries, facts: Places
) -> dict[str, tuple[str, int]]:
    """File and line of every entry, template, kind without an answer, fact and source."""
    found = {path: (f.document.file, f.document.line(where)) for path, (f, where) in facts.items()}
    found |= {kind: (file, line) for kind, file, line in kinds_of(contents)}
    for entry in expanded.entries.values():
        file, index = expanded.places[entry.template or entry.id]
        place = (file.document.file, file.document.line(("entries", index, "id")))
        found[entry.id] = found[entry.template or entry.id] = place
    for file in contents.of("sources"):
        for key in file.model.sources:
            found[key] = (file.document.file, file.document.line(("sources", key)))
    return found


def _sources(contents: FolderContents) -> dict[str, Source]:
    return {
        key: Source(key, s.title, s.publisher, s.url, s.kind, s.as_of)
        for file in contents.of("sources")
        for key, s in file.model.sources.items()
    }


def _facts(prefix: str, claims: dict[str, list[ClaimModel]]) -> dict[str, Fact]:
    return {
        name: fact_of(f"{prefix}.{name}", name.replace("_", " "), listed)
        for name, listed in claims.items()
    }


def _issuers(contents: FolderContents) -> dict[str, Issuer]:
    return {
        key: Issuer(key, m.name, m.website, _facts(f"issuer.{key}", m.facts))
        for file in contents.of("issuers")
        for key, m in file.model.issuers.items()
    }


def _credentials(
    contents: FolderContents, issuers: dict[str, Issuer], problems: list[Problem]
) -> dict[str, Credential]:
    credentials: dict[str, Credential] = {}
    for file in contents.of("credential"):
        m, document = file.model, file.document
        if m.abbreviation in credentials:
            line = document.line(("abbreviation",))
            problems.append(
                Problem(
                    document.file, line, f"'{m.abbreviation}' has another file too; merge them."
                )
            )
            continue
        if m.issuer not in issuers and not contents.may_define("issuers.yaml", m.issuer):
            problems.append(
                Problem(
                    document.file,
                    document.line(("issuer",)),
                    f"issuer '{m.issuer}' is not in issuers.yaml; use {', '.join(issuers)}.",
                )
            )
        credentials[m.abbreviation] = Credential(
            m.abbreviation,
            m.name,
            m.issuer,
            tuple(m.also_called),
            m.kind,
            m.setting,
            m.summary,
            _facts(f"cert.{m.abbreviation}", m.facts),
            tuple(m.unknown),
        )
    return credentials


Places = dict[str, tuple[KnowledgeFile, tuple[str | int, ...]]]


def _all_facts(
    contents: FolderContents,
    issuers: dict[str, Issuer],
    credentials: dict[str, Credential],
    problems: list[Problem],
) -> tuple[dict[str, Fact], Places]:
    """Every fact by its full path, and where it is written."""
    facts: dict[str, Fact] = {}
    places: Places = {}
    for file in contents.of("credential"):
        credential = credentials[file.model.abbreviation]
        for name, fact in credential.facts.items():
            facts[fact.path] = fact
            places.setdefault(fact.path, (file, ("facts", name)))
    for file in contents.of("issuers"):
        for issuer in issuers.values():
            for name, fact in issuer.facts.items():
                facts[fact.path] = fact
                places[fact.path] = (file, ("issuers", issuer.key, "facts", name))
    for file in contents.of("facts"):
        for name, fact in _facts(file.folder, file.model.facts).items():
            if fact.path in facts:
                line = file.document.line(("facts", name))
                message = f"fact '{name}' is written twice in {file.folder}/; rename or remove it."
                problems.append(Problem(file.document.file, line, message))
                continue
            facts[fact.path] = fact
            places[fact.path] = (file, ("facts", name))
    return facts, places


def _golden(contents: FolderContents) -> tuple[GoldenQuestion, ...]:
    found: list[GoldenQuestion] = []
    for file in contents.of("questions"):
        for index, question in enumerate(file.model.questions):
            entries = frozenset(question.entry) - {"none"}
            found.append(
                GoldenQuestion(
                    question.ask,
                    entries,
                    golden_split(question.ask),
                    question.style,
                    file.document.file,
                    file.document.line(("questions", index)),
                )
            )
    return tuple(found)


def golden_split(text: str) -> str:
    """`tune` or `test`, by the hash of the folded text, so that the split never changes."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    bucket = int.from_bytes(hashlib.sha256(folded.encode()).digest()[:4], "big") % 100
    return "tune" if bucket < TUNE_PERCENT else "test"
