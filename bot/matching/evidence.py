"""What speaks for and against the best candidate for a question."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import numpy.typing as npt

from bot.matching.neighbors import Matrix, Scores

_SHARPNESS = 6.0
_TINY = 1e-5
SPEAKS_AGAINST = frozenset(["stray", "stray_words", "stray_wording", "astray", "outvoted"])
SPEAKS_EITHER_WAY = frozenset(["length", "named", "tells"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What confidence is judged by; "best" is the best topic that can answer.

    `score`: its score; `margin` and `relative_margin`: over the runner-up; `share`: its part of a
    softmax over all topics; `words`, `meaning`: nearness of its phrasings; `lead`: its score less
    that of the best kind out of scope; `words_lead`, `wording_lead`: by how much it is nearer in
    words, and its wording likelier, than any other topic that can answer; `stray`, `stray_words`,
    `stray_wording`: nearness in meaning and in words of the nearest kind out of scope, and how
    much likelier the wording is in one; `likely`: log odds of the best by the classifier;
    `astray`: logarithm of how likely that takes any kind out of scope; `outvoted`: by how many of
    classifier, words and meaning such a kind fits better; `coverage`: rarity-weighted share of
    the question's words that the knowledge knows; `shared`: the share that the best topic's
    phrasings use, and `shared_lead` over the runner-up; `length`: logarithm of its number of
    words; `named`: 1 when it names an entity; `tells`: 1 when it has no word or mark that asks.
    """

    score: float
    margin: float
    relative_margin: float
    share: float
    words: float
    meaning: float
    lead: float
    words_lead: float
    wording_lead: float
    stray: float
    stray_words: float
    stray_wording: float
    likely: float
    astray: float
    outvoted: float
    coverage: float
    shared: float
    shared_lead: float
    length: float
    named: float
    tells: float

    def values(self) -> tuple[float, ...]:
        return _VALUES(self)


def kinds_of_evidence() -> tuple[str, ...]:
    """The names of the kinds, in the order of their values."""
    return tuple(field.name for field in dataclasses.fields(Evidence))


_VALUES: Callable[[Evidence], tuple[float, ...]] = attrgetter(*kinds_of_evidence())


@dataclass(frozen=True, slots=True)
class QuestionTraits:
    """What a question itself says about how well it can be judged."""

    coverage: float
    shared: float
    shared_by_next: float
    words: int
    named: bool
    tells: bool


def ranked_in_scope(scores: Scores) -> npt.NDArray[np.intp]:
    """The places in `scores` of the topics that can answer, best first."""
    order = np.argsort(-scores.total, kind="stable")
    return order[~scores.out_of_scope[order]]


def evidence_for(best: int, scores: Scores, traits: QuestionTraits) -> Evidence:
    """The evidence that the topic at place `best`, the best in scope, is what is meant."""
    total, astray = scores.total, scores.out_of_scope
    score = float(total[best])
    in_scope = np.sort(total[~astray])
    margin = score - float(in_scope[-2]) if len(in_scope) > 1 else score
    likelihood: Matrix = np.exp((total - total.max()) * _SHARPNESS)
    return Evidence(
        score=score,
        margin=margin,
        relative_margin=margin / max(score, 1e-3),
        share=float(likelihood[best] / likelihood.sum()),
        words=float(scores.words[best]),
        meaning=float(scores.meaning[best]),
        lead=score - float(total[astray].max(initial=0.0)),
        words_lead=_lead_of(best, scores.words * scores.agreement, ~astray),
        wording_lead=_lead_of(best, scores.wording, ~astray),
        stray=float(scores.meaning[astray].max(initial=0.0)),
        stray_words=float(scores.words[astray].max(initial=0.0)),
        stray_wording=float(scores.wording[astray].max(initial=-1.0)),
        likely=_log_odds(float(scores.likely[best])),
        astray=math.log(scores.astray + _TINY),
        outvoted=_outvoted(best, scores),
        coverage=traits.coverage,
        shared=traits.shared,
        shared_lead=traits.shared - traits.shared_by_next,
        length=math.log1p(traits.words),
        named=float(traits.named),
        tells=float(traits.tells),
    )


def _lead_of(best: int, values: Matrix, in_scope: npt.NDArray[np.bool_]) -> float:
    """The value at `best` less the highest of the others that are `in_scope`."""
    others = in_scope.copy()
    others[best] = False
    return float(values[best] - values[others].max()) if others.any() else 0.0


def _outvoted(best: int, scores: Scores) -> float:
    parts = np.stack([scores.decided, scores.words, scores.meaning]) * scores.agreement
    strays = parts[:, scores.out_of_scope].max(axis=1, initial=-np.inf)
    return float((strays > parts[:, best]).sum())


def _log_odds(probability: float) -> float:
    return math.log((probability + _TINY) / (1 - probability + _TINY))
