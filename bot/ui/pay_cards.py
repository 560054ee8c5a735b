"""Calculations: the result first, then the working, the picture, and what was assumed."""

from __future__ import annotations

import zlib

import discord

from bot.reply import Chart, PayQuestion, PayResult
from bot.ui.buttons import Row, button_rows, press_row
from bot.ui.layout import Container, Frame, framed
from bot.ui.pay_targets import pay_target
from bot.ui.presses import Action, Press
from bot.ui.sources import source_line
from bot.ui.text import cut, escaped

_MOST_CHOICES = 5
_SHORTEST_TEXT = 200


def pay_container(result: PayResult, frame: Frame) -> Container:
    """One finished calculation."""
    lines = [f"### {result.headline}"]
    if result.understood:
        lines.append(f"-# Read as: {escaped('; '.join(result.understood))}")
    lines += [f"- {line}" for line in result.working]
    footer = [cut(line, 300) for line in (result.title, *result.assumptions)]
    named = source_line(result.sources)
    if named:
        footer.append(named)
    room = max(_SHORTEST_TEXT, frame.room - sum(len(line) + 4 for line in footer))
    return framed(
        cut("\n".join(lines), room),
        picture=_picture(result.chart) if result.chart is not None else None,
        footer=footer,
        rows=[_row(result, frame)],
    )


def pay_question_container(question: PayQuestion, frame: Frame) -> Container:
    """The readings a question allows, one button for each."""
    buttons: list[tuple[str, Press]] = []
    action = Action.CALCULATE_PRIVATELY if frame.private else Action.CALCULATE
    for choice in question.choices[:_MOST_CHOICES]:
        target = pay_target(choice.kind, choice.inputs)
        if target is not None:
            buttons.append((choice.label, Press(action, target, frame.asker_id)))
    return framed(f"**{escaped(question.lead)}**", rows=button_rows(buttons))


def _row(result: PayResult, frame: Frame) -> Row | None:
    target = pay_target(result.kind, result.inputs)
    if target is None:
        return None
    presses = [("Change the numbers", Press(Action.CHANGE, target, frame.asker_id))]
    if result.sources:
        presses.append(("Sources", Press(Action.SOURCES, target, frame.asker_id)))
    return press_row(presses)


def picture_name(chart: Chart) -> str:
    """The file name of a chart's picture; charts that look different have different names."""
    return f"pay-{zlib.crc32(repr(chart).encode()):08x}.png"


def _picture(chart: Chart) -> discord.ui.MediaGallery[discord.ui.LayoutView]:
    picture = discord.MediaGalleryItem(
        f"attachment://{picture_name(chart)}", description=cut(chart.alt, 1024)
    )
    return discord.ui.MediaGallery(picture)
