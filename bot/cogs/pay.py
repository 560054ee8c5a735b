"""/pay: what work pays.

Numbers are text options: Discord's number options are floats, and money is not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import send_reply
from bot.pay.calculators import KINDS
from bot.pay.results import pay_result

FULL_TIME_HOURS = "40"
_PRIVATE = "Show the result only to you"


def _descriptions(kind: str, renamed: Mapping[str, str] | None = None) -> dict[str, str]:
    names = renamed or {}
    described = {names.get(f.name, f.name): f.description for f in KINDS[kind].inputs}
    described["hours_per_week"] += f", {FULL_TIME_HOURS} unless you say otherwise"
    return {**described, "private": _PRIVATE}


class PayCog(commands.GroupCog, group_name="pay", group_description="Work out what work pays"):
    def __init__(self, services: object) -> None:
        self._services = services

    @app_commands.command(name="per-chart", description=KINDS["per_chart"].description)
    @app_commands.describe(**_descriptions("per_chart", {"rate_per_chart": "rate"}))
    async def per_chart(
        self,
        interaction: discord.Interaction[Any],
        charts_per_hour: str,
        rate: str,
        hours_per_week: str = FULL_TIME_HOURS,
        weeks_per_year: str | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "charts_per_hour": charts_per_hour,
            "rate_per_chart": rate,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await _send_result(interaction, "per_chart", inputs, private=private)

    @app_commands.command(description=KINDS["hourly"].description)
    @app_commands.describe(**_descriptions("hourly"))
    async def hourly(
        self,
        interaction: discord.Interaction[Any],
        hourly: str,
        hours_per_week: str = FULL_TIME_HOURS,
        weeks_per_year: str | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "hourly": hourly,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await _send_result(interaction, "hourly", inputs, private=private)

    @app_commands.command(description=KINDS["salary"].description)
    @app_commands.describe(**_descriptions("salary"))
    async def salary(
        self,
        interaction: discord.Interaction[Any],
        annual: str,
        hours_per_week: str = FULL_TIME_HOURS,
        weeks_per_year: str | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "annual": annual,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await _send_result(interaction, "salary", inputs, private=private)


async def _send_result(
    interaction: discord.Interaction[Any],
    kind: str,
    inputs: Mapping[str, str | None],
    *,
    private: bool,
) -> None:
    given = {name: value for name, value in inputs.items() if value is not None}
    await send_reply(interaction, pay_result(kind, given), private=private)
