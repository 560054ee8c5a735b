from __future__ import annotations

import re

import pytest
from discord_world import World, labels_of, parts, shown, text_of

from bot.pay.results import pay_result

GALLERY = 12


async def test_per_chart(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "pay per-chart", charts_per_hour="10", rate="$3"
    )

    text = text_of(shown(result))
    assert not result.ephemeral
    assert text.splitlines()[0] == "### $1,200.00 a week before taxes ($30.00 an hour)"
    assert "10 charts/hour x 40 hours = 400 charts a week" in text
    assert "-# Gross pay, before taxes and other deductions." in text


async def test_hourly_with_hours_and_weeks(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "pay hourly", hourly="22.50", hours_per_week="30", weeks_per_year="50"
    )

    expected = pay_result(
        "hourly", {"hourly": "22.50", "hours_per_week": "30", "weeks_per_year": "50"}
    )
    text = text_of(shown(result))
    assert expected.headline in text
    assert all(line in text for line in expected.working)
    assert all(line in text for line in expected.assumptions)


async def test_salary(world: World) -> None:
    result = await world.asker.slash(world.channel, "pay salary", annual="55,000", private=True)

    assert result.ephemeral
    assert "$26.44 an hour" in text_of(shown(result))


@pytest.mark.parametrize("annual", ["55000", "$55,000", "55k", "$55K", "55.0k"])
async def test_a_salary_as_people_write_it(world: World, annual: str) -> None:
    result = await world.asker.slash(world.channel, "pay salary", annual=annual)

    assert "$26.44 an hour" in text_of(shown(result))


async def test_money_stays_exact(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "pay hourly", hourly="0.1", hours_per_week="0.3", weeks_per_year="1"
    )

    assert "$0.03 a week" in text_of(shown(result))


@pytest.mark.parametrize(
    ("command", "options", "sentence"),
    [
        ("pay hourly", {"hourly": "-1"}, "Hourly rate must be a number from 0"),
        ("pay hourly", {"hourly": "NaN"}, "Hourly rate must be a number from 0"),
        ("pay hourly", {"hourly": "1e999"}, "Hourly rate must be a number from 0"),
        ("pay hourly", {"hourly": "20", "hours_per_week": "169"}, "Hours per week must be"),
        ("pay salary", {"annual": "50kk"}, "must be a number"),
        ("pay salary", {"annual": "-50k"}, "must be a number"),
        ("pay salary", {"annual": "0x10"}, "must be a number"),
        ("pay salary", {"annual": "１２"}, "must be a number"),
        ("pay salary", {"annual": "€50000"}, "must be a number"),
        ("pay salary", {"annual": "50 000"}, "must be a number"),
        ("pay salary", {"annual": "5", "weeks_per_year": "53"}, "Weeks per year must be"),
        ("pay salary", {"annual": "5", "hours_per_week": "0"}, "Hours per week must be"),
        ("pay per-chart", {"charts_per_hour": "ten", "rate": "3"}, "Charts per hour must be"),
        ("pay per-chart", {"charts_per_hour": "5", "rate": "Infinity"}, "Rate per chart must be"),
    ],
)
async def test_a_refused_number_is_one_private_sentence(
    world: World, command: str, options: dict[str, str], sentence: str
) -> None:
    result = await world.asker.slash(world.channel, command, **options)

    assert result.ephemeral
    assert sentence in text_of(shown(result))
    assert text_of(shown(result)).endswith(".")
    assert "error id" not in text_of(shown(result))
    assert len(world.env.errors) == 1


async def test_what_was_typed_is_repeated_without_its_markup(world: World) -> None:
    result = await world.asker.slash(world.channel, "pay hourly", hourly="**@everyone** `x`")

    text = text_of(shown(result))
    assert "**" not in text.replace("\\*", "")
    assert "@everyone" not in text
    assert len(world.env.errors) == 1


@pytest.mark.parametrize(
    ("command", "options", "first_line"),
    [
        (
            "pay target",
            {"target_hourly": "30", "rate": ".75"},
            "### 40 charts an hour make $30.00 an hour",
        ),
        (
            "pay compare",
            {"first": "22 an hour, 40 hours a week", "second": "48k a year"},
            "### Job B pays $2,240.00 more a year before taxes",
        ),
        (
            "pay contractor",
            {"hourly": "45", "w2_annual": "62000", "w2_benefits": "8000"},
            "### The contract leaves $15,117.74 more a year before income tax",
        ),
        (
            "pay accuracy",
            {"charts": "1000", "errors": "38", "required": "96"},
            "### 96.2% right meets the 96% asked for",
        ),
        (
            "pay accuracy",
            {"charts": "1000", "penalty_per_error": "2"},
            "### 94% allows 60 errors in 1,000 charts a week, 98% allows 20 errors",
        ),
        (
            "pay benchmark",
            {"hourly": "22", "state": "Ohio"},
            "### $22.00 an hour ($45,760 a year) is ",
        ),
        (
            "pay speed-ladder",
            {"rate": "0.75", "weekly_quota": "1000"},
            "### $7.50 an hour at 10 charts an hour, $45 an hour at 60",
        ),
        (
            "pay return",
            {"credential": "CPC", "exam_fee": "400", "membership": "200", "course": "0"},
            "### CPC costs $600.00 and is paid back in ",
        ),
    ],
)
async def test_every_other_kind(
    world: World, command: str, options: dict[str, str], first_line: str
) -> None:
    result = await world.asker.slash(world.channel, command, **options)

    assert text_of(shown(result)).startswith(first_line)


