"""`bot doctor`: is everything ready to run?"""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.knowledge.folder import KnowledgeUnreachable
from bot.knowledge.loading import load_knowledge
from bot.knowledge.problems import KnowledgeInvalid
from bot.ops.doctor import examined
from bot.ops.exit_codes import ExitCode
from bot.settings import Settings


def show_findings(settings: Settings, folder: Path, console: Console) -> ExitCode:
    """Print one line for each finding; WRONG when one needs mending."""
    findings = examined(settings, lambda: _knowledge_problems(folder))
    for finding in findings:
        mark = Text("ok    ", style="green") if finding.ok else Text("mend  ", style="red")
        console.print(mark.append(f"{finding.name}: {finding.sentence}", style="default"))
    return ExitCode.OK if all(finding.ok for finding in findings) else ExitCode.WRONG


def _knowledge_problems(folder: Path) -> list[str]:
    try:
        load_knowledge(folder)
    except KnowledgeInvalid as error:
        return [str(problem) for problem in error.problems]
    except KnowledgeUnreachable as error:
        return [str(error)]
    return []
