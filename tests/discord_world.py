"""A small simulated Discord, and what people read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.env import Env
from simcord.results import InteractionResult, ResponseMessage

from bot.app import CareerBot
from bot.assistant import Assistant

Message = discord.Message | ResponseMessage
TEXT, BUTTON, SELECT = 10, 2, 3
NO_PING = {"parse": []}


@dataclass
class Clock:
    """Seconds that pass when told to."""

    seconds: float = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass(frozen=True)
class World:
    """Who and what there is: `asker` and `stranger` are members, `moderator` manages."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    asker: MemberActor
    stranger: MemberActor
    moderator: MemberActor
    assistant: Assistant
    clock: Clock

    @property
    def bot(self) -> CareerBot:
        assert isinstance(self.env.bot, CareerBot)
        return self.env.bot

    @property
    def mention(self) -> str:
        assert self.bot.user is not None
        return self.bot.user.mention

    async def ask(self, question: str, **options: Any) -> InteractionResult:
        return await self.asker.slash(self.channel, "ask", question=question, **options)

    def bot_messages(self) -> list[discord.Message]:
        """What the bot said in the channel, as everybody sees it."""
        assert self.bot.user is not None
        seen = self.channel.history(viewer=self.stranger)
        return [message for message in seen if message.author.id == self.bot.user.id]


def world_in(env: Env, assistant: Assistant, clock: Clock) -> World:
    guild = env.create_guild("Coding Study Hall")
    channel = guild.create_text_channel("ask-the-bot")
    role = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    return World(
        env=env,
        guild=guild,
        channel=channel,
        asker=guild.add_member(env.create_user("riley")),
        stranger=guild.add_member(env.create_user("sam")),
        moderator=guild.add_member(env.create_user("morgan"), roles=[role]),
        assistant=assistant,
        clock=clock,
    )


def shown(result: InteractionResult) -> ResponseMessage:
    """The message an interaction was answered with."""
    assert result.response is not None
    return result.response


def parts(message: Message) -> Iterator[dict[str, Any]]:
    """Every component of a message, nested ones included."""
    roots: list[Any] = [
        component if isinstance(component, dict) else component.to_dict()
        for component in message.components
    ]
    while roots:
        component = roots.pop(0)
        yield component
        nested = list(component.get("components") or [])
        if component.get("accessory"):
            nested.append(component["accessory"])
        roots = nested + roots


def text_of(message: Message) -> str:
    """Everything one reads in a message, buttons aside."""
    return "\n".join(part["content"] for part in parts(message) if part["type"] == TEXT)


def labels_of(message: Message) -> list[str]:
    return [part["label"] for part in parts(message) if part["type"] == BUTTON]


def options_of(message: Message) -> dict[str, str]:
    """The questions in the lists of a message, by entry."""
    return {
        option["value"]: option["label"]
        for part in parts(message)
        if part["type"] == SELECT
        for option in part["options"]
    }


def sent_bodies(env: Env) -> list[dict[str, Any]]:
    """The body of every message the bot sent or edited, however it did."""
    bodies = []
    for request in env.http_requests:
        if not isinstance(request.json, dict):
            continue
        body = request.json.get("data", request.json)
        if isinstance(body, dict) and "components" in body:
            bodies.append(body)
    return bodies
