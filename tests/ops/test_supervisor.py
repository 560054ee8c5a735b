from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, cast

import aiohttp
import discord
import pytest
from structlog.testing import capture_logs

from bot.ops.exit_codes import ExitCode
from bot.ops.intents import needed_intents
from bot.ops.signals import stop_on_signals
from bot.ops.supervisor import MAX_DELAY, STEADY_SESSION, supervise

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GxYz12.abcdefghijklmnopqrstuvwxyz0123456789AB"


class World:
    """Virtual time, and clients whose sessions are scripted.

    Each script entry is what one session does: raise an exception, or run until closed (None).
    """

    def __init__(self, *script: Exception | None) -> None:
        self.script = list(script)
        self.stop = asyncio.Event()
        self.now = 0.0
        self.delays: list[float] = []
        self.ceilings: list[float] = []
        self.clients: list[FakeClient] = []
        self.session_seconds = 1.0

    def build(self) -> discord.Client:
        self.clients.append(FakeClient(self, self.script.pop(0)))
        return cast(discord.Client, self.clients[-1])

    async def sleep(self, seconds: float) -> None:
        assert all(client.closes == 1 for client in self.clients), "retried before closing"
        self.delays.append(seconds)
        self.now += seconds

    def uniform(self, low: float, high: float) -> float:
        assert low == 0
        self.ceilings.append(high)
        return high / 2

    async def supervised(
        self, build: Callable[[], discord.Client] | None = None, **options: Any
    ) -> ExitCode:
        return await supervise(
            build or self.build,
            TOKEN,
            stop=self.stop,
            clock=lambda: self.now,
            sleep=options.pop("sleep", self.sleep),
            uniform=self.uniform,
            **options,
        )


class FakeClient:
    ws = None

    def __init__(self, world: World, outcome: Exception | None) -> None:
        self.world = world
        self.outcome = outcome
        self.intents = needed_intents()
        self.closes = 0
        self.closed = asyncio.Event()
        self.started = asyncio.Event()

    async def start(self, token: str) -> None:
        assert token == TOKEN
        self.started.set()
        self.world.now += self.world.session_seconds
        if self.outcome is not None:
            raise self.outcome
        await self.closed.wait()

    async def close(self) -> None:
        self.closes += 1
        self.closed.set()


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    with capture_logs() as entries:
        yield cast(list[Any], entries)


def errors(logs: list[Any]) -> list[Any]:
    return [entry for entry in logs if entry["log_level"] == "error"]


def warnings(logs: list[Any]) -> list[Any]:
    return [entry for entry in logs if entry["log_level"] == "warning"]


async def test_delays_double_up_to_five_minutes_with_full_jitter(logs: list[Any]) -> None:
    world = World(*[aiohttp.ServerDisconnectedError()] * 11, discord.LoginFailure("no"))

    assert await world.supervised() is ExitCode.BAD_TOKEN
    assert world.ceilings == [1, 2, 4, 8, 16, 32, 64, 128, 256, MAX_DELAY, MAX_DELAY]
    assert world.delays == [ceiling / 2 for ceiling in world.ceilings]
    assert len(world.clients) == 12
    assert all(client.closes == 1 for client in world.clients)
    second = warnings(logs)[1]
    assert second["event"].endswith("; trying again in 1.0 s.")
    assert second["attempt"] == 2


async def test_a_long_outage_does_not_overflow() -> None:
    world = World(*[ConnectionResetError()] * 1100, discord.LoginFailure("no"))

    assert await world.supervised() is ExitCode.BAD_TOKEN
    assert world.ceilings[-1] == MAX_DELAY


async def test_a_long_session_resets_the_delays() -> None:
    world = World(*[TimeoutError()] * 4, discord.LoginFailure("no"))
    lengths = iter([1.0, 1.0, STEADY_SESSION, 1.0, 1.0])

    def build() -> discord.Client:
        world.session_seconds = next(lengths)
        return world.build()

    await world.supervised(build)

    assert world.ceilings == [1, 2, 1, 2]


