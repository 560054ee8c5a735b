"""A member's message as numbers, words and signs, cleaned of what cannot carry an amount."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from bot.matching.text import MAX_MESSAGE, cleaned, words

_LONGEST_NUMBER = 15
_LONGEST_TYPO = 14
_SHORTEST_TYPO = 5
_TWO_SLIPS_FROM = 9
_FRACTION = "\N{FRACTION SLASH}"
_NOT_MEANT = "*_~\"'()[]{}<>|`"

_TOKEN = re.compile(
    r"(?P<number>\.?\d[\d.,]*)|(?P<word>(?<![0-9])[^\W\d_]+-?[0-9]+[a-z]*|[^\W\d_]+)|(?P<sign>[^\s\w])"
    r"(?P=sign)*"
)
_PLAIN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_SPELLINGS = (
    (re.compile(r"\bw[- ]?2s?\b"), "w2"),
    (re.compile(r"(?<!\$)\b1099(?:s|[- ]?(?:nec|misc))?\b(?![.,]?\d)"), "contract1099"),
    (re.compile(r"\b401[- ]?k\b"), "retirement"),
    (re.compile(r"\bp/h\b"), "per hour"),
    (re.compile(r"\bp/w\b"), "per week"),
    (re.compile(r"\bp\.a\.?(?=\s|$|\?)"), "per annum"),
    (re.compile(r"\b1\.5 ?x\b"), "time and a half"),
    (re.compile(r"\bmon(?:day)?s? ?(?:-|thru|through|to) ?fri(?:day)?s?\b"), "5 days a week"),
    # "4 10s" and "3x12 hour shifts" of a week, not of two or of a month.
    (
        re.compile(
            r"(?<![/\d.])\b([1-7])(?: ?x ?| )(8|10|12)(?:s|[ -](?:hours?|hrs?) (?:days|shifts))\b"
            r"(?! (?:every|per pay|a month|per month|biweekly|in two))"
        ),
        r"\1 days a week \2 hours a day",
    ),
    (re.compile(r"(?<=[a-z]) ?[x×*] ?52\b(?! ?(?:k|hours?|hrs?|h|a|per)\b)"), " 52 wk a year"),
    (re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])"), " "),
    (re.compile(r"(?<=[0-9k])-(?=[a-z])"), " "),
)
_TYPED_WRONG = words(
    "hour hours hourly week weeks weekly biweekly month months monthly year years "
    "yearly annual annually chart charts record records encounter encounters cent cents "
    "dollar dollars percent error errors mistake mistakes expense expenses salary "
    "accuracy hundred thousand"
)
_ORDINARY = frozenset(
    words(
        "mouth mouths hound hounds house houses center scent rent rents certs cells "
        "charm charms chars chant chants chats carts yearn yearns yeast weakly wreak weaks "
        "annul recorder recorded expensive expanse expanses hundreds thousands actually "
        "accurate misstates percept percents salads celery errand errands"
    )
)


class Shape(StrEnum):
    """What a token is."""

    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word or sign; `glued` when nothing stands between it and the token before.

    A number has its `value`, None when it cannot be read safely; `money` tells of a dollar sign,
    `foreign` of another currency's, `scaled` of thousands written as `k` or `grand`. A unit is
    `an hour`, `per chart` and the like, its `text` the noun.
    """

    shape: Shape
    text: str
    value: Decimal | None = None
    glued: bool = False
    money: bool = False
    foreign: bool = False
    scaled: bool = False
    cents: bool = False

    def is_word(self, *words: str) -> bool:
        return self.shape is Shape.WORD and self.text in words


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text`, lower case, its first 4,000 characters, in linear time.

    Fractions and raised digits (`½`, `²`) make the number beside them unreadable, because
    normalizing them would change its value.
    """
    marked = "".join(
        _FRACTION if unicodedata.category(char) == "No" else char for char in text[:MAX_MESSAGE]
    )
    plain = _APOSTROPHES.sub("", cleaned(marked).lower())
    for pattern, spelling in _SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return tuple(_scanned(plain))


def _scanned(text: str) -> Iterator[Token]:
    end = -1
    for match in _TOKEN.finditer(text):
        glued = match.start() == end
        end = match.end()
        if match["number"]:
            yield from _number(match, text, glued=glued)
        elif match["word"]:
            yield Token(Shape.WORD, corrected(match["word"]), glued=glued)
        elif match["sign"] not in _NOT_MEANT:
            yield Token(Shape.SIGN, match["sign"], glued=glued)


def _number(match: re.Match[str], text: str, *, glued: bool) -> Iterator[Token]:
    written = match["number"].rstrip(".,")
    rest = match["number"][len(written) :]
    start, end = match.span()
    beside = text[max(start - 1, 0) : start] + text[end : end + 1]
    readable = (
        len(written) <= _LONGEST_NUMBER
        and _PLAIN.fullmatch(written) is not None
        and _FRACTION not in beside
        and not _is_negative(text[max(start - 6, 0) : start])
    )
    value = Decimal(written.replace(",", "")) if readable else None
    yield Token(Shape.NUMBER, written, value, glued=glued)
    if rest:
        yield Token(Shape.SIGN, rest[0], glued=True)


def _is_negative(before: str) -> bool:
    """Whether the characters before a number end in its minus sign: not in `20-30`, `20 - 30`."""
    left = before.rstrip("$")
    if not left.endswith(("-", "−")):
        return False
    left = left[:-1]
    return (not left or left[-1] in " =:($") and not left.rstrip()[-1:].isdigit()


@lru_cache(maxsize=10_000)
def corrected(word: str) -> str:
    """`word`, or the pay word it is a slip of (`houry`, `chrats`, `anual`).

    The first letter has to be right: slips rarely hit it, and other words differ there.
    """
    if word in _ORDINARY or word in _TYPED_WRONG:
        return word
    if not _SHORTEST_TYPO <= len(word) <= _LONGEST_TYPO or not word.isalpha():
        return word
    slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    near = [known for known in _TYPED_WRONG if known[0] == word[0]]
    found = extractOne(word, near, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else word
