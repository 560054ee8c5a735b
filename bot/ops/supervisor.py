"""Keeping the bot connected: try again when that can help, stop readably when it cannot."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable

import discord
import structlog

from bot.ops.exit_codes import ExitCode
from bot.ops.failures import Failure, crash, judged
from bot.ops.logs import error_id

log = structlog.stdlib.get_logger(__name__)

BASE_DELAY = 1.0
MAX_DELAY = 300.0
# Reaching "ready" does not reset the delay: Discord allows 1,000 sessions a day, and a bot that
# drops soon after each would spend them. A session this long is its own spacing.
STEADY_SESSION = 300.0


async def supervise(
    build: Callable[[], discord.Client],
    token: str,
    *,
    stop: asyncio.Event,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    uniform: Callable[[float, float], float] = random.uniform,
    close_timeout: float = 10.0,
) -> ExitCode:
    """Run the client that `build` makes until `stop` is set or no further try can help.

    Every try gets a fresh client. Delays between tries are exponential with full jitter
    (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/): uniform between 0
    and the lesser of 1 s x 2^failures and 5 minutes, and no less than a rate limit demands. A
    session of 5 minutes resets them. `clock`, `sleep` and `close_timeout` are in seconds. Each end
    leaves one readable line in the log; nothing is raised but cancellation.
    """
    failures = 0
    while not stop.is_set():
        started = clock()
        failure = await _session(build, token, stop, close_timeout)
        if failure is None:
            break
        if failure.exit_code is not None:
            return failure.exit_code
        if clock() - started >= STEADY_SESSION:
            failures = 0
        delay = max(failure.wait, uniform(0.0, _ceiling(failures)))
        failures += 1
        log.warning(f"{failure.sentence}; trying again in {delay:.1f} s.", attempt=failures)
        await _sleep_unless(stop, sleep(delay))
    log.info("Stopped.")
    return ExitCode.OK


def _ceiling(failures: int) -> float:
    doublings = min(failures, 32)  # keeps the power finite however long Discord is away
    return min(MAX_DELAY, BASE_DELAY * 2.0**doublings)


async def _session(
    build: Callable[[], discord.Client], token: str, stop: asyncio.Event, close_timeout: float
) -> Failure | None:
    """One client from start to close; None when it ended because someone wanted it to."""
    try:
        client = build()
    except Exception as problem:  # noqa: BLE001 - reported with its traceback
        return _reported(crash(problem), problem)
    running = asyncio.create_task(client.start(token), name="discord client")
    stopping = asyncio.create_task(stop.wait(), name="stop requested")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
        error = _error_of(running)
        if error is None or stop.is_set():
            log.info("Closing the connection to Discord.")
            return None
        return _reported(judged(error, client), error)
    finally:
        stopping.cancel()
        await _close(client, close_timeout)
        await _end(running, close_timeout)


def _error_of(task: asyncio.Task[None]) -> Exception | None:
    if not task.done():
        return None
    if task.cancelled():
        return RuntimeError("the client was cancelled from inside")
    error = task.exception()
    if error is not None and not isinstance(error, Exception):
        raise error
    return error


def _reported(failure: Failure, error: Exception) -> Failure:
    if failure.exit_code is not None:
        log.error(
            failure.sentence,
            exit_code=int(failure.exit_code),
            **({"error_id": error_id(), "exc_info": error} if failure.unexpected else {}),
        )
    return failure


async def _close(client: discord.Client, timeout: float) -> None:
    try:
        await asyncio.wait_for(client.close(), timeout)
    except TimeoutError:
        log.warning("The connection to Discord did not close in time and was dropped.")
    except Exception:
        log.exception("The connection to Discord did not close cleanly.", error_id=error_id())


async def _end(running: asyncio.Task[None], timeout: float) -> None:
    if not running.done():
        running.cancel()
        await asyncio.wait({running}, timeout=timeout)
    if running.done() and not running.cancelled() and (error := running.exception()) is not None:
        log.debug("The client ended with an error.", exc_info=error)


async def _sleep_unless(stop: asyncio.Event, sleeping: Awaitable[None]) -> None:
    waits = [asyncio.ensure_future(sleeping), asyncio.create_task(stop.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
