"""A calculation that loses the fact it rests on is told to moderators."""

from __future__ import annotations

import dataclasses

from fixtures_knowledge import real_knowledge

from bot.curation import calculation_problems

PATH = "pay.se_floor"


def test_every_fact_that_a_calculation_rests_on_is_there() -> None:
    assert list(calculation_problems(real_knowledge())) == []


def test_a_missing_fact_is_named_for_each_calculation() -> None:
    knowledge = real_knowledge()
    facts = {path: fact for path, fact in knowledge.facts.items() if path != PATH}
    told = [str(p) for p in calculation_problems(dataclasses.replace(knowledge, facts=facts))]
    assert [kind for kind in ("self_employment", "contractor") if any(kind in t for t in told)]
    assert all(PATH in problem for problem in told)
    assert len(told) == 2
