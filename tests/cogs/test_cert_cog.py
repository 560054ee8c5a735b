from __future__ import annotations

import datetime

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


async def test_three_side_by_side_with_who_each_is_for(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "cert compare", first="CPC", second="CCS", third="CRC"
    )

    text = text_of(shown(result))
    assert text.startswith("### CPC or CCS or CRC")
    assert "- Choose the CCS for: " in text


async def test_the_inpatient_one(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert info", credential="the inpatient one")

    assert "**CCS**" in text_of(shown(result))
    picked = await world.stranger.select(shown(result), ["=CCS"])
    assert text_of(shown(picked)).startswith("### CCS: Certified Coding Specialist")


async def test_what_is_not_covered_is_told_what_is(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert info", credential="AWS")

    assert result.ephemeral
    assert "I cover AAPC specialty, CBCS" in text_of(shown(result))


async def test_the_list_turns_its_pages(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert list")
    assert text_of(shown(result)).startswith("### 19 credentials")
    assert labels_of(shown(result)) == ["Next"]

    await world.asker.click(shown(result), label="Next")

    text = text_of(shown(result))
    assert "-# Page 2 of 3" in text
    assert labels_of(shown(result)) == ["Back", "Next"]


async def test_the_list_is_filtered(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert list", issuer="AHIMA", level="entry")

    assert text_of(shown(result)).startswith("### 1 credential\n-# issuer: AHIMA, level: entry")
    none = await world.asker.slash(world.channel, "cert list", issuer="NHA", level="advanced")
    assert none.ephemeral
    assert "leave one filter out" in text_of(shown(none))


async def test_the_guided_choice_from_the_first_question_to_a_card(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert path")
    for label in (
        "Hospitals, inpatient",
        "None in health care",
        "The usual price is fine",
        "About a year",
    ):
        assert label in labels_of(shown(result))
        await world.asker.click(shown(result), label=label)

    text = text_of(shown(result))
    assert "Start with the **CCA**, then the CCS" in text
    assert "1. Take a coding course" in text
    assert labels_of(shown(result)) == ["About the CCA", "About the CCS", "Start again"]

    opened = await world.stranger.click(shown(result), label="About the CCA")
    assert text_of(shown(opened)).startswith("### CCA: ")
    await world.asker.click(shown(result), label="Start again")
    assert "Question 1 of 4" in text_of(shown(result))


async def test_strangers_cannot_answer_for_others(world: World) -> None:
    result = await world.asker.slash(world.channel, "cert path")

    pressed = await world.stranger.click(shown(result), label="Home health")

    assert pressed.ephemeral
    assert "Question 1 of 4" in text_of(shown(result))


async def test_the_guided_choice_in_one_command(world: World) -> None:
    result = await world.asker.slash(
        world.channel,
        "cert path",
        place="Hospitals, inpatient",
        experience="coder",
        budget="usual",
        time="a few months",
    )

    assert "Start with the **CCS**" in text_of(shown(result))
    offered = await world.asker.autocomplete(world.channel, "cert path", "time", "year")
    assert [choice["name"] for choice in offered] == ["About a year", "Years, with a degree"]


async def test_costs(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "cert cost", credential="CPC", exam="400", membership="300", books="100"
    )

    text = text_of(shown(result))
    assert "**$800** in the first 2 years" in text
    assert "- Code books: $100 (your figure)" in text


async def test_renewal_names_the_day_as_everybody_reads_it(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "cert renewal", credential="CPC", since="2026-01-15"
    )

    noon = datetime.datetime(2028, 1, 15, 12, tzinfo=datetime.UTC)
    assert f"Due by **<t:{int(noon.timestamp())}:D>**" in text_of(shown(result))


async def test_a_study_plan_brings_its_calendar_file(world: World) -> None:
    exam = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=60)
    result = await world.asker.slash(
        world.channel, "cert study", credential="CPC", exam_date=exam.isoformat()
    )

    assert "**8 weeks, 10 hours each**" in text_of(shown(result))
    assert [file.filename for file in shown(result).attachments] == ["cpc-study-plan.ics"]
    content = await shown(result).attachments[0].read()
    assert content.count(b"BEGIN:VEVENT") == 9


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("cert study", {"credential": "CPC", "exam_date": "2020-01-01"}, "must be in the future"),
        ("cert study", {"credential": "CPC", "exam_date": "3024-01-01"}, "too far away"),
        ("cert study", {"credential": "CPC", "exam_date": "soon"}, "can't read the date 'soon'"),
        (
            "cert study",
            {"credential": "CPC", "exam_date": "2027-02-01", "hours_per_week": "0"},
            "Hours per week must be a number from 1 to 60",
        ),
        (
            "cert study",
            {"credential": "CPC", "exam_date": "2027-02-01", "hours_per_week": "200"},
            "Hours per week must be a number from 1 to 60",
        ),
        ("cert renewal", {"credential": "CPC", "since": "3024-01-01"}, "too far away"),
        ("cert cost", {"credential": "CPC", "exam": "-4"}, "Exam must be a number from 0"),
        ("cert cost", {"credential": "AWS"}, "I don't know that credential"),
        ("cert path", {"place": "the moon"}, "Choose one of: "),
    ],
)
async def test_bad_input_gets_its_sentence(
    world: World, command: str, options: dict[str, str], sentence: str
) -> None:
    result = await world.asker.slash(world.channel, command, **options)

    assert result.ephemeral
    assert sentence in text_of(shown(result))
    assert "error id" not in text_of(shown(result))
    assert all("InputRefused" in repr(error) for error in world.env.errors)


@pytest.mark.parametrize(
    ("label", "heading"), [("What it costs", "costs"), ("Renewal", "Renewing")]
)
async def test_a_sheet_leads_to_costs_and_renewal(world: World, label: str, heading: str) -> None:
    result = await world.asker.slash(world.channel, "cert info", credential="CCS")

    opened = await world.stranger.click(shown(result), label=label)

    assert opened.ephemeral
    assert heading in text_of(shown(opened))


async def test_an_answer_about_a_credential_leads_to_its_card(world: World) -> None:
    result = await world.ask("how much is the ccs exam")

    opened = await world.stranger.click(shown(result), label="About the CCS")

    assert text_of(shown(opened)).startswith("### CCS: ")


async def test_the_cost_of_a_credential_leads_to_when_it_pays_back(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "cert cost", credential="CPC", exam="400", membership="300"
    )

    await world.asker.click(shown(result), label="When it pays back")

    text = text_of(world.bot_messages()[-1])
    assert text.startswith("### CPC costs $700.00 and is paid back in ")
