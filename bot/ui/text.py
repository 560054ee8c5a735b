"""Text made fit for a Discord message: cut, escaped, small."""

from __future__ import annotations

import re
from collections.abc import Iterable

import discord

NOBODY = discord.AllowedMentions.none()
_ELLIPSIS = "…"
_LIST_END = re.compile(r"(^- .*\n)(?=[^-\s])", re.MULTILINE)
_MENTION = re.compile(r"<(?:@[!&]?|#)[0-9]+>")


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` characters (1 or more), ending in … at a word or line boundary."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if text[limit - 1].isspace():
        return head.rstrip() + _ELLIPSIS
    boundary = max(head.rfind("\n"), head.rfind(" "))
    # A single endless word has no boundary worth keeping.
    return (head[:boundary] if boundary > limit // 2 else head).rstrip() + _ELLIPSIS


def cut_lines(lines: Iterable[str], limit: int) -> tuple[str, int]:
    """As many whole lines as fit into `limit` characters, joined, and how many were left out."""
    kept: list[str] = []
    room = limit
    left_out = 0
    for line in lines:
        if left_out or len(line) + 1 > room:
            left_out += 1
        else:
            kept.append(line)
            room -= len(line) + 1
    return "\n".join(kept), left_out


def with_lists_ended(text: str) -> str:
    """`text` with an empty line after each list, where Discord would take a line for its last item.

    Its items are lines that begin with a dash.
    """
    return _LIST_END.sub(r"\1\n", text)


def escaped(text: str) -> str:
    """Untrusted `text` without markdown, links to people or other surprises."""
    return discord.utils.escape_mentions(discord.utils.escape_markdown(text))


def small(lines: Iterable[str]) -> str:
    """Each of `lines` in Discord's small grey type."""
    return "\n".join(f"-# {line}" for line in lines)


def without_mentions(text: str) -> str:
    """What a person wrote, without the people, roles and channels they pointed at."""
    return _MENTION.sub(" ", text).strip()
