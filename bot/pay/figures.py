"""The sourced figures that a calculation rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from bot.knowledge.base import Knowledge
from bot.knowledge.facts import Claim, Fact
from bot.numbers import InputRefused
from bot.reply import SourceLine


class FigureMissing(InputRefused):
    """The calculation needs a figure that no source on file gives."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"I have no sourced figure for {path}, so I can't calculate that; ask me another way.",
            path,
        )
        self.path = path


class Figures:
    """Facts by path (`pay.se_floor`, `cert.CPC.exam_fee`), loaded when the first is asked for."""

    def __init__(self, load: Callable[[], Knowledge]) -> None:
        self._load = load

    @classmethod
    def of(cls, knowledge: Knowledge) -> Figures:
        """The figures of one Knowledge."""
        return cls(lambda: knowledge)

    @cached_property
    def knowledge(self) -> Knowledge:
        return self._load()

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.knowledge.facts

    def claim(self, path: str) -> Claim | None:
        """What may be quoted of a fact, None where nothing is on file."""
        fact = self.facts.get(path)
        return fact.quoted if fact is not None else None

    def number(self, path: str) -> Decimal:
        """The quoted number of a fact, in its own unit (percents as 12.4).

        Raises:
            FigureMissing: when no number may be quoted.
        """
        claim = self.claim(path)
        if claim is None or not isinstance(claim.value, Decimal):
            raise FigureMissing(path)
        return claim.value

    def share(self, path: str) -> Decimal:
        """The quoted percentage of a fact as a share of one: 12.4 percent gives 0.124.

        Raises:
            FigureMissing: when no number may be quoted.
        """
        return self.number(path) / 100

    def sources(self, paths: Iterable[str]) -> tuple[SourceLine, ...]:
        """The sources behind the quoted claims of `paths`, each once; unknown paths are skipped."""
        found = tuple(self.facts[path] for path in paths if path in self.facts)
        return tuple(
            SourceLine(c.source.title, c.source.publisher, c.source.url, c.as_of)
            for c in self.knowledge.source_citations(found)
        )


def _nothing_known() -> Knowledge:
    raise FigureMissing("that")


NO_FIGURES = Figures(_nothing_known)
