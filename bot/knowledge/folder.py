"""The knowledge folder: which files it holds, read and validated one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.knowledge.documents import Document, read_document
from bot.knowledge.problems import Problem
from bot.knowledge.schema import FILE_MODELS
from bot.knowledge.schema_errors import schema_problems

_SINGLE = {
    "sources.yaml": "sources",
    "issuers.yaml": "issuers",
    "lexicon.yaml": "lexicon",
    "out_of_scope.yaml": "out_of_scope",
    "uncovered.yaml": "uncovered",
    "pathway.yaml": "pathway",
}
_FOLDERS = {
    "faq": "faq",
    "certifications": "credential",
    "pay": "facts",
    "career": "facts",
    "questions": "questions",
}
REQUIRED = ("sources.yaml", "issuers.yaml", "lexicon.yaml", "out_of_scope.yaml")


class KnowledgeUnreachable(Exception):
    """The knowledge folder does not exist or cannot be listed."""


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """A validated file: its model, and the document that knows its lines."""

    kind: str
    folder: str
    document: Document
    model: Any


@dataclass(slots=True)
class FolderContents:
    """Every file of the folder that is valid on its own, and what is wrong with the others.

    `unread` holds the first part of the path of every file that could not even be parsed.
    """

    files: list[KnowledgeFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    invalid: list[Document] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    digest: str = ""

    def may_define(self, place: str, name: str) -> bool:
        """Whether a file with mistakes, in `place`, may be the one that `name` comes from.

        Then nothing can be said against the name until that file is mended.
        """
        return place in self.unread or any(
            name in _strings(document.data) for document in self._invalid_in(place)
        )

    def has_mistakes(self, place: str) -> bool:
        return place in self.unread or any(self._invalid_in(place))

    def _invalid_in(self, place: str) -> Iterator[Document]:
        return (document for document in self.invalid if _place(document.file) == place)

    def of(self, kind: str, folder: str | None = None) -> Iterator[KnowledgeFile]:
        for file in self.files:
            if file.kind == kind and folder in (None, file.folder):
                yield file


def _place(file: str) -> str:
    return file.partition("/")[0]


def _strings(data: Any) -> Iterator[str]:
    """Every key and every text in a parsed file."""
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
    elif isinstance(data, str):
        yield data


def default_folder() -> Path:
    """The knowledge that comes with the bot: the checkout's, or the installed copy."""
    checkout = Path(__file__).resolve().parents[2] / "knowledge"
    installed = Path(__file__).resolve().parents[1] / "_knowledge"
    return installed if installed.is_dir() else checkout


def folder_digest(root: Path) -> str:
    """A digest of the names and contents of every YAML file under `root`."""
    digest = hashlib.sha256()
    for path in sorted((*root.rglob("*.yaml"), *root.rglob("*.yml"))):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def read_folder(root: Path) -> FolderContents:
    """Read and validate every file under `root`. Raises KnowledgeUnreachable without a folder."""
    if not root.is_dir():
        raise KnowledgeUnreachable(
            f"The knowledge folder {root} does not exist; set KNOWLEDGE_DIR to the right folder."
        )
    contents = FolderContents()
    digest = hashlib.sha256()
    for name in REQUIRED:
        if not (root / name).is_file():
            contents.problems.append(Problem(name, 1, "is missing; restore it from git."))
            contents.unread.add(name)
    for path, kind, folder in _listed(root, contents.problems):
        file = path.relative_to(root).as_posix()
        document = read_document(path, file)
        if isinstance(document, Problem):
            contents.problems.append(document)
            contents.unread.add(_place(file))
            continue
        digest.update(f"{file}\0".encode() + path.read_bytes())
        _validate(document, kind, folder, contents)
    contents.digest = digest.hexdigest()
    return contents


def _validate(document: Document, kind: str, folder: str, contents: FolderContents) -> None:
    model: type[BaseModel] = FILE_MODELS[kind]
    try:
        validated = model.model_validate(document.data)
    except ValidationError as error:
        contents.problems.extend(schema_problems(document, error))
        contents.invalid.append(document)
        return
    contents.files.append(KnowledgeFile(kind, folder, document, validated))


def _listed(root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str, str]]:
    for name, kind in _SINGLE.items():
        if (root / name).is_file():
            yield root / name, kind, ""
    for folder, kind in _FOLDERS.items():
        directory = root / folder
        if directory.is_dir():
            for path in sorted(directory.rglob("*.yaml")):
                yield path, kind, folder
    for path in sorted(root.rglob("*.yml")):
        problems.append(
            Problem(path.relative_to(root).as_posix(), 1, "ends in .yml; rename it to .yaml.")
        )
    for path in sorted(root.glob("*.yaml")):
        if path.name not in _SINGLE:
            problems.append(
                Problem(path.name, 1, "is in no known place; move it to faq/ or another folder.")
            )
