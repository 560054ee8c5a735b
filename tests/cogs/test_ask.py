from __future__ import annotations

import pytest
from discord_world import NO_PING, World, labels_of, options_of, sent_bodies, shown, text_of

from bot.reply import Answer, NoAnswer, Several, Silence, Suggestions

FEE = "How much does the CPC exam cost?"


async def test_an_answer_is_public_and_names_its_source(world: World) -> None:
    result = await world.ask(FEE)

    message = shown(result)
    assert not result.ephemeral
    assert world.assistant.knowledge.entries["exam-fee/cpc"].text in text_of(message)
    lines = text_of(message).splitlines()
    assert lines[-1].startswith("-# Source: ")
    assert "as of 20" in lines[-1]
    assert labels_of(message) == ["Helpful", "Not what I asked", "Sources", "About the CPC"]
    assert options_of(message)


async def test_a_private_answer_is_seen_only_by_the_asker(world: World) -> None:
    result = await world.ask(FEE, private=True)

    assert result.ephemeral
    assert "$" in text_of(shown(result))
    assert world.bot_messages() == []


async def test_a_moderator_is_answered_like_anybody(world: World) -> None:
    result = await world.moderator.slash(world.channel, "ask", question=FEE)

    assert not result.ephemeral


@pytest.mark.parametrize(
    "typed", ["", "cpc", "how much", "salry", "zzzzqqq", "😀", "a" * 1000, "`"]
)
async def test_completions_fit_into_discord(world: World, typed: str) -> None:
    offered = await world.asker.autocomplete(world.channel, "ask", "question", typed)

    assert len(offered) <= 25
    for choice in offered:
        assert 1 <= len(choice["name"]) <= 100
        assert 1 <= len(choice["value"]) <= 100
    assert len({choice["value"] for choice in offered}) == len(offered)


async def test_an_empty_box_offers_questions(world: World) -> None:
    offered = await world.asker.autocomplete(world.channel, "ask", "question", "")

    assert len(offered) == 25


async def test_typing_narrows_the_offer(world: World) -> None:
    offered = await world.asker.autocomplete(world.channel, "ask", "question", "ccs exam")

    assert any("CCS" in choice["name"] for choice in offered[:5])


async def test_a_picked_completion_is_answered(world: World) -> None:
    offered = await world.asker.autocomplete(world.channel, "ask", "question", "cost of the cpc")

    for choice in offered[:3]:
        result = await world.ask(choice["value"])
        assert f"-# {choice['name']}" in text_of(shown(result))
        assert not result.ephemeral


async def test_suggestions_are_seen_only_by_the_asker(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = world.assistant.completions("", 3)
    monkeypatch.setattr(world.assistant, "ask", lambda *_: Suggestions(choices, 0.4))

    result = await world.ask("exam")

    assert result.ephemeral
    assert labels_of(shown(result)) == [choice.question for choice in choices]


async def test_an_honest_miss_is_seen_only_by_the_asker(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss = NoAnswer(Silence.UNKNOWN, "I don't have an answer to that.")
    monkeypatch.setattr(world.assistant, "ask", lambda *_: miss)

    result = await world.ask("who is the best coder")

    assert result.ephemeral
    assert text_of(shown(result)) == miss.text
    assert labels_of(shown(result)) == []


async def test_several_questions_are_answered_each_with_its_source(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = ("exam-fee/cpc", "exam-length/ccs", "average-pay")
    answers = tuple(world.assistant.answer(entry) for entry in entries)
    monkeypatch.setattr(world.assistant, "ask", lambda *_: Several(answers))

    result = await world.ask("the fee? the length? the pay?")

    text = text_of(shown(result))
    assert not result.ephemeral
    for entry in entries:
        assert world.assistant.knowledge.entries[entry].text in text
    assert text.count("-# Source") == 3
    assert labels_of(shown(result)).count("Helpful") == 3


async def test_two_questions_about_one_credential_are_both_answered(world: World) -> None:
    """Two answers offering the same button would make one message that Discord refuses."""
    result = await world.ask("How much is the CCS exam? How long is it?")

    text = text_of(shown(result))
    for entry in ("exam-fee/ccs", "exam-length/ccs"):
        assert world.assistant.knowledge.entries[entry].text in text
    assert labels_of(shown(result)).count("About the CCS") == 1


async def test_a_message_can_be_answered_from_its_menu(world: World) -> None:
    asked = await world.stranger.send(world.channel, FEE)

    result = await world.asker.context_menu(world.channel, "Answer this", asked)

    assert not result.ephemeral
    assert f"-# {FEE}" in text_of(shown(result))


async def test_a_message_without_a_question_gets_a_private_sentence(world: World) -> None:
    asked = await world.stranger.send(world.channel, "😀")

    result = await world.asker.context_menu(world.channel, "Answer this", asked)

    assert result.ephemeral
    assert text_of(shown(result))


@pytest.mark.parametrize(
    "question",
    [
        "😀😀😀",
        "‮كم راتب مبرمج‬",
        "```python\nprint('hi')\n```",
        "{{ cert.CPC.exam_fee }} {% for x in y %}",
        "@everyone @here <@&1> <#2> <@3>",
        "\x00\x07\u200b\u2066",
        "quanto custa um pastel de nata",
        "a" * 4000,
        "lorem " * 666,
        "?" * 4000,
        "'; DROP TABLE entries; --",
        "[click](https://example.com) https://example.com ||spoiler||",
    ],
)
async def test_odd_input_gets_a_polite_nothing(world: World, question: str) -> None:
    result = await world.ask(question)

    message = shown(result)
    assert result.ephemeral
    assert text_of(message)
    assert "went wrong" not in text_of(message)
    assert question not in text_of(message)
    assert not isinstance(world.assistant.ask(question), Answer)


async def test_nothing_the_bot_sends_can_ping(world: World) -> None:
    await world.ask("@everyone " + FEE)
    await world.asker.send(world.channel, f"{world.mention} @everyone {FEE}")
    await world.asker.send(world.channel, f"{world.mention} @here <@{world.stranger.id}> exam")
    result = await world.ask("@everyone")
    await world.asker.slash(world.channel, "help")
    await world.asker.slash(world.channel, "pay hourly", hourly="@everyone")

    bodies = sent_bodies(world.env)
    assert len(bodies) == 6
    for body in bodies:
        policy = {key: value for key, value in body["allowed_mentions"].items() if value}
        assert policy in ({}, NO_PING)
    assert "@everyone" not in text_of(shown(result))
    for message in world.bot_messages():
        assert "@everyone" not in text_of(message)
        assert not message.mention_everyone
        assert message.mentions == []
    assert len(world.env.errors) == 1  # the refused pay


async def test_a_calculation_goes_on_with_another_number(world: World) -> None:
    await world.ask("what would 30 charts an hour at 70 cents pay?")
    result = await world.ask("and if i do 35?")

    assert "$24.50 an hour" in text_of(shown(result))
    assert "35 charts an hour" in text_of(shown(result))
