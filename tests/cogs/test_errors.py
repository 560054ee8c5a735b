from __future__ import annotations

import re

import discord
import pytest
from discord import app_commands
from discord_world import World, shown, text_of
from structlog.testing import capture_logs

from bot.cogs.errors import sentence_for
from bot.numbers import InputRefused
from bot.reply import NoAnswer

FEE = "How much does the CPC exam cost?"


@pytest.fixture
def broken(world: World, monkeypatch: pytest.MonkeyPatch) -> RuntimeError:
    """An assistant that fails with this error."""
    error = RuntimeError("the lamp went out")

    def fail(*_: object) -> NoAnswer:
        raise error

    monkeypatch.setattr(world.assistant, "ask", fail)
    return error


async def test_an_unforeseen_error_is_an_apology_whose_id_is_in_the_log(
    world: World, broken: RuntimeError
) -> None:
    with capture_logs() as logs:
        result = await world.ask(FEE)

    assert result.ephemeral
    found = re.search(r"error id: `([0-9a-f]{8})`", text_of(shown(result)))
    assert found is not None
    assert "lamp" not in text_of(shown(result))
    (line,) = [line for line in logs if line["log_level"] == "error"]
    assert line["error_id"] == found[1]
    assert line["exc_info"] is broken
    assert line["where"] == "ask"
    assert len(world.env.errors) == 1


async def test_what_was_asked_is_not_in_the_log(world: World, broken: RuntimeError) -> None:
    with capture_logs() as logs:
        await world.ask("my patient John Doe, DOB 1/2/1970")
        await world.asker.send(world.channel, f"{world.mention} my patient John Doe")

    assert "John" not in repr(logs)
    assert len(world.env.errors) == 1


async def test_the_bot_goes_on_after_an_error(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(world.assistant, "ask", None)
        await world.ask(FEE)
    assert len(world.env.errors) == 1

    result = await world.ask(FEE)

    assert f"-# {FEE}" in text_of(shown(result))


async def test_when_discord_fails_once_the_apology_still_arrives(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=500)

    result = await world.ask(FEE)

    assert "error id" in text_of(shown(result))
    assert len(world.env.errors) == 1


async def test_when_discord_fails_altogether_nothing_else_breaks(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=500, times=2)

    with capture_logs() as logs:
        result = await world.ask(FEE)

    assert not result.acknowledged
    assert any("could not be sent" in line["event"] for line in logs)
    assert len(world.env.errors) == 1


async def test_an_interaction_that_discord_dropped_is_let_go(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)

    with capture_logs() as logs:
        await world.ask(FEE)

    assert [line["log_level"] for line in logs if line["log_level"] != "info"] == ["warning"]
    assert len(world.env.errors) == 1


async def test_the_answer_of_a_choice_that_cannot_be_posted_is_an_apology(world: World) -> None:
    offer = await world.asker.slash(world.channel, "help")
    world.env.inject_error("POST", "/interactions/*/callback", status=403, code=50013)

    result = await world.asker.click(shown(offer), label=world.assistant.starters()[0].question)

    assert "error id" in text_of(shown(result))
    assert len(world.env.errors) == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputRefused("Rate must be *a number*.", "rate"), r"Rate must be \*a number\*."),
        (
            app_commands.CommandOnCooldown(app_commands.Cooldown(1, 10), 0.2),
            "Please wait 1 second before your next question.",
        ),
        (
            app_commands.CommandOnCooldown(app_commands.Cooldown(1, 10), 7.01),
            "Please wait 8 seconds before your next question.",
        ),
        (
            app_commands.CommandNotFound("old", []),
            "This command has changed: reload Discord (Ctrl+R) and try again.",
        ),
    ],
)
def test_foreseen_errors_are_sentences(error: Exception, sentence: str) -> None:
    with capture_logs() as logs:
        assert sentence_for(error, "here") == sentence
    assert all(line["log_level"] != "error" for line in logs)


def test_error_ids_differ() -> None:
    error = discord.DiscordException("odd")

    assert sentence_for(error, "here") != sentence_for(error, "here")