async def test_a_rate_limit_is_waited_out_in_full() -> None:
    world = World(discord.RateLimited(900), discord.LoginFailure("no"))

    await world.supervised()

    assert world.delays == [900]


@pytest.mark.parametrize(
    ("error", "exit_code", "advice"),
    [
        (discord.LoginFailure("no"), ExitCode.BAD_TOKEN, "reset it on the Bot page"),
        (discord.PrivilegedIntentsRequired(0), ExitCode.INTENT_REFUSED, "switch on"),
    ],
)
async def test_what_only_the_operator_can_mend_ends_with_one_line(
    logs: list[Any], error: Exception, exit_code: ExitCode, advice: str
) -> None:
    world = World(error)

    assert await world.supervised() is exit_code
    (line,) = errors(logs)
    assert advice in line["event"]
    assert line["exit_code"] == exit_code
    assert "exc_info" not in line
    assert world.delays == []
    assert world.clients[0].closes == 1


async def test_an_unexpected_error_ends_with_its_traceback(logs: list[Any]) -> None:
    error = ZeroDivisionError("a bug")
    world = World(error)

    assert await world.supervised() is ExitCode.CRASHED
    (line,) = errors(logs)
    assert line["exc_info"] is error
    assert line["error_id"]
    assert world.clients[0].closes == 1


async def test_an_error_while_building_the_client_is_a_crash_even_if_it_looks_like_network(
    logs: list[Any],
) -> None:
    def build() -> discord.Client:
        raise ConnectionError("knowledge")

    assert await World().supervised(build) is ExitCode.CRASHED
    assert len(errors(logs)) == 1


async def stopped(world: World, **options: Any) -> ExitCode:
    supervising = asyncio.create_task(world.supervised(**options))
    while not world.clients:
        await asyncio.sleep(0)
    await world.clients[0].started.wait()
    world.stop.set()
    return await supervising


async def test_a_stop_closes_the_client_and_is_no_error(logs: list[Any]) -> None:
    world = World(None)

    assert await stopped(world) is ExitCode.OK
    assert world.clients[0].closes == 1
    assert [entry["event"] for entry in logs] == ["Closing the connection to Discord.", "Stopped."]


async def test_a_client_that_will_not_close_is_dropped(logs: list[Any]) -> None:
    world = World(None)
    hanging = asyncio.Event()

    class Hanging(FakeClient):
        async def close(self) -> None:
            self.closes += 1
            await hanging.wait()

    def build() -> discord.Client:
        world.clients.append(Hanging(world, None))
        return cast(discord.Client, world.clients[-1])

    assert await stopped(world, build=build, close_timeout=0) is ExitCode.OK
    assert any("did not close in time" in entry["event"] for entry in logs)


async def test_a_client_that_fails_to_close_does_not_stop_the_next_try(logs: list[Any]) -> None:
    world = World(TimeoutError(), discord.LoginFailure("no"))

    class Failing(FakeClient):
        async def close(self) -> None:
            await super().close()
            raise RuntimeError("half closed")

    def build() -> discord.Client:
        world.clients.append(Failing(world, world.script.pop(0)))
        return cast(discord.Client, world.clients[-1])

    assert await world.supervised(build) is ExitCode.BAD_TOKEN
    assert len(world.clients) == 2
    assert any("did not close cleanly" in entry["event"] for entry in logs)


async def test_a_stop_during_a_delay_ends_the_delay() -> None:
    world = World(TimeoutError())

    async def endless(_seconds: float) -> None:
        world.stop.set()
        await asyncio.Event().wait()

    assert await world.supervised(sleep=endless) is ExitCode.OK
    assert len(world.clients) == 1


async def test_a_stop_beforehand_builds_nothing() -> None:
    world = World()
    world.stop.set()

    assert await world.supervised() is ExitCode.OK


