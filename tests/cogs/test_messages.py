from __future__ import annotations

import pytest
from discord_world import World, labels_of, sent_bodies, text_of

from bot.reply import NoAnswer, Silence

FEE = "How much does the CPC exam cost?"


async def test_a_mention_is_answered_with_a_reply_that_does_not_ping(world: World) -> None:
    question = await world.asker.send(world.channel, f"{world.mention} {FEE}")

    (message,) = world.bot_messages()
    assert message.reference is not None
    assert message.reference.message_id == question.id
    assert f"-# {FEE}" in text_of(message)
    assert message.mentions == []


async def test_a_message_without_a_mention_is_left_alone(world: World) -> None:
    await world.asker.send(world.channel, FEE)
    await world.asker.send(world.channel, f"<@{world.stranger.id}> {FEE}")

    assert world.bot_messages() == []


async def test_a_reply_that_pings_the_bot_is_a_question(world: World) -> None:
    await world.asker.send(world.channel, f"{world.mention} {FEE}")
    (first,) = world.bot_messages()

    await world.asker.send(world.channel, f"{world.mention} How long is it?", reply_to=first)

    assert len(world.bot_messages()) == 2


async def test_a_direct_message_is_answered(world: World) -> None:
    await world.asker.send_dm(FEE)

    message = world.asker.user.dm_channel.last_message
    assert message is not None
    assert message.author.id != world.asker.id
    assert f"-# {FEE}" in text_of(message)


@pytest.mark.parametrize("words", ["", "   ", "<@&5> <#6>"])
async def test_a_bare_mention_brings_help(world: World, words: str) -> None:
    await world.asker.send(world.channel, f"{world.mention}{words}")

    (message,) = world.bot_messages()
    assert "`/ask`" in text_of(message)
    assert len(labels_of(message)) == 3


async def test_a_miss_is_a_normal_reply(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    miss = NoAnswer(Silence.UNKNOWN, "I don't have an answer to that.")
    monkeypatch.setattr(world.assistant, "ask", lambda *_: miss)

    await world.asker.send(world.channel, f"{world.mention} who are you")

    (message,) = world.bot_messages()
    assert text_of(message) == miss.text


async def test_bots_are_ignored(world: World) -> None:
    other = world.guild.add_member(world.env.create_user("other-bot", bot=True))

    await other.send(world.channel, f"{world.mention} {FEE}")

    assert world.bot_messages() == []


async def test_everyone_is_not_the_bot(world: World) -> None:
    await world.moderator.send(world.channel, f"@everyone {FEE}")

    assert world.bot_messages() == []


async def test_a_very_long_message_gets_one_polite_reply(world: World) -> None:
    await world.asker.send_dm("lorem " * 333)

    message = world.asker.user.dm_channel.last_message
    assert message is not None
    assert "lorem" not in text_of(message)
    assert "went wrong" not in text_of(message)


async def test_a_question_deleted_meanwhile_is_still_answered(world: World) -> None:
    await world.asker.send(world.channel, f"{world.mention} {FEE}")

    (body,) = sent_bodies(world.env)
    assert body["message_reference"]["fail_if_not_exists"] is False


async def test_a_channel_closed_to_the_bot_does_not_trouble_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    await world.asker.send(world.channel, f"{world.mention} {FEE}")
    assert world.bot_messages() == []

    await world.asker.send(world.channel, f"{world.mention} {FEE}")
    assert len(world.bot_messages()) == 1


async def test_when_discord_fails_the_apology_is_tried(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=500)

    await world.asker.send(world.channel, f"{world.mention} {FEE}")

    (message,) = world.bot_messages()
    assert "error id" in text_of(message)


async def test_when_discord_fails_altogether_the_bot_goes_on(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=2)

    await world.asker.send(world.channel, f"{world.mention} {FEE}")
    assert world.bot_messages() == []

    await world.asker.send(world.channel, f"{world.mention} {FEE}")
    assert len(world.bot_messages()) == 1


async def test_an_error_is_an_apology_with_an_id(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> NoAnswer:
        raise RuntimeError("the lamp went out")

    monkeypatch.setattr(world.assistant, "ask", broken)
    await world.asker.send(world.channel, f"{world.mention} {FEE}")

    (message,) = world.bot_messages()
    assert "error id" in text_of(message)
    assert "lamp" not in text_of(message)
