"""Everything five articles about the career state is answered, and found by asking for it."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from bot.assistant import AskContext, Assistant
from bot.reply import Answer, NoAnswer, Reply, Several, Suggestions

ARTICLES = {
    "side_gig_2023",
    "gigworker_2023",
    "billbergia_jobs",
    "home_coding_guide",
    "coder_blog",
}
REACHABLE_SHARE = 0.8


class Statement(BaseModel):
    """One claim of an article, the question for it, and what its answer must say."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    statement: str
    article: str
    ask: str
    entry: tuple[str, ...]
    says: tuple[str, ...]
    corrected: bool = False

    @field_validator("entry", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


@cache
def statements() -> tuple[Statement, ...]:
    file = Path(__file__).with_name("article_statements.yaml")
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))["statements"]
    return tuple(Statement.model_validate(one) for one in listed)


def repeated(texts: list[str]) -> list[str]:
    return [text for text, times in Counter(t.casefold() for t in texts).items() if times > 1]


def offered(reply: Reply) -> set[str]:
    """Ids of the entries that a member sees, as an answer or as a question to press."""
    match reply:
        case Answer():
            return {reply.entry}
        case Suggestions() | NoAnswer():
            return {choice.entry for choice in reply.choices}
        case Several():
            return {entry for part in reply.parts for entry in offered(part)}
        case _:
            return set()


def test_every_article_is_covered() -> None:
    assert {one.article for one in statements()} == ARTICLES


def test_statements_and_their_questions_are_unique() -> None:
    assert repeated([one.statement for one in statements()]) == []
    assert repeated([one.ask for one in statements()]) == []


def test_every_statement_has_an_entry_and_something_to_look_for() -> None:
    assert [one.statement for one in statements() if not one.entry] == []
    assert [one.statement for one in statements() if not one.says] == []


def test_every_entry_named_exists(assistant: Assistant) -> None:
    known = assistant.knowledge.entries
    unknown = {entry for one in statements() for entry in one.entry if entry not in known}
    assert unknown == set()


def test_every_statement_stands_in_an_answer(assistant: Assistant) -> None:
    known = assistant.knowledge.entries
    absent: list[str] = []
    for one in statements():
        texts = [
            known[entry].text.replace("*", "").casefold() for entry in one.entry if entry in known
        ]
        absent.extend(
            f"{wanted!r} is in none of {', '.join(one.entry) or 'no entry'} ({one.statement})"
            for wanted in one.says
            if not any(wanted.casefold() in text for text in texts)
        )
    assert not absent, "\n".join(absent)


def test_most_statements_are_found_by_asking_for_them(assistant: Assistant) -> None:
    missed: list[str] = []
    for number, one in enumerate(statements(), start=1):
        found = offered(assistant.ask(one.ask, AskContext(member_id=number)))
        if not found & set(one.entry):
            missed.append(
                f"{one.ask} -> {', '.join(one.entry)}; offered {', '.join(sorted(found))}"
            )
    share = 1 - len(missed) / len(statements())
    report = "\n".join([f"{share:.1%} of {len(statements())} found; missed:", *missed])
    print(report)  # noqa: T201
    assert share >= REACHABLE_SHARE, report
