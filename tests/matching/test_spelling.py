from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.spelling import Speller

VOCABULARY = ("coding", "salary", "remote", "certification", "exam", "home", "hospital", "cpc")
SPELLER = Speller(dict.fromkeys(VOCABULARY, 10) | {"hose": 2})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("codng", "coding"),
        ("salaryy", "salary"),
        ("reomte", "remote"),
        ("certificaton", "certification"),
        ("certfcation", "certification"),
        ("homee", "home"),
        ("coding", "coding"),
        ("cpd", "cpd"),
        ("zzzzzz", "zzzzzz"),
        ("exam2", "exam2"),
        ("sal", "sal"),
        ("exm", "exam"),
        ("hme", "home"),
        ("hse", "hse"),
        ("cp", "cp"),
        ("hoje", "home"),
    ],
)
def test_slips(typed: str, meant: str) -> None:
    assert SPELLER.corrected(typed) == meant


@given(st.text(max_size=40))
def test_a_word_stays_or_becomes_a_known_one(word: str) -> None:
    assert SPELLER.corrected(word) in {word, "hose", *VOCABULARY}


@given(st.sampled_from(VOCABULARY))
def test_known_words_stay(word: str) -> None:
    assert SPELLER.corrected(word) == word
