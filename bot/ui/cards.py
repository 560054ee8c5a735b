"""A Reply as one Discord message."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import discord

from bot.reply import (
    Answer,
    Briefing,
    Choice,
    CredentialComparison,
    CredentialList,
    CredentialSheet,
    NoAnswer,
    Part,
    PathQuestion,
    PayQuestion,
    PayResult,
    Reply,
    Several,
    SourceLine,
    Suggestions,
)
from bot.ui.briefing_cards import briefing_container, list_container, path_container
from bot.ui.buttons import answer_row, choice_rows, press_row, related_row
from bot.ui.credential_cards import comparison_container, sheet_container
from bot.ui.layout import TEXT_LIMIT, Container, Frame, framed, layout
from bot.ui.pay_cards import pay_container, pay_question_container
from bot.ui.presses import Action, Press, credentials_target
from bot.ui.sources import source_line, source_list
from bot.ui.text import cut, with_lists_ended

MAX_PARTS = 3
MAX_CHOICES = 4
MAX_ABOUT = 2
_SHORTEST_TEXT = 200


def card(
    reply: Reply, asker_id: int, *, private: bool = False, whole: bool = False, page: int = 0
) -> discord.ui.LayoutView:
    """The message for `reply`, within every limit of Discord.

    Only `asker_id` may rate it and choose from its suggestions; on a `private` card a choice
    stays private. `whole` shows a comparison in full; a list of credentials starts at `page`.
    """
    parts = _distinct(reply.parts) if isinstance(reply, Several) else (reply,)
    frame = Frame(asker_id, private, TEXT_LIMIT // len(parts))
    return layout(*(_container(part, frame, whole=whole, page=page) for part in parts))


def sources_card(sources: Sequence[SourceLine]) -> discord.ui.LayoutView:
    """Every source behind a reply."""
    heading = "**Sources**"
    return layout(framed(f"{heading}\n{source_list(sources, TEXT_LIMIT - len(heading) - 1)}"))


def _container(part: Part, frame: Frame, *, whole: bool, page: int) -> Container:
    match part:
        case Answer():
            return _answer(part, frame)
        case Suggestions():
            return _choosing(f"**{part.lead}**", part.choices, frame)
        case NoAnswer():
            return _choosing(part.text, part.choices, frame)
        case PayResult():
            return pay_container(part, frame)
        case PayQuestion():
            return pay_question_container(part, frame)
        case CredentialSheet():
            return sheet_container(part, frame)
        case CredentialComparison():
            return comparison_container(part, frame, whole=whole)
        case Briefing():
            return briefing_container(part, frame)
        case PathQuestion():
            return path_container(part, frame)
        case CredentialList():
            return list_container(part, frame, page)


def _answer(answer: Answer, frame: Frame) -> Container:
    footer = [cut(line, 300) for line in (answer.question, *answer.notices)]
    named = source_line(answer.sources)
    if named:
        footer.append(named)
    room = max(_SHORTEST_TEXT, frame.room - sum(len(line) + 4 for line in footer))
    whole = with_lists_ended(answer.text)
    text = cut(whole, room)
    rows = [
        answer_row(
            answer.entry,
            frame.asker_id,
            rated=True,
            sources=bool(answer.sources),
            whole="Read it all" if text != whole else None,
        )
    ]
    about = [
        (f"About the {name}", Press(Action.SHEET, credentials_target(name), frame.asker_id))
        for name in answer.credentials[:MAX_ABOUT]
    ]
    rows.append(press_row(about))
    if answer.related:
        rows.append(related_row(answer.entry, frame.asker_id, answer.related, "Related questions"))
    return framed(text, footer=footer, rows=rows)


def _choosing(text: str, choices: Sequence[Choice], frame: Frame) -> Container:
    action = Action.CHOOSE_PRIVATELY if frame.private else Action.CHOOSE
    rows = choice_rows(choices[:MAX_CHOICES], action, frame.asker_id)
    return framed(cut(text, frame.room), rows=rows)


def _distinct(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The first parts without those that would repeat a button: Discord refuses such a message."""
    taken: set[str] = set()
    named: set[str] = set()
    distinct: list[Part] = []
    for part in parts[:MAX_PARTS]:
        match part:
            case Answer(entry=entry):
                if entry in taken:
                    continue
                taken.add(entry)
                fresh_names = tuple(name for name in part.credentials if name not in named)
                named.update(fresh_names)
                distinct.append(dataclasses.replace(part, credentials=fresh_names))
            case Suggestions() | NoAnswer():
                fresh = tuple(choice for choice in part.choices if choice.entry not in taken)
                taken.update(choice.entry for choice in fresh)
                distinct.append(dataclasses.replace(part, choices=fresh))
            case _:
                if part not in distinct:
                    distinct.append(part)
    return tuple(distinct)
