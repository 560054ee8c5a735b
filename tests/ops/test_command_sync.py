from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.ops.command_sync import SyncState, payload_hash, synced

APPLICATION = 123456789012345678


class Registry:
    """Stands in for Discord's side of registration and keeps what it was sent."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int | None, list[str]]] = []

    async def everywhere(self, application: int, payload: list[dict[str, Any]]) -> list[Any]:
        self.calls.append((application, None, [command["name"] for command in payload]))
        return []

    async def on_server(
        self, application: int, guild: int, payload: list[dict[str, Any]]
    ) -> list[Any]:
        self.calls.append((application, guild, [command["name"] for command in payload]))
        return []


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    registry = Registry()
    http = "discord.http.HTTPClient"
    monkeypatch.setattr(
        f"{http}.bulk_upsert_global_commands",
        lambda _self, application, payload: registry.everywhere(application, payload),
    )
    monkeypatch.setattr(
        f"{http}.bulk_upsert_guild_commands",
        lambda _self, application, guild, payload: registry.on_server(application, guild, payload),
    )
    return registry


def made_tree(*descriptions: str, application: int | None = APPLICATION) -> Any:
    options: dict[str, Any] = {"application_id": application}
    client = discord.Client(intents=discord.Intents.none(), **options)
    tree = app_commands.CommandTree(client)
    for number, description in enumerate(descriptions):

        async def callback(interaction: discord.Interaction) -> None: ...

        tree.add_command(
            app_commands.Command(name=f"c{number}", description=description, callback=callback)
        )
    return tree


async def test_registers_once_then_only_when_something_changed(
    registry: Registry, tmp_path: Path
) -> None:
    state = SyncState.within(tmp_path / "made" / "when needed")

    first = await synced(made_tree("Ask", "Pay"), guild=None, state=state)
    again = await synced(made_tree("Ask", "Pay"), guild=None, state=state)
    changed = await synced(made_tree("Ask", "Pay more"), guild=None, state=state)

    assert [outcome.synced for outcome in (first, again, changed)] == [True, False, True]
    assert (again.commands, again.scope) == (2, f"{APPLICATION}:global")
    assert registry.calls == [(APPLICATION, None, ["c0", "c1"])] * 2


async def test_force_registers_what_is_unchanged(registry: Registry, tmp_path: Path) -> None:
    state = SyncState.within(tmp_path)
    for _ in range(2):
        outcome = await synced(made_tree("Ask"), guild=None, state=state, force=True)
        assert outcome.synced

    assert len(registry.calls) == 2


async def test_each_application_and_server_is_remembered_by_itself(
    registry: Registry, tmp_path: Path
) -> None:
    state = SyncState.within(tmp_path)
    server = discord.Object(42)

    assert (await synced(made_tree(), guild=None, state=state)).synced
    assert (await synced(made_tree(), guild=server, state=state)).synced
    assert (await synced(made_tree(application=7), guild=None, state=state)).synced
    assert not (await synced(made_tree(), guild=server, state=state)).synced
    assert registry.calls == [(APPLICATION, None, []), (APPLICATION, 42, []), (7, None, [])]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[]", b'{"a": 1}', b"[" * 100_000], ids=repr
)
async def test_a_corrupt_record_counts_as_empty_and_is_mended(
    registry: Registry, tmp_path: Path, content: bytes
) -> None:
    state = SyncState.within(tmp_path)
    state.path.write_bytes(content)

    with capture_logs() as logs:
        assert (await synced(made_tree("Ask"), guild=None, state=state)).synced

    assert "counts as empty" in logs[0]["event"]
    assert not (await synced(made_tree("Ask"), guild=None, state=state)).synced


async def test_a_record_that_cannot_be_written_costs_only_a_warning(
    registry: Registry, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    state = SyncState.within(tmp_path / "file")

    with capture_logs() as logs:
        assert (await synced(made_tree("Ask"), guild=None, state=state)).synced

    assert "make STATE_DIR writable" in logs[-1]["event"]


async def test_a_refused_registration_is_not_recorded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def refuse(self: object, *, guild: object) -> None:
        raise discord.app_commands.CommandLimitReached(guild_id=None, limit=100)

    monkeypatch.setattr(app_commands.CommandTree, "sync", refuse)
    state = SyncState.within(tmp_path)

    with pytest.raises(app_commands.CommandLimitReached):
        await synced(made_tree("Ask"), guild=None, state=state)

    assert list(tmp_path.iterdir()) == []


async def test_without_an_application_id_nothing_is_registered(tmp_path: Path) -> None:
    with pytest.raises(discord.MissingApplicationID):
        await synced(made_tree(application=None), guild=None, state=SyncState.within(tmp_path))


def test_a_failed_write_leaves_the_old_record_and_no_scraps(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    state = SyncState.within(tmp_path)
    state.record("1:global", "old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        state.record("1:global", "new")

    assert state.recorded("1:global") == "old"
    assert [path.name for path in tmp_path.iterdir()] == [state.path.name]


payloads = st.lists(
    st.dictionaries(st.text(), st.integers() | st.lists(st.text()) | st.booleans()), max_size=4
)


@given(payloads, st.randoms())
def test_the_hash_ignores_the_order_of_commands_and_keys(
    commands: list[dict[str, Any]], random: Any
) -> None:
    shuffled = [dict(random.sample(list(c.items()), len(c))) for c in commands]
    random.shuffle(shuffled)

    assert payload_hash(shuffled) == payload_hash(commands)


@given(payloads, payloads)
def test_different_commands_have_different_hashes(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    def spelled(commands: list[dict[str, Any]]) -> list[str]:
        return sorted(json.dumps(command, sort_keys=True) for command in commands)

    same = spelled(first) == spelled(second)
    assert (payload_hash(first) == payload_hash(second)) == same


def test_the_order_of_options_matters() -> None:
    assert payload_hash([{"options": ["a", "b"]}]) != payload_hash([{"options": ["b", "a"]}])
