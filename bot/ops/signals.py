"""Turning SIGTERM and SIGINT into an orderly stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import structlog

log = structlog.stdlib.get_logger(__name__)

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_on_signals(
    stop: asyncio.Event, *, force_exit: Callable[[int], object] = os._exit
) -> Iterator[None]:
    """While open, the first SIGTERM or SIGINT sets `stop`; a second ends the process at once.

    A forced end has status 128 plus the signal's number. The handlers found on entry are put back
    on leaving. Must be entered in the main thread with an event loop running; raises ValueError
    in another thread and RuntimeError without a loop.
    """
    loop = asyncio.get_running_loop()
    received: list[int] = []

    def begin(name: str) -> None:
        log.info("Asked to stop; once more to stop at once.", signal=name)
        stop.set()

    # `signal.signal` and not `loop.add_signal_handler`: it exists on Windows too, and a second
    # signal is obeyed even when the loop is too busy to run its callbacks.
    def handle(number: int, _frame: FrameType | None) -> None:
        if received:
            force_exit(128 + number)
            return
        received.append(number)
        loop.call_soon_threadsafe(begin, signal.Signals(number).name)

    previous = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in previous.items():
            # None stands for a handler that was not installed from Python and cannot be put back.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
