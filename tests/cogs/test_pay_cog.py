from __future__ import annotations

import pytest
from discord_world import World, shown, text_of

from bot.pay.results import pay_result


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
        ("pay salary", {"annual": "50k"}, "must be a number"),
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
