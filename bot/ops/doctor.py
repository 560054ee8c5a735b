"""Looking the installation over before it is run."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import discord

from bot.ops.intents import needed_intents, privileged_names
from bot.ops.tokens import token_problem
from bot.settings import Settings

_PYTHON = (3, 11)
_DISCORD = (2, 7)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined; when it is not `ok`, `sentence` says what to do about it."""

    name: str
    ok: bool
    sentence: str


def examined(settings: Settings, knowledge_check: Callable[[], list[str]]) -> tuple[Finding, ...]:
    """Every finding, good ones included, without connecting to anything.

    `knowledge_check` returns one line for each problem of the knowledge. The state folder is made
    if it is missing, as a run of the bot would.
    """
    library = discord.version_info
    return (
        version_finding(sys.version_info[:2], (library.major, library.minor)),
        token_finding(settings.discord_token.get_secret_value()),
        knowledge_finding(knowledge_check()),
        state_finding(settings.state_dir),
        intents_finding(needed_intents()),
    )


def version_finding(python: tuple[int, int], library: tuple[int, int]) -> Finding:
    """Whether Python and discord.py, as (major, minor), are versions the bot is made for."""
    if python < _PYTHON:
        sentence = f"Python {python[0]}.{python[1]} is too old: install Python 3.11 or newer."
        return Finding("versions", False, sentence)
    if library != _DISCORD:
        sentence = (
            f"discord.py {library[0]}.{library[1]} is not the one the bot is made for: install "
            f"the versions in constraints.txt."
        )
        return Finding("versions", False, sentence)
    sentence = f"Python {platform.python_version()} and discord.py {discord.__version__}."
    return Finding("versions", True, sentence)


def token_finding(token: str) -> Finding:
    """Whether `token` has the form of a bot token."""
    problem = token_problem(token)
    return Finding("token", problem is None, problem or "The Discord token has the right form.")


def knowledge_finding(problems: list[str]) -> Finding:
    """Whether the knowledge is free of problems."""
    if not problems:
        return Finding("knowledge", True, "The knowledge has no problems.")
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    sentence = (
        f"The knowledge has {count}, the first being {problems[0]!r}: run `python -m bot check`."
    )
    return Finding("knowledge", False, sentence)


def state_finding(state_dir: Path) -> Finding:
    """Whether the bot can write to `state_dir`, found by doing it."""
    try:
        state_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=state_dir) as file:
            file.write(b"1")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        sentence = (
            f"The state folder {state_dir} cannot be written ({reason}): set STATE_DIR to a "
            "folder that the bot may write to."
        )
        return Finding("state", False, sentence)
    return Finding("state", True, f"The state folder {state_dir} can be written.")


def intents_finding(intents: discord.Intents) -> Finding:
    """Whether `intents` let the bot hear questions, and which must be switched on by hand."""
    deaf = [
        flag for flag in ("guilds", "guild_messages", "dm_messages") if not getattr(intents, flag)
    ]
    if deaf:
        sentence = f"The bot cannot hear questions: ask for the intents {', '.join(deaf)}."
        return Finding("intents", False, sentence)
    if privileged := privileged_names(intents):
        sentence = (
            f"Switch on {' and '.join(privileged)} on the Bot page at "
            "https://discord.com/developers/applications, or the bot will be refused."
        )
        return Finding("intents", False, sentence)
    return Finding("intents", True, "No privileged intent is asked for; nothing to switch on.")
