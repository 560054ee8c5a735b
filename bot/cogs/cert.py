"""/cert: look credentials up, compare and list them, and plan for one."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import credential_choices, send_reply
from bot.cogs.services import Services
from bot.ui.buttons import MAX_OPTIONS

_MAX_NAME = 100
Name = app_commands.Range[str, 1, _MAX_NAME]
Number = app_commands.Range[str, 1, 60]
Day = app_commands.Range[str, 1, 20]
Setting = Literal[
    "inpatient",
    "outpatient",
    "physician",
    "billing",
    "risk adjustment",
    "audit and compliance",
    "documentation",
    "home health",
    "health information",
]
Level = Literal["entry", "core", "advanced"]
_PRIVATE = "Show the answer only to you"
_CREDENTIAL = "Its abbreviation or name, such as CPC"
_DATE = "A day such as 2026-12-31 or 12/31/2026"
HOURS = "10"


class CertCog(commands.GroupCog, group_name="cert", group_description="Look up coding credentials"):
    def __init__(self, services: Services) -> None:
        self._services = services

    @app_commands.command(description="Everything on file about one credential")
    @app_commands.describe(credential=_CREDENTIAL, private=_PRIVATE)
    async def info(
        self, interaction: discord.Interaction[Any], credential: Name, private: bool = False
    ) -> None:
        sheet = self._services.assistant.credentials.sheet(credential)
        await send_reply(interaction, sheet, private=private)

    @app_commands.command(description="Two or three credentials side by side")
    @app_commands.describe(
        first=_CREDENTIAL,
        second="The one to compare it with, such as CCS",
        third="A third one",
        private=_PRIVATE,
    )
    async def compare(
        self,
        interaction: discord.Interaction[Any],
        first: Name,
        second: Name,
        third: Name | None = None,
        private: bool = False,
    ) -> None:
        names = (first, second) if third is None else (first, second, third)
        comparison = self._services.assistant.credentials.comparison(*names)
        await send_reply(interaction, comparison, private=private)

    @app_commands.command(name="list", description="Credentials by issuer, setting and level")
    @app_commands.describe(
        issuer="Who awards it, such as AAPC",
        setting="Where it is used",
        level="How far along it is",
        private=_PRIVATE,
    )
    async def list_credentials(
        self,
        interaction: discord.Interaction[Any],
        issuer: Name | None = None,
        setting: Setting | None = None,
        level: Level | None = None,
        private: bool = False,
    ) -> None:
        listed = self._services.assistant.credentials.listed(
            issuer=issuer, setting=setting, level=level
        )
        await send_reply(interaction, listed, private=private)

    @app_commands.command(description="A few questions that end in a first credential")
    @app_commands.describe(
        place="The kind of work you want",
        experience="What you have done so far",
        budget="What the exam and fees may cost",
        time="How long it can take",
        private=_PRIVATE,
    )
    async def path(
        self,
        interaction: discord.Interaction[Any],
        place: Name | None = None,
        experience: Name | None = None,
        budget: Name | None = None,
        time: Name | None = None,
        private: bool = False,
    ) -> None:
        given = {"place": place, "experience": experience, "budget": budget, "time": time}
        reply = self._services.assistant.credentials.path_from(
            {key: value for key, value in given.items() if value is not None}
        )
        await send_reply(interaction, reply, private=private)

    @app_commands.command(description="What a credential costs in the first two years")
    @app_commands.describe(
        credential=_CREDENTIAL,
        student="Student dues in the first year",
        member="Member prices, where membership is a choice",
        exam="What you pay for the exam, in dollars",
        course="What you pay for a course, in dollars",
        books="What you pay for code books, in dollars",
        membership="What you pay for membership in two years, in dollars",
        renewal="What the first renewal costs you, in dollars",
        private=_PRIVATE,
    )
    async def cost(
        self,
        interaction: discord.Interaction[Any],
        credential: Name,
        student: bool = False,
        member: bool = False,
        exam: Number | None = None,
        course: Number | None = None,
        books: Number | None = None,
        membership: Number | None = None,
        renewal: Number | None = None,
        private: bool = False,
    ) -> None:
        prices = {
            "exam": exam,
            "course": course,
            "books": books,
            "membership": membership,
            "renewal": renewal,
        }
        reply = self._services.assistant.credentials.costs(
            credential, student=student, member=member, prices=prices
        )
        await send_reply(interaction, reply, private=private)

    @app_commands.command(description="What keeps a credential, by when, and what lapses")
    @app_commands.describe(
        credential=_CREDENTIAL, since=f"Since when you hold it: {_DATE}", private=_PRIVATE
    )
    async def renewal(
        self,
        interaction: discord.Interaction[Any],
        credential: Name,
        since: Day | None = None,
        private: bool = False,
    ) -> None:
        reply = self._services.assistant.credentials.renewal(credential, since)
        await send_reply(interaction, reply, private=private)

    @app_commands.command(description="A week-by-week study plan with a calendar file")
    @app_commands.describe(
        credential=_CREDENTIAL,
        exam_date=f"When you sit the exam: {_DATE}",
        hours_per_week=f"Hours you can study in a week, {HOURS} unless you say otherwise",
        private=_PRIVATE,
    )
    async def study(
        self,
        interaction: discord.Interaction[Any],
        credential: Name,
        exam_date: Day,
        hours_per_week: Number = HOURS,
        private: bool = False,
    ) -> None:
        reply = self._services.assistant.credentials.study(credential, exam_date, hours_per_week)
        await send_reply(interaction, reply, private=private)

    @info.autocomplete("credential")
    @compare.autocomplete("first")
    @compare.autocomplete("second")
    @compare.autocomplete("third")
    @cost.autocomplete("credential")
    @renewal.autocomplete("credential")
    @study.autocomplete("credential")
    async def _credentials(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return credential_choices(self._services, current)

    @list_credentials.autocomplete("issuer")
    async def _issuers(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        typed = current.strip().casefold()
        issuers = self._services.assistant.knowledge.issuers.values()
        found = [i for i in issuers if typed in i.key.casefold() or typed in i.name.casefold()]
        return [app_commands.Choice(name=i.name, value=i.key) for i in found[:MAX_OPTIONS]]

    @path.autocomplete("place")
    async def _places(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return self._offered("place", current)

    @path.autocomplete("experience")
    async def _experiences(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return self._offered("experience", current)

    @path.autocomplete("budget")
    async def _budgets(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return self._offered("budget", current)

    @path.autocomplete("time")
    async def _times(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return self._offered("time", current)

    def _offered(self, key: str, typed: str) -> list[app_commands.Choice[str]]:
        """The answers to one question of the guided choice that hold what was typed."""
        words = self._services.assistant.credentials.path_options(key)
        found = [word for word in words if typed.strip().casefold() in word.casefold()]
        return [app_commands.Choice(name=word, value=word) for word in found[:MAX_OPTIONS]]
