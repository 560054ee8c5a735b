"""`bot check`: what is wrong with the knowledge, line by line."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.assistant import Assistant
from bot.evaluation import Outcome, outcomes
from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.problems import KnowledgeInvalid, Problem
from bot.ops.exit_codes import ExitCode

MAX_WRONG_SHARE = 0.05


def checked(folder: Path, console: Console) -> ExitCode:
    """Print every problem under `folder`; WRONG when there is an error."""
    try:
        assistant = Assistant.from_folder(folder)
    except KnowledgeInvalid as error:
        for problem in error.problems:
            console.print(_styled(problem))
        count = sum(problem.severity == "error" for problem in error.problems)
        console.print(f"{count} error{'s' if count != 1 else ''}; mend them and check again.")
        return ExitCode.WRONG
    except KnowledgeUnreachable as error:
        console.print(str(error))
        return ExitCode.WRONG
    golden = _golden_problems(assistant)
    for problem in sorted((*assistant.knowledge.warnings, *golden)):
        console.print(_styled(problem))
    known = assistant.knowledge
    console.print(
        f"{len(known.entries)} answers, {len(known.credentials)} credentials, "
        f"{len(known.facts)} facts, {len(known.golden)} golden questions: "
        + ("errors above." if _has_error(golden) else "no errors.")
    )
    return ExitCode.WRONG if _has_error(golden) else ExitCode.OK


def _has_error(problems: list[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def _golden_problems(assistant: Assistant) -> list[Problem]:
    """Golden questions answered wrongly: warnings, and an error when they are too many.

    Only questions of the `tune` part are listed; those of the `test` part stay unread.
    """
    tune = [q for q in assistant.knowledge.golden if q.split == "tune"]
    wrong = [o for o in outcomes(assistant, tune) if o.verdict == "wrong"]
    problems = [_wrong_answer(outcome) for outcome in wrong]
    if tune and len(wrong) > MAX_WRONG_SHARE * len(tune):
        first = wrong[0].question
        share = f"{len(wrong)} of {len(tune)} golden questions are answered wrongly"
        problems.append(
            Problem(first.file, first.line, f"{share}; undo the edit that moved them.", "error")
        )
    return problems


def _wrong_answer(outcome: Outcome) -> Problem:
    question = outcome.question
    expected = " or ".join(sorted(question.entries)) or "none"
    message = f"'{question.text[:60]}' is answered by {', '.join(outcome.given)}, not {expected}."
    return Problem(question.file, question.line, message, "warning")


def _styled(problem: Problem) -> Text:
    text = Text(f"{problem.file}:{problem.line}: ", style="bold")
    if problem.severity == "warning":
        return text.append("warning: ", style="yellow").append(problem.message, style="default")
    return text.append(problem.message, style="red")
