from __future__ import annotations

import pytest
from discord_world import World, labels_of, options_of, parts, shown, text_of
from simcord.results import ResponseMessage

from bot.app import build_bot
from bot.cogs import pressing
from bot.reloading import AssistantHolder
from bot.reply import Answer, Choice, Suggestions
from bot.settings import Settings
from bot.ui.presses import Action, Press

FEE = "How much does the CPC exam cost?"
LENGTH = "How long is the CCS exam?"
OFFERED = (Choice("exam-fee/cpc", FEE), Choice("exam-length/ccs", LENGTH))


@pytest.fixture
def unsure(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An assistant that always has to ask back."""
    monkeypatch.setattr(world.assistant, "ask", lambda *_: Suggestions(OFFERED, 0.4))


def answer_text(world: World, entry: str) -> str:
    reply = world.assistant.answer(entry)
    assert isinstance(reply, Answer)
    return reply.text


def custom_id(message: ResponseMessage, action: Action) -> str:
    return next(p["custom_id"] for p in parts(message) if f":{action}:" in p.get("custom_id", ""))


async def test_a_choice_from_a_private_offer_is_posted_for_everybody(
    world: World, unsure: None
) -> None:
    offer = await world.ask("exam")

    result = await world.asker.click(shown(offer), label=LENGTH)

    (posted,) = result.followups
    assert not posted.ephemeral
    assert answer_text(world, "exam-length/ccs") in text_of(posted)
    assert text_of(shown(offer)) == pressing.POSTED
    assert labels_of(shown(offer)) == []


async def test_a_choice_from_a_private_question_stays_private(world: World, unsure: None) -> None:
    offer = await world.ask("exam", private=True)

    result = await world.asker.click(shown(offer), label=LENGTH)

    assert result.followups == []
    assert shown(offer).ephemeral
    assert answer_text(world, "exam-length/ccs") in text_of(shown(offer))
    assert world.bot_messages() == []


async def test_a_choice_under_a_mention_turns_into_the_answer(world: World, unsure: None) -> None:
    await world.asker.send(world.channel, f"{world.mention} exam")
    (offer,) = world.bot_messages()

    await world.asker.click(offer, label=FEE)

    (message,) = world.bot_messages()
    assert message.id == offer.id
    assert answer_text(world, "exam-fee/cpc") in text_of(message)


async def test_a_stranger_cannot_choose(world: World, unsure: None) -> None:
    await world.asker.send(world.channel, f"{world.mention} exam")
    (offer,) = world.bot_messages()

    result = await world.stranger.click(offer, label=FEE)

    assert result.ephemeral
    assert text_of(shown(result)) == pressing.STRANGER
    assert labels_of(world.bot_messages()[0]) == [FEE, LENGTH]


@pytest.mark.parametrize("label", ["Helpful", "Not what I asked"])
async def test_a_stranger_cannot_rate(world: World, label: str) -> None:
    answer = await world.ask(FEE)

    result = await world.moderator.click(shown(answer), label=label)

    assert result.ephemeral
    assert text_of(shown(result)) == pressing.STRANGER


async def test_helpful_is_acknowledged(world: World) -> None:
    answer = await world.ask(FEE)

    result = await world.asker.click(shown(answer), label="Helpful")

    assert result.ephemeral
    assert text_of(shown(result)) == pressing.THANKS


async def test_not_what_i_asked_offers_other_questions(world: World) -> None:
    answer = await world.ask(FEE)
    others = world.assistant.answer("exam-fee/cpc")
    assert isinstance(others, Answer)

    result = await world.asker.click(shown(answer), label="Not what I asked")

    assert result.ephemeral
    labels = labels_of(shown(result))
    assert labels == [choice.question for choice in others.related[:4]]
    await world.asker.click(shown(result), label=labels[0])
    assert answer_text(world, others.related[0].entry) in text_of(shown(result))
    assert len(world.bot_messages()) == 1


async def test_anybody_may_read_the_sources(world: World) -> None:
    answer = await world.ask(FEE)

    result = await world.stranger.click(shown(answer), label="Sources")

    assert result.ephemeral
    reply = world.assistant.answer("exam-fee/cpc")
    assert isinstance(reply, Answer)
    for source in reply.sources:
        assert source.title in text_of(shown(result))
        assert source.publisher in text_of(shown(result))
        assert source.as_of in text_of(shown(result))
        assert source.url is None or source.url in text_of(shown(result))


async def test_anybody_may_read_a_related_answer(world: World) -> None:
    answer = await world.ask(FEE)
    entry = next(iter(options_of(shown(answer))))

    result = await world.stranger.select(shown(answer), [entry])

    assert result.ephemeral
    assert answer_text(world, entry) in text_of(shown(result))


async def test_buttons_survive_a_restart(
    world: World, settings: Settings, holder: AssistantHolder
) -> None:
    answer = await world.ask(FEE)
    entry = next(iter(options_of(shown(answer))))

    await world.env.restart_bot(build_bot(settings, holder, watch_knowledge=False))

    rated = await world.asker.click(shown(answer), label="Helpful")
    assert text_of(shown(rated)) == pressing.THANKS
    sources = await world.stranger.click(shown(answer), label="Sources")
    assert text_of(shown(sources)).startswith("**Sources**")
    related = await world.stranger.select(shown(answer), [entry])
    assert answer_text(world, entry) in text_of(shown(related))


async def test_a_restart_registers_nothing_anew(
    world: World, settings: Settings, holder: AssistantHolder
) -> None:
    await world.env.restart_bot(build_bot(settings, holder, watch_knowledge=False))

    registrations = [r for r in world.env.http_requests if r.method == "PUT"]
    assert len([r for r in registrations if r.path.endswith("/commands")]) == 1


async def pressed(world: World, custom: str) -> str:
    """What one reads after pressing a button with that custom_id."""
    answer = await world.ask(FEE)
    stored = world.env.backend.get_message(world.channel.id, shown(answer).id)
    container = stored.components[0]
    row = next(part for part in container["components"] if part["type"] == 1)
    row["components"][0]["custom_id"] = custom
    result = await world.asker.click(shown(answer), custom_id=custom)
    assert result.ephemeral
    return text_of(shown(result))


@pytest.mark.parametrize(
    "custom",
    ["coding2:helpful:exam-fee/cpc:1", "coding1:fly:exam-fee/cpc:1", "coding1:", "coding0:x"],
)
async def test_a_button_of_another_version_says_so(world: World, custom: str) -> None:
    assert await pressed(world, custom) == pressing.OUTDATED


@pytest.mark.parametrize(
    "action", [Action.CHOOSE, Action.CHOOSE_PRIVATELY, Action.SOURCES, Action.WHOLE, Action.TRY]
)
async def test_a_vanished_question_says_so(world: World, action: Action) -> None:
    custom = Press(action, "gone-for-good", world.asker.id).custom_id

    assert await pressed(world, custom) == pressing.GONE


async def test_not_what_i_asked_about_a_vanished_question_says_what_to_do(world: World) -> None:
    custom = Press(Action.NOT_ASKED, "gone-for-good", world.asker.id).custom_id

    assert await pressed(world, custom) == pressing.SORRY


async def test_an_error_behind_a_button_is_an_apology(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await world.ask(FEE)

    def broken(_entry: str) -> Answer:
        raise RuntimeError("the lamp went out")

    monkeypatch.setattr(world.assistant, "answer", broken)
    result = await world.asker.click(shown(answer), label="Sources")

    assert result.ephemeral
    assert "error id" in text_of(shown(result))
    assert [type(error) for error in world.env.errors] == [RuntimeError]


async def test_a_button_counts_as_a_press_even_when_discord_fails_once(world: World) -> None:
    answer = await world.ask(FEE)
    world.env.inject_error("POST", "/interactions/*/callback", status=500)

    result = await world.asker.click(shown(answer), label="Helpful")

    assert "error id" in text_of(shown(result))
    assert len(world.env.errors) == 1
