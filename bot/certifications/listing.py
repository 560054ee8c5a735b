"""The credentials as a list, by issuer, setting and level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.certifications.fields import claim_text, stated
from bot.knowledge.base import Credential, Knowledge
from bot.matching.text import words
from bot.reply import CredentialList, ListedCredential

LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "entry": ("entry",),
        "core": ("core", "first credential", "professional credential"),
        "advanced": ("advanced", "mastery", "specialty", "specialized", "high level"),
    }
)
SETTINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "inpatient": ("inpatient",),
        "outpatient": ("outpatient",),
        "physician": ("physician", "practices", "offices"),
        "billing": ("billing",),
        "risk adjustment": ("risk adjustment",),
        "audit and compliance": ("audit", "compliance"),
        "documentation": ("documentation",),
        "home health": ("home health",),
        "health information": ("health information",),
    }
)


def credential_list(
    knowledge: Knowledge,
    *,
    issuer: str | None = None,
    setting: str | None = None,
    level: str | None = None,
) -> CredentialList:
    """The credentials of an `issuer` (its key), for a `setting` and of a `level`, any when None."""
    given = (("issuer", issuer), ("setting", setting), ("level", level))
    return CredentialList(
        tuple(_listed(knowledge, c) for c in _fitting(knowledge, issuer, setting, level)),
        tuple((name, value) for name, value in given if value),
    )


def described(knowledge: Knowledge, text: str) -> tuple[Credential, ...]:
    """Credentials that a description such as "the inpatient one" fits; none without one."""
    spoken = " ".join(words(text))
    named = [name for name, marks in SETTINGS.items() if any(mark in spoken for mark in marks)]
    levels = [name for name, marks in LEVELS.items() if any(mark in spoken for mark in marks)]
    if not named and not levels:
        return ()
    return tuple(
        credential
        for credential in knowledge.credentials.values()
        if all(_is_used_in(credential, name) for name in named)
        and all(_is_of_level(credential, name) for name in levels)
    )


def _fitting(
    knowledge: Knowledge, issuer: str | None, setting: str | None, level: str | None
) -> Iterator[Credential]:
    for credential in knowledge.credentials.values():
        if issuer is not None and credential.issuer.casefold() != issuer.casefold():
            continue
        if setting is not None and not _is_used_in(credential, setting):
            continue
        if level is None or _is_of_level(credential, level):
            yield credential


def _is_used_in(credential: Credential, setting: str) -> bool:
    text = " ".join(words(credential.setting))
    return any(mark in text for mark in SETTINGS.get(setting.casefold(), (setting.casefold(),)))


def _is_of_level(credential: Credential, level: str) -> bool:
    found = stated(credential.facts, "level")
    text = " ".join(words(found[1].text)) if found is not None else ""
    return any(mark in text for mark in LEVELS.get(level.casefold(), (level.casefold(),)))


def _listed(knowledge: Knowledge, credential: Credential) -> ListedCredential:
    fee = stated(credential.facts, "exam_fee")
    cost = f"; exam {claim_text(fee[1])}" if fee is not None else ""
    return ListedCredential(
        credential.abbreviation,
        credential.name,
        knowledge.issuers[credential.issuer].name,
        f"{credential.setting}{cost}",
    )
