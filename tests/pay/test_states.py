from __future__ import annotations

import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given
from hypothesis import strategies as st

from bot.numbers import InputRefused
from bot.pay.states import STATES, state_named, state_path


def test_there_are_50_states_and_the_district() -> None:
    assert len(STATES) == 51
    assert len(set(STATES.values())) == 51
    assert all(len(letters) == 2 and letters.isupper() for letters in STATES)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tx", "Texas"),
        ("TX", "Texas"),
        ("tEXAS", "Texas"),
        ("new  york", "New York"),
        ("N.Y.", "New York"),
        ("Washington", "Washington"),
        ("Washington, D.C.", "District of Columbia"),
        ("dc", "District of Columbia"),
    ],
)
def test_reads_what_people_write(typed: str, name: str) -> None:
    assert state_named(typed) == name


@given(st.sampled_from(sorted(STATES.items())), st.sampled_from([str.upper, str.lower, str.title]))
def test_any_case_of_both_spellings(state: tuple[str, str], case: object) -> None:
    assert callable(case)
    assert {state_named(case(spelling)) for spelling in state} == {state[1]}


@pytest.mark.parametrize("typed", ["", "T", "Texass", "Ontario", "PR", "12", "new-york"])
def test_refuses_what_is_no_state(typed: str) -> None:
    with pytest.raises(InputRefused, match="State must be one of the 50 states") as refusal:
        state_named(typed)
    assert refusal.value.field == "state"


def test_every_state_figure_on_file_can_be_reached() -> None:
    reachable = {
        state_path(name, figure)
        for name in STATES.values()
        for figure in ("p10", "median", "p90", "mean")
    }
    on_file = {path for path in real_knowledge().facts if path.startswith("pay.state_")}
    assert on_file
    assert on_file <= reachable
