"""`bot cert`: credentials in the terminal, as text or as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import simplejson
import typer
from typer.core import TyperGroup

from bot.assistant import Assistant
from bot.console.reply_json import reply_object
from bot.console.starting import assistant_or_exit, fail, settings_or_exit
from bot.numbers import InputRefused
from bot.ops.exit_codes import ExitCode
from bot.plain import plain_text
from bot.reply import Briefing, NoAnswer, Reply

_DEFAULT = "show"


class _ByName(TyperGroup):
    """`cert CPC CCS` is short for `cert show CPC CCS`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_ByName,
    help="Look credentials up, compare and list them, and plan for one.",
)

Json = Annotated[bool, typer.Option("--json", help="Write JSON instead of text.")]
Name = Annotated[str, typer.Argument(help="A credential, such as CPC.")]


@app.command(_DEFAULT)
def show(
    names: Annotated[list[str], typer.Argument(help="One credential, or two or three.")],
    json: Json = False,
) -> None:
    """Show a credential, or two or three side by side: python -m bot cert CPC CCS."""
    if len(names) > 3:
        fail("Name at most three credentials.", code=ExitCode.USAGE)
    _write(
        lambda a: (
            a.credentials.sheet(names[0]) if len(names) == 1 else a.credentials.comparison(*names)
        ),
        json=json,
    )


@app.command("list")
def list_credentials(
    issuer: Annotated[str | None, typer.Option(help="Such as AAPC.")] = None,
    setting: Annotated[str | None, typer.Option(help="Such as inpatient.")] = None,
    level: Annotated[str | None, typer.Option(help="entry, core or advanced.")] = None,
    json: Json = False,
) -> None:
    """List credentials by issuer, setting and level."""
    _write(lambda a: a.credentials.listed(issuer=issuer, setting=setting, level=level), json=json)


@app.command()
def path(
    answers: Annotated[
        list[str] | None,
        typer.Argument(help="key=answer, such as place=hospital; what is left out is asked."),
    ] = None,
    json: Json = False,
) -> None:
    """From a few answers to a first credential: cert path place=hospital experience=none."""
    given: dict[str, str] = {}
    for answer in answers or ():
        key, equals, value = answer.partition("=")
        if not equals:
            fail(
                f"'{answer[:40]}' is no answer; write it like place=hospital.", code=ExitCode.USAGE
            )
        given[key] = value
    _write(lambda a: a.credentials.path_from(given), json=json)


@app.command()
def cost(
    credential: Name,
    student: Annotated[bool, typer.Option(help="Student dues in the first year.")] = False,
    member: Annotated[bool, typer.Option(help="Member prices where that is a choice.")] = False,
    exam: Annotated[str | None, typer.Option(help="Your price in dollars.")] = None,
    course: Annotated[str | None, typer.Option(help="Your price in dollars.")] = None,
    books: Annotated[str | None, typer.Option(help="Your price in dollars.")] = None,
    membership: Annotated[str | None, typer.Option(help="Your price in dollars.")] = None,
    renewal: Annotated[str | None, typer.Option(help="Your price in dollars.")] = None,
    json: Json = False,
) -> None:
    """What a credential costs in the first two years."""
    prices = {
        "exam": exam,
        "course": course,
        "books": books,
        "membership": membership,
        "renewal": renewal,
    }
    _write(
        lambda a: a.credentials.costs(credential, student=student, member=member, prices=prices),
        json=json,
    )


@app.command()
def renewal(
    credential: Name,
    since: Annotated[str | None, typer.Option(help="Since when you hold it.")] = None,
    json: Json = False,
) -> None:
    """What keeps a credential, by when, and what lapses."""

    def found(assistant: Assistant) -> Reply:
        return assistant.credentials.renewal(credential, since)

    _write(found, json=json)


@app.command()
def study(
    credential: Name,
    exam_date: Annotated[str, typer.Argument(help="When you sit the exam: 2026-12-31.")],
    hours_per_week: Annotated[str, typer.Option(help="Hours you can study in a week.")] = "10",
    ics: Annotated[Path | None, typer.Option(help="Write the plan to this calendar file.")] = None,
    json: Json = False,
) -> None:
    """A week-by-week study plan, also as a calendar file."""

    def found(assistant: Assistant) -> Reply:
        return assistant.credentials.study(credential, exam_date, hours_per_week)

    reply = _write(found, json=json)
    if ics is not None and isinstance(reply, Briefing) and reply.attachment is not None:
        try:
            ics.write_bytes(reply.attachment.content)
        except OSError as error:
            fail(f"{ics} cannot be written ({error.strerror}); name a file in a folder of yours.")
        typer.echo(f"The calendar file is {ics}.")


def _write(found: Callable[[Assistant], Reply], *, json: bool) -> Reply:
    try:
        reply = found(assistant_or_exit(settings_or_exit()))
    except InputRefused as error:
        fail(str(error))
    if isinstance(reply, NoAnswer):
        fail(plain_text(reply))
    if json:
        typer.echo(simplejson.dumps(reply_object(reply), use_decimal=True, indent=2))
    else:
        typer.echo(plain_text(reply))
    return reply
