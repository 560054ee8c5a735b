"""What speaks for and against the best candidate for a question."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.matching.neighbors import Matrix, Scores

_SHARPNESS = 6.0
_NONE = -9.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What confidence is judged by; "best" is the best topic that can answer.

    `score`: its score; `margin` and `relative_margin`: over the runner-up; `share`: its part of a
    softmax over all topics; `words`, `meaning`: nearness of its phrasings; `lead`: its score less
    that of the best kind out of scope; `stray`: nearness in meaning of the nearest such kind;
    `coverage`: rarity-weighted share of the question's words that the knowledge knows; `length`:
    logarithm of its number of words; `named`: 1 when it names an entity.
    """

    score: float
    margin: float
    relative_margin: float
    share: float
    words: float
    meaning: float
    lead: float
    stray: float
    coverage: float
    length: float
    named: float

    def values(self) -> tuple[float, ...]:
        return dataclasses.astuple(self)


@dataclass(frozen=True, slots=True)
class QuestionTraits:
    """What a question itself says about how well it can be judged."""

    coverage: float
    words: int
    named: bool


def ranked_in_scope(scores: Scores, out_of_scope: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Topics that can answer, best first."""
    order = np.argsort(-np.where(out_of_scope, _NONE, scores.total), kind="stable")
    return order[: int((~out_of_scope).sum())]


def evidence_for(
    best: int, scores: Scores, out_of_scope: npt.NDArray[np.bool_], traits: QuestionTraits
) -> Evidence:
    """The evidence that topic number `best` is what a question with these scores means."""
    total = scores.total
    score = float(total[best])
    others = total.copy()
    others[best] = _NONE
    runner_up = float(np.where(out_of_scope, _NONE, others).max())
    astray = float(np.where(out_of_scope, total, _NONE).max())
    likelihood: Matrix = np.exp((total - total.max()) * _SHARPNESS)
    margin = score - runner_up if runner_up > _NONE else score
    return Evidence(
        score=score,
        margin=margin,
        relative_margin=margin / max(score, 1e-3),
        share=float(likelihood[best] / likelihood.sum()),
        words=float(scores.words[best]),
        meaning=float(scores.meaning[best]),
        lead=score - astray if astray > _NONE else score,
        stray=float(scores.meaning[out_of_scope].max(initial=0.0)),
        coverage=traits.coverage,
        length=math.log1p(traits.words),
        named=float(traits.named),
    )
