"""Moderators' templates, rendered once when knowledge loads, with every quoted fact recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from bot.knowledge.facts import Fact, Reference, quoted_values

_UNKNOWN_WORD = re.compile(r"'(\w+)' is undefined")
_TEMPLATE_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


class TemplateInvalid(Exception):
    """A template cannot be rendered; `line` counts from the template's first line (1)."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message.rstrip("."))
        self.line = line


class FactMissing(Exception):
    """The template prints a fact that is not on file; `path` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class _Optional(StrictUndefined):
    """False in `{% if %}`, an error when printed."""

    __slots__ = ()

    def __bool__(self) -> bool:  # type: ignore[override]
        return False


class Namespace:
    """Facts by name for a template; asking for one that is missing is remembered."""

    __slots__ = ("_missed", "_path", "_values")

    def __init__(self, path: str, values: Mapping[str, object], missed: list[str]) -> None:
        self._path = path
        self._values = values
        self._missed = missed

    def __getitem__(self, name: str) -> object:
        try:
            return self._values[name]
        except KeyError:
            self._missed.append(f"{self._path}.{name}")
            raise

    def __str__(self) -> str:
        raise TypeError(f"'{self._path}' is a group of facts; name one of them")


# What nearly all phrasings of `for_each` entries hold and nothing else; there are thousands.
_PLAIN_NAME = re.compile(r"\{\{ cert\.(abbreviation|name|issuer) \}\}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """Rendered text and the facts it quotes, in order of appearance."""

    text: str
    references: tuple[Reference, ...]


class _Environment(SandboxedEnvironment):
    """The sandbox, without filters, global names and sums that grow without bound."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self) -> None:
        super().__init__(undefined=_Optional, trim_blocks=True, lstrip_blocks=True)
        self.globals.clear()
        self.filters.clear()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or isinstance(left, str | list) or isinstance(right, str | list):
            raise SecurityError("only facts and whole numbers can be multiplied")
        return super().call_binop(context, operator, left, right)


_ENVIRONMENT = _Environment()


@lru_cache(maxsize=4096)
def _compiled(source: str) -> Template:
    try:
        return _ENVIRONMENT.from_string(source)
    except TemplateSyntaxError as error:
        raise TemplateInvalid(f"template has a mistake: {error.message}", error.lineno) from None
    except RecursionError:
        raise TemplateInvalid("template is nested too deeply; simplify it") from None


class Renderer:
    """Renders templates over one set of facts.

    `facts` maps full paths (`cert.CPC.exam_fee`, `issuer.AAPC.dues`, `pay.median`) to facts;
    `attributes` holds plain text per credential (`abbreviation`, `name`, `issuer`, `setting`).
    """

    def __init__(
        self, facts: Mapping[str, Fact], attributes: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._attributes = attributes
        self._references: list[Reference] = []
        self._missed: list[str] = []
        self._roots = self._namespaces(facts, attributes)

    def rendered(self, source: str, credential: str | None = None) -> Rendered:
        """`source` rendered; inside, `cert` is `credential` when one is given.

        Raises TemplateInvalid when it can never render, FactMissing when it prints a fact that
        is not on file.
        """
        if "{" not in source:
            return Rendered(_tidied(source), ())
        if credential is not None:
            named = _PLAIN_NAME.sub(lambda name: self._attributes[credential][name[1]], source)
            if "{" not in named:
                return Rendered(_tidied(named), ())
        template = _compiled(source)
        self._references.clear()
        self._missed.clear()
        scope = dict(self._roots)
        if credential is not None:
            scope["cert"] = self._roots["cert"][credential]
        try:
            text = template.render(scope)
        except UndefinedError as error:
            raise FactMissing(self._missing_name(error)) from None
        except SecurityError as error:
            raise TemplateInvalid(f"template is not allowed: {error}") from None
        except (TypeError, ValueError, LookupError, ArithmeticError, TemplateError) as error:
            raise TemplateInvalid(f"template cannot be calculated: {error}") from None
        return Rendered(_tidied(text), tuple(dict.fromkeys(self._references)))

    def _missing_name(self, error: UndefinedError) -> str:
        """The name that is not on file: a word of the template itself, or a fact looked up."""
        unknown_word = _UNKNOWN_WORD.fullmatch(str(error))
        if unknown_word or not self._missed:
            return unknown_word[1] if unknown_word else str(error)
        return self._missed[-1]

    def _namespaces(
        self, facts: Mapping[str, Fact], attributes: Mapping[str, Mapping[str, str]]
    ) -> dict[str, Any]:
        grouped: dict[str, dict[str, Fact]] = {}
        for path, fact in facts.items():
            group, _, name = path.rpartition(".")
            grouped.setdefault(group, {})[name] = fact
        roots: dict[str, dict[str, object]] = {"cert": {}, "issuer": {}, "pay": {}, "career": {}}
        for group, members in grouped.items():
            root, _, key = group.partition(".")
            values: dict[str, object] = dict(quoted_values(members, self._references.extend))
            if key:
                plain = attributes.get(key, {}) if root == "cert" else {}
                roots[root][key] = Namespace(group, values | dict(plain), self._missed)
            else:
                roots[root].update(values)
        for key, plain in attributes.items():
            roots["cert"].setdefault(key, Namespace(f"cert.{key}", dict(plain), self._missed))
        return {name: Namespace(name, values, self._missed) for name, values in roots.items()}


def prose(source: str) -> str:
    """The template's own words: code replaced by spaces, so that line numbers stay."""
    return _TEMPLATE_CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), source)


def referenced_names(source: str) -> Iterator[tuple[str, ...]]:
    """Dotted names a template uses, such as ('cert', 'CPC', 'exam_fee'); nothing when broken."""
    try:
        tree = SandboxedEnvironment().parse(source)
    except (TemplateSyntaxError, RecursionError):
        return
    found: list[nodes.Getattr | nodes.Getitem] = [
        *tree.find_all(nodes.Getattr),
        *tree.find_all(nodes.Getitem),
    ]
    inner = {id(node.node) for node in found}
    for node in found:
        if id(node) not in inner:
            name = _dotted(node)
            if name:
                yield name


def _dotted(node: nodes.Node) -> tuple[str, ...]:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        head = _dotted(node.node)
        return (*head, node.attr) if head else ()
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        head = _dotted(node.node)
        return (*head, str(node.arg.value)) if head else ()
    return ()


def _tidied(text: str) -> str:
    if text.isprintable():
        return text.strip()
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
