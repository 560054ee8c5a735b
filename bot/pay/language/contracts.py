"""Questions that weigh one kind of pay against another: comparisons and contractor offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from bot.pay.language.message import HOUR_ROLES, Message, dollars_in_words, plain
from bot.pay.language.pay import pay_of, yearly_gross, yearly_words
from bot.pay.language.reading import Pay, PayReading, read
from bot.pay.language.roles import Role
from bot.pay.language.vocabulary import (
    ASKS_FOR_HOURS,
    ASKS_FOR_TAX,
    COMPARES,
    CONTRACT,
    CONTRACTOR,
    KEEPS,
    SELF_EMPLOYMENT,
    SPLITS,
    STAFF,
    TAX,
)

_LARGEST_SIDES = 8
# How far two offers may be apart before a number is rather no rate an hour.
_LEAST, _MOST = Decimal("0.6"), Decimal("1.7")


def comparison(message: Message) -> PayReading | None:
    """Two pays side by side; None unless exactly one way to part the message gives two."""
    if not message.says(*COMPARES) or message.asks_something_else:
        return None
    ways = []
    for first, second in _sides(message):
        if _is_contract(first) != _is_contract(second):
            continue
        a, b = _both_sides(first, second)
        if a and b and not (a.hours.open or b.hours.open) and (a, b) not in ways:
            ways.append((a, b))
    if len(ways) != 1:
        return None
    a, b = ways[0]
    inputs = {"a": MappingProxyType(a.all_inputs), "b": MappingProxyType(b.all_inputs)}
    return read("compare", inputs, (_told(a), _told(b)), _assumed(a, b))


def contractor(message: Message) -> PayReading | None:
    """Contract pay against a W-2 job: one side of the message is marked as 1099 or contract."""
    expenses = message.value(Role.EXPENSES)
    if not message.has(CONTRACTOR) or message.asks_something_else:
        return None
    if message.says(*ASKS_FOR_HOURS):
        return None
    if Role.EXPENSES in message.roles and expenses is None:
        return None
    offers = []
    rest = message.without(Role.EXPENSES)
    for sides in (*_sides(rest), *_sides_of_comma(rest)):
        offer = _contract_and_staff(*sides)
        if offer is not None and offer not in offers:
            offers.append(offer)
    if len(offers) != 1:
        return None
    contract, staff, wage = offers[0]
    pay = {"gross": contract.inputs["annual"]} if contract.kind == "salary" else contract.all_inputs
    inputs = {**pay, "w2_annual": plain(wage)}
    understood = [f"1099 work: {_told(contract)}", f"W-2 job: {_told(staff)}"]
    if staff.kind == "hourly":
        understood[1] += f", {yearly_words(wage)}"
    if expenses is not None:
        inputs["expenses"] = plain(expenses)
        understood.append(f"{dollars_in_words(expenses)} a year of expenses")
    # A yearly amount needs no hours, so none were assumed for it.
    by_hours = [pay for pay in (contract, staff) if pay.kind != "salary"]
    assumed = _assumed(by_hours[0], by_hours[-1]) if by_hours else ()
    if not message.has(STAFF):
        assumed = (*assumed, "the other job taken as W-2")
    return read("contractor", inputs, tuple(understood), assumed)


def _contract_and_staff(first: Message, second: Message) -> tuple[Pay, Pay, Decimal] | None:
    """The contract pay, the other job's pay and its USD a year; None where either is unclear."""
    contract, staff = (first, second) if first.has(CONTRACTOR) else (second, first)
    if staff.has(CONTRACTOR) or contract.has(STAFF) or not contract.has(CONTRACTOR):
        return None
    earned, paid = _both_sides(contract, staff)
    if earned is None or paid is None or earned.hours.open:
        return None
    wage = yearly_gross(paid)
    return None if wage is None else (earned, paid, wage)


