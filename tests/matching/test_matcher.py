"""The seams of matching on a small folder, where what is right is plain."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest
from fixtures_knowledge import SMALL, edit, small_folder
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.base import Knowledge
from bot.knowledge.loading import load_knowledge
from bot.matching.completion import Completer
from bot.matching.entities import CREDENTIAL, Entity
from bot.matching.matcher import Matcher


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return load_knowledge(small_folder(tmp_path_factory.mktemp("matching")))


@pytest.fixture(scope="module")
def matcher(knowledge: Knowledge) -> Matcher:
    return Matcher(knowledge)


def best(matcher: Matcher, question: str) -> tuple[str, ...]:
    return matcher.match(question).candidates[0].targets


def test_every_phrasing_finds_its_own_entry(matcher: Matcher, knowledge: Knowledge) -> None:
    for item in (*knowledge.entries.values(), *knowledge.gaps.values()):
        for phrasing in item.phrasings:
            assert best(matcher, phrasing) == (item.id,), phrasing


@pytest.mark.parametrize(
    ("question", "targets"),
    [
        ("how much is the ccs exam", ("exam-fee/ccs",)),
        ("HOW MUCH IS THE CCS EXAM???", ("exam-fee/ccs",)),
        ("hello, what is the fee of the cpc test please", ("exam-fee/cpc",)),
        ("pass rate ccs", ("exam-pass-rate/ccs",)),
        ("fee of the CPC and the CCS exam", ("exam-fee/cpc", "exam-fee/ccs")),
        ("wfh coding jobs?", ("work-from-home",)),
        ("typical coder salry", ("median-pay",)),
    ],
)
def test_plain_questions(matcher: Matcher, question: str, targets: tuple[str, ...]) -> None:
    assert best(matcher, question) == targets


def test_a_template_without_a_credential_has_no_target(matcher: Matcher) -> None:
    candidate = matcher.match("how much does the exam cost?").candidates[0]
    assert candidate.topic.key == "exam-fee"
    assert candidate.topic.members == {"CPC": "exam-fee/cpc", "CCS": "exam-fee/ccs"}
    assert candidate.targets == ()


def test_a_credential_from_before_completes_the_question(matcher: Matcher) -> None:
    before = (Entity(CREDENTIAL, "CCS"),)
    asked = matcher.match("how much does the exam cost?", before)
    assert asked.candidates[0].targets == ("exam-fee/ccs",)
    named = matcher.match("how much does the CPC exam cost?", before)
    assert named.candidates[0].targets == ("exam-fee/cpc",)


def test_confidence_is_higher_for_a_phrasing_than_for_nonsense(matcher: Matcher) -> None:
    assert matcher.match("typical coder salary").confidence > 0.6
    assert matcher.match("banana bicycle thursday").confidence < 0.2


def test_a_match_with_a_template_is_sure(matcher: Matcher) -> None:
    mentions = matcher.read("and the CCS?").mentions
    match = matcher.match_template("exam-fee", mentions)
    assert match.candidates[0].targets == ("exam-fee/ccs",)
    assert match.confidence == 1.0


@given(st.text(max_size=200))
def test_any_text_is_ranked_within_bounds(matcher: Matcher, text: str) -> None:
    match = matcher.match(text)
    scores = [candidate.score for candidate in match.candidates]
    assert 1 <= len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    assert 0 <= match.confidence <= 1
    assert 0 <= match.evidence.coverage <= 1


def test_the_same_question_gets_the_same_match(matcher: Matcher, knowledge: Knowledge) -> None:
    first, again = matcher.match("coder pay?"), Matcher(knowledge).match("coder pay?")
    assert first.confidence == pytest.approx(again.confidence)
    assert [c.topic.key for c in first.candidates] == [c.topic.key for c in again.candidates]


def test_a_matcher_serves_knowledge_that_only_answers_differently(
    matcher: Matcher, knowledge: Knowledge
) -> None:
    entry = knowledge.entries["median-pay"]
    said = dataclasses.replace(entry, text="Enough.")
    asked = dataclasses.replace(entry, phrasings=(*entry.phrasings, "is it well paid"))
    entries = dict(knowledge.entries)
    assert matcher.serves(dataclasses.replace(knowledge, entries=entries | {said.id: said}))
    assert not matcher.serves(dataclasses.replace(knowledge, entries=entries | {asked.id: asked}))


def test_a_matcher_can_be_built_from_a_single_entry(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    shutil.rmtree(folder / "questions")
    (folder / "faq" / "exams.yaml").unlink()
    (folder / "out_of_scope.yaml").write_text("out_of_scope: []\n", encoding="utf-8")
    start, end = (
        SMALL["faq/work.yaml"].find("  - id: median"),
        SMALL["faq/work.yaml"].find("  - id: work"),
    )
    edit(folder, "faq/work.yaml", SMALL["faq/work.yaml"][start:end], "")
    matcher = Matcher(load_knowledge(folder))
    assert best(matcher, "can coders work from home?") == ("work-from-home",)


def test_completions_begin_with_what_is_typed(matcher: Matcher, knowledge: Knowledge) -> None:
    completer = Completer(matcher, knowledge)
    assert completer.completed("can med", 5)[0] == "work-from-home"
    assert completer.completed("how much does the cp", 5)[0] == "exam-fee/cpc"
    assert completer.completed("typical coder salary", 5)[0] == "median-pay"


@pytest.mark.parametrize("nothing", ["", "   ", "🎉", "\u200b"])
def test_popular_questions_complete_an_empty_box(
    matcher: Matcher, knowledge: Knowledge, nothing: str
) -> None:
    offered = Completer(matcher, knowledge).completed(nothing, 3)
    assert len(offered) == 3
    assert offered[0] == "median-pay"


@given(st.text(max_size=120), st.integers(1, 25))
def test_completions_are_bounded_entries(
    matcher: Matcher, knowledge: Knowledge, text: str, limit: int
) -> None:
    offered = Completer(matcher, knowledge).completed(text, limit)
    assert len(offered) <= limit
    assert len(set(offered)) == len(offered)
    assert set(offered) <= knowledge.entries.keys()
