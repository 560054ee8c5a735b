from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.text import (
    MAX_MESSAGE,
    Phrasebook,
    cleaned,
    without_contrast,
    without_right_now,
    words,
)

ANY_TEXT = st.text(st.characters(), max_size=400)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("  how   much\tis it ", "how much is it"),
        ("<@123> <@!45> <@&6> <#789> fee", "fee"),
        ("<:party:123> <a:dance:4> fee", "fee"),
        ("see https://a.example/x?y=1 fee", "see fee"),
        ("```py\nprint('hi')\n``` fee", "fee"),
        ("fee ```never closed", "fee"),
        ("`code` fee", "fee"),
        ("||secret|| fee", "secret fee"),
        ("f\u200bee \u202eeef\u202c", "fee eef"),
        ("\x00fee\x07", "fee"),
        ("ＣＰＣ ﬁt", "CPC fit"),
        ("one\ntwo", "one\ntwo"),
        ("\ud800fee", "fee"),
    ],
)
def test_what_is_left_of_a_message(message: str, text: str) -> None:
    assert cleaned(message) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What's the CPC?", ("whats", "the", "cpc")),
        ("CPC-A vs. CCS/CCS-P", ("cpc", "a", "vs", "ccs", "ccs", "p")),
        ("$1,200 or 18.75!", ("1,200", "or", "18.75")),
        ("snake_case", ("snake", "case")),
        ("CAFÉ", ("café",)),
        ("🎉 ?!", ()),
        ("x" * 100, ("x" * 40,)),
    ],
)
def test_words(text: str, found: tuple[str, ...]) -> None:
    assert words(text) == found


@given(ANY_TEXT)
def test_a_cleaned_message_is_bounded_and_visible(message: str) -> None:
    text = cleaned(message)
    assert len(text) <= MAX_MESSAGE
    assert text == text.strip()
    assert not [c for c in text if c != "\n" and unicodedata.category(c).startswith("C")]


@pytest.mark.parametrize("character", ["a", "ﷺ", "\n", "`", "🎉", "<@", "\u202e", "é"])
def test_an_endless_message_is_cut(character: str) -> None:
    assert len(cleaned(character * 100_000)) <= MAX_MESSAGE


@given(ANY_TEXT)
def test_words_are_lower_case_and_hold_no_spaces(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= 40
        assert not any(c.isspace() for c in word)
        assert word == word.lower()


@given(st.text("abc XYZ-'19", max_size=60))
def test_case_and_surrounding_space_do_not_matter(text: str) -> None:
    assert words(f"  {text.upper()} ") == words(text.lower())


@given(st.lists(st.from_regex(r"[a-z]{1,10}", fullmatch=True), max_size=8))
def test_words_of_words_are_the_words(found: list[str]) -> None:
    assert words(" ".join(found)) == tuple(found)


def test_a_phrasebook_prefers_the_longest_run() -> None:
    book = Phrasebook({"work": "job", "work from home": "remote", "at home": "remote"})
    assert book.replaced(words("can I work from home at home work")) == (
        "can",
        "i",
        "remote",
        "remote",
        "job",
    )


def test_a_phrasebook_may_say_more_than_one_word() -> None:
    assert Phrasebook({"wfh": "work from home"}).replaced(("wfh",)) == ("work", "from", "home")


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=10))
def test_a_phrasebook_leaves_other_words_alone(sequence: list[str]) -> None:
    assert Phrasebook({"x y": "z", "": "q", "a": "a"}).replaced(tuple(sequence)) == tuple(sequence)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("how much is the cpc exam rn", "how much is the cpc exam"),
        ("is it worth it rn??", "is it worth it"),
        ("coding or rn", "coding or rn"),
        ("what is an rn?", "what is an rn?"),
        ("Should I be an RN", "Should I be an RN"),
        ("rn", "rn"),
        ("rn to coder", "rn to coder"),
    ],
)
def test_rn_at_the_end_is_right_now_and_elsewhere_a_nurse(text: str, left: str) -> None:
    assert without_right_now(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("pass mark for the CCS, not the pass rate", "pass mark for the CCS"),
        ("share of people who pass? not the score you need", "share of people who pass"),
        ("not the resume, I mean a binder of charts", "I mean a binder of charts"),
        ("what's PHI? i mean the data. and not asking about the law. thanks",
         "what's PHI? i mean the data. thanks"),
        ("the upsides of it, leaving the drawbacks aside?", "the upsides of it?"),
        ("i'm a nurse, not a coder", "i'm a nurse, not a coder"),
        ("is it hard? not good at math", "is it hard? not good at math"),
        ("is it open book or not", "is it open book or not"),
        ("not the cpc", "not the cpc"),
        ("Can I sit it in Ohio, NOT in Texas?", "Can I sit it in Ohio?"),
    ],
)  # fmt: skip
def test_what_a_question_is_not_about_is_left_out(text: str, left: str) -> None:
    assert without_contrast(text) == left


@given(ANY_TEXT | st.lists(st.sampled_from(["not", "the", ",", "?", "fee", " "])).map(" ".join))
def test_nothing_is_added_by_leaving_a_contrast_out(text: str) -> None:
    left = without_contrast(text)
    assert len(left) <= len(text)
    assert set(words(left)) <= set(words(text)) or not words(text)
