from __future__ import annotations

from discord_world import World, labels_of, shown, text_of


async def test_help_is_private_and_names_every_command(world: World) -> None:
    result = await world.asker.slash(world.channel, "help")

    assert result.ephemeral
    text = text_of(shown(result))
    for command in world.asker.available_commands(world.channel):
        assert command == "help" or f"`/{command}`" in text
    assert "Answer this" in text
    assert "patient details" in text


async def test_a_starter_is_answered_where_help_is_read(world: World) -> None:
    card = await world.asker.slash(world.channel, "help")
    starters = world.assistant.starters()
    assert labels_of(shown(card)) == [choice.question for choice in starters]

    result = await world.asker.click(shown(card), label=starters[0].question)

    assert result.ephemeral
    assert f"-# {starters[0].question}" in text_of(shown(result))
    assert labels_of(shown(card)) == [choice.question for choice in starters]
