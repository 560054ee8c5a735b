"""Amounts as people write them: numbers in words, `k`, `grand`, dollars, bucks and cents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.matching.text import words
from bot.pay.language.tokens import Shape, Token

_UNITS = {
    word: Decimal(value)
    for value, word in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen "
            "fourteen fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
_TENS = {
    word: Decimal(10 * value)
    for value, word in enumerate(
        words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
} | {"fourty": Decimal(40), "ninty": Decimal(90)}
_SMALL = _UNITS | _TENS
NUMBER_WORDS = frozenset(_SMALL) | {"hundred", "thousand", "half", "grand"}
_SCALES = {"hundred": Decimal(100), "thousand": Decimal(1_000)}
_ARTICLES = frozenset(["a", "an"])
_ONE_DOLLAR = frozenset(["buck", "dollar"])
_THOUSANDS = frozenset(["k", "grand"])
_DOLLARS = frozenset(["dollar", "dollars", "buck", "bucks", "usd"])
_CENTS = frozenset(["cent", "cents", "c", "ct", "cts"])
_FOREIGN = frozenset(
    words(
        "euro euros eur pound pounds quid gbp rupee rupees inr rs peso pesos php mxn cad "
        "aud nzd yen yuan cny rmb jpy naira ngn franc francs chf real reais brl rand zar "
        "dirham dirhams aed shekel shekels won krw"
    )
)
_ONE_IS_COUNTED = (
    _DOLLARS
    | _CENTS
    | frozenset(_SCALES)
    | frozenset(["chart", "hour", "hr", "week", "error", "mistake", "day"])
)
_OTHER_DOLLARS = frozenset(["c", "ca", "a", "au", "nz", "mx", "r", "hk", "s"])
_LARGEST_DOLLARS = 100


def with_amounts(scanned: Sequence[Token]) -> tuple[Token, ...]:
    """`scanned` with every amount as one number token in dollars (or a plain count).

    `fifty-two thousand` and `52k` are 52000, `seventy cents` and `70¢` 0.70, `twenty-two fifty`
    22.50, `22 dollars and 50 cents` 22.50. An amount that can't be read safely has no value.
    """
    return tuple(_with_money(_with_numbers(scanned)))


def _with_numbers(scanned: Sequence[Token]) -> list[Token]:
    found: list[Token] = []
    position = 0
    while position < len(scanned):
        token, length = _number_at(scanned, position)
        if length and found and _follows_its_article(scanned, position):
            found.pop()
        found.append(token)
        position += max(length, 1)
    return found


def _follows_its_article(scanned: Sequence[Token], position: int) -> bool:
    """Whether the article just before belongs to the number: `a hundred`, `a grand`, `a buck`."""
    return scanned[position - 1].is_word(*_ARTICLES) and scanned[position].is_word(
        *_SCALES, *_ONE_DOLLAR, "grand"
    )


def _number_at(scanned: Sequence[Token], start: int) -> tuple[Token, int]:
    """The number that starts at `start` and how many tokens it takes; 0 when none does."""
    first = scanned[start]
    if first.is_word("grand") and start and scanned[start - 1].is_word(*_ARTICLES):
        return Token(Shape.NUMBER, first.text, Decimal(1_000), money=True, scaled=True), 1
    if first.is_word(*_ONE_DOLLAR) and start and scanned[start - 1].is_word(*_ARTICLES):
        cents, length = _number_at(scanned, start + 1) if start + 1 < len(scanned) else (first, 0)
        if not length and cents.shape is not Shape.NUMBER:
            return Token(Shape.NUMBER, first.text, Decimal(1), money=True), 1
        length = max(length, 1)
        small = cents.value is not None and 10 <= cents.value < 100 and cents.value % 1 == 0
        value = 1 + cents.value.scaleb(-2) if small and cents.value is not None else None
        return Token(Shape.NUMBER, first.text, value, money=True), 1 + length
    if first.shape is Shape.NUMBER and _is_and_a_half(scanned, start + 1):
        value = None if first.value is None else first.value + Decimal("0.5")
        return replace(first, value=value), 4
    if first.shape is Shape.NUMBER and _is_scale(scanned, start + 1):
        scale = _SCALES[scanned[start + 1].text]
        value = None if first.value is None else first.value * scale
        return replace(first, value=value), 2
    if first.is_word(*_SCALES):
        known = start > 0 and scanned[start - 1].is_word(*_ARTICLES)
        value, length = _run(scanned, start, Decimal(1)) if known else (None, 1)
        return Token(Shape.NUMBER, first.text, value), length
    if not first.is_word(*_SMALL) or (first.text == "one" and not _one_is_counted(scanned, start)):
        return first, 0
    value, length = _run(scanned, start, None)
    return Token(Shape.NUMBER, first.text, value), length


def _is_and_a_half(scanned: Sequence[Token], position: int) -> bool:
    said = [token.text for token in scanned[position : position + 3]]
    return said == ["and", "a", "half"]


def _is_scale(scanned: Sequence[Token], position: int) -> bool:
    return position < len(scanned) and scanned[position].is_word(*_SCALES)


def _one_is_counted(scanned: Sequence[Token], start: int) -> bool:
    return start + 1 < len(scanned) and scanned[start + 1].is_word(*_ONE_IS_COUNTED)


def _run(
    scanned: Sequence[Token], start: int, opening: Decimal | None
) -> tuple[Decimal | None, int]:
    """The value of the number words from `start` on, and how many tokens they are.

    `opening` stands for the article before `hundred` or `thousand`. Two numbers below a hundred
    in a row are dollars and cents; a run that is no number has no value.
    """
    total, group = Decimal(0), opening
    dollars: Decimal | None = None
    position, broken = start, False
    while position < len(scanned):
        token = scanned[position]
        if token.is_word("and") and group is not None and position > start:
            follows = position + 1 < len(scanned) and scanned[position + 1].is_word(*_SMALL)
            if not (follows and scanned[position - 1].is_word(*_SCALES)):
                break
        elif token.is_word("hundred"):
            group = (group if group is not None else Decimal(1)) * 100
        elif token.is_word("thousand"):
            total, group = total + (group if group is not None else Decimal(1)) * 1_000, Decimal(0)
        elif token.is_word(*_SMALL):
            small = _SMALL[token.text]
            if group is None or _fits_into(small, group, scanned[position - 1]):
                group = (group or Decimal(0)) + small
            elif dollars is None and not total and group < _LARGEST_DOLLARS and small >= 10:
                dollars, group = group, small
            else:
                broken = True
        else:
            break
        position += 1
    value = total + (group or Decimal(0))
    if dollars is not None:
        value = dollars + value.scaleb(-2)
        broken = broken or total > 0 or value >= dollars + 1
    return (None if broken else value), position - start


def _fits_into(small: Decimal, group: Decimal, before: Token) -> bool:
    if before.is_word(*_TENS):
        return 0 < small < 10
    return group % 100 == 0 and (group > 0 or before.is_word("thousand", "and"))


def _with_money(found: Sequence[Token]) -> Iterable[Token]:
    out: list[Token] = []
    position = 0
    while position < len(found):
        token = found[position]
        if token.shape is not Shape.NUMBER:
            out.append(token)
            position += 1
            continue
        if out and _is_currency_sign(out[-1]):
            sign = out.pop()
            token = replace(token, money=True, foreign=sign.text != "$" or _other_dollar(out, sign))
        elif out and out[-1].is_word(*_FOREIGN):
            out.pop()
            token = replace(token, money=True, foreign=True)
        position += 1
        token, position = _scaled(token, found, position)
        token, position = _named(token, found, position)
        out.append(_joined(out, token))
    return out


def _is_currency_sign(token: Token) -> bool:
    return (
        token.shape is Shape.SIGN
        and unicodedata.category(token.text) == "Sc"
        and (token.text != "¢")
    )


def _other_dollar(out: list[Token], sign: Token) -> bool:
    """Whether the dollar sign just taken off is another country's: `C$45`, `AU$45`."""
    return sign.glued and bool(out) and out[-1].is_word(*_OTHER_DOLLARS)


