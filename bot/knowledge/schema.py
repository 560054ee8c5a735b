"""The shape of every knowledge file, as pydantic models; their JSON Schema helps editors."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from bot.knowledge.units import Unit

_AS_OF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|undated")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")


def _checked_as_of(value: str) -> str:
    if not _AS_OF.fullmatch(value):
        raise ValueError("write a date as 2026, 2026-02 or 2026-02-14, or the word undated")
    if value != "undated":
        year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
        try:
            datetime.date(year, month, day)
        except ValueError:
            raise ValueError("is not a date in the calendar; check the month and day") from None
    return value


def _checked_reviewed(value: object) -> object:
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError("write the full date of the review, such as 2026-11-21") from None
    return value


def _exact_number(value: object) -> object:
    if isinstance(value, str):
        text = value.replace(",", "").replace("_", "")
        if not _NUMBER.fullmatch(text):
            raise ValueError("write a plain number, such as 425 or 18.75")
        try:
            return Decimal(text)
        except InvalidOperation:
            raise ValueError("write a plain number, such as 425 or 18.75") from None
    return value


def _number_or_text(value: object) -> object:
    if isinstance(value, str) and _NUMBER.fullmatch(value.replace(",", "")):
        return Decimal(value.replace(",", ""))
    return value


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


def _as_names(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_is(value: object) -> object:
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
SourceKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
AsOf = Annotated[
    Text, BeforeValidator(_as_is, json_schema_input_type=str | int), AfterValidator(_checked_as_of)
]
Reviewed = Annotated[datetime.date, BeforeValidator(_checked_reviewed)]
Number = Annotated[Decimal, BeforeValidator(_exact_number, json_schema_input_type=float)]
Status = Literal["current", "outdated", "wrong", "unverified", "historical", "disputed"]
SourceKind = Literal["issuer", "government", "survey", "article"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceModel(_Model):
    """A page, table or article."""

    title: Text = Field(description="The title the page itself carries.")
    publisher: Text = Field(description="Who publishes it, as members should read it.")
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)] | None = (
        Field(default=None, description="Where to read it; leave out when it is not online.")
    )
    without_url: Line | None = Field(
        default=None, description="Why there is no url, so that nobody searches again in vain."
    )
    kind: SourceKind = Field(description="issuer, government, survey or article.")
    as_of: AsOf = Field(description="The date the page states, or undated.")


class SourcesFile(_Model):
    sources: dict[SourceKey, SourceModel]


class ClaimModel(_Model):
    """What one source says about one fact."""

    label: Line | None = Field(default=None, description="Short name of the fact for people.")
    value: (
        Annotated[
            Decimal | Text, BeforeValidator(_number_or_text, json_schema_input_type=float | str)
        ]
        | None
    ) = Field(default=None, description="A number or a short text.")
    low: Number | None = Field(default=None, description="Lower end of a range.")
    high: Number | None = Field(default=None, description="Upper end of a range.")
    unit: Unit = Field(default="text", description="What the number counts.")
    note: Line | None = Field(default=None, description="A short qualification.")
    source: SourceKey = Field(description="A key of sources.yaml.")
    as_of: AsOf = Field(description="When the figure was true, or undated.")
    status: Status = Field(default="current", description="Only current claims are quoted as true.")
    why: Text | None = Field(default=None, description="Why the claim has this status.")
    lasting: bool = Field(
        default=False, description="True of a named year or day for good, so it never goes stale."
    )
    reviewed: Reviewed | None = Field(
        default=None,
        description="When somebody last looked for a newer figure and found none.",
    )

    @model_validator(mode="after")
    def _one_value(self) -> ClaimModel:
        has_range = self.low is not None or self.high is not None
        if has_range and (self.low is None or self.high is None):
            raise ValueError("a range needs both low and high")
        if has_range == (self.value is not None):
            raise ValueError("write either value, or low and high")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low is larger than high; swap them")
        if isinstance(self.value, str) and self.unit != "text":
            raise ValueError(f"value is not a number, but unit is {self.unit}; use unit: text")
        if self.status != "current" and self.why is None:
            raise ValueError(f"status is {self.status}, so say in 'why' what is the matter with it")
        return self


Claims = Annotated[
    list[ClaimModel],
    BeforeValidator(_as_list, json_schema_input_type=ClaimModel | list[ClaimModel]),
    Field(min_length=1),
]


class FactsFile(_Model):
    facts: dict[FactName, Claims]


class CredentialFile(_Model):
    """One credential: who it is for, and every fact about it."""

    abbreviation: Line = Field(description="As people write it, such as CPC-A.")
    name: Line
    issuer: Line = Field(description="A key of issuers.yaml.")
    also_called: list[Line] = Field(default=[], description="Other ways to write the name.")
    kind: Literal["credential", "status", "family"] = "credential"
    setting: Line = Field(description="Where it is used, in a few words.")
    summary: Text = Field(description="What it proves and for whom, in one or two sentences.")
    facts: dict[FactName, Claims]
    unknown: list[FactName] = Field(
        default=[], description="Facts members ask for that nobody publishes."
    )


class IssuerModel(_Model):
    name: Line
    website: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    facts: dict[FactName, Claims] = {}


class IssuersFile(_Model):
    issuers: dict[Line, IssuerModel]


class EntryModel(_Model):
    """One question and its answer, or one for every credential."""

    id: EntryId = Field(description="Short, unique, in lower-case-with-dashes.")
    question: Line = Field(description="The question as a member would put it.")
    also_asked: list[Line] = Field(default=[], description="Other ways people ask it.")
    answer: Text = Field(description="Discord markdown; figures as {{ cert.CPC.exam_fee }}.")
    cites: list[SourceKey] = Field(
        default=[], description="Sources for what the answer says beyond the facts it quotes."
    )
    figures: dict[Text, SourceKey] = Field(
        default={},
        description='Figures typed into the answer, each with its source: {"90 days": aapc_faq}.',
    )
    related: list[EntryId] = Field(default=[], description="Ids of entries to offer next.")
    tags: list[Line] = []
    reviewed: Reviewed = Field(description="When somebody last read the answer and agreed.")
    for_each: Literal["certifications"] | None = None
    excluded: list[Line] = Field(
        default=[], alias="except", description="Credentials that for_each leaves out."
    )

    @model_validator(mode="after")
    def _except_needs_for_each(self) -> EntryModel:
        if self.excluded and self.for_each is None:
            raise ValueError("'except' only works together with 'for_each: certifications'")
        return self


class FaqFile(_Model):
    topic: Line = Field(description="The heading people see.")
    entries: list[EntryModel] = Field(min_length=1)


class SynonymsModel(_Model):
    means: Line = Field(description="The word the bot uses.")
    written: list[Line] = Field(min_length=1, description="What people write instead.")


class LexiconFile(_Model):
    synonyms: list[SynonymsModel] = Field(default=[], description="Ways to say the same thing.")
    filler: list[Line] = Field(default=[], description="Words that carry no question.")


class OutOfScopeKind(_Model):
    kind: EntryId
    reply: Text = Field(description="The short pointer the bot gives when asked directly.")
    examples: list[Line] = Field(min_length=3)


class OutOfScopeFile(_Model):
    out_of_scope: list[OutOfScopeKind]


class UncoveredKind(_Model):
    kind: EntryId
    about: Line = Field(description="What is asked, to stand after 'no sourced answer about'.")
    examples: list[Line] = Field(min_length=3)


class UncoveredFile(_Model):
    uncovered: list[UncoveredKind]


class GoldenQuestionModel(_Model):
    ask: Text = Field(description="What a member typed.")
    entry: Annotated[
        list[Line],
        BeforeValidator(_as_names, json_schema_input_type=str | list[str]),
        Field(min_length=1),
    ] = Field(description="The entry that must answer (or several that may), or none.")
    style: Line | None = None


class QuestionsFile(_Model):
    questions: list[GoldenQuestionModel]


class PathQuestionModel(_Model):
    """One question on the way to a first credential."""

    key: EntryId = Field(description="Short name that rules use.")
    ask: Line = Field(description="The question, as the member reads it.")
    options: dict[EntryId, Annotated[str, StringConstraints(min_length=1, max_length=80)]] = Field(
        min_length=2, max_length=8, description="Answers: short name and the words on the button."
    )
    said: dict[EntryId, list[Line]] = Field(
        default={}, description="Words in a member's message that give an answer already."
    )


Step = Literal["course", "associate", "bachelor", "exam", "apprentice", "job", "experience", "next"]


class PathRuleModel(_Model):
    """What to take first and next; the first rule whose `when` fits the answers counts."""

    when: dict[
        EntryId,
        Annotated[
            list[EntryId],
            BeforeValidator(_as_names, json_schema_input_type=str | list[str]),
            Field(min_length=1),
        ],
    ] = Field(default={}, description="Question and the answers this rule is for; empty fits all.")
    first: Line = Field(description="Abbreviation of the first credential.")
    next: Line | None = Field(default=None, description="Abbreviation of the one after it.")
    steps: list[Step] = Field(min_length=1, description="What to do, in order.")
    why: Text = Field(description="One or two sentences, without figures.")


class PathwayFile(_Model):
    questions: list[PathQuestionModel] = Field(min_length=1, max_length=5)
    rules: list[PathRuleModel] = Field(min_length=1)


FILE_MODELS: dict[str, type[BaseModel]] = {
    "sources": SourcesFile,
    "facts": FactsFile,
    "credential": CredentialFile,
    "issuers": IssuersFile,
    "faq": FaqFile,
    "lexicon": LexiconFile,
    "out_of_scope": OutOfScopeFile,
    "uncovered": UncoveredFile,
    "questions": QuestionsFile,
    "pathway": PathwayFile,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema of every kind of file, by the name it has in `knowledge/schema/`."""
    return {
        name: model.model_json_schema(by_alias=True) | {"$id": f"{name}.json"}
        for name, model in FILE_MODELS.items()
    }


KEYS: tuple[str, ...] = tuple(
    sorted(
        {
            field.alias or name
            for model in _Model.__subclasses__()
            for name, field in model.model_fields.items()
        }
    )
)
