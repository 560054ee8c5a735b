"""A credential as members read it: one sheet, or several side by side."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from bot.certifications.fields import (
    FIELDS,
    ISSUER_FIELDS,
    caveat,
    claim_text,
    label_of,
    stated,
)
from bot.knowledge.base import Credential, Issuer, Knowledge
from bot.knowledge.facts import Fact, Reference
from bot.knowledge.freshness import earliest_expiry
from bot.reply import (
    Choice,
    ComparisonRow,
    CredentialComparison,
    CredentialSheet,
    SheetLine,
    SourceLine,
)

_NOT_ON_FILE = "not on file"
_COMPARED_ONLY_WHEN_STATED = {"exam_fee_two_attempts", "status_rule", "delivery", "median_pay"}


def credential_sheet(
    knowledge: Knowledge, credential: Credential, today: datetime.date
) -> CredentialSheet:
    """Everything on file about `credential`; fees older than a year on `today` are marked."""
    lines: list[SheetLine] = []
    used: list[Fact] = []
    issuer = knowledge.issuers[credential.issuer]
    own = [(label, stated(credential.facts, field)) for field, label in FIELDS]
    general = [
        (label, stated(issuer.facts, field))
        for field, label in ISSUER_FIELDS
        if stated(credential.facts, field) is None
    ]
    for label, found in (*own, *general):
        if found is not None:
            fact, claim = found
            used.append(fact)
            lines.append(SheetLine(label, claim_text(claim), caveat(fact, claim)))
    questions = tuple(
        Choice(entry.id, entry.question)
        for entry in knowledge.entries.values()
        if entry.credential == credential.abbreviation
    )
    return CredentialSheet(
        abbreviation=credential.abbreviation,
        name=credential.name,
        issuer=issuer.name,
        summary=credential.summary,
        lines=tuple(lines),
        unknown=tuple(
            label
            for field in credential.unknown
            if (label := label_of(field)) not in {line.label for line in lines}
        ),
        sources=source_lines(knowledge, used),
        as_of=oldest_date(used),
        notices=stale_prices(used, today, [issuer]),
        questions=questions,
    )


def credential_comparison(
    knowledge: Knowledge, credentials: Sequence[Credential], today: datetime.date
) -> CredentialComparison:
    """`credentials` side by side, the fields in which they differ first."""
    rows: list[ComparisonRow] = [
        _row("Issuer", [knowledge.issuers[c.issuer].name for c in credentials]),
        _row("Used in", [c.setting for c in credentials]),
    ]
    used: list[Fact] = []
    for field, label in FIELDS:
        found = [stated(credential.facts, field) for credential in credentials]
        known = [pair for pair in found if pair is not None]
        if not known or (field in _COMPARED_ONLY_WHEN_STATED and len(known) < len(found)):
            continue
        used.extend(fact for fact, _ in known)
        rows.append(_row(label, [claim_text(p[1]) if p else _NOT_ON_FILE for p in found]))
    rows.sort(key=lambda row: not row.differs)
    return CredentialComparison(
        credentials=tuple(c.abbreviation for c in credentials),
        names=tuple(c.name for c in credentials),
        rows=tuple(rows),
        sources=source_lines(knowledge, used),
        as_of=oldest_date(used),
        notices=stale_prices(used, today, [knowledge.issuers[c.issuer] for c in credentials]),
        choose=tuple(_choose_lines(credentials)),
    )


def _choose_lines(credentials: Sequence[Credential]) -> Iterator[str]:
    """For whom each credential is, and what speaks for it beside the others."""
    fees = {c.abbreviation: _number(c, "exam_fee_nonmember", "exam_fee") for c in credentials}
    known = [fee for fee in fees.values() if fee is not None]
    for credential in credentials:
        suits = stated(credential.facts, "suits")
        reasons = [suits[1].text if suits is not None else credential.setting]
        fee = fees[credential.abbreviation]
        cheapest = len(known) == len(credentials) and known.count(min(known)) == 1
        if cheapest and fee == min(known):
            reasons.append("the lowest exam fee of these")
        yield f"Choose the {credential.abbreviation} for: {'; '.join(reasons)}"


def _number(credential: Credential, *fields: str) -> Decimal | None:
    """The number on file under the first of `fields` that has one."""
    for field in fields:
        found = stated(credential.facts, field)
        if found is not None and isinstance(found[1].value, Decimal):
            return found[1].value
    return None


def _row(label: str, cells: Sequence[str]) -> ComparisonRow:
    return ComparisonRow(label, tuple(cells), differs=len({c.casefold() for c in cells}) > 1)


def source_lines(knowledge: Knowledge, facts: Iterable[Fact]) -> tuple[SourceLine, ...]:
    """The sources behind what is quoted of `facts`, each once."""
    return tuple(
        SourceLine(c.source.title, c.source.publisher, c.source.url, c.as_of)
        for c in knowledge.source_citations(tuple(facts))
    )


def oldest_date(facts: Iterable[Fact]) -> str | None:
    """The oldest date among the quoted claims; None when none is dated."""
    dates = [fact.quoted.as_of for fact in facts if fact.quoted is not None]
    return min((date for date in dates if date != "undated"), default=None)


def stale_prices(
    facts: Iterable[Fact], today: datetime.date, issuers: Iterable[Issuer] = ()
) -> tuple[str, ...]:
    """A line for members when a price among `facts` is older than a year on `today`.

    It names the `issuers` to check with, and their pages where those are on file.
    """
    references = [Reference(fact, fact.quoted) for fact in facts if fact.quoted is not None]
    fees = [r for r in references if r.claim.unit == "USD"]
    until = earliest_expiry(fees)
    if until is not None and until < today:
        named = [f"{i.name} ({i.website})" if i.website else i.name for i in issuers]
        where = " or ".join(dict.fromkeys(named)) or "the issuer"
        return (f"Some prices are more than a year old: check them with {where}.",)
    return ()
