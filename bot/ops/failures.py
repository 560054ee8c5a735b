"""What a failed connection to Discord means: worth another try, or the end."""

from __future__ import annotations

import math
from dataclasses import dataclass

import aiohttp
import discord
from discord.app_commands import AppCommandError

from bot.ops.exit_codes import ExitCode
from bot.ops.intents import privileged_names

RATE_LIMIT_WAIT = 60.0
_BRIEF = 200
_PORTAL = "https://discord.com/developers/applications"
_LOCAL_ERRORS = (
    FileExistsError,
    FileNotFoundError,
    IsADirectoryError,
    NotADirectoryError,
    PermissionError,
)
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
_AUTHENTICATION_FAILED = 4004
_DISALLOWED_INTENTS = 4014
_HOPELESS_CLOSE_CODES = {
    4010: "the shard number is wrong; correct the shard settings",
    4011: "the bot is in too many servers for one connection; run it sharded",
    4012: "the gateway version is no longer served; update discord.py",
    4013: "the intents asked for do not exist; update discord.py",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a session ended, in one sentence.

    `exit_code` is None when another try may succeed, then no sooner than `wait` seconds from now.
    `unexpected` failures deserve their traceback in the log.
    """

    sentence: str
    exit_code: ExitCode | None = None
    wait: float = 0.0
    unexpected: bool = False


def judged(error: Exception, client: discord.Client) -> Failure:
    """What `error`, raised by `client.start`, means for the next try."""
    if _is_failed_first_handshake(error, client):
        return Failure(f"The first gateway handshake failed ({_brief(error.__context__ or error)})")
    match error:
        case discord.LoginFailure():
            return _token_refused()
        case discord.PrivilegedIntentsRequired():
            return _intents_refused(client.intents)
        case discord.ConnectionClosed():
            return _gateway_closed(error, client.intents)
        case AppCommandError():
            return crash(error)
        case discord.RateLimited():
            return Failure(
                "Discord is limiting how often the bot may log in", wait=error.retry_after
            )
        case discord.HTTPException():
            return _request_refused(error)
        case aiohttp.ClientError() | discord.GatewayNotFound():
            return Failure(f"Discord could not be reached ({_brief(error)})")
        case OSError() if error.filename is None and not isinstance(error, _LOCAL_ERRORS):
            return Failure(f"Discord could not be reached ({_brief(error)})")
        case _:
            return crash(error)


def crash(error: Exception) -> Failure:
    """An error that nobody foresaw."""
    return Failure(
        f"The bot stopped because of an unexpected error ({_brief(error)}): its traceback is in "
        "the log; report it, and start the bot again.",
        ExitCode.CRASHED,
        unexpected=True,
    )


def _is_failed_first_handshake(error: Exception, client: discord.Client) -> bool:
    """Whether `error` hides a connection error behind discord.py's own.

    discord.py 2.7.1 reads `self.ws.sequence` while handling a connection error, although `ws` is
    still None when the very first handshake failed; every other AttributeError is a real bug.
    """
    if not isinstance(error, AttributeError) or getattr(client, "ws", None) is not None:
        return False
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return (
        traceback is not None
        and error.obj is None
        and traceback.tb_frame.f_code.co_name == "connect"
        and traceback.tb_frame.f_globals.get("__name__") == "discord.client"
    )


def _token_refused() -> Failure:
    return Failure(
        f"Discord refused the token: reset it on the Bot page at {_PORTAL} and set DISCORD_TOKEN "
        "to the new one.",
        ExitCode.BAD_TOKEN,
    )


def _intents_refused(intents: discord.Intents) -> Failure:
    names = " and ".join(privileged_names(intents)) or "the intents asked for"
    return Failure(
        f"Discord refused a privileged intent: switch on {names} under Privileged Gateway Intents "
        f"on the Bot page at {_PORTAL}.",
        ExitCode.INTENT_REFUSED,
    )


def _gateway_closed(error: discord.ConnectionClosed, intents: discord.Intents) -> Failure:
    if error.code == _AUTHENTICATION_FAILED:
        return _token_refused()
    if error.code == _DISALLOWED_INTENTS:
        return _intents_refused(intents)
    if reason := _HOPELESS_CLOSE_CODES.get(error.code):
        return Failure(
            f"Discord closed the connection for good (code {error.code}): {reason}.",
            ExitCode.UNREACHABLE,
        )
    return Failure(f"Discord closed the connection (code {error.code})")


def _request_refused(error: discord.HTTPException) -> Failure:
    if error.status == 401:
        return _token_refused()
    if error.status == 429:
        return Failure(
            "Discord is limiting how often the bot may log in",
            wait=_retry_after(error.response.headers.get("Retry-After")),
        )
    if error.status == 408 or error.status >= 500:
        return Failure(f"Discord is having trouble ({_brief(error)})")
    return Failure(
        f"Discord refused a request at start-up ({_brief(error)}), and trying again would not "
        "help: check the application's settings, and that no proxy or firewall answers instead.",
        ExitCode.UNREACHABLE,
        unexpected=True,
    )


def _retry_after(header: str | None) -> float:
    try:
        seconds = float(header or "")
    except ValueError:  # absent, or a date
        return RATE_LIMIT_WAIT
    return seconds if math.isfinite(seconds) and seconds > 0 else RATE_LIMIT_WAIT


def _brief(error: BaseException) -> str:
    text = str(error).strip()
    first_line = text.splitlines()[0] if text else ""
    name = type(error).__name__
    return f"{name}: {first_line[:_BRIEF]}" if first_line else name
