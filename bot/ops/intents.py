"""Which gateway intents the bot asks Discord for."""

from __future__ import annotations

import discord

_PRIVILEGED = {
    "message_content": "Message Content Intent",
    "members": "Server Members Intent",
    "presences": "Presence Intent",
}


def needed_intents() -> discord.Intents:
    """The intents the bot works with, none of them privileged.

    Discord delivers the text of direct messages and of messages that mention the bot without the
    message content intent, and the bot reads no other message.
    """
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents


def privileged_names(intents: discord.Intents) -> tuple[str, ...]:
    """The privileged intents among `intents`, named as Discord's developer portal names them."""
    return tuple(title for flag, title in _PRIVILEGED.items() if getattr(intents, flag))
