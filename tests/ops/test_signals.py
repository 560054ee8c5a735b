from __future__ import annotations

import asyncio
import contextlib
import os
import signal

import pytest

from bot.ops.signals import stop_on_signals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_first_signal_asks_to_stop(number: signal.Signals) -> None:
    stop, forced = asyncio.Event(), list[int]()

    with stop_on_signals(stop, force_exit=forced.append):
        os.kill(os.getpid(), number)
        await asyncio.wait_for(stop.wait(), 5)

    assert forced == []


async def test_the_second_signal_ends_the_process_even_before_the_loop_runs() -> None:
    stop, forced = asyncio.Event(), list[int]()

    with stop_on_signals(stop, force_exit=forced.append):
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGINT)

    assert forced == [128 + signal.SIGINT]


async def test_a_stop_for_another_reason_does_not_make_the_first_signal_the_last() -> None:
    stop, forced = asyncio.Event(), list[int]()
    stop.set()

    with stop_on_signals(stop, force_exit=forced.append):
        signal.raise_signal(signal.SIGTERM)

    assert forced == []


async def test_the_handlers_found_on_entry_are_put_back() -> None:
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]

    with contextlib.suppress(ZeroDivisionError), stop_on_signals(asyncio.Event()):
        during = [signal.getsignal(number) for number in numbers]
        raise ZeroDivisionError

    assert [signal.getsignal(number) for number in numbers] == before
    assert all(was is not now for was, now in zip(before, during, strict=True))


def test_without_a_loop_nothing_is_installed() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(RuntimeError), stop_on_signals(asyncio.Event()):
        pass

    assert signal.getsignal(signal.SIGTERM) is before
