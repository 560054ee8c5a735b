from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.ops.exit_codes import ExitCode
from bot.ops.failures import RATE_LIMIT_WAIT, judged

CLIENT = cast(discord.Client, SimpleNamespace(intents=discord.Intents.all(), ws=None))


PAGE = "<html>\n<body>a whole page</body></html>"


def http_error(
    status: int, body: str | dict[str, Any] = PAGE, **headers: str
) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="Reason", headers=headers)
    return discord.HTTPException(cast(Any, response), body)


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(cast(Any, None), shard_id=0, code=code)


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientOSError(1, "not permitted"),
        ConnectionResetError(),
        TimeoutError(),
        OSError(101, "Network is unreachable"),
        http_error(500),
        http_error(503),
        http_error(408),
        closed(1000),
        closed(4000),
        discord.GatewayNotFound(),  # type: ignore[no-untyped-call]
    ],
)
def test_what_may_pass_is_tried_again(error: Exception) -> None:
    failure = judged(error, CLIENT)

    assert failure.exit_code is None
    assert failure.wait == 0
    assert "\n" not in failure.sentence


@pytest.mark.parametrize(
    ("error", "wait"),
    [
        (http_error(429, **{"Retry-After": "900"}), 900),
        (http_error(429, **{"Retry-After": "12.5"}), 12.5),
        (http_error(429), RATE_LIMIT_WAIT),
        (http_error(429, **{"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}), RATE_LIMIT_WAIT),
        (http_error(429, **{"Retry-After": "nan"}), RATE_LIMIT_WAIT),
        (http_error(429, **{"Retry-After": "-1"}), RATE_LIMIT_WAIT),
        (discord.RateLimited(77), 77),
    ],
)
def test_a_rate_limit_is_waited_out(error: Exception, wait: float) -> None:
    failure = judged(error, CLIENT)

    assert (failure.exit_code, failure.wait) == (None, wait)


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (discord.LoginFailure("Improper token"), ExitCode.BAD_TOKEN),
        (http_error(401), ExitCode.BAD_TOKEN),
        (closed(4004), ExitCode.BAD_TOKEN),
        (discord.PrivilegedIntentsRequired(0), ExitCode.INTENT_REFUSED),
        (closed(4014), ExitCode.INTENT_REFUSED),
        (closed(4010), ExitCode.UNREACHABLE),
        (closed(4011), ExitCode.UNREACHABLE),
        (closed(4012), ExitCode.UNREACHABLE),
        (closed(4013), ExitCode.UNREACHABLE),
        (http_error(403), ExitCode.UNREACHABLE),
        (http_error(404), ExitCode.UNREACHABLE),
        (
            app_commands.CommandSyncFailure(http_error(400, {"message": "bad"}), []),
            ExitCode.CRASHED,
        ),
        (FileNotFoundError(2, "No such file", "state.json"), ExitCode.CRASHED),
        (PermissionError("no"), ExitCode.CRASHED),
        (OSError(28, "No space left", "state.json"), ExitCode.CRASHED),
        (AttributeError("no attribute 'sequence'"), ExitCode.CRASHED),
        (ValueError("first line\nsecond line"), ExitCode.CRASHED),
        (ZeroDivisionError(), ExitCode.CRASHED),
    ],
)
def test_what_cannot_pass_ends_with_its_own_code(error: Exception, exit_code: ExitCode) -> None:
    failure = judged(error, CLIENT)

    assert failure.exit_code == exit_code
    assert failure.sentence.endswith(".")
    assert "\n" not in failure.sentence
    assert failure.unexpected == (
        exit_code is ExitCode.CRASHED or getattr(error, "status", 0) in (403, 404)
    )


def test_a_refused_intent_names_what_to_switch_on() -> None:
    failure = judged(discord.PrivilegedIntentsRequired(0), CLIENT)

    assert "Message Content Intent" in failure.sentence
    assert "Privileged Gateway Intents" in failure.sentence
