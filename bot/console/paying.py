"""Pay worked out in the terminal, one by one or as JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TextIO

import simplejson

from bot.console.reply_json import identity_of
from bot.numbers import InputRefused
from bot.ops.exit_codes import ExitCode
from bot.pay.calculators import KINDS, calculated
from bot.pay.figures import Figures
from bot.pay.results import pay_result
from bot.plain import plain_text


def kinds_text() -> str:
    return ", ".join(KINDS)


def pay_text(kind: str, arguments: Sequence[str], figures: Figures) -> tuple[str, ExitCode]:
    """The calculation as text, or a sentence and the exit code for what is wrong with it."""
    kind = kind.replace("-", "_")
    if kind not in KINDS:
        return f"There is no kind '{kind[:40]}'; use {kinds_text()}.", ExitCode.USAGE
    inputs, wrong = _options(arguments)
    if wrong is not None:
        return wrong, ExitCode.USAGE
    try:
        return plain_text(pay_result(kind, inputs, figures)), ExitCode.OK
    except InputRefused as error:
        return str(error), ExitCode.WRONG


def _options(arguments: Sequence[str]) -> tuple[dict[str, object], str | None]:
    """Inputs from `--name value`; `--a.hourly 22` is the input `hourly` of the group `a`."""
    inputs: dict[str, object] = {}
    rest = list(arguments)
    while rest:
        option = rest.pop(0)
        name, equals, value = option.removeprefix("--").partition("=")
        if not option.startswith("--") or not name:
            return {}, f"'{option[:40]}' is not an option; write --hours-per-week 40."
        if not equals:
            if not rest:
                return {}, f"--{name[:40]} has no value; write --{name[:40]} 40."
            value = rest.pop(0)
        group, dot, key = name.replace("-", "_").rpartition(".")
        inside = inputs.setdefault(group, {}) if dot else inputs
        if not isinstance(inside, dict) or key in inside:
            return {}, f"--{name[:40]} is given twice; keep one."
        inside[key] = value
    return inputs, None


def pay_lines(requests: TextIO, results: TextIO, figures: Figures) -> ExitCode:
    """One result line for each `{"id", "kind", "inputs"}` line, amounts as exact numbers.

    A refused line becomes `{"id", "error"}` and does not stop the others.
    """
    for line in requests:
        if line.strip():
            record = simplejson.dumps(_result(line, figures), use_decimal=True, ensure_ascii=False)
            results.write(record + "\n")
    results.flush()
    return ExitCode.OK


def _result(line: str, figures: Figures) -> dict[str, Any]:
    try:
        request = simplejson.loads(line, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON; write one object on each line."}
    if not isinstance(request, dict):
        return {"id": None, "error": "The line is not an object with id, kind and inputs."}
    identity = identity_of(request.get("id"))
    inputs = request.get("inputs", {})
    try:
        return {"id": identity} | calculated(request.get("kind", ""), inputs, figures)
    except InputRefused as error:
        return {"id": identity, "error": str(error)}
