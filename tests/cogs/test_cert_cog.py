from __future__ import annotations

import pytest
from discord_world import World, labels_of, options_of, shown, text_of

from bot.reply import CredentialComparison, CredentialSheet


async def test_info_shows_everything_on_file(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert info", credential="CPC")

    sheet = world.assistant.credentials.sheet("CPC")
    assert isinstance(sheet, CredentialSheet)
    text = text_of(shown(result))
    assert not result.ephemeral
    assert text.startswith("### CPC: Certified Professional Coder")
    assert all(f"{line.label}: {line.text}" in text for line in sheet.lines)
    assert all(label in text for label in sheet.unknown)
    assert text.splitlines()[-1].startswith("-# Sources: ")


async def test_questions_about_a_credential_can_be_picked(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert info", credential="ccs")
    entry, question = next(iter(options_of(shown(result)).items()))

    picked = await world.stranger.select(shown(result), [entry])

    assert picked.ephemeral
    assert f"-# {question}" in text_of(shown(picked))


async def test_compare_shows_differences_first_and_the_rest_on_demand(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert compare", first="CPC", second="CCS")

    comparison = world.assistant.credentials.comparison("CPC", "CCS")
    assert isinstance(comparison, CredentialComparison)
    text = text_of(shown(result))
    assert "**Exam fee**\nCPC: $" in text
    assert labels_of(shown(result)) == ["Show everything", "Sources"]

    whole = await world.stranger.click(shown(result), label="Show everything")
    assert whole.ephemeral
    everything = text_of(shown(whole))
    assert all(row.label in everything for row in comparison.rows)
    assert all(cell in everything for row in comparison.rows for cell in row.cells)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("cert info", {"credential": "CPC"}),
        ("cert compare", {"first": "CPC", "second": "CCS"}),
    ],
)
async def test_sources_of_credentials_can_be_read(
    world: World, command: str, options: dict[str, str]
) -> None:
    result = await world.asker.slash(world.channel, command, **options)

    sources = await world.stranger.click(shown(result), label="Sources")

    assert sources.ephemeral
    assert "CPC" in text_of(shown(sources))
    assert "https://" in text_of(shown(sources))


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("cert info", {"credential": "Nobel Prize"}),
        ("cert info", {"credential": "@everyone"}),
        ("cert compare", {"first": "CPC", "second": "MBA"}),
        ("cert compare", {"first": "CPC", "second": "cpc"}),
    ],
)
async def test_what_is_not_on_file_is_said_privately(
    world: World, command: str, options: dict[str, str]
) -> None:
    result = await world.asker.slash(world.channel, command, **options)

    assert result.ephemeral
    assert text_of(shown(result)).endswith(".")
    assert "@everyone" not in text_of(shown(result))


async def test_private_is_private(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert info", credential="CPC", private=True)

    assert result.ephemeral


@pytest.mark.parametrize(
    ("command", "option", "filled"),
    [
        ("cert info", "credential", {}),
        ("cert compare", "first", {}),
        ("cert compare", "second", {"first": "CPC"}),
    ],
)
@pytest.mark.parametrize("typed", ["", "cp", "inpatient", "zzzz", "😀"])
async def test_credentials_are_completed_within_limits(
    world: World, command: str, option: str, filled: dict[str, str], typed: str
) -> None:
    offered = await world.asker.autocomplete(world.channel, command, option, typed, **filled)

    assert len(offered) <= 25
    for choice in offered:
        assert 1 <= len(choice["name"]) <= 100
        assert choice["value"] in world.assistant.knowledge.credentials
    assert typed not in {"", "cp"} or offered
