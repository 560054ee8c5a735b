"""Parsing alone: what values become, and on which line each of them stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.documents import Document, parsed_document
from bot.knowledge.problems import Problem


def parsed(text: str) -> Document:
    document = parsed_document(text, "a.yaml")
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("18.750", "18.750"),
        ("1_000", "1_000"),
        ("007", "007"),
        ("2026-02-14", "2026-02-14"),
        ("'yes'", "yes"),
        ("yes", True),
        ("False", False),
        ("", None),
        ("~", None),
    ],
)
def test_numbers_and_dates_stay_as_typed(written: str, value: object) -> None:
    assert parsed(f"a: {written}\n").data == {"a": value}


def test_every_value_knows_its_line() -> None:
    document = parsed("# top\na: 1\nb:\n  - x\n  - y: 2\n    z: 3\n")
    assert document.line(("a",)) == 2
    assert document.line(("b", 0)) == 4
    assert document.line(("b", 1, "z")) == 6


def test_a_value_that_is_not_there_is_on_the_line_of_what_should_hold_it() -> None:
    document = parsed("a:\n  b:\n    c: 1\n")
    assert document.line(("a", "b", "missing", 3)) == 2
    assert document.line(("nowhere",)) == 1


def test_tabs_inside_a_line_are_fine() -> None:
    assert parsed("a: 'x\ty'\n").data == {"a": "x\ty"}


@given(st.text(max_size=200))
def test_any_text_is_a_document_or_one_problem(text: str) -> None:
    found = parsed_document(text, "a.yaml")
    assert isinstance(found, Document | Problem)
    if isinstance(found, Problem):
        assert 1 <= found.line <= len(text) + 2
        assert "\n" not in found.message


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{3,8}", fullmatch=True).filter(
            lambda key: key not in {"null", "yes", "true", "false", "off"}
        ),
        st.integers(-(10**9), 10**9),
        min_size=1,
    )
)
def test_each_key_is_found_on_its_own_line(values: dict[str, int]) -> None:
    document = parsed("".join(f"{key}: {value}\n" for key, value in values.items()))
    assert document.data == {key: str(value) for key, value in values.items()}
    assert [document.line((key,)) for key in values] == list(range(1, len(values) + 1))
