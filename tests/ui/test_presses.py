from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.ui.presses import MAX_CUSTOM_ID, Action, Press, credentials_target, press_of

TARGETS = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z-]+)?", fullmatch=True)
LARGEST_ID = 2**64 - 1


@given(st.sampled_from(Action), TARGETS, st.integers(min_value=0, max_value=LARGEST_ID))
def test_a_press_is_read_back_from_its_custom_id(action: Action, target: str, asker: int) -> None:
    press = Press(action, target, asker)

    assert press_of(press.custom_id) == press


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    press = press_of(text)

    assert press is None or press.custom_id.startswith("coding1:")


@pytest.mark.parametrize(
    "custom_id",
    ["", "coding", "coding2:helpful:a:1", "coding1:unknown:a:1", "coding1:helpful::1", "x:y:z:1"],
)
def test_what_another_version_wrote_is_nothing(custom_id: str) -> None:
    assert press_of(custom_id) is None


def test_every_entry_fits_into_a_custom_id(assistant: Assistant) -> None:
    targets = [*assistant.knowledge.entries, *assistant.knowledge.gaps]
    targets.append(credentials_target(*sorted(assistant.knowledge.credentials, key=len)[-3:]))

    for target in targets:
        for action in Action:
            press = Press(action, target, LARGEST_ID)
            assert len(press.custom_id) <= MAX_CUSTOM_ID
            assert press_of(press.custom_id) == press


def test_credentials_are_told_from_entries() -> None:
    assert Press(Action.SOURCES, credentials_target("CPC-A", "CCS"), 1).credentials == (
        "CPC-A",
        "CCS",
    )
    assert Press(Action.SOURCES, "exam-fee/cpc", 1).credentials == ()
