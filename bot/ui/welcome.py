"""Cards that introduce the bot."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.reply import Choice
from bot.ui.buttons import choice_rows
from bot.ui.layout import framed, layout
from bot.ui.presses import Action

_ANYBODY = 0
_ABOUT = (
    "I answer questions about medical-coding careers: credentials and exams, training, pay, "
    "first jobs and remote work. Every answer names its sources and their dates."
)
_COMMANDS = """\
- `/ask`: a question in your own words, or pick one from the list
- `/pay per-chart`, `/pay hourly`, `/pay salary`: what work pays
- `/pay compare`, `/pay raise`, `/pay target`, `/pay contractor`: offers, goals and contract work
- `/pay benchmark`, `/pay return`: where a wage stands, what a credential pays back
- `/pay accuracy`, `/pay speed-ladder`: what errors cost, what speed is worth
- `/cert info`, `/cert compare`, `/cert list`: credentials, one by one, side by side, or all
- `/cert path`: a few questions that end in a first credential
- `/cert cost`, `/cert renewal`, `/cert study`: what it costs, what keeps it, a study plan
- Mention me or write to me directly; on any message, choose Apps, then Answer this"""
_NOT = (
    "I don't look up codes, code charts, or give medical, legal or tax advice. "
    "Never send me patient details."
)


def help_card(starters: Sequence[Choice]) -> discord.ui.LayoutView:
    """What the bot does, three things to try, its commands, and what it does not do."""
    about = f"### Ask me about medical coding\n{_ABOUT}"
    return layout(framed(about, _COMMANDS, _NOT, "**Try one of these:**", rows=_tries(starters)))


def welcome_card(starters: Sequence[Choice]) -> discord.ui.LayoutView:
    """A short greeting for a channel, with things to try that anybody may press."""
    text = (
        f"### Hello! Ask me about medical coding\n{_ABOUT}\n"
        "Type `/ask`, mention me, or try one of these:"
    )
    return layout(framed(text, rows=_tries(starters)))


def _tries(starters: Sequence[Choice]) -> list[discord.ui.ActionRow[discord.ui.LayoutView]]:
    return choice_rows(starters, Action.TRY, _ANYBODY)
