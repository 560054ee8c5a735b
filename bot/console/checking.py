"""`bot check`: what is wrong with the knowledge, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.assistant import Assistant
from bot.caching import BuildCache
from bot.curation import curation_problems
from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.problems import KnowledgeInvalid, Problem
from bot.ops.exit_codes import ExitCode
from bot.winners import RECORD, record_winners, recorded_winners, winners


class Format(StrEnum):
    """How problems are written: for people, or as annotations of a pull request."""

    TEXT = "text"
    GITHUB = "github"


def checked(
    folder: Path,
    console: Console,
    *,
    strict: bool = False,
    style: Format = Format.TEXT,
    record: bool = False,
    cache: Path | None = None,
) -> ExitCode:
    """Print every problem under `folder`, sorted.

    WRONG when there is an error, or with `strict` when there is a warning. With `record` the
    present winners of the golden questions become the ones that later checks compare with.
    """
    try:
        assistant = Assistant.from_folder(folder, cache=BuildCache(cache))
    except KnowledgeInvalid as error:
        _show(error.problems, folder, console, style)
        count = sum(problem.severity == "error" for problem in error.problems)
        console.print(f"{count} error{'s' if count != 1 else ''}; mend them and check again.")
        return ExitCode.WRONG
    except KnowledgeUnreachable as error:
        console.print(str(error))
        return ExitCode.WRONG
    known = assistant.knowledge
    if record:
        record_winners(folder, winners(assistant))
        console.print(f"Recorded who answers which golden question in {RECORD}.")
    problems = sorted({*known.warnings, *curation_problems(assistant, recorded_winners(folder))})
    _show(problems, folder, console, style)
    errors = sum(problem.severity == "error" for problem in problems)
    console.print(
        f"{len(known.entries)} answers, {len(known.credentials)} credentials, "
        f"{len(known.facts)} facts, {len(known.golden)} golden questions: "
        f"{errors} errors, {len(problems) - errors} warnings."
    )
    return ExitCode.WRONG if errors or (strict and problems) else ExitCode.OK


def _show(problems: Iterable[Problem], folder: Path, console: Console, style: Format) -> None:
    for problem in problems:
        if style is Format.TEXT:
            console.print(_styled(problem))
        else:
            where = f"file={folder.name}/{problem.file},line={problem.line}"
            console.print(Text(f"::{problem.severity} {where}::{_one_line(problem.message)}"))


def _one_line(message: str) -> str:
    """`message` with what would end a workflow command escaped."""
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _styled(problem: Problem) -> Text:
    text = Text(f"{problem.file}:{problem.line}: ", style="bold")
    if problem.severity == "warning":
        return text.append("warning: ", style="yellow").append(problem.message, style="default")
    return text.append(problem.message, style="red")
