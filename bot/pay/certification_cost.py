"""What it costs to get a credential: exam, membership, course and books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.certifications.lookup import CredentialDirectory
from bot.knowledge.base import Credential
from bot.numbers import InputRefused, NumberInput, shown
from bot.pay.figures import Figures
from bot.pay.money import dollars

_MOST = Decimal(1_000_000)


def _cost(name: str, label: str, description: str) -> NumberInput:
    return NumberInput(name, label, "USD", Decimal(0), _MOST, description, required=False)


EXAM_FEE = _cost("exam_fee", "Exam fee", "Dollars for the exam, the fee on file unless you say")
MEMBERSHIP = _cost(
    "membership", "Membership", "Dollars for membership, dues on file unless you say"
)
COURSE = _cost("course", "Course", "Dollars for a course, a typical price unless you say")
BOOKS = _cost("books", "Books", "Dollars for code books, not counted unless you say")
COST_INPUTS = (EXAM_FEE, MEMBERSHIP, COURSE, BOOKS)

_COURSE_PATH = "career.online_course_cost"


@dataclass(frozen=True, slots=True)
class Outlay:
    """The parts of a cost in USD by input name, and how they were found.

    `without_exam` tells that no exam fee was given or on file, so that it is not counted.
    """

    items: Mapping[str, Decimal]
    working: tuple[str, ...]
    assumptions: tuple[str, ...]
    quoted: tuple[str, ...]
    without_exam: bool

    @property
    def cost(self) -> Decimal:
        return sum(self.items.values(), Decimal(0))


def credential_named(text: str, figures: Figures, field: str) -> Credential:
    """The credential `text` names by abbreviation or full name.

    Raises:
        InputRefused: when none on file has it, naming those there are; `field` is the input.
    """
    found = CredentialDirectory(figures.knowledge).found(text)
    if found is None:
        known = ", ".join(sorted(figures.knowledge.credentials))
        raise InputRefused(f"I have no credential {shown(text)} on file; choose {known}.", field)
    return found


def outlay(credential: Credential, given: Mapping[str, Decimal], figures: Figures) -> Outlay:
    """What getting `credential` costs: each part as given, else as on file, else left out.

    Where no dues are on file or given, the price for non-members is taken if there is one,
    because the lower fee is for members only.
    """
    paths = _paths(credential, given, figures)
    items: dict[str, Decimal] = {}
    lines: list[str] = []
    assumptions: list[str] = []
    quoted: list[str] = []
    left_out: list[str] = []
    for field in COST_INPUTS:
        path = paths.get(field.name)
        claim = figures.claim(path) if path is not None else None
        if field.name in given:
            items[field.name] = given[field.name]
            lines.append(f"{field.label}: {dollars(given[field.name])}")
        elif path is not None and claim is not None and isinstance(claim.value, Decimal):
            items[field.name] = claim.value
            lines.append(f"{field.label}: {dollars(claim.value)} (as of {claim.as_of})")
            quoted.append(path)
            if claim.note or claim.status != "current":
                unconfirmed = "" if claim.status == "current" else " (not confirmed)"
                assumptions.append(f"{field.label}: {claim.note or claim.why}{unconfirmed}.")
        else:
            items[field.name] = Decimal(0)
            left_out.append(field.label.lower())
    if left_out:
        names = ", ".join(left_out)
        assumptions.append(
            f"Not counted, because no figure is on file: {names}; give an amount to add it."
        )
    if paths[EXAM_FEE.name] == _nonmember_path(credential) and EXAM_FEE.name not in given:
        assumptions.append(
            "The exam fee is the price without membership; give the dues as membership to use "
            "the price for members."
        )
    assumptions.append(
        "One attempt and one year; renewal, continuing education and your study time are not "
        "counted."
    )
    counted = [amount for amount in items.values() if amount > 0]
    if len(counted) > 1:
        total = " + ".join(dollars(amount) for amount in counted)
        lines.append(f"{total} = {dollars(sum(counted, Decimal(0)))}")
    return Outlay(
        items, tuple(lines), tuple(assumptions), tuple(quoted), EXAM_FEE.label.lower() in left_out
    )


def _paths(
    credential: Credential, given: Mapping[str, Decimal], figures: Figures
) -> dict[str, str]:
    """The fact behind each part of the cost that has one."""
    dues = f"issuer.{credential.issuer}.membership_dues"
    without_dues = MEMBERSHIP.name not in given and figures.claim(dues) is None
    nonmember = _nonmember_path(credential)
    fee = f"cert.{credential.abbreviation}.exam_fee"
    return {
        EXAM_FEE.name: nonmember if without_dues and figures.claim(nonmember) else fee,
        MEMBERSHIP.name: dues,
        COURSE.name: _COURSE_PATH,
    }


def _nonmember_path(credential: Credential) -> str:
    return f"cert.{credential.abbreviation}.exam_fee_nonmember"
