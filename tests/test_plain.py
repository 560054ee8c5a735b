from __future__ import annotations

from decimal import Decimal

import pytest

from bot.plain import plain_text, sources_text
from bot.reply import (
    Answer,
    Choice,
    ComparisonRow,
    CredentialComparison,
    CredentialSheet,
    NoAnswer,
    PayResult,
    Reply,
    Several,
    SheetLine,
    Silence,
    SourceLine,
    Suggestions,
)

AAPC = SourceLine("A page", "AAPC", "https://a.example", "2026-02")
BLOG = SourceLine("A post", "A blog", None, "undated")
ANSWER = Answer("a", "A?", "It is **$425**, __not__ ~~399~~.\n2 * 3 ** 4", (AAPC,), "2026-02",
                ("Old.",))  # fmt: skip
UNKNOWN = NoAnswer(Silence.UNKNOWN, "No.", (Choice("a", "A?"),))


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (ANSWER, "It is $425, not 399.\n2 * 3 ** 4\nOld.\nSource: AAPC, as of 2026-02"),
        (
            Suggestions((Choice("a", "A?"), Choice("b", "B?")), 0.3),
            "Did you mean one of these?\n- A?\n- B?",
        ),
        (UNKNOWN, "No.\nNearest questions:\n- A?"),
        (NoAnswer(Silence.UNKNOWN, "No."), "No."),
        (
            PayResult("hourly", "Pay", "$880 a week", ("22 x 40",), ("52 weeks",),
                      {"weekly": Decimal(880)}),
            "$880 a week\n22 x 40\n52 weeks",
        ),
        (
            CredentialSheet("CPC", "Coder", "AAPC", "For coders.",
                            (SheetLine("Fee", "$425", "older sources say $399"),),
                            ("Pass rate", "Retakes"), (AAPC, BLOG), "2026-02", ("Old.",)),
            "CPC: Coder (AAPC)\nFor coders.\nFee: $425 [older sources say $399]\n"
            "Not on file: Pass rate, Retakes\nOld.\nSources: AAPC, as of 2026-02; A blog, undated",
        ),
        (
            CredentialComparison(("CPC", "CCS"), ("A", "B"),
                                 (ComparisonRow("Fee", ("$425", "$299"), True),), (AAPC,), "2026"),
            "CPC and CCS\nFee:\n  CPC: $425\n  CCS: $299\nSource: AAPC, as of 2026-02",
        ),
        (Several((UNKNOWN, Answer("b", "B?", "B.", (), None))),
         "No.\nNearest questions:\n- A?\n\nB."),
    ],
)  # fmt: skip
def test_every_reply_as_plain_text(reply: Reply, text: str) -> None:
    assert plain_text(reply) == text


def test_a_publisher_with_one_date_is_named_once() -> None:
    twice = (AAPC, SourceLine("Another page", "AAPC", None, "2026-02"))
    assert sources_text(twice) == "Source: AAPC, as of 2026-02"
    assert sources_text(()) == ""
