"""Taking credentials out of text before anyone can read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

REDACTED = "[redacted]"
_SHORTEST_SECRET = 8
# Every quantifier but the last is bounded, so that a long run of word characters costs linear time.
_BOT_TOKEN = re.compile(r"[\w-]{22,40}\.[\w-]{5,8}\.[\w-]{27,}", re.ASCII)
_USER_TOKEN = re.compile(r"mfa\.[\w-]{20,}", re.ASCII)
_CALLBACK_TOKEN = re.compile(r"(/(?:webhooks|interactions)/[0-9]+/)[^/\s?\"']{20,}")


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with each of `secrets` and everything shaped like a Discord token replaced.

    A secret is also found as it is spelled inside JSON or a Python repr. One shorter than eight
    characters is not looked for: it cannot be a token, and replacing it would garble the text.
    """
    spellings = {spelling for secret in secrets for spelling in _spellings(secret)}
    for spelling in sorted(spellings, key=len, reverse=True):
        text = text.replace(spelling, REDACTED)
    text = _BOT_TOKEN.sub(REDACTED, text)
    text = _USER_TOKEN.sub(REDACTED, text)
    return _CALLBACK_TOKEN.sub(rf"\1{REDACTED}", text)


def _spellings(secret: str) -> tuple[str, ...]:
    if len(secret) < _SHORTEST_SECRET:
        return ()
    quoted = repr(secret)[1:-1]
    return secret, quoted, json.dumps(secret)[1:-1], json.dumps(quoted)[1:-1]
