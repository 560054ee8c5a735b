from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ops.tokens import token_problem

SECRET_PART = "abcdefghijklmnopqrstuvwxyz0123456789AB"


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@given(st.integers(min_value=10**16, max_value=2**64 - 1))
def test_every_snowflake_makes_a_token_of_good_form(snowflake: int) -> None:
    assert token_problem(f"{encoded(str(snowflake))}.GxYz12.{SECRET_PART}") is None


@pytest.mark.parametrize(
    ("token", "advice"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("Bot MTIz.a.b", 'starts with "Bot"'),
        ('"MTIz.a.b"', "quotation mark"),
        ("MTIz.a b.c", "a space"),
        (SECRET_PART, "three parts"),
        ("a.b", "three parts"),
        ("a.b.c.d", "three parts"),
        ("a..c", "three parts"),
        ("é.b.c", "three parts"),
        (f"a.GxYz12.{SECRET_PART}", "application id"),
        (f"{encoded('hello, world, hello')}.GxYz12.{SECRET_PART}", "application id"),
        (f"{encoded('1234')}.GxYz12.{SECRET_PART}", "application id"),
        (f"{encoded(str(2**64))}.GxYz12.{SECRET_PART}", "application id"),
    ],
)
def test_a_malformed_token_gets_one_sentence_of_advice(token: str, advice: str) -> None:
    problem = token_problem(token)

    assert problem is not None
    assert advice in problem
    assert problem.endswith(".")
    assert "\n" not in problem


@given(st.text(alphabet="0123456789_$%", min_size=4))
def test_advice_never_echoes_the_token(token: str) -> None:
    problem = token_problem(token)

    assert problem is not None
    assert token not in problem
