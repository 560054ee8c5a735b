from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.ops.logs import configure_logging, error_id, text_size
from bot.settings import Settings

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GxYz12.abcdefghijklmnopqrstuvwxyz0123456789AB"
ODD_SECRET = 'not a "token" of good förm\\'


@pytest.fixture(autouse=True)
def _logging_restored() -> Iterator[None]:
    root, library = logging.getLogger(), logging.getLogger("discord")
    handlers, levels = root.handlers[:], (root.level, library.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    library.setLevel(levels[1])
    structlog.reset_defaults()


def made_settings(**values: Any) -> Settings:
    defaults = {"log_format": "json", "log_level": "info", "discord_token": TOKEN}
    return Settings(**{"_env_file": None, **defaults, **values})


def logged_lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_own_and_library_lines_share_one_json_shape(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(made_settings())

    structlog.stdlib.get_logger("bot.test").info("100% ready", guilds=3)
    logging.getLogger("discord.client").warning("shard %s", 0)

    own, library = logged_lines(capsys)
    assert own == {
        "event": "100% ready",
        "guilds": 3,
        "level": "info",
        "logger": "bot.test",
        "timestamp": own["timestamp"],
    }
    assert (library["event"], library["level"], library["logger"]) == (
        "shard 0",
        "warning",
        "discord.client",
    )
    assert own["timestamp"].endswith("Z")


def test_off_a_terminal_auto_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(made_settings(log_format="auto"))
    structlog.stdlib.get_logger("bot.test").info("hello")

    assert logged_lines(capsys)[0]["event"] == "hello"


def test_on_a_terminal_auto_is_console(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    configure_logging(made_settings(log_format="auto"))
    structlog.stdlib.get_logger("bot.test").info("hello", answer=42)

    line = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().err)
    assert not line.startswith("{")
    assert "answer=42" in line


def test_lines_below_the_level_are_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(made_settings(log_level="warning"))
    log = structlog.stdlib.get_logger("bot.test")
    log.info("quiet")
    log.warning("loud")

    assert [line["event"] for line in logged_lines(capsys)] == ["loud"]


def test_debug_level_never_opens_the_librarys_payload_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logging(made_settings(log_level="debug"))
    logging.getLogger("discord.gateway").debug("what a member wrote")
    structlog.stdlib.get_logger("bot.test").debug("ours")

    assert [line["event"] for line in logged_lines(capsys)] == ["ours"]


def test_configuring_again_does_not_double_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(made_settings())
    configure_logging(made_settings())
    structlog.stdlib.get_logger("bot.test").info("once")

    assert len(logged_lines(capsys)) == 1


class Holder:
    def __repr__(self) -> str:
        return f"Holder({TOKEN!r})"


@pytest.mark.parametrize("log_format", ["json", "console"])
@pytest.mark.parametrize("secret", [TOKEN, ODD_SECRET])
def test_secrets_leave_no_trace_in_values_or_tracebacks(
    capsys: pytest.CaptureFixture[str], log_format: str, secret: str
) -> None:
    configure_logging(made_settings(log_format=log_format, discord_token=secret))
    log = structlog.stdlib.get_logger("bot.test")

    log.info(f"event {secret}", value=secret, nested={"a": [secret, (secret,)]}, holder=Holder())
    log.info("key", **{secret: 1})
    logging.getLogger("aiohttp.client").error("header %s", f"Bot {secret}")
    try:
        raise ValueError(secret) from KeyError(secret)
    except ValueError:
        log.exception("failed")
        logging.getLogger("discord.client").exception("failed too")

    written = capsys.readouterr().err
    assert "Traceback" in written
    for spelling in (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1]):
        assert spelling not in written
    assert TOKEN not in written
    assert written.count("[redacted]") >= 9


values = st.recursive(
    st.text() | st.integers() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values, st.text(), st.text())
def test_no_value_can_carry_the_token_out(
    capsys: pytest.CaptureFixture[str], other: object, before: str, after: str
) -> None:
    configure_logging(made_settings())
    log = structlog.stdlib.get_logger("bot.test")

    log.info("event", value=[other, {before: before + TOKEN + after}])

    written = capsys.readouterr().err
    assert TOKEN not in written
    assert json.loads(written)["value"][0] == other


def test_error_ids_are_short_and_differ() -> None:
    first, second = error_id(), error_id()

    assert re.fullmatch(r"[0-9a-f]{8}", first)
    assert first != second


def test_text_size_tells_nothing_of_the_words() -> None:
    assert text_size("how much is  the CPC?") == {"characters": 21, "words": 5}
