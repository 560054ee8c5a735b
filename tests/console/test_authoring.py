"""A moderator writes an entry by answering three questions."""

from __future__ import annotations

import datetime
from pathlib import Path

from fixtures_knowledge import small_folder

from bot.console.authoring import Draft, added_entry, topics
from bot.knowledge.loading import load_knowledge

TODAY = datetime.date(2026, 11, 22)


def test_a_draft_becomes_an_entry_that_loads(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    topic = next(iter(topics(folder)))
    source = next(iter(load_knowledge(folder).sources))

    name = added_entry(folder, Draft(topic, "Is it noisy: yes or no?", "**No.**", (source,)), TODAY)

    assert name == "noisy-yes-or-no"
    entry = load_knowledge(folder).entries["noisy-yes-or-no"]
    assert (entry.question, entry.text, entry.topic) == (
        "Is it noisy: yes or no?",
        "**No.**",
        topic,
    )
    assert entry.reviewed == TODAY


def test_the_same_question_twice_gets_another_id(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    topic = next(iter(topics(folder)))
    source = next(iter(load_knowledge(folder).sources))
    draft = Draft(topic, "Is it noisy there?", "**No.**", (source,))

    assert added_entry(folder, draft, TODAY) == "noisy-there"
    assert added_entry(folder, draft, TODAY) == "noisy-there-2"


def test_a_mistake_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    topic, path = next(iter(topics(folder).items()))
    before = path.read_bytes()

    problems = added_entry(folder, Draft(topic, "Is it noisy?", "It costs $5.", ("nobody",)), TODAY)

    assert not isinstance(problems, str)
    assert any("source 'nobody' does not exist" in problem.message for problem in problems)
    assert any("$5" in problem.message for problem in problems)
    assert path.read_bytes() == before
