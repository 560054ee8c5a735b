"""What the process's exit status means to whoever started it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of every command; 64 and above mean that the bot could not run.

    A service manager should restart the bot on `CRASHED` only: the causes of `BAD_TOKEN`,
    `INTENT_REFUSED` and `UNREACHABLE` stay until someone changes something.
    """

    OK = 0
    """Did what was asked, or was told to stop and did."""

    WRONG = 1
    """The knowledge, or the request, is wrong."""

    USAGE = 2
    """The command line could not be understood."""

    BAD_TOKEN = 64
    """The Discord token is missing, malformed or refused."""

    INTENT_REFUSED = 65
    """Discord refused a privileged intent that is not switched on for the application."""

    UNREACHABLE = 69
    """Discord turned the bot away for a reason that trying again cannot change."""

    CRASHED = 70
    """An unexpected error; its traceback is in the log."""
