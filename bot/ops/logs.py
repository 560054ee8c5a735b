"""Structured logs for the bot and its libraries, with credentials taken out.

Convention: what a person wrote is never logged at info level or above; log `text_size` of it.
"""

from __future__ import annotations

import logging
import secrets
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.ops.redaction import redacted
from bot.settings import Settings

_HANDLER = "bot.ops.logs"


def configure_logging(settings: Settings) -> None:
    """Send every log line, those of discord.py included, to standard error; may be called again.

    Lines are JSON or console text as `log_format` says (`auto` is console on a terminal), at
    `log_level` and above.
    """
    on_terminal = sys.stderr.isatty()
    as_console = settings.log_format == "console" or (settings.log_format == "auto" and on_terminal)
    common: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *common,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.set_name(_HANDLER)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=common,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _redacting(
                    _console(on_terminal) if as_console else structlog.processors.JSONRenderer(),
                    settings.discord_token.get_secret_value(),
                ),
            ],
        )
    )
    _install(handler, logging.getLevelNamesMapping()[settings.log_level.upper()])


def error_id() -> str:
    """A short random id that ties an apology someone saw to the traceback in the log."""
    return secrets.token_hex(4)


def text_size(text: str) -> dict[str, int]:
    """What may be logged of a message someone wrote: how many characters and words it has."""
    return {"characters": len(text), "words": len(text.split())}


def _console(colors: bool) -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=colors, exception_formatter=structlog.dev.plain_traceback
    )


def _redacting(renderer: Processor, token: str) -> Processor:
    # The finished line is redacted, not its parts: keys, nested values, the reprs of objects and
    # exception texts are then all covered by construction.
    def rendered(logger: WrappedLogger, method: str, event: EventDict) -> str:
        return redacted(str(renderer(logger, method, event)), (token,))

    return rendered


def _install(handler: logging.Handler, level: int) -> None:
    root = logging.getLogger()
    for earlier in [known for known in root.handlers if known.get_name() == _HANDLER]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(level)
    # discord.py's debug lines carry whole payloads: what members wrote, and interaction tokens.
    logging.getLogger("discord").setLevel(max(level, logging.INFO))
