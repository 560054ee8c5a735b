"""Results kept on disk save time and change nothing."""

from __future__ import annotations

from pathlib import Path

import joblib
import pytest
from fixtures_knowledge import edit, small_folder

from bot import caching
from bot.assistant import Assistant
from bot.caching import BuildCache
from bot.knowledge.problems import KnowledgeInvalid
from bot.reply import Answer

QUESTION = "median pay of coders"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path)


def answered(folder: Path, cache: Path | None) -> Answer:
    reply = Assistant.from_folder(folder, answer_threshold=0.01, cache=BuildCache(cache)).ask(
        QUESTION
    )
    assert isinstance(reply, Answer)
    return reply


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was really built."""
    made: list[str] = []
    for name in ("load_knowledge", "Matcher"):
        real = getattr(caching, name)

        def building(*given: object, _name: str = name, _real: object = real) -> object:
            made.append(_name)
            return _real(*given)  # type: ignore[operator]

        monkeypatch.setattr(caching, name, building)
    return made


def test_the_second_start_builds_nothing(folder: Path, tmp_path: Path, builds: list[str]) -> None:
    cache = tmp_path / "cache"
    first = answered(folder, cache)
    assert builds == ["load_knowledge", "Matcher"]
    assert answered(folder, cache) == first == answered(folder, None)
    assert builds == ["load_knowledge", "Matcher"] * 2


def test_an_edited_answer_is_loaded_and_the_index_kept(
    folder: Path, tmp_path: Path, builds: list[str]
) -> None:
    cache = tmp_path / "cache"
    answered(folder, cache)
    edit(folder, "faq/work.yaml", "Many do, once they have experience.", "Plenty of them do.")
    answered(folder, cache)
    assert builds == ["load_knowledge", "Matcher", "load_knowledge"]


def test_new_code_forgets_old_results(
    folder: Path, tmp_path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    answered(folder, cache)
    monkeypatch.setattr(caching, "code_version", lambda: "another version")
    answered(folder, cache)
    assert builds == ["load_knowledge", "Matcher"] * 2


def test_a_damaged_cache_costs_time_only(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    cache = tmp_path / "cache"
    first = answered(folder, cache)
    damaged = list(cache.rglob("output.pkl"))
    assert damaged
    for path in damaged:
        path.write_bytes(b"not a pickle")
    assert answered(folder, cache) == first
    assert "Traceback" not in capfd.readouterr().err


def test_a_cache_folder_that_cannot_be_made_is_done_without(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert answered(folder, blocked / "cache")


def test_broken_knowledge_is_refused_every_time(folder: Path, tmp_path: Path) -> None:
    (folder / "faq" / "work.yaml").write_text("topic: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(KnowledgeInvalid):
            Assistant.from_folder(folder, cache=BuildCache(tmp_path / "cache"))


def test_what_is_built_apart_answers_the_same_and_leaves_nothing_to_build(
    folder: Path, tmp_path: Path, builds: list[str]
) -> None:
    apart = BuildCache(tmp_path / "apart", apart=True)
    assistant = Assistant.from_folder(folder, answer_threshold=0.01, cache=apart)
    assert builds == []
    assert assistant.ask(QUESTION) == answered(folder, None)


def test_mistakes_found_apart_are_those_found_here(folder: Path, tmp_path: Path) -> None:
    edit(folder, "faq/work.yaml", "topic: Work", "topic: [Work]")
    found = []
    for cache in (BuildCache(None), BuildCache(tmp_path / "cache", apart=True)):
        with pytest.raises(KnowledgeInvalid) as caught:
            Assistant.from_folder(folder, cache=cache)
        found.append((caught.value.problems, str(caught.value)))
    assert found[0] == found[1]


def test_a_result_that_could_not_be_kept_is_handed_over(tmp_path: Path) -> None:
    kept, unkept = (joblib.Memory(folder, verbose=0).cache(bytes) for folder in (tmp_path, None))
    assert caching._kept_or_made(unkept, (3,)) == bytes(3)
    assert caching._kept_or_made(kept, (3,)) is None
    assert kept(3) == bytes(3)
