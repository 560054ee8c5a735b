"""`bot evaluate`: right, wrong, suggested and none, beside plain matchers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.assistant import Assistant
from bot.evaluation.baselines import BASELINES, baseline_outcomes, cut_off, found_by
from bot.evaluation.calibration import calibration_error, draw_calibration
from bot.evaluation.outcomes import Outcome, Tally, outcomes, tallied, tallied_by
from bot.evaluation.revisions import RevisionUnusable, ShortOutcome, outcomes_of_revision
from bot.evaluation.slips import seeded_slips
from bot.knowledge.base import GoldenQuestion
from bot.ops.exit_codes import ExitCode

SPLITS = ("tune", "test")
OURS = "this bot"
_SAMPLED = 150
_SEED = 13
_SLIPS = range(13, 18)
_HEADINGS = ("right", "wrong", "suggested", "none")


def show_evaluation(assistant: Assistant, console: Console, *, plot: Path | None = None) -> None:
    """Print what becomes of the golden questions of both splits; `plot` is a PNG to write."""
    golden = assistant.knowledge.golden
    if not golden:
        console.print("There are no golden questions; add some under knowledge/questions/.")
        return
    baselines = _baselines(assistant, golden)
    found: dict[str, list[Outcome]] = {}
    for split in SPLITS:
        questions = [q for q in golden if q.split == split]
        found[split] = outcomes(assistant, questions)
        # One draw of slips moves the share that is right by two points either way.
        slips = [
            outcome
            for seed in _SLIPS
            for outcome in outcomes(assistant, questions, partial(seeded_slips, seed=seed))
        ]
        answerable = sum(bool(q.entries) for q in questions)
        title = (
            f"{split}: {answerable} questions with an answer, {len(questions) - answerable} without"
        )
        tallies = {
            OURS: tallied(found[split]),
            f"{OURS}, keyboard slips, {len(_SLIPS)} draws": tallied(slips),
        }
        for name, every in baselines.items():
            tallies[name] = tallied(o for o in every if o.question.split == split)
        console.print(_table(title, "matcher", tallies))
        for heading, group in (("topic", _topic_of(assistant)), ("style", _style)):
            console.print(
                _table(f"{split}, by {heading}", heading, tallied_by(found[split], group))
            )
        console.print(f"Expected calibration error: {calibration_error(found[split]):.3f}\n")
    console.print(
        f"Baselines answer at the score that gives 2 % wrong answers on tune; they are asked "
        f"{_SAMPLED} questions of each part, drawn by chance."
    )
    if plot is not None:
        draw_calibration(found, assistant.thresholds.answer, plot)
        console.print(f"Curves: {plot}")


def show_wrong(assistant: Assistant, console: Console) -> None:
    """Print the wrong answers on `tune`. Those on `test` are nobody's to read."""
    tune = [q for q in assistant.knowledge.golden if q.split == "tune"]
    for outcome in outcomes(assistant, tune):
        if outcome.verdict == "wrong":
            expected = " or ".join(sorted(outcome.question.entries)) or "none"
            console.print(
                f"{outcome.confidence:.2f} {outcome.question.text!r} got "
                f"{', '.join(outcome.given)}, not {expected}"
            )


def show_changes(
    assistant: Assistant, revision: str, repository: Path, console: Console
) -> ExitCode:
    """Print every `tune` question whose outcome is another than at `revision`; counts of `test`."""
    golden = assistant.knowledge.golden
    try:
        before = outcomes_of_revision(revision, repository, golden)
    except RevisionUnusable as error:
        console.print(str(error))
        return ExitCode.WRONG
    now = outcomes(assistant, golden)
    table = Table(title=f"Changed since {revision} (tune)", title_justify="left")
    for heading in ("question", "before", "now"):
        table.add_column(heading)
    counts = {split: {"better": 0, "worse": 0, "other": 0} for split in SPLITS}
    for question, old, new in zip(golden, before, now, strict=True):
        was = old.verdict(question)
        if was == new.verdict and (was != "wrong" or old.entry in new.given):
            continue
        counts[question.split][_direction(was, new.verdict)] += 1
        if question.split == "tune":
            table.add_row(question.text, _told(was, old), f"{new.verdict} {' '.join(new.given)}")
    console.print(table)
    for split, tally in counts.items():
        console.print(f"{split}: " + ", ".join(f"{n} {name}" for name, n in tally.items()))
    return ExitCode.OK


def _direction(was: str, verdict: str) -> str:
    worth = {"wrong": 0, "none": 1, "suggested": 2, "right": 3}
    if worth[was] == worth[verdict]:
        return "other"
    return "better" if worth[verdict] > worth[was] else "worse"


def _told(verdict: str, outcome: ShortOutcome) -> str:
    return f"{verdict} {outcome.entry or ''}".strip()


def _baselines(assistant: Assistant, golden: Sequence[GoldenQuestion]) -> dict[str, list[Outcome]]:
    """What the baselines make of a sample of each split: a scan of everything takes minutes."""
    asked: list[GoldenQuestion] = []
    for split in SPLITS:
        questions = [q for q in golden if q.split == split]
        asked += random.Random(_SEED).sample(questions, min(_SAMPLED, len(questions)))
    tune = [n for n, question in enumerate(asked) if question.split == "tune"]
    result: dict[str, list[Outcome]] = {}
    for name in BASELINES:
        found = found_by(name, assistant.knowledge, [q.text for q in asked])
        lowest = cut_off([asked[n] for n in tune], [found[n] for n in tune])
        result[name] = baseline_outcomes(asked, found, lowest)
    return result


def _topic_of(assistant: Assistant) -> Callable[[Outcome], str]:
    entries = assistant.knowledge.entries

    def topic(outcome: Outcome) -> str:
        known: Iterable[str] = (entries[e].topic for e in outcome.question.entries if e in entries)
        return min(known, default="nothing may answer" if not outcome.question.entries else "gaps")

    return topic


def _style(outcome: Outcome) -> str:
    return outcome.question.style or "plain"


def _table(title: str, first: str, tallies: Mapping[str, Tally]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for heading in (
        "questions",
        *_HEADINGS,
        "offered",
        "ranked first",
        "off-topic",
        "off-topic answered",
        "off-topic buttons",
    ):
        table.add_column(heading, justify="right")
    for name, tally in tallies.items():
        answerable, others = tally.answerable.total(), tally.unanswerable.total()
        table.add_row(
            name,
            str(answerable),
            *(_percent(tally.share(verdict), answerable) for verdict in _HEADINGS),
            _percent(tally.offered_share, answerable),
            _percent(tally.first_share, answerable),
            str(others),
            _percent(tally.share("wrong", answerable=False), others),
            _percent(tally.share("suggested", answerable=False), others),
        )
    return table


def _percent(share: float, of: int) -> str:
    return f"{share:.1%}" if of else ""
