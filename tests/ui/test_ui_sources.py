from __future__ import annotations

import pytest

from bot.reply import SourceLine
from bot.ui.sources import source_line, source_list


def source(publisher: str, as_of: str, url: str | None = None, title: str = "A page") -> SourceLine:
    return SourceLine(title, publisher, url, as_of)


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        ([], None),
        ([source("AAPC", "2026-02")], "Source: AAPC, as of 2026-02"),
        ([source("AAPC", "undated")], "Source: AAPC, undated"),
        ([source("AAPC", "2026-02"), source("AAPC", "2025")], "Source: AAPC, as of 2025"),
        ([source("AAPC", "undated"), source("AAPC", "2025")], "Source: AAPC, as of 2025"),
        (
            [source("AAPC", "2026-02"), source("BLS", "undated")],
            "Sources: AAPC (2026-02), BLS (undated)",
        ),
        (
            [source(name, "2026") for name in ("AAPC", "BLS", "AHIMA", "NHA")],
            "Sources: AAPC (2026), BLS (2026) and 2 more",
        ),
    ],
)
def test_the_last_line_of_an_answer(sources: list[SourceLine], line: str | None) -> None:
    assert source_line(sources) == line


def test_a_listed_source_has_title_publisher_date_and_address() -> None:
    text = source_list([source("AAPC", "2026-02", "https://aapc.com/x", "Fees [new]")], 500)

    assert text == "- [Fees \\(new\\)](<https://aapc.com/x>)\n  AAPC, as of 2026-02" or text == (
        "- [Fees (new)](<https://aapc.com/x>)\n  AAPC, as of 2026-02"
    )


def test_a_source_without_an_address_says_so() -> None:
    assert "no public address" in source_list([source("A coder", "undated")], 500)


def test_a_long_list_is_cut_and_says_so() -> None:
    sources = [source("AAPC", "2026", f"https://aapc.com/{'x' * 400}{i}") for i in range(20)]

    text = source_list(sources, 3900)

    assert len(text) <= 3900
    shown = text.count("https://")
    assert text.endswith(f"… and {20 - shown} more.")
