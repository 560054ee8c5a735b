"""The pictures and files that go with a reply."""

from __future__ import annotations

import asyncio
import io

import discord

from bot.pay.charts import chart_png
from bot.reply import Briefing, Chart, PayResult, Reply, Several
from bot.ui.pay_cards import picture_name


async def attached_files(reply: Reply) -> list[discord.File]:
    """What a card of `reply` refers to: charts, drawn off the event loop, and calendar files."""
    parts = reply.parts if isinstance(reply, Several) else (reply,)
    charts = [part.chart for part in parts if isinstance(part, PayResult) and part.chart]
    files = [await _picture(chart) for chart in dict.fromkeys(charts)]
    files += [
        discord.File(io.BytesIO(part.attachment.content), part.attachment.name)
        for part in parts
        if isinstance(part, Briefing) and part.attachment is not None
    ]
    return files


async def _picture(chart: Chart) -> discord.File:
    png = await asyncio.to_thread(chart_png, chart)
    return discord.File(io.BytesIO(png), picture_name(chart), description=chart.alt[:1024])