def _scaled(token: Token, found: Sequence[Token], position: int) -> tuple[Token, int]:
    if position < len(found) and found[position].is_word(*_THOUSANDS):
        value = None if token.value is None else token.value * 1_000
        return replace(token, value=value, money=True, scaled=True), position + 1
    return token, position


def _named(token: Token, found: Sequence[Token], position: int) -> tuple[Token, int]:
    """`token` with the currency named after it, and the position behind the name."""
    if position >= len(found):
        return token, position
    after = found[position]
    if after.is_word("canadian", "australian", "singapore", "jamaican"):
        named = position + 1 < len(found) and found[position + 1].is_word(*_DOLLARS)
        return replace(token, money=True, foreign=True), position + 1 + named
    if after.is_word(*_FOREIGN) or (_is_currency_sign(after) and after.text != "$"):
        return replace(token, money=True, foreign=True), position + 1
    if after.is_word(*_DOLLARS) or (after.text == "$" and after.glued):
        return replace(token, money=True), position + 1
    if after.is_word(*_CENTS) or after.text == "¢":
        if after.text == "c" and not after.glued:
            return token, position
        value = None if token.value is None else token.value.scaleb(-2)
        return replace(token, value=value, money=True, cents=True), position + 1
    return token, position


def _joined(out: list[Token], token: Token) -> Token:
    """`token` together with the dollars just before it: `22 dollars and 50 cents`."""
    taken = 1 if out and out[-1].is_word("and") else 0
    before = out[-1 - taken] if len(out) > taken else None
    if token.cents and before is not None and before.shape is Shape.NUMBER:
        if not before.money or before.cents or before.value is None or token.value is None:
            return token
        del out[-1 - taken :]
        return replace(token, value=before.value + token.value, cents=False)
    return token
