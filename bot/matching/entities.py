"""Names that must match exactly: credentials, issuers, code sets, states. CPC is not CPC-A."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.knowledge.base import Knowledge
from bot.knowledge.states import STATES
from bot.matching.keyboard import KEYS_NEAR
from bot.matching.memo import Remembering, remembering
from bot.matching.text import words

CREDENTIAL = "credential"
ISSUER = "issuer"
CODE_SET = "code set"
STATE = "state"
_CODE_SETS = ("icd10cm", "icd10pcs", "icd9", "icd11", "cpt", "hcpcs")
# The postal codes that are no word, title or abbreviation that coders write in small letters.
_PLAIN_CODES = frozenset(
    "az ca fl ga il ks ky mi mn nc nh nj nm nv ny sc sd tn tx ut wi wv wy dc".split()  # noqa: SIM905
)
# Washington alone is the state.
_ALSO_CALLED = {"DC": ("Washington DC", "Washington D.C.")}
_RULING_OUT = frozenset(["not", "except"])
_RULING_OUT_PAIRS = (["instead", "of"], ["rather", "than"], ["other", "than"])
_LONG_NAME = 6
_WHOLE_WORD = 3
_BETWEEN = frozenset(["the", "a", "an", "regular", "normal", "plain", "usual", "for", "about"])


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A named thing; `value` is how the knowledge writes it (`CPC-A`)."""

    kind: str
    value: str

    @property
    def token(self) -> str:
        """The entity as one word among a question's words; no member can type it.

        Which state it is must not make a question near to all that is said of that state.
        """
        if self.kind == STATE:
            return f"\ue000{STATE}"
        return f"\ue000{self.kind}:{self.value}"


def is_entity(token: str) -> bool:
    """Whether a token stands for an entity."""
    return token[:1] == "\ue000"


def written(token: str) -> tuple[str, ...]:
    """The words that an entity's token stands for; a state's may be those of any state."""
    return words(token.removeprefix("\ue000").rpartition(":")[-1])


@dataclass(frozen=True, slots=True)
class Mentions:
    """A question's words with every entity as one token, and the entities in order."""

    tokens: tuple[str, ...]
    entities: tuple[Entity, ...]

    def of(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(e.value for e in self.entities if e.kind == kind))


