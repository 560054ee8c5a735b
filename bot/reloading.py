"""Keeps the newest good knowledge serving while moderators edit its files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.assistant import Assistant
from bot.caching import BuildFailed
from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.problems import KnowledgeInvalid
from bot.knowledge.watching import folder_changes

_log = structlog.get_logger(__name__)
_SHOWN_PROBLEMS = 10
Build = Callable[[Path, Assistant | None], Assistant]


@dataclass(frozen=True, slots=True)
class ReloadOutcome:
    """What came of a reload: a sentence for moderators, and what is wrong when it failed."""

    ok: bool
    sentence: str
    problems: tuple[str, ...] = ()


class AssistantHolder:
    """Holds the current Assistant. A reload builds a new one off the event loop, then swaps."""

    def __init__(self, current: Assistant, folder: Path, build: Build) -> None:
        self.current = current
        self.folder = folder
        self._build = build

    @classmethod
    def loaded(cls, folder: Path, build: Build) -> AssistantHolder:
        """A holder with the knowledge of `folder`. Raises what `build` raises."""
        return cls(build(folder, None), folder, build)

    async def reload(self) -> ReloadOutcome:
        """Load the folder again; on any mistake the last good knowledge keeps answering."""
        try:
            fresh = await asyncio.to_thread(self._build, self.folder, self.current)
        except KnowledgeInvalid as error:
            listed = tuple(map(str, error.problems))
            count = f"{len(listed)} problem" + ("s" if len(listed) != 1 else "")
            return ReloadOutcome(
                False,
                f"The new knowledge has {count}, so the last good version keeps answering.",
                listed[:_SHOWN_PROBLEMS],
            )
        except (KnowledgeUnreachable, BuildFailed) as error:
            return ReloadOutcome(False, f"{error} The last good version keeps answering.")
        if fresh.knowledge.digest == self.current.knowledge.digest:
            return ReloadOutcome(True, "The knowledge has not changed.")
        self.current = fresh
        entries = len(fresh.knowledge.entries)
        return ReloadOutcome(
            True,
            f"New knowledge is in use: {entries} answers, version {fresh.knowledge.digest[:8]}.",
        )

    async def watch(
        self, on_reload: Callable[[ReloadOutcome], Awaitable[None]] | None = None
    ) -> None:
        """Reload whenever a file changes, until cancelled; tell `on_reload` what came of it."""
        async for changed in folder_changes(self.folder):
            outcome = await self.reload()
            _log.info(
                "knowledge reloaded" if outcome.ok else "knowledge refused",
                changed_files=changed,
                outcome=outcome.sentence,
                problems=outcome.problems,
            )
            if on_reload is not None:
                await on_reload(outcome)
