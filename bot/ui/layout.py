"""The frame that every card shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.ui.text import small

ACCENT = discord.Colour(0x2A8C82)
# Discord allows 4,000 characters in the texts of a message. It does not say how it counts emoji and
# other characters outside the basic plane, so a little is kept in hand.
TEXT_LIMIT = 3900

Item = discord.ui.Item[discord.ui.LayoutView]
Container = discord.ui.Container[discord.ui.LayoutView]


@dataclass(frozen=True, slots=True)
class Frame:
    """For whom a card is made, and how much text it may hold.

    On a `private` card, choosing a question keeps its answer private too.
    """

    asker_id: int
    private: bool
    room: int = TEXT_LIMIT


def layout(*containers: Container) -> discord.ui.LayoutView:
    """A message made of `containers`; its buttons work for ever."""
    view = discord.ui.LayoutView(timeout=None)
    for container in containers:
        view.add_item(container)
    return view


def framed(
    *blocks: str,
    ruled: bool = False,
    picture: Item | None = None,
    attached: str | None = None,
    footer: Iterable[str] = (),
    rows: Iterable[Item | None] = (),
) -> Container:
    """One frame: `blocks`, a `picture`, a line, the `footer` in small type, `rows` of buttons.

    `attached` is the name of a file that is sent along.
    `ruled` draws a line between the blocks too.
    """
    items: list[Item] = []
    for block in filter(None, blocks):
        if ruled and items:
            items.append(discord.ui.Separator())
        items.append(discord.ui.TextDisplay(block))
    if picture is not None:
        items.append(picture)
    if attached is not None:
        items.append(discord.ui.File(f"attachment://{attached}"))
    small_print = small(footer)
    if small_print:
        items += [discord.ui.Separator(), discord.ui.TextDisplay(small_print)]
    items.extend(row for row in rows if row is not None)
    return Container(*items, accent_colour=ACCENT)


def sentence_card(text: str) -> discord.ui.LayoutView:
    """A single sentence, for messages that cannot hold anything but a layout."""
    return layout(framed(text))