def self_employment(message: Message) -> PayReading | None:
    """Self-employment tax on a year's gross and expenses."""
    about = message.says(*SELF_EMPLOYMENT) or (
        message.has(CONTRACTOR)
        and (message.has(TAX) or message.says(*KEEPS))
        and not message.has(STAFF)
    )
    if message.asks_something_else or not about or not message.says(*ASKS_FOR_TAX):
        return None
    expenses = message.value(Role.EXPENSES)
    if Role.EXPENSES in message.roles and expenses is None:
        return None
    if message.roles - {Role.EXPENSES} == {Role.MONEY}:
        message = message.meaning({Role.MONEY: Role.YEARLY})
    message = message.without(Role.EXPENSES)
    # Only an hourly rate goes with hours; a bare amount is else a year's.
    pay = pay_of(message.with_bare_pay(HOUR_ROLES) if message.roles & HOUR_ROLES else message)
    gross = yearly_gross(pay) if pay else None
    if pay is None or gross is None:
        return None
    understood = pay.understood
    assumed: tuple[str, ...] = ()
    if pay.kind != "salary":
        understood = (*understood, *pay.hours.understood, f"that is {yearly_words(gross)}")
        assumed = (*pay.assumed, *pay.hours.assumed)
    if expenses is None:
        assumed = (*assumed, "no expenses assumed")
    else:
        understood = (*understood, f"{dollars_in_words(expenses)} of expenses")
    inputs = {"gross": plain(gross), "expenses": plain(expenses) if expenses else "0"}
    return read("self_employment", inputs, understood, assumed)


def _sides(message: Message) -> Iterator[tuple[Message, Message]]:
    """The parts before and after each word that may separate two offers."""
    splits = [
        i
        for i, token in enumerate(message.tokens)
        if token.is_word(*SPLITS)
        or (
            token.text in {"b", "2", "two"}
            and i
            and message.tokens[i - 1].is_word("offer", "job", "option")
        )
    ]
    if len(splits) > _LARGEST_SIDES:
        return
    size = len(message.tokens)
    for index in splits:
        crosses = any(q.start < index < q.end for q in message.quantities)
        first, second = message.part(0, index), message.part(index + 1, size)
        if not crosses and first.roles and second.roles:
            yield first, second


def _sides_of_comma(message: Message) -> Iterator[tuple[Message, Message]]:
    """The parts before and after the only comma or stop with numbers on both sides."""
    size = len(message.tokens)
    stops = [i for i, token in enumerate(message.tokens) if token.text in {",", ".", ";"}]
    parts = [(message.part(0, i), message.part(i + 1, size)) for i in stops]
    told = [(first, second) for first, second in parts if first.roles and second.roles]
    if len(told) == 1:
        yield told[0]


def _both_sides(first: Message, second: Message) -> tuple[Pay | None, Pay | None]:
    """The pay of both; beside one with a unit, the other's amount may be without: "29/hr vs 24"."""
    a, b = _side(first), _side(second)
    if a is None and b is not None:
        a = _alike(_side(first.with_bare_pay(HOUR_ROLES)), b)
    elif b is None and a is not None:
        b = _alike(_side(second.with_bare_pay(HOUR_ROLES)), a)
    elif a is None and first.has(CONTRACTOR) and second.has(STAFF):
        a, b = (_side(part.with_bare_pay(HOUR_ROLES)) for part in (first, second))
    return a, b


def _alike(guessed: Pay | None, known: Pay) -> Pay | None:
    """The pay that was `guessed` to be by the hour, if it is near enough to the `known` one."""
    if guessed is None or guessed.kind != "hourly" or known.hours.open:
        return None
    hourly = known.hourly
    if hourly is None or not _LEAST < Decimal(guessed.inputs["hourly"]) / hourly < _MOST:
        return None
    line = f"{guessed.understood[0]} taken for a rate without a unit"
    return replace(guessed, assumed=(*guessed.assumed, line))


def _side(part: Message) -> Pay | None:
    """One side's pay; beside a rate per chart, a number an hour counts charts."""
    if Role.RATE in part.roles:
        part = part.meaning({Role.PER_HOUR: Role.CHARTS_PER_HOUR})
    return pay_of(part)


def _is_contract(part: Message) -> bool:
    return part.has(CONTRACTOR | CONTRACT)


def _told(pay: Pay) -> str:
    return ", ".join((*pay.understood, *pay.hours.understood))


def _assumed(a: Pay, b: Pay) -> tuple[str, ...]:
    if a.hours.assumed == b.hours.assumed:
        return tuple(dict.fromkeys((*a.assumed, *b.assumed, *a.hours.assumed)))
    return tuple(
        f"{line} for {pay.understood[0]}"
        for pay in (a, b)
        for line in (*pay.assumed, *pay.hours.assumed)
    )
