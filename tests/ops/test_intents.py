from __future__ import annotations

import discord

from bot.ops.intents import needed_intents, privileged_names


def test_needed_intents_are_exactly_the_unprivileged_three() -> None:
    enabled = {name for name, on in needed_intents() if on}

    assert enabled == {"guilds", "guild_messages", "dm_messages"}
    assert privileged_names(needed_intents()) == ()


def test_privileged_intents_are_named_as_the_portal_names_them() -> None:
    assert privileged_names(discord.Intents.all()) == (
        "Message Content Intent",
        "Server Members Intent",
        "Presence Intent",
    )
