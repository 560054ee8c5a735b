"""Entries as written, rendered and expanded to one entry for every credential they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.knowledge.base import Citation, Credential, Entry, Gap
from bot.knowledge.facts import Reference, Source
from bot.knowledge.folder import FolderContents, KnowledgeFile
from bot.knowledge.freshness import earliest_expiry
from bot.knowledge.problems import Problem
from bot.knowledge.rendering import FactMissing, Rendered, Renderer, TemplateInvalid
from bot.knowledge.schema import EntryModel

_PLACES = {"cert": "certifications", "issuer": "issuers.yaml", "pay": "pay", "career": "career"}


@dataclass(slots=True)
class ExpandedEntries:
    """Entries and gaps by id, where each was written, and what went wrong.

    `failed` holds the ids of entries that were written but could not be rendered.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    gaps: dict[str, Gap] = field(default_factory=dict)
    places: dict[str, tuple[KnowledgeFile, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)


def slug(abbreviation: str) -> str:
    """`CPC-A` as it stands in entry ids: `cpc-a`."""
    return re.sub(r"[^a-z0-9]+", "-", abbreviation.lower()).strip("-")


def expanded_entries(
    contents: FolderContents,
    renderer: Renderer,
    credentials: Mapping[str, Credential],
    sources: Mapping[str, Source],
) -> ExpandedEntries:
    """Every entry of every FAQ file, rendered."""
    out = ExpandedEntries()
    expansion = _Expansion(out, contents, renderer, credentials, sources)
    for file in contents.of("faq"):
        for index, model in enumerate(file.model.entries):
            if model.id in out.places:
                other = out.places[model.id]
                where = f"{other[0].document.file}:{_line(other[0], other[1], 'id')}"
                expansion.problem(
                    file, index, "id", f"id '{model.id}' is already used at {where}; rename it."
                )
                continue
            out.places[model.id] = (file, index)
            expansion.add(file, index, model)
    return out


def _line(file: KnowledgeFile, index: int, key: str) -> int:
    return file.document.line(("entries", index, key))


@dataclass(slots=True)
class _Expansion:
    out: ExpandedEntries
    contents: FolderContents
    renderer: Renderer
    credentials: Mapping[str, Credential]
    sources: Mapping[str, Source]

    def problem(self, file: KnowledgeFile, index: int, key: str, message: str) -> None:
        self.out.problems.append(Problem(file.document.file, _line(file, index, key), message))

    def add(self, file: KnowledgeFile, index: int, model: EntryModel) -> None:
        if model.for_each is None:
            self._add_one(file, index, model, None)
            return
        for credential in self.credentials.values():
            if credential.abbreviation not in model.excluded:
                self._add_one(file, index, model, credential)

    def _add_one(
        self, file: KnowledgeFile, index: int, model: EntryModel, credential: Credential | None
    ) -> None:
        about = credential.abbreviation if credential else None
        entry_id = f"{model.id}/{slug(about)}" if about else model.id
        key = "question"
        try:
            question = self.renderer.rendered(model.question, about).text
            key = "also_asked"
            asked = [self.renderer.rendered(p, about).text for p in model.also_asked]
            key = "answer"
            phrasings = tuple(dict.fromkeys((question, *asked)))
            answer = self.renderer.rendered(model.answer, about)
        except TemplateInvalid as error:
            offset = error.line if key == "answer" and "\n" in model.answer else 0
            line = _line(file, index, key) + offset
            sentence = f"entry '{model.id}': {error}."
            self.out.problems.append(Problem(file.document.file, line, sentence))
            self.out.failed.add(model.id)
            return
        except FactMissing as missing:
            its_own = missing.path.startswith(f"cert.{about}.")
            if credential is None or key != "answer" or not its_own:
                self._refuse_fact(file, index, key, model.id, missing.path)
            else:
                self._add_gap(entry_id, model.id, question, phrasings, credential, missing.path)
            return
        self.out.entries[entry_id] = self._entry(
            file, model, entry_id, question, phrasings, answer, about
        )

    def _refuse_fact(
        self, file: KnowledgeFile, index: int, key: str, entry_id: str, path: str
    ) -> None:
        """Report an unknown fact, unless a file with mistakes may hold it."""
        self.out.failed.add(entry_id)
        root, _, name = path.partition(".")
        place = _PLACES.get(root, "")
        if not self.contents.may_define(place, name.rpartition(".")[2]):
            self.problem(file, index, key, f"entry '{entry_id}': unknown fact '{path}'.")

    def _add_gap(
        self,
        entry_id: str,
        template: str,
        question: str,
        phrasings: tuple[str, ...],
        credential: Credential,
        path: str,
    ) -> None:
        missing = path.rpartition(".")[2].replace("_", " ")
        self.out.gaps[entry_id] = Gap(
            entry_id, question, phrasings, missing, template, credential.abbreviation
        )

    def _entry(
        self,
        file: KnowledgeFile,
        model: EntryModel,
        entry_id: str,
        question: str,
        phrasings: tuple[str, ...],
        answer: Rendered,
        about: str | None,
    ) -> Entry:
        dated = sorted(
            r.claim.as_of
            for r in answer.references
            if r.claim.as_of != "undated" and not r.claim.lasting
        )
        return Entry(
            id=entry_id,
            topic=file.model.topic,
            question=question,
            phrasings=phrasings,
            text=answer.text,
            citations=self._citations(answer.references, (*model.cites, *model.figures.values())),
            facts=tuple(r.fact.path for r in answer.references),
            related=tuple(model.related),
            tags=tuple(model.tags),
            reviewed=model.reviewed,
            as_of=dated[0] if dated else None,
            fresh_until=earliest_expiry(answer.references),
            unconfirmed=any(r.claim.status == "unverified" for r in answer.references),
            template=model.id if about else None,
            credential=about,
        )

    def _citations(
        self, references: Iterable[Reference], cites: Iterable[str]
    ) -> tuple[Citation, ...]:
        found: dict[tuple[str, str], Citation] = {}
        for reference in references:
            source = self.sources.get(reference.claim.source)
            if source is not None:
                found.setdefault(
                    (source.key, reference.claim.as_of), Citation(source, reference.claim.as_of)
                )
        quoted = {key for key, _ in found}
        for key in cites:
            source = self.sources.get(key)
            if source is not None and key not in quoted:
                found[(key, source.as_of)] = Citation(source, source.as_of)
        return tuple(found.values())
