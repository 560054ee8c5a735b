"""The guided choice of a credential, from pathway.yaml: built, and walked from end to end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from bot.knowledge.base import Credential, Pathway, PathwayQuestion, PathwayRule
from bot.knowledge.checks import TYPED_FIGURE
from bot.knowledge.folder import FolderContents, KnowledgeFile
from bot.knowledge.problems import Problem

_MOST_WAYS = 20_000


def loaded_pathway(
    contents: FolderContents, credentials: Mapping[str, Credential]
) -> tuple[Pathway | None, list[Problem]]:
    """The pathway and what is wrong with it; None when there is no such file."""
    for file in contents.of("pathway"):
        pathway = Pathway(
            tuple(
                PathwayQuestion(
                    q.key,
                    q.ask,
                    dict(q.options),
                    {key: tuple(said) for key, said in q.said.items()},
                )
                for q in file.model.questions
            ),
            tuple(
                PathwayRule(
                    {key: frozenset(values) for key, values in rule.when.items()},
                    rule.first,
                    rule.next,
                    tuple(rule.steps),
                    rule.why,
                )
                for rule in file.model.rules
            ),
        )
        problems = [
            *_question_problems(pathway, file),
            *_rule_problems(contents, pathway, file, credentials),
        ]
        if not problems:
            problems = list(_walked(pathway, file, credentials))
        return pathway, problems
    return None, []


def _problem(file: KnowledgeFile, where: tuple[str | int, ...], message: str) -> Problem:
    return Problem(file.document.file, file.document.line(where), message)


def _question_problems(pathway: Pathway, file: KnowledgeFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, question in enumerate(pathway.questions):
        if question.key in seen:
            message = f"question '{question.key}' is asked twice; rename or remove one."
            yield _problem(file, ("questions", index, "key"), message)
        seen.add(question.key)
        for answer in question.said.keys() - question.options.keys():
            message = f"'said' has no answer '{answer}'; use {', '.join(question.options)}."
            yield _problem(file, ("questions", index, "said", answer), message)
    ways = 1
    for question in pathway.questions:
        ways *= len(question.options)
    if ways > _MOST_WAYS:
        yield _problem(file, ("questions",), "has too many answers to walk; leave some out.")


def _rule_problems(
    contents: FolderContents,
    pathway: Pathway,
    file: KnowledgeFile,
    credentials: Mapping[str, Credential],
) -> Iterator[Problem]:
    options = {question.key: question.options for question in pathway.questions}
    for index, rule in enumerate(pathway.rules):
        for key, accepted in rule.when.items():
            where = ("rules", index, "when", key)
            if key not in options:
                message = f"there is no question '{key}'; use {', '.join(options)}."
                yield _problem(file, where, message)
                continue
            for answer in sorted(accepted - options[key].keys()):
                message = f"'{key}' has no answer '{answer}'; use {', '.join(options[key])}."
                yield _problem(file, where, message)
        for field, name in (("first", rule.first), ("next", rule.next)):
            if name is None or name in credentials or contents.may_define("certifications", name):
                continue
            message = f"'{name}' is no credential on file; use {', '.join(credentials)}."
            yield _problem(file, ("rules", index, field), message)
        if ("next" in rule.steps) != (rule.next is not None):
            message = "names a next credential without the step 'next', or the step without it."
            yield _problem(file, ("rules", index), message)
        figure = TYPED_FIGURE.search(rule.why)
        if figure is not None:
            message = f"'why' holds the figure {figure.group()}; say it without one."
            yield _problem(file, ("rules", index, "why"), message)


def _walked(
    pathway: Pathway, file: KnowledgeFile, credentials: Mapping[str, Credential]
) -> Iterator[Problem]:
    """Answers that no rule fits, rules that no answers reach, credentials never recommended."""
    reached: set[int] = set()
    keys = [question.key for question in pathway.questions]
    for chosen in product(*(question.options for question in pathway.questions)):
        answers = dict(zip(keys, chosen, strict=True))
        number = next((n for n, rule in enumerate(pathway.rules) if rule.fits(answers)), None)
        if number is None:
            named = ", ".join(f"{key}: {value}" for key, value in answers.items())
            message = f"no rule fits {named}; add one, or a last rule without 'when'."
            yield _problem(file, ("rules",), message)
            return
        reached.add(number)
    for index in range(len(pathway.rules)):
        if index not in reached:
            message = "no answers reach this rule, because rules before it take them all; move it."
            yield _problem(file, ("rules", index), message)
    recommended = {name for rule in pathway.rules for name in (rule.first, rule.next)}
    for abbreviation in credentials:
        if abbreviation not in recommended:
            message = f"no answers lead to {abbreviation}; name it in a rule as first or next."
            line = file.document.line(("rules",))
            yield Problem(file.document.file, line, message, "warning")
