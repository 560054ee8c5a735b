"""How well the names in a question agree with what each topic is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from bot.matching.entities import CREDENTIAL, ISSUER, STATE, Entity
from bot.matching.memo import Remembering, remembering
from bot.matching.neighbors import Matrix
from bot.matching.phrasings import Topic
from bot.matching.qualifiers import LEVEL, QUALIFIERS, SETTING

_STRANGER = 0.75
_PARTLY = 0.85
_ASIDE = 0.6
_MENTIONED = 0.9
# Factors for a topic about another state, issuer, setting or level, and for one about none.
ELSEWHERE = {STATE: 0.3, ISSUER: 0.3, SETTING: 0.8, LEVEL: 0.9}
_ANYWHERE = {STATE: 0.85, SETTING: 0.95, LEVEL: 0.95}

Entities = frozenset[Entity]
ByKind = Mapping[str, Entities]
Places = npt.NDArray[np.int64]
_NONE: Entities = frozenset()
_Names = tuple[Entities, Entities, tuple[tuple[str, float], ...], frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class _Particular:
    """Topics that the same entities are about or may stand in, at their places among all topics.

    As in Topic, but `members` are the credentials of a template, None for another.
    """

    places: Places
    about: ByKind
    accepted: ByKind
    named: Mapping[str, float]
    members: frozenset[str] | None

    @property
    def only_mentions(self) -> bool:
        """Whether they are about nothing, but mention something."""
        return not self.about and self.members is None


class Agreement(Remembering):
    """The factors of all topics for the entities of a question, each set worked out once."""

    def __init__(self, topics: Sequence[Topic], issuers: Mapping[str, str]) -> None:
        """`issuers` tells who issues a credential, by abbreviation."""
        self._issuers = dict(issuers)
        self._out_of_scope = np.array([topic.out_of_scope for topic in topics], bool)
        self._particular = tuple(_particular(topics))
        self._remember()

    def _remember(self) -> None:
        self.factors = remembering(self._worked_out, 4096)

    def _worked_out(self, asked: Entities) -> Matrix:
        """How far each topic's entities agree with `asked`: 1 down to 0, shape (topics,)."""
        kinds = _by_kind(asked)
        strange = prod(_ANYWHERE.get(kind, _STRANGER) for kind in kinds)
        # Whoever names a credential or a state seldom asks for something else altogether; a topic
        # that can answer pays as much where it is about another or about none.
        astray = _PARTLY if CREDENTIAL in kinds or STATE in kinds else 1.0
        factors = np.where(self._out_of_scope, astray, strange).astype(np.float32)
        issuers = self._issuers_of(kinds)
        for one in self._particular:
            if one.only_mentions and one.accepted.keys().isdisjoint(kinds):
                continue
            factors[one.places] = _agreement(one, kinds) * _issued(one, issuers)
        return factors

    def _issuers_of(self, asked: ByKind) -> set[str]:
        """Who issues the credentials that a question names instead of an issuer."""
        if ISSUER in asked:
            return set()
        named = [entity.value for entity in asked.get(CREDENTIAL, _NONE)]
        return {self._issuers[name] for name in named if name in self._issuers}


def _particular(topics: Sequence[Topic]) -> Iterator[_Particular]:
    """The topics that name something or are templates; all others stand to every entity alike."""
    alike: dict[_Names, list[int]] = {}
    for place, topic in enumerate(topics):
        if topic.out_of_scope or not (topic.accepted or topic.members is not None):
            continue
        members = None if topic.members is None else frozenset(topic.members)
        named = tuple(sorted(topic.named.items()))
        alike.setdefault((topic.about, topic.accepted, named, members), []).append(place)
    for (about, accepted, named, members), places in alike.items():
        yield _Particular(
            np.array(places), _by_kind(about), _by_kind(accepted), dict(named), members
        )


def _by_kind(entities: Iterable[Entity]) -> ByKind:
    kinds: dict[str, set[Entity]] = {}
    for entity in entities:
        kinds.setdefault(entity.kind, set()).add(entity)
    return {kind: frozenset(of_it) for kind, of_it in kinds.items()}


def _agreement(one: _Particular, asked: ByKind) -> float:
    factor = 1.0
    for kind in asked.keys() | one.about.keys():
        mine = one.accepted.get(kind, _NONE)
        core = one.about.get(kind, _NONE)
        theirs = asked.get(kind, _NONE)
        if kind in QUALIFIERS:
            factor *= _narrowed(kind, mine, core, theirs)
        elif one.members is not None and kind == CREDENTIAL:
            if theirs and not any(entity.value in one.members for entity in theirs):
                return 0.0
            factor *= 1.0 if len(theirs) == 1 else _PARTLY
        elif not theirs:
            # What half of the phrasings do without, a question may do without.
            factor *= _less(_PARTLY, 2 * one.named[kind] - 1) if core else 1.0
        elif core and (not theirs & mine or (theirs - mine and core - theirs)):
            return 0.0
        elif min(len(theirs), len(core)) > 1 and theirs - core and core - theirs:
            # CPC or CCS is no matter of CPC or CCA, though it may mention the CCA.
            return 0.0
        elif core and not theirs & core:
            factor *= _less(_ASIDE, one.named[kind])
        elif core and not theirs <= mine:
            factor *= _STRANGER
        elif core and not core <= theirs:
            factor *= _PARTLY
        elif not core:
            factor *= _MENTIONED if theirs <= mine else _STRANGER
    return factor


def _issued(one: _Particular, issuers: set[str]) -> float:
    """The factor of a topic about issuers for credentials of `issuers`: CPC and CRC are of one."""
    about = {entity.value for entity in one.about.get(ISSUER, _NONE)}
    if not about or not issuers or about == issuers:
        return 1.0
    if about.isdisjoint(issuers):
        return ELSEWHERE[ISSUER]
    return _ASIDE if issuers < about else _PARTLY


def _less(factor: float, share: float) -> float:
    """`factor` where `share` is 1, no factor where it is 0 or less."""
    return 1.0 - (1.0 - factor) * max(0.0, share)


def _narrowed(kind: str, accepted: Entities, about: Entities, asked: Entities) -> float:
    """The factor of a topic for the states, settings or levels that a question names."""
    if asked & about or asked == about:
        return 1.0
    if asked and about and not asked & accepted:
        return ELSEWHERE[kind]
    return _ANYWHERE[kind]
