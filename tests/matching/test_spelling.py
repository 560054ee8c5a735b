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


WRITTEN = Speller(
    {
        "how": 900,
        "next": 50,
        "week": 60,
        "weeks": 40,
        "of": 900,
        "that": 900,
        "rhit": 90,
        "cpc": 900,
    },
    names=frozenset({"cpc", "rhit"}),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gow", "how"),
        ("rhat", "that"),
        ("cpd", "cpd"),
        ("hiw", "how"),
        ("hxw", "hxw"),
    ],
)
def test_the_next_key_is_a_likely_slip_for_common_words_but_never_for_a_name(
    typed: str, meant: str
) -> None:
    assert WRITTEN.corrected(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("nex", "tweek"), ("next", "week")),
        (("week", "sof"), ("weeks", "of")),
        (("next", "week"), ("next", "week")),
        (("nex", "2weeks"), ("nex", "2weeks")),
        (("of",), ("of",)),
        ((), ()),
    ],
)
def test_spaces_that_slipped_are_put_back(typed: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert WRITTEN.respaced(typed) == meant


@given(st.lists(st.text("abcdefghijknotwx", max_size=6)))
def test_respacing_keeps_every_letter(typed: list[str]) -> None:
    assert "".join(WRITTEN.respaced(typed)) == "".join(typed)
