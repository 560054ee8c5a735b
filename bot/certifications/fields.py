"""The fields of a credential that members read, in the order they read them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.knowledge.facts import Claim, Fact

FIELDS: tuple[tuple[str, str], ...] = (
    ("exam_fee", "Exam fee"),
    ("exam_fee_nonmember", "Fee for non-members"),
    ("exam_fee_two_attempts", "Fee for two attempts"),
    ("exam_questions", "Questions"),
    ("exam_time", "Exam length"),
    ("passing_score", "Passing score"),
    ("exam_format", "Format"),
    ("open_book", "Open book"),
    ("delivery", "Where it is taken"),
    ("pass_rate", "Pass rate"),
    ("retake", "Retakes"),
    ("eligibility", "Eligibility"),
    ("experience", "Experience"),
    ("study_time", "Study time"),
    ("level", "Level"),
    ("focus", "Covers"),
    ("suits", "Suits"),
    ("ceus", "Continuing education"),
    ("renewal_cycle", "Renewal cycle"),
    ("membership", "Membership"),
    ("renewal", "Renewal"),
    ("renewal_fee", "Renewal fee"),
    ("renewal_fee_nonmember", "Renewal fee for non-members"),
    ("status_rule", "Apprentice rule"),
    ("removal_work", "Removing the A by work"),
    ("removal_education", "Removing the A by study"),
    ("mean_pay", "Average pay of holders"),
    ("median_pay", "Median pay of holders"),
)
LABELS = dict(FIELDS)
ISSUER_FIELDS: tuple[tuple[str, str], ...] = (
    ("membership_rule", "Membership"),
    ("candidate_window", "Time to sit the exam"),
    ("no_show", "Missing the exam"),
    ("retake", "Retakes"),
    ("renewal_cycle", "Renewal cycle"),
    ("renewal_fee", "Renewal fee"),
    ("renewal_fee_second", "Renewal fee, second credential"),
    ("renewal_fee_further", "Renewal fee, each further one"),
    ("renewal_late_fee", "Late fee"),
    ("lapse_limit", "Lapses for good after"),
    ("certification_body", "Exams owned by"),
)
ISSUER_LABELS = dict(ISSUER_FIELDS)


def label_of(field: str) -> str:
    """The heading of a field, also of one that has no fixed place."""
    return LABELS.get(field, field.replace("_", " ").capitalize())


def stated(facts: Mapping[str, Fact], field: str) -> tuple[Fact, Claim] | None:
    """The fact and the claim of it that may be quoted, None when there is none."""
    fact = facts.get(field)
    claim = fact.quoted if fact else None
    return (fact, claim) if fact and claim else None


def claim_text(claim: Claim) -> str:
    """The claim with its note: `$425 (one attempt)`, first letter capitalised."""
    text = f"{claim.text} ({claim.note})" if claim.note else claim.text
    return text[:1].upper() + text[1:]


def caveat(fact: Fact, quoted: Claim) -> str | None:
    """One line on what else is said about the fact, None when sources agree."""
    if quoted.status == "unverified":
        return "not confirmed by the issuer"
    for claim in fact.claims:
        if claim.text == quoted.text or claim.status in {"current", "unverified"}:
            continue
        if claim.status in {"outdated", "historical"}:
            return f"older sources say {claim.text}"
        return (
            f"some sources wrongly say {claim.text}"
            if claim.status == "wrong"
            else (f"some sources say {claim.text}")
        )
    return None
