"""Registering slash commands with Discord only when they changed."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import structlog
from discord.app_commands import CommandTree

log = structlog.stdlib.get_logger(__name__)

_FILE = "command_sync.json"


@dataclass(frozen=True, slots=True)
class SyncState:
    """The file that remembers what was registered last, by application and server."""

    path: Path

    @classmethod
    def within(cls, state_dir: Path) -> SyncState:
        """The state kept in `state_dir`; nothing is read or written yet."""
        return cls(state_dir / _FILE)

    def recorded(self, scope: str) -> str | None:
        """The hash recorded for `scope`, or None; a file that cannot be read counts as empty."""
        return self._hashes().get(scope)

    def record(self, scope: str, digest: str) -> None:
        """Replace the file by one in which `scope` has `digest`; raises OSError."""
        hashes = self._hashes() | {scope: digest}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=self.path.parent, prefix=_FILE, delete=False
        ) as file:
            written = Path(file.name)
            try:
                json.dump(hashes, file, indent=2, sort_keys=True)
                file.close()
                written.replace(self.path)
            except BaseException:
                file.close()
                written.unlink(missing_ok=True)
                raise

    def _hashes(self) -> dict[str, str]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError) as error:
            self._warn(type(error).__name__)
            return {}
        if not isinstance(content, dict) or not all(isinstance(v, str) for v in content.values()):
            self._warn("not a mapping of scopes to hashes")
            return {}
        return content

    def _warn(self, reason: str) -> None:
        log.warning(
            "The record of registered commands cannot be read and counts as empty.",
            path=str(self.path),
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """Whether commands were sent to Discord (`synced`), how many there are, and for where."""

    synced: bool
    commands: int
    scope: str


def payload_hash(payloads: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256, in hexadecimal, of command payloads; their order and that of keys do not matter."""
    spelled = sorted(json.dumps(payload, sort_keys=True) for payload in payloads)
    return hashlib.sha256("\n".join(spelled).encode()).hexdigest()


async def synced(
    tree: CommandTree[Any],
    *,
    guild: discord.abc.Snowflake | None,
    state: SyncState,
    force: bool = False,
) -> SyncOutcome:
    """Register the tree's commands for `guild`, or everywhere when it is None, if they changed.

    Raises what `CommandTree.sync` raises: `MissingApplicationID`, `Forbidden`,
    `CommandSyncFailure`, `HTTPException`, `TranslationError`.
    """
    application = tree.client.application_id
    if application is None:
        raise discord.MissingApplicationID
    scope = f"{application}:{'global' if guild is None else guild.id}"
    payloads = await _payloads(tree, guild)
    digest = payload_hash(payloads)
    if not force and state.recorded(scope) == digest:
        return SyncOutcome(False, len(payloads), scope)
    await tree.sync(guild=guild)
    try:
        state.record(scope, digest)
    except OSError as error:
        # The commands are registered; forgetting it costs one needless registration later.
        log.warning(
            "Registered commands could not be recorded; make STATE_DIR writable.",
            path=str(state.path),
            reason=str(error),
        )
    return SyncOutcome(True, len(payloads), scope)


async def _payloads(
    tree: CommandTree[Any], guild: discord.abc.Snowflake | None
) -> list[dict[str, Any]]:
    commands = tree.get_commands(guild=guild)
    if tree.translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, tree.translator) for command in commands]
