"""/help."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.services import Services
from bot.ui.text import NOBODY
from bot.ui.welcome import help_card


class HelpCog(commands.Cog):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(description="What I can answer, and how to ask")
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(
            view=help_card(self._services.assistant.starters()),
            ephemeral=True,
            allowed_mentions=NOBODY,
        )
