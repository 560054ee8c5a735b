"""Which credential a member means when they type a name, an abbreviation or nearly one."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from bot.knowledge.base import Credential, Knowledge
from bot.matching.text import words

_SURE = 88
_NEAR = 55


class CredentialDirectory:
    """Credentials by any spelling of their names."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._credentials: Mapping[str, Credential] = knowledge.credentials
        self._spelled: dict[str, str] = {}
        for credential in knowledge.credentials.values():
            joined = "".join(words(credential.abbreviation))
            names = (credential.abbreviation, joined, credential.name, *credential.also_called)
            for name in names:
                self._spelled.setdefault(" ".join(words(name)), credential.abbreviation)

    def found(self, text: str) -> Credential | None:
        """The credential `text` names; long names may have slips, abbreviations may not."""
        typed = " ".join(words(text.partition(":")[0])) or " ".join(words(text))
        exact = self._spelled.get(typed)
        if exact is None and len(typed) > 6:
            match = process.extractOne(
                typed, self._spelled.keys(), scorer=fuzz.ratio, score_cutoff=_SURE
            )
            exact = self._spelled[match[0]] if match else None
        return self._credentials[exact] if exact else None

    def nearest(self, text: str, limit: int) -> tuple[Credential, ...]:
        """Credentials by how near a spelling of theirs begins like, or resembles, `text`."""
        typed = " ".join(words(text))
        if not typed:
            return tuple(self._credentials.values())[:limit]
        best: dict[str, float] = {}
        for spelling, abbreviation in self._spelled.items():
            score = max(
                110.0 if spelling == typed and self._spelled[spelling] == abbreviation else 0.0,
                100.0 if spelling.startswith(typed) else 0.0,
                95.0 if f" {typed}" in spelling else 0.0,
                fuzz.ratio(typed, spelling),
            )
            best[abbreviation] = max(best.get(abbreviation, 0.0), score)
        ranked = sorted(best, key=lambda name: (-best[name], len(name), name))
        return tuple(self._credentials[n] for n in ranked if best[n] >= _NEAR)[:limit]
