"""/ask, and Answer this on a message."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import reply_to, send_reply
from bot.cogs.services import Services
from bot.ui.buttons import MAX_OPTION, MAX_OPTIONS
from bot.ui.text import cut

# The longest message Discord lets anybody write; whoever pastes one gets an answer, not a refusal.
MAX_QUESTION = 4000


class AskCog(commands.Cog):
    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._services = services
        self._menu = app_commands.ContextMenu(name="Answer this", callback=self.answer_this)

    async def cog_load(self) -> None:
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(description="Ask about medical-coding careers")
    @app_commands.describe(
        question="Your question, or one from the list",
        private="Show the answer only to you",
    )
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, MAX_QUESTION],
        private: bool = False,
    ) -> None:
        await self._answer(interaction, question, private=private)

    @ask.autocomplete("question")
    async def _questions(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        found = self._services.assistant.completions(current, MAX_OPTIONS)
        texts = [cut(choice.question, MAX_OPTION) for choice in found[:MAX_OPTIONS]]
        return [app_commands.Choice(name=text, value=text) for text in texts]

    async def answer_this(
        self, interaction: discord.Interaction[Any], message: discord.Message
    ) -> None:
        await self._answer(interaction, message.content)

    async def _answer(
        self, interaction: discord.Interaction[Any], text: str, *, private: bool = False
    ) -> None:
        reply = reply_to(self._services, text, interaction.user.id, interaction.channel_id)
        await send_reply(interaction, reply, private=private)