class EntityFinder(Remembering):
    """Finds entities by abbreviation, full name and other spellings."""

    def __init__(self, names: Mapping[Entity, Iterable[str]], ordinary: Iterable[str]) -> None:
        self._spelled: dict[tuple[str, ...], Entity] = {}
        self._abbreviations: dict[str, Entity] = {}
        self._long_names: dict[str, Entity] = {}
        for entity, spellings in names.items():
            for spelling in spellings:
                self._learn(entity, spelling)
        self._lengths: dict[str, list[int]] = {}
        for run in sorted(self._spelled, key=len, reverse=True):
            lengths = self._lengths.setdefault(run[0], [])
            if len(run) not in lengths:
                lengths.append(len(run))
        self._states_of_two: dict[str, list[tuple[str, Entity]]] = {}
        for run, entity in self._spelled.items():
            if entity.kind == STATE and len(run) == 2:
                self._states_of_two.setdefault(run[0], []).append((run[1], entity))
        usual = frozenset(ordinary)
        self._plain = usual - self._lengths.keys()
        self._first_words = usual & self._lengths.keys()
        self._remember()

    def _remember(self) -> None:
        self._mistyped = remembering(self._entity_mistyped, 20_000)

    def _learn(self, entity: Entity, spelling: str) -> None:
        run = words(spelling)
        if not run:
            return
        self._spelled.setdefault(run, entity)
        if entity.kind == STATE and len(run) == 1 and len(run[0]) >= _LONG_NAME:
            self._long_names[run[0]] = entity
        if spelling == entity.value:
            joined = "".join(run)
            self._spelled.setdefault((joined,), entity)
            self._spelled.setdefault((joined + "s",), entity)
            if len(joined) >= 3 and entity.kind in (CREDENTIAL, ISSUER):
                self._abbreviations[joined] = entity

    def mentions(self, text: str, sequence: tuple[str, ...]) -> Mentions:
        """Entities in `sequence`, the words of `text`; `text` tells `CPC A` from `cpc a job`."""
        if self._plain.issuperset(sequence):
            return Mentions(sequence, ())
        tokens: list[str] = []
        found: list[Entity] = []
        after = 0
        for position, word in enumerate(sequence):
            if position < after:
                continue
            if word in self._plain:
                tokens.append(word)
                continue
            length, entity = self._at(text, sequence, position)
            after = position + length
            if entity is None:
                tokens.append(word)
            else:
                if not _is_ruled_out(tokens):
                    found.append(entity)
                tokens.append(entity.token)
        return Mentions(tuple(tokens), tuple(found))

    @property
    def names(self) -> frozenset[str]:
        """The names that are one word."""
        return frozenset(run[0] for run in self._spelled if len(run) == 1)

    def again(self, tokens: tuple[str, ...], exact: Collection[str] = ()) -> Mentions:
        """Entities in `tokens` that may have become one by mending.

        Credentials of one word only among the `exact` words, whose letters are as typed: their
        abbreviations are too much alike to guess.
        """
        if self._plain.issuperset(tokens):
            return Mentions(tokens, ())
        mended: list[str] = []
        named: list[Entity] = []
        after = 0
        for position, token in enumerate(tokens):
            if position < after:
                continue
            length, entity = self._mended_at(tokens, position)
            if entity and entity.kind == CREDENTIAL and length == 1 and token not in exact:
                entity = None
            after = position + length
            mended.append(entity.token if entity else token)
            named.extend([entity] if entity else [])
        return Mentions(tuple(mended), tuple(named))

    def _mended_at(self, tokens: tuple[str, ...], position: int) -> tuple[int, Entity | None]:
        """The longest name at `position`, not one that a short word ends: no "cpc a"."""
        for length in self._lengths.get(tokens[position], ()):
            run = tokens[position : position + length]
            entity = self._spelled.get(run)
            if entity and (length == 1 or len(run[-1]) >= _WHOLE_WORD):
                return length, entity
        return 1, None

    @staticmethod
    def meant(tokens: Sequence[str]) -> frozenset[str]:
        """The entities among `tokens` that the words before them do not rule out."""
        return frozenset(
            token
            for place, token in enumerate(tokens)
            if is_entity(token) and not _is_ruled_out(tokens[:place])
        )

    def _at(self, text: str, sequence: tuple[str, ...], position: int) -> tuple[int, Entity | None]:
        """How many words at `position` name an entity, and which."""
        word, after = sequence[position], sequence[position + 1 : position + 2]
        for length in self._lengths.get(word, ()):
            run = sequence[position : position + length]
            entity = self._spelled.get(run)
            if entity and length == 1:
                return self._with_suffix(text, word, after, entity)
            if entity and (entity.kind == STATE or self._is_meant(run, text)):
                return length, entity
        state = self._mistyped_state(word, *after)
        if state is not None:
            return 2, state
        return self._with_suffix(text, word, after, self._mistyped(word))

    def _mistyped_state(self, word: str, after: str = "") -> Entity | None:
        """The state of two words that `word` and `after` are with a slip in either."""
        is_usual = after in self._plain or (after,) in self._spelled
        for first, ends in self._states_of_two.items():
            if OSA.distance(word, first, score_cutoff=1) > 1:
                continue
            for second, entity in ends:
                near = not is_usual and OSA.distance(after, second, score_cutoff=1) <= 1
                if near or after == second:
                    return entity
        return None

    def _with_suffix(
        self, text: str, word: str, after: tuple[str, ...], entity: Entity | None
    ) -> tuple[int, Entity | None]:
        """`entity`, or what a letter after a hyphen makes of it, and how many words name it.

        None of those known where the letter makes it another credential: a CPC-I is no CPC.
        """
        if entity is None or entity.kind != CREDENTIAL or not after:
            return 1, entity
        letter = after[0]
        if len(letter) > 1 or not letter.isalpha() or letter == "s":
            return 1, entity
        if not re.search(rf"(?i:{re.escape(word)})[-‐–](?i:{letter})\b", text):
            return 1, entity
        known = self._spelled.get((*words(entity.value), letter))
        return (2, known) if known else (1, None)

    @staticmethod
    def _is_meant(run: tuple[str, ...], text: str) -> bool:
        """A single trailing letter after a space is a suffix only as a capital or at the end."""
        if len(run) < 2 or len(run[-1]) > 1:
            return True
        head, letter = re.escape(" ".join(run[:-1])), re.escape(run[-1])
        close = re.search(rf"(?i:{head})[-‐–/](?i:{letter})\b", text)
        apart = re.search(
            rf"(?i:{head})\s+(?:{letter.upper()}\b|(?i:{letter})\s*(?:[?.!,]|$))", text
        )
        return bool(close or apart)

    def _entity_mistyped(self, word: str) -> Entity | None:
        """The one abbreviation that `word`, not a plain one, is a slip of.

        A letter may be dropped, swapped, doubled or hit together with the next key; a long name may
        have any one slip.
        """
        if word in self._first_words:
            return None
        if len(word) >= _LONG_NAME:
            for name, entity in self._long_names.items():
                if OSA.distance(word, name, score_cutoff=1) <= 1:
                    return entity
        if not 3 <= len(word) <= 6 or not word.isalpha():
            return None
        near = {
            entity
            for abbreviation, entity in self._abbreviations.items()
            if OSA.distance(word, abbreviation, score_cutoff=1) == 1
            and (len(word) != len(abbreviation) or sorted(word) == sorted(abbreviation))
            and (len(word) <= len(abbreviation) or _has_a_slipped_letter(word, abbreviation))
            and word[0] == abbreviation[0]
        }
        return near.pop() if len(near) == 1 else None


