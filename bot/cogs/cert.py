"""/cert: one credential, or two side by side."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import send_reply
from bot.cogs.services import Services
from bot.ui.buttons import MAX_OPTION, MAX_OPTIONS
from bot.ui.text import cut

_MAX_NAME = 100
Name = app_commands.Range[str, 1, _MAX_NAME]
_PRIVATE = "Show the answer only to you"


class CertCog(commands.GroupCog, group_name="cert", group_description="Look up coding credentials"):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(description="Everything on file about one credential")
    @app_commands.describe(credential="Its abbreviation, such as CPC", private=_PRIVATE)
    async def info(
        self, interaction: discord.Interaction[Any], credential: Name, private: bool = False
    ) -> None:
        sheet = self._services.assistant.credential_sheet(credential)
        await send_reply(interaction, sheet, private=private)

    @app_commands.command(description="Two credentials side by side")
    @app_commands.describe(
        first="Its abbreviation, such as CPC",
        second="The one to compare it with, such as CCS",
        private=_PRIVATE,
    )
    async def compare(
        self,
        interaction: discord.Interaction[Any],
        first: Name,
        second: Name,
        private: bool = False,
    ) -> None:
        comparison = self._services.assistant.credential_comparison(first, second)
        await send_reply(interaction, comparison, private=private)

    @info.autocomplete("credential")
    @compare.autocomplete("first")
    @compare.autocomplete("second")
    async def _credentials(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        found = self._services.assistant.credential_completions(current, MAX_OPTIONS)
        return [
            app_commands.Choice(name=cut(choice.question, MAX_OPTION), value=choice.entry)
            for choice in found[:MAX_OPTIONS]
        ]
