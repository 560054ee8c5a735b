"""A member's text, made safe and plain: what remains is letters, digits and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from operator import ne

MAX_MESSAGE = 4000
MAX_QUESTION = 400

_FENCED = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_NOT_WORDS = re.compile(
    r"`[^`]*`|https?://\S+|<a?:\w+:\d+>|<[@#][!&]?\d+>|\|\||\{\{.*?\}\}|\{%.*?%\}"
)
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
_ASCII_WORD = re.compile(r"\d+(?:[.,]\d+)+|[a-z0-9]+")
_ASCII_CONTROLS = {n: None for n in (*range(32), 127) if n != ord("\n")} | dict.fromkeys(
    map(ord, "\t\r\f\v"), " "
)
_RIGHT_NOW = re.compile(r"(?P<before>\b\w+)\s+rn\s*[?!.]*\s*$")
_TRAILING = "?!. \t\n\r\f\v"
_NOT_THE = (
    r"not\s+(?:(?:asking|talking)\s+)?(?:about\s+)?(?:just\s+)?"
    r"(?:the|that|this|how|whats?|where|which|who|when|why|from|between|in|on)\b[^,;.?!]*"
)
_CONTRASTING = ("not", "aside", "never mind")
_CONTRAST = re.compile(
    rf"^\s*{_NOT_THE}[,;.–—-]+\s*(?=\w)"
    rf"|(?<=\w)\W*[,;.?!–—-]+\s*(?:and\s+|(?:i\s+mean|i'?m)\s+)?{_NOT_THE}"
    r"|(?<=\w)\W*[,;–—-]+\s*(?:leaving\s+[^,;.?!]+\saside|never\s+mind\s+[^,;.?!]+)",
    re.IGNORECASE,
)
_BEFORE_A_NURSE = frozenset(
    re.findall(
        r"\w+",
        "a an the as or to vs versus of for from than and with no not become being be am im is was "
        "my her his your former registered coder coding cpc ccs lpn",
    )
)
_LONGEST_WORD = 40


# One message is looked at several times on its way to an answer.
@lru_cache(maxsize=64)
def cleaned(message: str) -> str:
    """`message` cut to 4,000 characters without markup, links, mentions or invisible characters.

    Case and punctuation stay, so that sentences can still be told apart.
    """
    text = unicodedata.normalize("NFKC", message[:MAX_MESSAGE])
    text = _NOT_WORDS.sub(" ", _FENCED.sub(" ", text))
    text = text.translate(_ASCII_CONTROLS)
    if not text.isascii():
        text = "".join(
            [c for c in text if c == "\n" or not unicodedata.category(c).startswith("C")]
        )
    return re.sub(r"[^\S\n]+", " ", text).strip()[:MAX_MESSAGE]


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """Lower-case words of `text`, apostrophes dropped, decimals kept whole."""
    return tuple(all_words(text))


def all_words(text: str) -> list[str]:
    """The same of a text of any size, which is not remembered."""
    if text.isascii():
        found = _ASCII_WORD.findall(text.lower().replace("'", "").replace("`", ""))
    else:
        folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).lower())
        found = _WORD.findall(folded)
    return [word[:_LONGEST_WORD] for word in found]


def without_right_now(text: str) -> str:
    """`text` without "rn" at its end; after "an", "or" and the like it is a nurse."""
    if not text.rstrip(_TRAILING).endswith("rn"):
        return text
    found = _RIGHT_NOW.search(text)
    if found is None or found["before"].lower() in _BEFORE_A_NURSE:
        return text
    return text[: found.end("before")]


def without_contrast(text: str) -> str:
    """`text` without what it says it is not about: "the pass rate, not the passing score"."""
    lowered = text.lower()
    if not any(word in lowered for word in _CONTRASTING):
        return text
    left = _CONTRAST.sub("", text)
    return left if is_readable(left) else text


def is_readable(text: str) -> bool:
    """Whether there is more in `text` than single letters and small numbers.

    A bare "40" asks nothing; "1099" is a way to be paid.
    """
    return any(len(word) > (3 if word.isdigit() else 1) for word in words(text))


def without_repeats(sequence: tuple[str, ...]) -> tuple[str, ...]:
    """`sequence` with every run of one word as that word once."""
    if all(map(ne, sequence, sequence[1:])):
        return sequence
    return tuple(word for word, _ in groupby(sequence))


class Phrasebook:
    """Replaces runs of words by the one word the lexicon says they mean."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for written, means in meanings.items():
            run = words(written)
            if run and run != words(means):
                self._by_first.setdefault(run[0], []).append((run, words(means)))
        for runs in self._by_first.values():
            runs.sort(key=lambda pair: -len(pair[0]))

    def replaced(self, sequence: tuple[str, ...]) -> tuple[str, ...]:
        """`sequence` with every known run replaced, longest first, left to right."""
        if self._by_first.keys().isdisjoint(sequence):
            return sequence
        out: list[str] = []
        after = 0
        for position, word in enumerate(sequence):
            if position < after:
                continue
            for run, means in self._by_first.get(word, ()):
                if sequence[position : position + len(run)] == run:
                    out.extend(means)
                    after = position + len(run)
                    break
            else:
                out.append(word)
        return tuple(out) if after else sequence
