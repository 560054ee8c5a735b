"""What a moderator should look at although nothing is broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.assistant import Assistant
from bot.certifications.fields import ISSUER_LABELS, LABELS
from bot.certifications.study import DOMAIN
from bot.evaluation.outcomes import outcomes
from bot.knowledge.base import Knowledge
from bot.knowledge.problems import Problem
from bot.pay.calculators import KINDS
from bot.winners import moved_winners

MAX_WRONG_SHARE = 0.05


def curation_problems(assistant: Assistant, recorded: Mapping[str, str]) -> list[Problem]:
    """Collisions, unreachable entries, facts nobody quotes, and golden questions that moved.

    `recorded` are the winners before the edit. All are warnings, but for one error when too many
    golden questions are answered wrongly. Only questions of the `tune` part are looked at; those
    of the `test` part stay unread.
    """
    return [
        *_unreachable(assistant),
        *_colliding(assistant),
        *_unused(assistant.knowledge),
        *calculation_problems(assistant.knowledge),
        *_mostly_wrong(assistant),
        *moved_winners(assistant, recorded),
    ]


def _unreachable(assistant: Assistant) -> Iterator[Problem]:
    """Entries that their own question does not find."""
    for entry in assistant.knowledge.entries.values():
        if entry.template is not None:
            continue
        found = assistant.matcher.match(entry.question, top=1).candidates[0]
        winners = found.targets or (found.topic.key,)
        if entry.id not in winners:
            file, line = assistant.knowledge.places[entry.id]
            message = f"entry '{entry.id}': its own question finds '{winners[0]}'; reword one."
            yield Problem(file, line, message, "warning")


def _colliding(assistant: Assistant) -> Iterator[Problem]:
    """Phrasings that say the same, word for word, as a phrasing of another entry."""
    knowledge, index = assistant.knowledge, assistant.matcher.index
    for first, second in index.collisions:
        key, other = index.topics[first.topic].key, index.topics[second.topic].key
        file, line = knowledge.places[key]
        message = f"entry '{key}': '{first.text[:60]}' is also asked by '{other}'; keep it in one."
        yield Problem(file, line, message, "warning")


def _unused(knowledge: Knowledge) -> Iterator[Problem]:
    """Facts that stand in no answer and on no credential's sheet, and sources of nothing."""
    used = {path for entry in knowledge.entries.values() for path in entry.facts}
    used |= {path for kind in KINDS.values() for path in kind.rests_on}
    for path, fact in knowledge.facts.items():
        on_sheet = LABELS if path.startswith("cert.") else ISSUER_LABELS
        name = path.rpartition(".")[2]
        shown = not path.startswith("pay.") and (name in on_sheet or name.startswith(DOMAIN))
        if path not in used and not shown and fact.quoted is not None:
            file, line = knowledge.places[path]
            message = f"{path} is quoted nowhere; refer to it in an answer or remove it."
            yield Problem(file, line, message, "warning")
    cited = {claim.source for fact in knowledge.facts.values() for claim in fact.claims}
    cited |= {c.source.key for entry in knowledge.entries.values() for c in entry.citations}
    for key in knowledge.sources.keys() - cited:
        file, line = knowledge.places[key]
        yield Problem(file, line, f"source '{key}' backs nothing; remove it.", "warning")


def calculation_problems(knowledge: Knowledge) -> Iterator[Problem]:
    """Calculations that rest on a fact which can no longer be quoted as a number."""
    for kind in KINDS.values():
        for path in kind.rests_on:
            fact = knowledge.facts.get(path)
            claim = fact.quoted if fact is not None else None
            if claim is not None and isinstance(claim.value, Decimal):
                continue
            file, line = knowledge.places.get(path, (f"{path.partition('.')[0]}/", 1))
            message = f"'pay {kind.name}' needs {path}, which is no current number; restore it."
            yield Problem(file, line, message, "warning")


def _mostly_wrong(assistant: Assistant) -> Iterator[Problem]:
    tune = [q for q in assistant.knowledge.golden if q.split == "tune"]
    wrong = [o for o in outcomes(assistant, tune) if o.verdict == "wrong"]
    if len(wrong) > MAX_WRONG_SHARE * len(tune):
        first = wrong[0].question
        share = f"{len(wrong)} of {len(tune)} golden questions are answered wrongly"
        yield Problem(first.file, first.line, f"{share}; undo the edit that moved them.")
