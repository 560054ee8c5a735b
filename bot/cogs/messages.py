"""Questions in messages that mention the bot, and in direct messages."""

from __future__ import annotations

import discord
from discord.app_commands import CommandOnCooldown
from discord.ext import commands

from bot.cogs.answering import reply_to
from bot.cogs.errors import tell_author
from bot.cogs.services import Services
from bot.ui.attachments import attached_files
from bot.ui.cards import card
from bot.ui.text import NOBODY, without_mentions
from bot.ui.welcome import help_card


class MessagesCog(commands.Cog):
    def __init__(self, bot: commands.Bot, services: Services) -> None:
        self._bot = bot
        self._services = services

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot or not self._addressed(message):
            return
        try:
            await self._answer(message)
        except CommandOnCooldown as error:
            if self._services.limit.may_tell(message.author.id):
                await tell_author(message, error)
        except Exception as error:  # noqa: BLE001 - logged, and told to the person, by tell_author
            await tell_author(message, error)

    def _addressed(self, message: discord.Message) -> bool:
        return message.guild is None or self._bot.user in message.mentions

    async def _answer(self, message: discord.Message) -> None:
        if not without_mentions(message.content) and not message.attachments:
            self._services.limit.count(message.author.id)
            await self._reply(message, help_card(self._services.assistant.starters()), [])
            return
        reply = reply_to(self._services, message.content, message.author.id, message.channel.id)
        files = await attached_files(reply)
        await self._reply(message, card(reply, message.author.id), files)

    async def _reply(
        self, message: discord.Message, view: discord.ui.LayoutView, files: list[discord.File]
    ) -> None:
        await message.channel.send(
            view=view,
            files=files,
            # The question may have been deleted meanwhile; its answer is still worth sending.
            reference=message.to_reference(fail_if_not_exists=False),
            mention_author=False,
            allowed_mentions=NOBODY,
        )