async def test_a_client_closed_from_inside_ends_the_bot() -> None:
    world = World(None)

    def build() -> discord.Client:
        client = world.build()
        world.clients[-1].closed.set()
        return client

    assert await world.supervised(build) is ExitCode.OK
    assert world.delays == []


async def test_cancellation_still_closes_the_client() -> None:
    world = World(None)
    supervising = asyncio.create_task(world.supervised())
    while not world.clients:
        await asyncio.sleep(0)
    supervising.cancel()

    with pytest.raises(asyncio.CancelledError):
        await supervising

    assert world.clients[0].closes == 1


async def test_sigterm_ends_a_session_in_order() -> None:
    world = World(None)

    with stop_on_signals(world.stop, force_exit=lambda code: pytest.fail(f"forced {code}")):
        supervising = asyncio.create_task(world.supervised())
        while not world.clients:
            await asyncio.sleep(0)
        await world.clients[0].started.wait()
        os.kill(os.getpid(), signal.SIGTERM)
        assert await asyncio.wait_for(supervising, 5) is ExitCode.OK

    assert world.clients[0].closes == 1


class RealClient(discord.Client):
    """discord.py's own client, logged in without a network."""

    async def login(self, token: str) -> None:
        await self._async_setup_hook()


@pytest.fixture
def first_handshake_fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[OSError], None]:
    def arrange(error: OSError) -> None:
        async def ws_connect(self: object, url: str) -> Awaitable[None]:
            raise error

        monkeypatch.setattr("discord.http.HTTPClient.ws_connect", ws_connect)
        monkeypatch.setattr("discord.client.ExponentialBackoff.delay", lambda self: 0.0)

    return arrange


@pytest.mark.parametrize("error", [OSError(111, "refused"), ConnectionResetError(10054, "reset")])
async def test_the_librarys_failed_first_handshake_is_tried_again(
    first_handshake_fails: Callable[[OSError], None], logs: list[Any], error: OSError
) -> None:
    first_handshake_fails(error)
    world = World(discord.LoginFailure("enough"))
    real = [RealClient(intents=needed_intents()), RealClient(intents=needed_intents())]
    remaining = iter(real)

    result = await world.supervised(lambda: next(remaining, None) or world.build())

    assert result is ExitCode.BAD_TOKEN
    assert len(world.delays) == 2
    assert all(client.is_closed() for client in real)
    assert len(warnings(logs)) == 2
    assert type(error).__name__ in warnings(logs)[0]["event"]
    assert "handshake" in warnings(logs)[0]["event"]


async def test_any_other_attribute_error_of_a_real_client_is_a_crash(logs: list[Any]) -> None:
    class Buggy(RealClient):
        async def connect(self, *, reconnect: bool = True) -> None:
            _ = self.ws.sequence

    result = await World().supervised(lambda: Buggy(intents=needed_intents()))

    assert result is ExitCode.CRASHED
    assert isinstance(errors(logs)[0]["exc_info"], AttributeError)


async def test_a_closed_port_is_tried_again_until_the_stop(
    monkeypatch: pytest.MonkeyPatch, logs: list[Any]
) -> None:
    world = World()
    real: list[discord.Client] = []

    def build() -> discord.Client:
        real.append(discord.Client(intents=needed_intents()))
        return real[-1]

    async def sleep(seconds: float) -> None:
        await world.sleep(seconds)
        if len(real) == 3:
            world.stop.set()

    with socket.socket() as bound:  # bound but not listening: nobody else can take the port
        bound.bind(("127.0.0.1", 0))
        monkeypatch.setattr("discord.http.Route.BASE", f"http://127.0.0.1:{bound.getsockname()[1]}")
        assert await world.supervised(build, sleep=sleep) is ExitCode.OK

    assert len(real) == 3
    assert world.ceilings == [1, 2, 4]
    assert all(client.is_closed() for client in real)
    assert "could not be reached" in warnings(logs)[0]["event"]
