from __future__ import annotations

from bot.ops.exit_codes import ExitCode


def test_numbers_that_service_units_rely_on() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "OK": 0,
        "WRONG": 1,
        "USAGE": 2,
        "BAD_TOKEN": 64,
        "INTENT_REFUSED": 65,
        "UNREACHABLE": 69,
        "CRASHED": 70,
    }
