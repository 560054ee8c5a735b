"""Keyboard slips: one or two, always the same ones for the same text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from bot.evaluation.slips import seeded_slips

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", min_size=4, max_size=60)


@given(LETTERS)
def test_at_most_two_slips(text: str) -> None:
    assert DamerauLevenshtein.distance(text, seeded_slips(text)) <= 2
    assert seeded_slips(text) == seeded_slips(text)


@given(st.text(max_size=40))
def test_any_text_can_slip(text: str) -> None:
    assert isinstance(seeded_slips(text), str)


def test_most_texts_do_change() -> None:
    texts = [f"how much is exam number {n} again" for n in range(50)]
    assert sum(seeded_slips(text) != text for text in texts) >= 45
