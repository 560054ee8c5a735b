from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.text import (
    NOBODY,
    cut,
    cut_lines,
    escaped,
    small,
    with_lists_ended,
    without_mentions,
)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_cut_text_fits_and_begins_like_the_text(text: str, limit: int) -> None:
    result = cut(text, limit)

    assert len(result) <= limit
    assert result == text or (result.endswith("…") and text.startswith(result[:-1]))


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("How much is it?", 15, "How much is it?"),
        ("How much is it, then?", 15, "How much is…"),
        ("How much is it?", 10, "How much…"),
        ("How much is it?", 9, "How much…"),
        ("Antidisestablishmentarianism", 10, "Antidises…"),
        ("a long first line\nsecond", 20, "a long first line…"),
    ],
)
def test_text_is_cut_between_words(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected


@given(st.lists(st.text(alphabet="ab ", max_size=10)), st.integers(min_value=0, max_value=60))
def test_lines_are_kept_whole_and_the_rest_counted(lines: list[str], limit: int) -> None:
    text, left_out = cut_lines(lines, limit)

    assert len(text) <= limit
    assert text == "\n".join(lines[: len(lines) - left_out])


@pytest.mark.parametrize(
    "text",
    [
        "**bold**",
        "@everyone",
        "<@1573917614529314821>",
        "`code`",
        "# heading",
        "||x||",
        "[a](https://b.c)",
    ],
)
def test_escaped_text_loses_its_meaning_to_discord(text: str) -> None:
    assert escaped(text) != text


def test_small_print_is_small_on_every_line() -> None:
    assert small(["one", "two"]) == "-# one\n-# two"
    assert small([]) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<@12> how much?", "how much?"),
        ("how <@!12> much <@&3> is <#4> it?", "how   much   is   it?"),
        ("<@12>", ""),
        ("a <b> c", "a <b> c"),
    ],
)
def test_mentions_are_taken_out(text: str, expected: str) -> None:
    assert without_mentions(text) == expected


def test_nobody_is_mentioned() -> None:
    assert NOBODY.to_dict() == {"parse": []}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two:\n- one\n- two\nThen more.", "Two:\n- one\n- two\n\nThen more."),
        ("- one\n\nThen more.", "- one\n\nThen more."),
        ("- one\n  - inner\n- two", "- one\n  - inner\n- two"),
        ("5 - 3 is 2\nso it is", "5 - 3 is 2\nso it is"),
    ],
)
def test_what_comes_after_a_list_is_no_item_of_it(text: str, expected: str) -> None:
    assert with_lists_ended(text) == expected
