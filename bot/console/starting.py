"""What commands start with: settings, the knowledge folder, the assistant; and how they fail."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from bot.assistant import Assistant
from bot.caching import BuildCache
from bot.knowledge.base import Knowledge
from bot.knowledge.folder import KnowledgeUnreachable, default_folder
from bot.knowledge.problems import KnowledgeInvalid
from bot.ops.exit_codes import ExitCode
from bot.pay.figures import Figures
from bot.settings import Settings

errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_WIDE = 170


def accept_any_text() -> None:
    """JSON lines are UTF-8 whatever the terminal is, and a broken byte spoils one line only."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def wide_console() -> Console:
    """For tables: as wide as the terminal, and wide enough for them in a file or a pipe."""
    has_width = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if has_width else _WIDE)


def fail(sentence: str, code: ExitCode = ExitCode.WRONG) -> NoReturn:
    errors.print(sentence)
    raise typer.Exit(code)


def settings_or_exit() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for detail in error.errors():
            name = str(detail["loc"][0]).upper() if detail["loc"] else "settings"
            errors.print(f"{name}: {detail['msg']}; correct it in .env or the environment.")
        raise typer.Exit(ExitCode.USAGE) from None


def folder_of(settings: Settings, path: Path | None = None) -> Path:
    return path or settings.knowledge_dir or default_folder()


def figures_or_exit() -> Figures:
    """The sourced figures; the knowledge is read when a calculation first needs one."""
    settings = settings_or_exit()
    return Figures(lambda: _knowledge(settings))


def _knowledge(settings: Settings) -> Knowledge:
    with _mistakes_told():
        return BuildCache(settings.cache_dir).knowledge(folder_of(settings))


def assistant_or_exit(settings: Settings) -> Assistant:
    with _mistakes_told():
        return Assistant.from_folder(
            folder_of(settings),
            answer_threshold=settings.answer_threshold,
            suggest_threshold=settings.suggest_threshold,
            cache=BuildCache(settings.cache_dir),
        )
    raise AssertionError("with mistakes the command has ended")


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """Ends the command with every mistake of the knowledge, a line each."""
    try:
        yield
    except KnowledgeInvalid as error:
        for problem in error.problems:
            errors.print(str(problem))
        fail("The knowledge has mistakes; mend them, then try again.")
    except KnowledgeUnreachable as error:
        fail(str(error))