def _has_a_slipped_letter(word: str, name: str) -> bool:
    """Whether `word` is `name` with a letter twice, or with a key beside another hit too.

    With any other letter more it may be a name of its own.
    """
    return any(
        word[:place] + word[place + 1 :] == name and letter in beside + KEYS_NEAR.get(beside, "")
        for place, letter in enumerate(word)
        for beside in word[max(place - 1, 0) : place] + word[place + 1 : place + 2]
    )


def _is_ruled_out(before: Sequence[str]) -> bool:
    """Whether the words before a name say that it is not meant: "CCS-P, not the regular CCS"."""
    if not any(is_entity(token) for token in before):
        return False
    near = list(before)
    while near and near[-1] in _BETWEEN:
        near.pop()
    return bool(near) and (near[-1] in _RULING_OUT or near[-2:] in _RULING_OUT_PAIRS)


def entity_names(knowledge: Knowledge) -> dict[Entity, tuple[str, ...]]:
    """Every entity the knowledge knows and its spellings."""
    names: dict[Entity, tuple[str, ...]] = {}
    for c in knowledge.credentials.values():
        names[Entity(CREDENTIAL, c.abbreviation)] = (c.abbreviation, c.name, *c.also_called)
    for issuer in knowledge.issuers.values():
        names[Entity(ISSUER, issuer.key)] = (issuer.key, issuer.name)
    for code, state in STATES.items():
        plain = (code,) if code.lower() in _PLAIN_CODES else ()
        names[Entity(STATE, state)] = (state, *plain, *_ALSO_CALLED.get(code, ()))
    for code_set in _CODE_SETS:
        names[Entity(CODE_SET, code_set)] = (code_set,)
    return names
