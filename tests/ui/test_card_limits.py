"""Every card that the real knowledge can make, and the largest that are allowed, fit."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from typing import Any

import discord
import pytest

from bot.assistant import Assistant
from bot.reply import (
    Answer,
    Choice,
    ComparisonRow,
    CredentialComparison,
    CredentialSheet,
    NoAnswer,
    PayResult,
    Reply,
    Several,
    SheetLine,
    Silence,
    SourceLine,
    Suggestions,
)
from bot.ui.cards import card, sources_card
from bot.ui.credential_cards import GROUPS
from bot.ui.text import with_lists_ended
from bot.ui.welcome import help_card, welcome_card

ASKER = 2**64 - 1
LONG_ID = "-".join(["x" * 39] * 1)
LONG = "word " * 1000


def assert_fits(view: discord.ui.LayoutView) -> None:
    children = list(view.walk_children())
    assert len(children) <= 40
    assert view.content_length() <= 4000
    custom_ids = []
    for child in children:
        if isinstance(child, discord.ui.TextDisplay):
            assert child.content.strip()
        data: dict[str, Any] = child.to_component_dict()
        if "custom_id" not in data:
            continue
        custom_ids.append(data["custom_id"])
        assert len(data["custom_id"]) <= 100
        if data["type"] == 2:
            assert 1 <= len(data["label"]) <= 80
        else:
            assert len(data["placeholder"]) <= 150
            assert 1 <= len(data["options"]) <= 25
            values = [option["value"] for option in data["options"]]
            assert len(set(values)) == len(values)
            for option in data["options"]:
                assert 1 <= len(option["label"]) <= 100
                assert len(option["value"]) <= 100
    assert len(set(custom_ids)) == len(custom_ids)


def test_every_answer_fits(assistant: Assistant) -> None:
    for entry in assistant.knowledge.entries:
        reply = assistant.answer(entry)
        assert isinstance(reply, Answer)
        assert_fits(card(reply, ASKER))
        if reply.sources:
            assert_fits(sources_card(reply.sources))


def test_every_missing_figure_fits(assistant: Assistant) -> None:
    for gap in assistant.knowledge.gaps:
        reply = assistant.answer(gap)
        assert isinstance(reply, NoAnswer)
        assert_fits(card(reply, ASKER))


def test_every_credential_fits_without_losing_a_line(assistant: Assistant) -> None:
    for name in assistant.knowledge.credentials:
        reply = assistant.credentials.sheet(name)
        assert isinstance(reply, CredentialSheet)
        view = card(reply, ASKER)
        assert_fits(view)
        assert_fits(sources_card(reply.sources))
        assert "not shown" not in text_of(view)


def test_every_pair_of_credentials_fits(assistant: Assistant) -> None:
    for first, second in combinations(assistant.knowledge.credentials, 2):
        reply = assistant.credentials.comparison(first, second)
        assert isinstance(reply, CredentialComparison)
        assert_fits(card(reply, ASKER))
        whole = card(reply, ASKER, whole=True)
        assert_fits(whole)
        assert "not shown" not in text_of(whole)


def test_three_of_the_longest_answers_fit_into_one_message(assistant: Assistant) -> None:
    entries = assistant.knowledge.entries.values()
    longest = sorted(entries, key=lambda entry: len(entry.text))[-3:]
    replies = [assistant.answer(entry.id) for entry in longest]
    view = card(Several(tuple(replies)), ASKER)

    assert_fits(view)
    assert len(view.children) == 3
    assert all(with_lists_ended(entry.text) in text_of(view) for entry in longest)


def choices(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"{LONG_ID}/{i}", f"{i} {LONG}"[:300].strip()) for i in range(count))


def long_answer(number: int) -> Answer:
    text = ("word " * 400).strip()
    source = SourceLine(LONG[:300], LONG[:300], "https://e.org/" + "x" * 480, "2026-02-01")
    return Answer(
        entry=f"{LONG_ID}/{number}",
        question=LONG[:300],
        text=text,
        sources=(source,) * 20,
        as_of="2026-02-01",
        notices=(LONG[:300], LONG[:300]),
        related=choices(40),
    )


LARGEST: dict[str, Reply] = {
    "answer": long_answer(1),
    "three answers": Several(tuple(long_answer(i) for i in range(3))),
    "five answers": Several(tuple(long_answer(i) for i in range(5))),
    "the same answer twice": Several((long_answer(1), long_answer(1))),
    "three answers about one credential": Several(
        tuple(dataclasses.replace(long_answer(i), credentials=("CPC", f"C{i}")) for i in range(3))
    ),
    "suggestions": Suggestions(choices(9), 0.3, LONG),
    "the same suggestions twice": Several(
        (Suggestions(choices(4), 0.3), Suggestions(choices(4), 0.2), long_answer(1))
    ),
    "no answer": NoAnswer(Silence.UNKNOWN, LONG, choices(9)),
    "pay": PayResult("hourly", LONG, LONG[:200], (LONG[:300],) * 8, (LONG[:300],) * 4),
    "sheet": CredentialSheet(
        abbreviation="LONG-A",
        name=LONG[:200],
        issuer=LONG[:200],
        summary=LONG[:600],
        lines=tuple(SheetLine(f"Label {i}", LONG[:300], LONG[:200]) for i in range(30)),
        unknown=("Fee",) * 10,
        sources=long_answer(1).sources,
        as_of="2026",
        notices=(LONG[:200],),
        questions=choices(40),
    ),
    "comparison of three, three times": Several(
        tuple(
            CredentialComparison(
                credentials=(f"A{i}", "B", "C"),
                names=(LONG[:100],) * 3,
                rows=tuple(ComparisonRow(f"Row {r}", (LONG[:250],) * 3, True) for r in range(30)),
                sources=long_answer(1).sources,
                as_of="2026",
            )
            for i in range(3)
        )
    ),
}


@pytest.mark.parametrize("name", LARGEST)
@pytest.mark.parametrize("private", [True, False])
def test_the_largest_replies_fit(name: str, private: bool) -> None:
    reply = LARGEST[name]
    view = card(reply, ASKER, private=private)

    assert_fits(view)
    if isinstance(reply, Answer | CredentialSheet):
        assert_fits(sources_card(reply.sources))


def test_a_cut_answer_can_be_read_whole() -> None:
    reply = Several(tuple(long_answer(i) for i in range(3)))

    labels = [
        child.to_component_dict()["label"]
        for child in card(reply, ASKER).walk_children()
        if child.to_component_dict().get("label")
    ]

    assert labels.count("Read it all") == 3
    assert "…" in text_of(card(reply, ASKER))
    assert long_answer(1).text in text_of(card(long_answer(1), ASKER))


def test_cards_that_introduce_the_bot_fit(assistant: Assistant) -> None:
    for starters in (assistant.starters(), choices(3), ()):
        assert_fits(help_card(starters))
        assert_fits(welcome_card(starters))


def test_every_field_has_its_group() -> None:
    from bot.certifications.fields import FIELDS

    grouped = [field for _, fields in GROUPS for field in fields]
    assert grouped == [field for field, _ in FIELDS]


def text_of(view: discord.ui.LayoutView) -> str:
    texts = [c.content for c in view.walk_children() if isinstance(c, discord.ui.TextDisplay)]
    return "\n".join(texts)
