"""Costs, renewals, study plans, the guided choice and the list of credentials."""

from __future__ import annotations

from bot.reply import Briefing, BriefingGroup, CredentialList, PathQuestion
from bot.ui.buttons import Row, button_rows, credential_select, press_row
from bot.ui.layout import Container, Frame, framed
from bot.ui.pay_targets import pay_target
from bot.ui.presses import Action, Press, credentials_target, list_target, path_target
from bot.ui.sources import source_line
from bot.ui.text import cut, cut_lines, escaped

PAGE = 7
_RESERVED = 900


def briefing_container(briefing: Briefing, frame: Frame) -> Container:
    """The result, then its groups; what does not fit is in the attached file or said to be cut."""
    heading = f"### {briefing.title}\n{briefing.lead}"
    room = frame.room - _RESERVED - len(heading)
    blocks: list[str] = []
    left_out = 0
    for group in briefing.groups:
        text, missing = cut_lines(_lines(group, briefing.kind), room)
        if missing and left_out:
            left_out += 1
            continue
        left_out += bool(missing)
        room -= len(text) + 1
        if text and not missing:
            blocks.append(text)
    footer = [cut(line, 300) for line in briefing.notices]
    if left_out:
        where = " The attached file has them." if briefing.attachment is not None else ""
        footer.append(f"{left_out} more not shown.{where}")
    named = source_line(briefing.sources)
    if named:
        footer.append(named)
    return framed(
        heading,
        "\n\n".join(blocks),
        attached=briefing.attachment.name if briefing.attachment is not None else None,
        footer=footer,
        rows=[_credential_row(briefing, frame)],
    )


def path_container(question: PathQuestion, frame: Frame) -> Container:
    """One question of the guided choice, a button for each answer."""
    lines = [f"### {escaped(question.ask)}", f"-# Question {question.number} of {question.of}"]
    lines += [f"-# {escaped(line)}" for line in question.so_far]
    buttons = [
        (option.label, Press(Action.PATH, path_target(option.answers), frame.asker_id))
        for option in question.options
    ]
    return framed("\n".join(lines), rows=button_rows(buttons))


def list_container(listed: CredentialList, frame: Frame, page: int = 0) -> Container:
    """Seven credentials of a list, a list to open one from, and buttons to turn the page."""
    last = (len(listed.credentials) - 1) // PAGE
    page = max(0, min(page, last))
    shown = listed.credentials[page * PAGE : (page + 1) * PAGE]
    filters = ", ".join(f"{name}: {escaped(value)}" for name, value in listed.filters)
    count = len(listed.credentials)
    heading = f"### {count} credential{'' if count == 1 else 's'}"
    if filters:
        heading += f"\n-# {filters}"
    lines = [f"**{escaped(c.abbreviation)}**: {escaped(c.name)}\n{escaped(c.text)}" for c in shown]
    rows: list[Row | None] = [
        credential_select([(c.abbreviation, c.name) for c in shown], frame.asker_id)
    ]
    if last and not any(name == "described as" for name, _ in listed.filters):
        turns = [("Back", page - 1), ("Next", page + 1)]
        rows.append(
            press_row(
                (
                    label,
                    Press(Action.LIST, list_target(listed.filters, number), frame.asker_id),
                )
                for label, number in turns
                if 0 <= number <= last
            )
        )
    footer = [f"Page {page + 1} of {last + 1}"] if last else []
    return framed(heading, "\n".join(lines), footer=footer, rows=rows)


def _lines(group: BriefingGroup, kind: str) -> list[str]:
    marked = group.lines if kind == "path" else tuple(f"- {line}" for line in group.lines)
    return [f"**{group.heading}**", *marked]


def _credential_row(briefing: Briefing, frame: Frame) -> Row | None:
    presses: list[tuple[str, Press]] = []
    for name in briefing.credentials[:2]:
        target = credentials_target(name)
        presses.append((f"About the {name}", Press(Action.SHEET, target, frame.asker_id)))
    if briefing.kind == "cost" and briefing.credentials:
        pay_back = pay_target("certification_return", _return_inputs(briefing))
        if pay_back is not None:
            press = Press(Action.CALCULATE, pay_back, frame.asker_id)
            presses.append(("When it pays back", press))
    if briefing.kind == "path":
        presses.append(("Start again", Press(Action.PATH, path_target(()), frame.asker_id)))
    return press_row(presses)


def _return_inputs(briefing: Briefing) -> dict[str, object]:
    """What was counted as cost, as inputs of the calculation when it pays back."""
    items = {"exam": "exam_fee", "membership": "membership", "course": "course", "books": "books"}
    inputs: dict[str, object] = {"credential": briefing.credentials[0], "course": "0"}
    needed = briefing.figures.get("needed")
    for line in needed if isinstance(needed, list) else ():
        if line["item"] in items and line["low"] == line["high"]:
            inputs[items[line["item"]]] = str(line["low"])
    return inputs
