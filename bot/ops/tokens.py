"""Whether a string has the form of a Discord bot token."""

from __future__ import annotations

import base64
import binascii
import re

_PART = re.compile(r"[A-Za-z0-9_-]+")
_SNOWFLAKE = re.compile(rb"[0-9]{17,20}")
_WHERE = (
    "copy the bot token from the Bot page of your application at "
    "https://discord.com/developers/applications and set DISCORD_TOKEN to it"
)


def token_problem(token: str) -> str | None:
    """One sentence saying what to do when `token` cannot be a bot token, or None when it can.

    Only the form is judged: three base64url parts joined by dots, the first of which is the
    application's id. Whether Discord accepts the token is known only to Discord. The sentence
    never contains any part of the token.
    """
    if not token.strip():
        return f"The Discord token is empty: {_WHERE}."
    if token.lower().startswith("bot "):
        return 'The Discord token starts with "Bot": set DISCORD_TOKEN to what follows that word.'
    if any(character.isspace() or character in "\"'" for character in token):
        return "The Discord token contains a space or a quotation mark: set DISCORD_TOKEN without."
    parts = token.split(".")
    if len(parts) != 3 or not all(_PART.fullmatch(part) for part in parts):
        return (
            "The Discord token does not look like one (a bot token is three parts joined by dots; "
            f"a client secret or public key will not do): {_WHERE}."
        )
    if not _is_encoded_snowflake(parts[0]):
        return f"The Discord token does not begin with an application id: {_WHERE}."
    return None


def _is_encoded_snowflake(part: str) -> bool:
    try:
        decoded = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except binascii.Error:
        return False
    return _SNOWFLAKE.fullmatch(decoded) is not None and int(decoded) < 2**64
