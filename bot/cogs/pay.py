"""/pay: what work pays.

Numbers are text options: Discord's number options are floats, and money is not.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.answering import credential_choices, send_reply
from bot.cogs.services import Services
from bot.knowledge.states import STATES
from bot.numbers import InputRefused
from bot.pay.calculators import KINDS
from bot.ui.buttons import MAX_OPTIONS

FULL_TIME_HOURS = "40"
_PRIVATE = "Show the result only to you"
_MAX_NUMBER = 60
_THOUSANDS = re.compile(r"\$?\s*(?P<number>[0-9][0-9,]{0,9}(?:\.[0-9]{1,4})?)\s*[kK]")
Number = app_commands.Range[str, 1, _MAX_NUMBER]
Words = app_commands.Range[str, 1, 100]
_Callback = TypeVar("_Callback", bound=Callable[..., Any])
Filing = Literal["single", "joint", "separate"]


def _described(
    *kinds: str, renamed: Mapping[str, str] | None = None, **own: str
) -> Callable[[_Callback], _Callback]:
    """Describes the options of a command by the inputs of the kinds it works out, or `own`."""
    names = renamed or {}
    described = {
        names.get(field.name, field.name): field.description
        for kind in kinds
        for field in KINDS[kind].inputs
    }
    described |= {**own, "private": _PRIVATE}

    def decorated(callback: _Callback) -> _Callback:
        options = inspect.signature(callback).parameters
        texts = {name: text for name, text in described.items() if name in options}
        if "hours_per_week" in texts:
            texts["hours_per_week"] += f", {FULL_TIME_HOURS} unless you say otherwise"
        return app_commands.describe(**texts)(callback)

    return decorated


_RATE = {"rate_per_chart": "rate"}


def _in_full(text: str) -> str:
    """`62k` and `$1.5K` with their thousands written out; everything else as it is."""
    short = _THOUSANDS.fullmatch(text.strip())
    if short is None:
        return text
    return f"{Decimal(short['number'].replace(',', '')) * 1000:f}"


class PayCog(commands.GroupCog, group_name="pay", group_description="Work out what work pays"):
    def __init__(self, services: Services) -> None:
        self._services = services

    async def _send(
        self,
        interaction: discord.Interaction[Any],
        kind: str,
        inputs: Mapping[str, str | None],
        *,
        private: bool,
    ) -> None:
        given = {name: _in_full(value) for name, value in inputs.items() if value is not None}
        await send_reply(interaction, self._services.assistant.pay(kind, given), private=private)

    @app_commands.command(name="per-chart", description=KINDS["per_chart"].description)
    @_described("per_chart", renamed=_RATE)
    async def per_chart(
        self,
        interaction: discord.Interaction[Any],
        charts_per_hour: Number,
        rate: Number,
        hours_per_week: Number = FULL_TIME_HOURS,
        weeks_per_year: Number | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "charts_per_hour": charts_per_hour,
            "rate_per_chart": rate,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await self._send(interaction, "per_chart", inputs, private=private)

    @app_commands.command(description=KINDS["hourly"].description)
    @_described("hourly")
    async def hourly(
        self,
        interaction: discord.Interaction[Any],
        hourly: Number,
        hours_per_week: Number = FULL_TIME_HOURS,
        weeks_per_year: Number | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "hourly": hourly,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await self._send(interaction, "hourly", inputs, private=private)

    @app_commands.command(description=KINDS["salary"].description)
    @_described("salary")
    async def salary(
        self,
        interaction: discord.Interaction[Any],
        annual: Number,
        hours_per_week: Number = FULL_TIME_HOURS,
        weeks_per_year: Number | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "annual": annual,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await self._send(interaction, "salary", inputs, private=private)

    @app_commands.command(description=KINDS["target_rate"].description)
    @_described("target_rate", renamed=_RATE)
    async def target(
        self,
        interaction: discord.Interaction[Any],
        target_hourly: Number | None = None,
        target_annual: Number | None = None,
        charts_per_hour: Number | None = None,
        weekly_quota: Number | None = None,
        rate: Number | None = None,
        hours_per_week: Number = FULL_TIME_HOURS,
        weeks_per_year: Number | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "target_hourly": target_hourly,
            "target_annual": target_annual,
            "charts_per_hour": charts_per_hour,
            "weekly_quota": weekly_quota,
            "rate_per_chart": rate,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
        }
        await self._send(interaction, "target_rate", inputs, private=private)

    @app_commands.command(description="Two offers side by side, each in your own words")
    @app_commands.describe(
        first="The first offer, such as: 22 an hour, 40 hours a week",
        second="The second offer, such as: 62k a year, or: 25 charts an hour at 75 cents",
        private=_PRIVATE,
    )
    async def compare(
        self,
        interaction: discord.Interaction[Any],
        first: Words,
        second: Words,
        private: bool = False,
    ) -> None:
        result = self._services.assistant.offers("compare", first, second)
        await send_reply(interaction, result, private=private)

    @app_commands.command(name="raise", description=KINDS["raise"].description)
    @app_commands.describe(
        before="The pay so far, such as: 24 an hour, 36 hours a week",
        after="The new pay, such as: 27 an hour, 36 hours a week",
        private=_PRIVATE,
    )
    async def raised(
        self,
        interaction: discord.Interaction[Any],
        before: Words,
        after: Words,
        private: bool = False,
    ) -> None:
        result = self._services.assistant.offers("raise", before, after)
        await send_reply(interaction, result, private=private)

    @app_commands.command(description=KINDS["contractor"].description)
    @_described("contractor", renamed=_RATE)
    async def contractor(
        self,
        interaction: discord.Interaction[Any],
        gross: Number | None = None,
        hourly: Number | None = None,
        charts_per_hour: Number | None = None,
        rate: Number | None = None,
        hours_per_week: Number | None = None,
        weeks_per_year: Number | None = None,
        expenses: Number | None = None,
        filing: Filing | None = None,
        w2_annual: Number | None = None,
        w2_benefits: Number | None = None,
        private: bool = False,
    ) -> None:
        if gross is None:
            hours_per_week = hours_per_week or FULL_TIME_HOURS
        inputs = {
            "gross": gross,
            "hourly": hourly,
            "charts_per_hour": charts_per_hour,
            "rate_per_chart": rate,
            "hours_per_week": hours_per_week,
            "weeks_per_year": weeks_per_year,
            "expenses": expenses,
            "filing": filing,
            "w2_annual": w2_annual,
            "w2_benefits": w2_benefits,
        }
        await self._send(interaction, "contractor", inputs, private=private)

    @app_commands.command(description="What an accuracy requirement allows, or whether it is met")
    @_described(
        "accuracy",
        "contract_accuracy",
        renamed=_RATE,
        charts="Charts checked, or charts a week",
        errors="Errors found; leave out to see how many would be allowed",
        required="The accuracy asked for, in percent; needed with errors",
    )
    async def accuracy(
        self,
        interaction: discord.Interaction[Any],
        charts: Number,
        errors: Number | None = None,
        required: Number | None = None,
        rate: Number | None = None,
        penalty_per_error: Number | None = None,
        private: bool = False,
    ) -> None:
        if errors is None and required is None:
            kind = "accuracy"
            inputs = {
                "charts_per_week": charts,
                "rate_per_chart": rate,
                "penalty_per_error": penalty_per_error,
            }
        else:
            kind = "contract_accuracy"
            if penalty_per_error is not None:
                raise InputRefused(
                    "A penalty per error goes without errors and required; leave those two out.",
                    "penalty_per_error",
                )
            inputs = {
                "charts": charts,
                "errors": errors,
                "required_pct": required,
                "rate_per_chart": rate,
            }
        await self._send(interaction, kind, inputs, private=private)

    @app_commands.command(description=KINDS["benchmark"].description)
    @_described("benchmark")
    async def benchmark(
        self,
        interaction: discord.Interaction[Any],
        hourly: Number | None = None,
        annual: Number | None = None,
        hours_per_week: Number | None = None,
        state: Words | None = None,
        experience: Literal["entry", "mid", "senior"] | None = None,
        setting: Literal["inpatient", "outpatient", "specialty"] | None = None,
        certified: Literal["yes", "no"] | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "hourly": hourly,
            "annual": annual,
            "hours_per_week": hours_per_week,
            "state": state,
            "experience": experience,
            "setting": setting,
            "certified": certified,
        }
        await self._send(interaction, "benchmark", inputs, private=private)

    @app_commands.command(name="speed-ladder", description=KINDS["speed_ladder"].description)
    @_described("speed_ladder", renamed=_RATE)
    async def speed_ladder(
        self,
        interaction: discord.Interaction[Any],
        rate: Number,
        hours_per_week: Number = FULL_TIME_HOURS,
        weekly_quota: Number | None = None,
        required_pct: Number | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "rate_per_chart": rate,
            "hours_per_week": hours_per_week,
            "weekly_quota": weekly_quota,
            "required_pct": required_pct,
        }
        await self._send(interaction, "speed_ladder", inputs, private=private)

    @app_commands.command(name="return", description=KINDS["certification_return"].description)
    @_described("certification_return")
    async def certification_return(
        self,
        interaction: discord.Interaction[Any],
        credential: Words,
        exam_fee: Number | None = None,
        membership: Number | None = None,
        course: Number | None = None,
        books: Number | None = None,
        pay_difference: Number | None = None,
        private: bool = False,
    ) -> None:
        inputs = {
            "credential": credential,
            "exam_fee": exam_fee,
            "membership": membership,
            "course": course,
            "books": books,
            "pay_difference": pay_difference,
        }
        await self._send(interaction, "certification_return", inputs, private=private)

    @benchmark.autocomplete("state")
    async def _states(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        typed = current.strip().casefold()
        found = [
            name
            for code, name in STATES.items()
            if name.casefold().startswith(typed) or code.casefold() == typed
        ]
        return [app_commands.Choice(name=name, value=name) for name in found[:MAX_OPTIONS]]

    @certification_return.autocomplete("credential")
    async def _credentials(
        self, _interaction: discord.Interaction[Any], current: str
    ) -> list[app_commands.Choice[str]]:
        return credential_choices(self._services, current)
