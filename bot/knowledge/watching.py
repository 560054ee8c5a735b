"""Notices when the knowledge folder changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, DefaultFilter, awatch

_SETTLE_MILLISECONDS = 300
_STEP_MILLISECONDS = 50


class _YamlOnly(DefaultFilter):
    def __call__(self, change: Change, path: str) -> bool:
        return path.endswith((".yaml", ".yml")) and super().__call__(change, path)


async def folder_changes(root: Path, stop: asyncio.Event | None = None) -> AsyncIterator[int]:
    """Yield the number of changed files each time saves under `root` have settled for 0.3 s."""
    async for changes in awatch(
        root,
        watch_filter=_YamlOnly(),
        debounce=_SETTLE_MILLISECONDS,
        step=_STEP_MILLISECONDS,
        stop_event=stop,
        recursive=True,
    ):
        yield len(changes)
