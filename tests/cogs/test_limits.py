from __future__ import annotations

import pytest
from discord.app_commands import CommandOnCooldown
from discord_world import Clock, World, shown, text_of

from bot.cogs.limits import AskLimit

FEE = "How much does the CPC exam cost?"
SECONDS = 20


async def use_up(world: World) -> None:
    """Ask five times in the four ways there are."""
    question = await world.asker.send(world.channel, "CPC?")
    await world.ask(FEE)
    await world.ask(FEE, private=True)
    await world.asker.context_menu(world.channel, "Answer this", question)
    await world.asker.send(world.channel, f"{world.mention} {FEE}")
    await world.asker.send_dm(FEE)


async def test_every_way_of_asking_counts(world: World) -> None:
    await use_up(world)

    result = await world.ask(FEE)

    assert result.ephemeral
    assert text_of(shown(result)) == "Please wait 20 seconds before your next question."
    assert len(world.env.errors) == 1


async def test_others_do_not_have_to_wait(world: World) -> None:
    await use_up(world)

    result = await world.stranger.slash(world.channel, "ask", question=FEE)

    assert not result.ephemeral


async def test_the_wait_ends(world: World) -> None:
    await use_up(world)
    world.clock.seconds += SECONDS + 1

    result = await world.ask(FEE)

    assert not result.ephemeral


async def test_mentions_are_told_once_and_then_met_with_silence(world: World) -> None:
    await use_up(world)
    before = len(world.bot_messages())

    for _ in range(4):
        await world.asker.send(world.channel, f"{world.mention} {FEE}")

    told = world.bot_messages()[before:]
    assert [text_of(message) for message in told] == [
        "Please wait 20 seconds before your next question."
    ]


async def test_trying_a_starter_counts(world: World) -> None:
    await use_up(world)
    card = await world.asker.slash(world.channel, "help")
    starter = world.assistant.starters()[0]

    result = await world.asker.click(shown(card), label=starter.question)

    assert text_of(shown(result)).startswith("Please wait")
    assert len(world.env.errors) == 1


def test_the_allowance_is_per_member_and_comes_back() -> None:
    clock = Clock()
    limit = AskLimit(2, 10, clock)
    limit.count(1)
    clock.seconds += 4
    limit.count(1)
    limit.count(2)

    with pytest.raises(CommandOnCooldown) as refused:
        limit.count(1)
    assert refused.value.retry_after == 6

    clock.seconds += 7
    limit.count(1)


def test_a_member_is_told_once_in_a_while() -> None:
    clock = Clock()
    limit = AskLimit(1, 10, clock)

    assert limit.may_tell(1)
    assert not limit.may_tell(1)
    assert limit.may_tell(2)
    clock.seconds += 11
    assert limit.may_tell(1)
