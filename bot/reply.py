"""What can come back from a question: plain, immutable values with no Discord in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as a member reads it; `as_of` is YYYY, YYYY-MM, YYYY-MM-DD or `undated`."""

    title: str
    publisher: str
    url: str | None
    as_of: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question the bot can answer, offered as a button or in a list."""

    entry: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The curated answer to one question.

    `text` is Discord markdown; `notices` are short derived lines such as "older than a year";
    `credentials` are those it is about; `confidence` is the calibrated probability that this is
    the entry the member meant.
    """

    entry: str
    question: str
    text: str
    sources: tuple[SourceLine, ...]
    as_of: str | None
    notices: tuple[str, ...] = ()
    related: tuple[Choice, ...] = ()
    confidence: float = 1.0
    credentials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The bot is not sure: two to four questions it can answer, nearest first."""

    choices: tuple[Choice, ...]
    confidence: float
    lead: str = "Did you mean one of these?"


class Silence(StrEnum):
    """Why the bot gave no answer."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """An honest "I don't know": what to say, and the nearest questions if any are near.

    `entry` is the understood question when only its figure is missing.
    """

    reason: Silence
    text: str
    choices: tuple[Choice, ...] = ()
    confidence: float = 0.0
    entry: str | None = None


PayValue = Decimal | bool | str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `text` is `value` as people read it."""

    label: str
    value: Decimal
    text: str
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across all bars at `value`, such as a cost that has to be earned back."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is worth looking at rather than reading; `alt` says the same in words."""

    title: str
    alt: str
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PayResult:
    """A finished calculation: the result first, then the working, then what was assumed.

    `values` holds every figure in USD (or charts), rounded half-up to cents; `inputs` what it
    was worked out from, as written; `understood` how a question in plain words was read.
    """

    kind: str
    title: str
    headline: str
    working: tuple[str, ...]
    assumptions: tuple[str, ...]
    values: Mapping[str, PayValue] = field(default_factory=dict)
    inputs: Mapping[str, object] = field(default_factory=dict)
    understood: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class PayChoice:
    """One way to read a question about pay: the words on its button, and the calculation."""

    label: str
    kind: str
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PayQuestion:
    """The bot asks back, because the wording allows more than one calculation."""

    lead: str
    choices: tuple[PayChoice, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One labelled line of a credential: `Exam fee`, `$425`, and the sources behind it."""

    label: str
    text: str
    caveat: str | None = None


@dataclass(frozen=True, slots=True)
class CredentialSheet:
    """Everything on file about one credential."""

    abbreviation: str
    name: str
    issuer: str
    summary: str
    lines: tuple[SheetLine, ...]
    unknown: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    as_of: str | None
    notices: tuple[str, ...] = ()
    questions: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One field of a comparison; `cells` are in the order of the credentials."""

    label: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class CredentialComparison:
    """Credentials side by side, differences first; `choose` tells for whom each is."""

    credentials: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    sources: tuple[SourceLine, ...]
    as_of: str | None
    notices: tuple[str, ...] = ()
    choose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefingGroup:
    """Lines under one heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a reply."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a credential costs, when it is due, how to study for it, or which to take.

    `lead` is the result in one line; `credentials` are those it speaks of, whose cards are a
    button away; `figures` hold the same for programs (numbers, ISO dates, lists).
    """

    kind: str
    title: str
    lead: str
    groups: tuple[BriefingGroup, ...]
    credentials: tuple[str, ...]
    figures: Mapping[str, object] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class PathOption:
    """One answer to a question of the pathway, and all answers given so far with it."""

    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """The next question on the way to a first credential; `number` counts from 1."""

    ask: str
    number: int
    of: int
    options: tuple[PathOption, ...]
    so_far: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedCredential:
    """One line of the list of credentials."""

    abbreviation: str
    name: str
    issuer: str
    text: str


@dataclass(frozen=True, slots=True)
class CredentialList:
    """Credentials that fit some filters; `filters` are what was asked for, as (name, value)."""

    credentials: tuple[ListedCredential, ...]
    filters: tuple[tuple[str, str], ...]


Part = (
    Answer
    | Suggestions
    | NoAnswer
    | PayResult
    | PayQuestion
    | CredentialSheet
    | CredentialComparison
    | Briefing
    | PathQuestion
    | CredentialList
)


@dataclass(frozen=True, slots=True)
class Several:
    """Replies to the questions of one message, in the order they were asked (two or three)."""

    parts: tuple[Part, ...]


Reply = Part | Several
