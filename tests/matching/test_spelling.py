from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.spelling import Speller
from bot.matching.vocabulary import Vocabulary

VOCABULARY = ("coding", "salary", "remote", "certification", "exam", "home", "hospital", "cpc")


def vocabulary(uses: Mapping[str, int], *sentences: str) -> Vocabulary:
    """Words used so often beside no other word, and `sentences` six times each."""
    alone = [part for word, count in uses.items() for part in [word, "."] * count]
    return Vocabulary([*alone, *(" . ".join(sentences * 6) + " .").split()])


SPELLER = Speller(vocabulary(dict.fromkeys(VOCABULARY, 10) | {"hose": 2}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("codng", "coding"),
        ("salaryy", "salary"),
        ("reomte", "remote"),
        ("certificaton", "certification"),
        ("certfcation", "certification"),
        ("hspoital", "hospital"),
        ("shopital", "hospital"),
        ("ohspitall", "hospital"),
        ("zertificatoin", "zertificatoin"),
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
    vocabulary(
        {
            "how": 900,
            "next": 50,
            "week": 60,
            "weeks": 40,
            "of": 900,
            "that": 900,
            "rhit": 90,
            "cpc": 900,
            "job": 700,
            "jobs": 800,
            "join": 20,
            "in": 900,
            "money": 300,
        },
        "get in now",
        "jobs can pay",
        "have to join ahima",
        "how much money",
        "student price",
        "is a student price",
        "of the week",
    ),
    names=frozenset({"cpc", "rhit"}),
)


def mended(typed: Sequence[str]) -> tuple[str, ...]:
    return WRITTEN.mended(WRITTEN.respaced(typed))


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
        (("wee", "k"), ("week",)),
        (("r", "hit"), ("rhit",)),
        (("a", "hit"), ("a", "hit")),
        (("next", "week"), ("next", "week")),
        (("nex", "2weeks"), ("nex", "2weeks")),
        (("of",), ("of",)),
        ((), ()),
    ],
)
def test_spaces_that_slipped_are_put_back(typed: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("have to jon ahima", "have to join ahima"),
        ("that jon", "that job"),
        ("get ni now", "get in now"),
        ("ni", "ni"),
        ("that ni week", "that ni week"),
        ("jos can pay", "jobs can pay"),
        ("that jos week", "that jos week"),
        ("howmuch money", "how much money"),
        ("that studentprice", "that student price"),
        ("howx", "how"),
    ],
)
def test_the_words_beside_it_tell_what_a_slip_was_meant_for(typed: str, meant: str) -> None:
    assert " ".join(mended(typed.split())) == meant


def test_a_slip_that_stands_in_a_phrasing_is_no_word() -> None:
    speller = Speller(vocabulary({"what": 400, "waht": 1, "sued": 3, "used": 400, "cues": 1}))
    assert speller.corrected("waht") == "what"
    assert speller.corrected("sued") == "sued"
    assert speller.corrected("cues") == "cues"


@given(st.lists(st.text("abcdefghijknotwx", max_size=6)))
def test_mended_words_are_known_or_as_typed(typed: list[str]) -> None:
    for word in mended(typed):
        assert WRITTEN.knows([word]) or word in typed
