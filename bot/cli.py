"""The commands an operator or moderator types: `python -m bot --help`."""

from __future__ import annotations

import asyncio
import datetime
import gc
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.prompt import IntPrompt, Prompt

from bot import __version__
from bot.console import (
    answering,
    authoring,
    certifying,
    checking,
    explaining,
    paying,
    report_figures,
    report_page,
    reporting,
    schemas,
)
from bot.console.starting import (
    accept_any_text,
    assistant_or_exit,
    errors,
    fail,
    figures_or_exit,
    folder_of,
    settings_or_exit,
    wide_console,
)
from bot.ops.exit_codes import ExitCode

app = typer.Typer(
    name="bot",
    help="A Discord bot that answers medical-coding career questions.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(certifying.app, name="cert")

JsonLines = Annotated[
    bool, typer.Option("--jsonl", help="Read JSON lines from standard input, write one for each.")
]


def main() -> NoReturn:
    """Run the command line; every way it ends is a sentence and an exit code."""
    # Loading makes some hundred thousand objects that all stay: looking for garbage among them
    # every 700 objects takes a quarter of the time.
    gc.set_threshold(100_000, 20, 20)
    try:
        app()
    except BrokenPipeError:
        sys.stdout = None
        sys.exit(ExitCode.OK)
    sys.exit(ExitCode.OK)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Answers medical-coding career questions from a curated, cited FAQ."""


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What a member would type.")] = None,
    jsonl: JsonLines = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how the question was read and judged.")
    ] = False,
) -> None:
    """Answer one question in the terminal, or many as JSON lines."""
    if (question is None) == (not jsonl):
        fail(
            'Give one question in quotes, or --jsonl: python -m bot ask "How much is the CPC?"',
            ExitCode.USAGE,
        )
    assistant = assistant_or_exit(settings_or_exit())
    if jsonl:
        accept_any_text()
        raise typer.Exit(answering.answer_lines(assistant, sys.stdin, sys.stdout))
    if explain:
        explaining.show_explanation(assistant, question or "", Console(markup=False))
    typer.echo(answering.answer_text(assistant, question or ""))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def pay(
    context: typer.Context,
    kind: Annotated[str | None, typer.Argument(help="Such as per_chart or compare.")] = None,
    jsonl: JsonLines = False,
) -> None:
    """Work out pay: python -m bot pay hourly --hourly 22 --hours-per-week 40."""
    if jsonl:
        accept_any_text()
        raise typer.Exit(paying.pay_lines(sys.stdin, sys.stdout, figures_or_exit()))
    if kind is None:
        fail(f"Say which kind: {paying.kinds_text()}.", ExitCode.USAGE)
    text, code = paying.pay_text(kind, context.args, figures_or_exit())
    if code:
        fail(text, code)
    typer.echo(text)


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="The knowledge folder.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
    style: Annotated[
        checking.Format, typer.Option("--format", help="github annotates pull requests.")
    ] = checking.Format.TEXT,
    record: Annotated[
        bool, typer.Option("--record", help="Accept who answers which golden question now.")
    ] = False,
) -> None:
    """Check the knowledge and the golden questions; every problem at once."""
    settings = settings_or_exit()
    folder = folder_of(settings, path)
    console = Console(soft_wrap=True)
    raise typer.Exit(
        checking.checked(
            folder, console, strict=strict, style=style, record=record, cache=settings.cache_dir
        )
    )


@app.command()
def evaluate(
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Write precision and reliability to this PNG.")
    ] = None,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="List the wrong answers on the tune part only.")
    ] = False,
    compare: Annotated[
        str | None,
        typer.Option("--compare", help="List what changed since this git revision only."),
    ] = None,
) -> None:
    """Measure answers on the golden questions beside plain matchers."""
    # Loading the baselines and the drawing takes a second that no other command should wait.
    from bot.console import evaluating

    assistant, console = assistant_or_exit(settings_or_exit()), wide_console()
    if wrong:
        evaluating.show_wrong(assistant, console)
    if compare is not None:
        raise typer.Exit(evaluating.show_changes(assistant, compare, Path.cwd(), console))
    if not wrong:
        evaluating.show_evaluation(assistant, console, plot=plot)


@app.command()
def report(
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page for the browser to this file.")
    ] = None,
) -> None:
    """Show entries by topic, old and disputed facts, and what golden questions cover."""
    today = datetime.datetime.now(datetime.UTC).date()
    figures = report_figures.report_figures(assistant_or_exit(settings_or_exit()), today)
    if html is None:
        reporting.show_report(figures, wide_console())
        return
    try:
        html.write_text(report_page.report_page(figures), encoding="utf-8")
    except OSError as error:
        fail(f"{html} cannot be written ({error.strerror}); name a file in a folder of yours.")
    typer.echo(f"The report is in {html}; open it in a browser.")


@app.command()
def export(jsonl: JsonLines = False) -> None:
    """Write every entry with its phrasings and its answer."""
    if not jsonl:
        fail("Say the format: python -m bot export --jsonl", ExitCode.USAGE)
    accept_any_text()
    answering.export_lines(assistant_or_exit(settings_or_exit()), sys.stdout)


@app.command("new-entry")
def new_entry() -> None:
    """Ask for topic, question and answer, and write a new entry."""
    folder = folder_of(settings_or_exit())
    known = list(authoring.topics(folder))
    for number, topic in enumerate(known, 1):
        typer.echo(f"{number:3} {topic}")
    numbers = [str(number) for number in range(1, len(known) + 1)]
    try:
        chosen = IntPrompt.ask("Which topic (number)", choices=numbers, show_choices=False)
        question = Prompt.ask("The question, as a member would put it").strip()
        answer = Prompt.ask("The answer, in one or two sentences").strip()
        cites: tuple[str, ...] = ()
        if not authoring.quotes_a_fact(answer):
            cites = (Prompt.ask("Its source (a key of sources.yaml)").strip(),)
    except EOFError:
        fail("The answers ended early; nothing was written.", ExitCode.USAGE)
    draft = authoring.Draft(known[chosen - 1], question, answer, cites)
    written = authoring.added_entry(folder, draft, datetime.datetime.now(datetime.UTC).date())
    if isinstance(written, str):
        file = authoring.topics(folder)[draft.topic]
        typer.echo(f"Entry '{written}' is in {file}. Add eight or more 'also_asked' lines to it.")
        return
    for problem in written:
        errors.print(str(problem))
    fail("Nothing was written; answer again with these mended.")


@app.command()
def schema() -> None:
    """Write the JSON Schemas that help editors to knowledge/schema/."""
    folder = folder_of(settings_or_exit())
    changed = schemas.write_schemas(folder)
    typer.echo(f"{changed} schema files changed in {folder / 'schema'}.")


@app.command()
def preview(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 0,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the address in the browser.")
    ] = True,
) -> None:
    """Chat with the bot in a simulated Discord in your browser; no token, no network."""
    from bot.preview import preview as run_preview

    settings = settings_or_exit()
    holder_settings = settings.model_copy(update={"knowledge_dir": folder_of(settings)})
    raise typer.Exit(
        asyncio.run(run_preview(holder_settings, port=port, open_browser=open_browser))
    )


@app.command()
def run() -> None:
    """Connect to Discord with DISCORD_TOKEN and answer until stopped."""
    from bot.app import run_bot

    raise typer.Exit(asyncio.run(run_bot(settings_or_exit())))


@app.command()
def sync(
    guild: Annotated[
        int | None, typer.Option(min=1, help="Only this server (at once); otherwise everywhere.")
    ] = None,
) -> None:
    """Register the slash commands with Discord."""
    from bot.app import sync_commands

    raise typer.Exit(asyncio.run(sync_commands(settings_or_exit(), guild)))


@app.command()
def doctor() -> None:
    """Look at token, knowledge, state folder and intents; say what to do about each."""
    from bot.console.diagnosing import show_findings

    settings = settings_or_exit()
    raise typer.Exit(show_findings(settings, folder_of(settings), Console(soft_wrap=True)))