async def test_a_chart_is_attached_with_words_for_those_who_cannot_see_it(world: World) -> None:
    result = await world.asker.slash(world.channel, "pay benchmark", hourly="22")

    picture = next(part for part in parts(shown(result)) if part["type"] == GALLERY)["items"][0]
    attached = shown(result).attachments
    assert [file.filename for file in attached] == [picture["media"]["url"].rpartition("/")[2]]
    assert "Your wage $45,760" in picture["description"]
    assert "Sources" in labels_of(shown(result))


async def test_sources_of_a_calculation(world: World) -> None:
    result = await world.asker.slash(world.channel, "pay benchmark", hourly="22")

    sources = await world.stranger.click(shown(result), label="Sources")

    assert sources.ephemeral
    assert "Bureau of Labor Statistics" in text_of(shown(sources))


async def test_the_numbers_can_be_changed(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "pay per-chart", charts_per_hour="25", rate="0.75"
    )
    form = await world.asker.click(shown(result), label="Change the numbers")

    changed = await world.asker.submit_modal(
        form,
        {"charts_per_hour": "40", "rate_per_chart": "0.75", "hours_per_week": "40"},
    )

    assert changed.acknowledged
    assert text_of(world.bot_messages()[-1]).startswith("### $1,200.00 a week before taxes")


async def test_changed_numbers_that_are_refused_leave_the_card_alone(world: World) -> None:
    result = await world.asker.slash(world.channel, "pay hourly", hourly="22")
    form = await world.asker.click(shown(result), label="Change the numbers")

    refused = await world.asker.submit_modal(form, {"hourly": "lots", "hours_per_week": "40"})

    assert refused.ephemeral
    assert "Hourly rate must be a number" in text_of(shown(refused))
    assert text_of(world.bot_messages()[-1]).startswith("### $880.00 a week")
    assert len(world.env.errors) == 1


async def test_offers_are_changed_in_words(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "pay compare", first="25 charts an hour at 75 cents", second="48k a year"
    )
    form = await world.asker.click(shown(result), label="Change the numbers")
    assert form.modal is not None
    offers = re.findall(r"'value': '([^']+)'", str(form.modal))
    assert offers == [
        "25 charts an hour at $0.75, 40 hours a week",
        "$48,000.00 a year, 40 hours a week",
    ]

    await world.asker.submit_modal(
        form, {"a": offers[0], "b": "$39,000.00 a year, 40 hours a week"}
    )

    assert text_of(world.bot_messages()[-1]).startswith("### Both pay the same: $39,000.00 a year")


async def test_a_raise_is_changed_in_words_and_stays_one(world: World) -> None:
    result = await world.ask("i am at 24 an hour and they offer 27, what is the raise worth")
    assert text_of(shown(result)).startswith("### $27.00 an hour instead of $24.00 an hour")
    form = await world.asker.click(shown(result), label="Change the numbers")

    await world.asker.submit_modal(
        form, {"before": "$24 an hour, 36 hours a week", "after": "$26 an hour, 36 hours a week"}
    )

    text = text_of(world.bot_messages()[-1])
    assert text.startswith("### $26.00 an hour instead of $24.00 an hour, 8.3% more: $3,744.00")


async def test_a_raise_by_command(world: World) -> None:
    result = await world.asker.slash(
        world.channel, "pay raise", before="50k", after="52,500 a year"
    )

    assert "5% more: $2,500.00 more a year" in text_of(shown(result))


async def test_only_the_asker_may_change_the_numbers(world: World) -> None:
    result = await world.asker.slash(world.channel, "pay hourly", hourly="22")

    pressed = await world.stranger.click(shown(result), label="Change the numbers")

    assert pressed.modal is None
    assert pressed.ephemeral


async def test_pay_in_plain_words(world: World) -> None:
    result = await world.ask("30 charts an hour at 70 cents, 20 hrs a week")

    text = text_of(shown(result))
    assert not result.ephemeral
    assert text.startswith("### $420.00 a week before taxes ($21.00 an hour)")
    assert "-# Read as: 30 charts an hour; $0.70 a chart; 20 hours a week" in text


async def test_a_question_back_and_its_answer(world: World) -> None:
    asked = await world.ask("what does 45 pay a year")
    assert asked.ephemeral
    assert labels_of(shown(asked)) == ["$45 an hour", "$45,000 a year"]

    await world.asker.click(shown(asked), label="$45 an hour")

    assert text_of(world.bot_messages()[-1]).startswith("### $1,800.00 a week before taxes")


async def test_a_calculation_and_a_question_in_one_message(world: World) -> None:
    result = await world.ask("how much is the cpc exam? and what is 22/hr yearly?")

    text = text_of(shown(result))
    assert text.index("$425") < text.index("### $880.00 a week before taxes")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("what is 30 euros an hour yearly?", "I calculate in US dollars"),
        ("what is 22/hr for 200 hours a week yearly", "Hours per week must be"),
    ],
)
async def test_plain_words_that_are_refused(world: World, question: str, sentence: str) -> None:
    result = await world.ask(question)

    assert result.ephemeral
    assert sentence in text_of(shown(result))


async def test_states_and_credentials_are_completed(world: World) -> None:
    states = await world.asker.autocomplete(world.channel, "pay benchmark", "state", "new")
    names = [choice["name"] for choice in states]
    assert names == ["New Hampshire", "New Jersey", "New Mexico", "New York"]
    credentials = await world.asker.autocomplete(world.channel, "pay return", "credential", "cpc")
    assert credentials[0]["value"] == "CPC"
