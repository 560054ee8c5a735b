"""Moderators save files while the bot runs."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import weakref
from collections.abc import AsyncIterator
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
import pytest_asyncio
from fixtures_knowledge import SMALL, edit, small_folder

from bot import caching
from bot.assistant import Assistant
from bot.caching import BuildCache
from bot.knowledge.problems import KnowledgeInvalid
from bot.reloading import AssistantHolder, ReloadOutcome
from bot.reply import Answer

PATIENCE = 30
WORK = "faq/work.yaml"
FEE = "value: 299"


def killed() -> None:
    """What becomes of a process that takes too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def built(folder: Path, previous: Assistant | None) -> Assistant:
    return Assistant.from_folder(folder, previous=previous)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


def fee_text(holder: AssistantHolder) -> str:
    answer = holder.current.answer("exam-fee/ccs")
    assert isinstance(answer, Answer)
    return answer.text


async def test_a_reload_of_unchanged_files_keeps_the_assistant(folder: Path) -> None:
    holder = AssistantHolder.loaded(folder, built)
    before = holder.current
    outcome = await holder.reload()
    assert outcome == ReloadOutcome(True, "The knowledge has not changed.")
    assert holder.current is before


async def test_a_good_save_is_used_and_the_matcher_kept_when_only_an_answer_changed(
    folder: Path,
) -> None:
    holder = AssistantHolder.loaded(folder, built)
    matcher = holder.current.matcher
    edit(folder, "certifications/ccs.yaml", FEE, "value: 310")
    outcome = await holder.reload()
    assert outcome.ok
    assert outcome.sentence.startswith("New knowledge is in use: 6 answers, version ")
    assert fee_text(holder) == "The CCS exam costs $310."
    assert holder.current.matcher is matcher


async def test_a_new_phrasing_makes_a_new_matcher(folder: Path) -> None:
    holder = AssistantHolder.loaded(folder, built)
    matcher = holder.current.matcher
    edit(folder, WORK, "- typical coder salary", "- typical coder salary\n      - zorblax income")
    assert (await holder.reload()).ok
    assert holder.current.matcher is not matcher


async def test_a_bad_save_keeps_the_last_good_and_says_what_is_wrong(folder: Path) -> None:
    holder = AssistantHolder.loaded(folder, built)
    before = holder.current
    edit(folder, WORK, "topic: Work", "topic: [Work]")
    outcome = await holder.reload()
    assert outcome == ReloadOutcome(
        False,
        "The new knowledge has 1 problem, so the last good version keeps answering.",
        ("faq/work.yaml:1: 'topic' must be text; put quotes round it.",),
    )
    assert holder.current is before


async def test_a_reload_gives_back_the_memory_of_what_it_replaced(folder: Path) -> None:
    holder = AssistantHolder.loaded(folder, built)
    former = weakref.ref(holder.current.matcher)
    assert isinstance(holder.current.ask("How much does the CCS exam cost?"), Answer)
    edit(folder, WORK, "- typical coder salary", "- typical coder salary\n      - zorblax income")
    assert (await holder.reload()).ok
    # A thread holds what it was given until it is at rest.
    await asyncio.get_running_loop().shutdown_default_executor()
    assert former() is None


def holder_building_apart(folder: Path, cache: Path) -> AssistantHolder:
    apart = BuildCache(cache, apart=True)
    return AssistantHolder.loaded(
        folder, lambda root, before: Assistant.from_folder(root, previous=before, cache=apart)
    )


async def test_a_build_that_is_killed_keeps_the_last_good(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = holder_building_apart(folder, tmp_path / "cache")
    monkeypatch.setattr(caching, "_live_with_parent", killed)
    edit(folder, "certifications/ccs.yaml", FEE, "value: 310")
    outcome = await holder.reload()
    assert not outcome.ok
    assert "free some memory" in outcome.sentence
    assert outcome.sentence.endswith("The last good version keeps answering.")
    assert fee_text(holder) == "The CCS exam costs $299."


async def test_where_no_process_can_be_started_a_build_is_done_all_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_process: object) -> None:
        raise OSError("Resource temporarily unavailable")

    holder = holder_building_apart(folder, tmp_path / "cache")
    monkeypatch.setattr(SpawnProcess, "start", never)
    edit(folder, "certifications/ccs.yaml", FEE, "value: 310")
    assert (await holder.reload()).ok
    assert fee_text(holder) == "The CCS exam costs $310."


async def test_ten_problems_are_shown_and_all_are_counted(folder: Path) -> None:
    holder = AssistantHolder.loaded(folder, built)
    for number in range(12):
        (folder / "faq" / f"empty{number}.yaml").write_text("", encoding="utf-8")
    outcome = await holder.reload()
    assert outcome.sentence.startswith("The new knowledge has 12 problems")
    assert len(outcome.problems) == 10


async def test_a_vanished_folder_keeps_the_last_good(folder: Path) -> None:
    holder = AssistantHolder.loaded(folder, built)
    shutil.rmtree(folder)
    outcome = await holder.reload()
    assert not outcome.ok
    assert outcome.sentence.endswith("The last good version keeps answering.")
    assert fee_text(holder) == "The CCS exam costs $299."


def test_a_first_load_with_mistakes_is_an_error(folder: Path) -> None:
    (folder / WORK).write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeInvalid):
        AssistantHolder.loaded(folder, built)


class Watch:
    """A holder that watches its folder; `outcome` waits for the next reload."""

    def __init__(self, holder: AssistantHolder) -> None:
        self.holder = holder
        self._outcomes: asyncio.Queue[ReloadOutcome] = asyncio.Queue()

    async def told(self, outcome: ReloadOutcome) -> None:
        await self._outcomes.put(outcome)

    async def outcome(self) -> ReloadOutcome:
        async with asyncio.timeout(PATIENCE):
            return await self._outcomes.get()


@pytest_asyncio.fixture
async def watch(folder: Path) -> AsyncIterator[Watch]:
    watching = Watch(AssistantHolder.loaded(folder, built))
    task = asyncio.create_task(watching.holder.watch(watching.told))
    try:
        await _until_noticed(folder, watching)
        yield watching
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def _until_noticed(folder: Path, watching: Watch) -> None:
    """The watcher has no sign that it began: save the same text until it notices."""
    first = asyncio.ensure_future(watching.outcome())
    while not first.done():
        (folder / WORK).write_text(SMALL[WORK], encoding="utf-8")
        await asyncio.wait([first], timeout=0.5)
    assert (await first).sentence == "The knowledge has not changed."


async def test_saves_are_noticed_bad_ones_refused_and_the_next_good_one_used(
    folder: Path, watch: Watch
) -> None:
    (folder / "certifications" / "ccs.yaml").write_text("\tbroken", encoding="utf-8")
    refused = await _first_that(watch, ok=False)
    assert refused.problems == (
        "certifications/ccs.yaml:1: starts with a tab; indent with two spaces instead.",
    )
    assert fee_text(watch.holder) == "The CCS exam costs $299."

    mended = SMALL["certifications/ccs.yaml"].replace(FEE, "value: 315")
    (folder / "certifications" / "ccs.yaml").write_text(mended, encoding="utf-8")
    used = await _first_that(watch, ok=True)
    assert used.sentence.startswith("New knowledge is in use")
    assert fee_text(watch.holder) == "The CCS exam costs $315."


async def _first_that(watch: Watch, *, ok: bool) -> ReloadOutcome:
    """The first outcome of the wanted kind; late echoes of earlier saves may come before."""
    while True:
        outcome = await watch.outcome()
        if outcome.ok is ok and "not changed" not in outcome.sentence:
            return outcome
