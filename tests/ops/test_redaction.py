from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.ops.redaction import REDACTED, redacted

PART = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"


def parts(shortest: int, longest: int) -> st.SearchStrategy[str]:
    return st.text(alphabet=PART, min_size=shortest, max_size=longest)


tokens = st.builds("{}.{}.{}".format, parts(23, 28), parts(6, 6), parts(27, 38))


@given(tokens, st.text(), st.text())
def test_a_token_is_removed_from_any_surroundings(token: str, before: str, after: str) -> None:
    result = redacted(before + token + after)

    assert token not in result
    assert REDACTED in result


@given(st.text(min_size=8, max_size=60).filter(lambda secret: secret not in REDACTED))
def test_a_configured_secret_is_removed_however_it_is_spelled(secret: str) -> None:
    assert redacted(f"<{secret}>", [secret]) == f"<{REDACTED}>"
    assert redacted(json.dumps({"k": secret}), [secret]) == json.dumps({"k": REDACTED})
    assert redacted(f"['{repr(secret)[1:-1]}']", [secret]) == f"['{REDACTED}']"


@given(st.text(alphabet="abc .:/é🩺\n", max_size=200))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert redacted(text, ["a-configured-secret"]) == text


def test_an_empty_or_tiny_secret_is_not_looked_for() -> None:
    assert redacted("a banana", ["", "a"]) == "a banana"


def test_webhook_and_interaction_addresses_lose_their_token() -> None:
    token = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5"

    result = redacted(
        f"POST https://discord.com/api/v10/webhooks/123/{token}/messages/@original and "
        f"https://discord.com/api/v10/interactions/456/{token}/callback"
    )

    assert token not in result
    assert f"/webhooks/123/{REDACTED}/messages/@original" in result
    assert f"/interactions/456/{REDACTED}/callback" in result


def test_user_tokens_are_removed() -> None:
    assert redacted("mfa." + "x" * 84) == REDACTED
