from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from discord_world import Clock, World, world_in
from fixtures_knowledge import real_assistant
from hypothesis import settings as hypothesis_settings
from simcord.env import Env

from bot.app import CareerBot, build_bot
from bot.assistant import Assistant
from bot.knowledge.folder import default_folder
from bot.matching.conversation import Conversations
from bot.reloading import AssistantHolder
from bot.settings import Settings

hypothesis_settings.register_profile("tests", deadline=None)
hypothesis_settings.load_profile("tests")


@pytest.fixture(autouse=True)
def _logging_restored() -> Iterator[None]:
    """What runs as a whole program configures logging for the whole process."""
    root, library = logging.getLogger(), logging.getLogger("discord")
    handlers, levels = root.handlers[:], (root.level, library.level)
    yield
    root.handlers[:] = handlers
    root.setLevel(levels[0])
    library.setLevel(levels[1])
    structlog.reset_defaults()


@pytest.fixture
def assistant(monkeypatch: pytest.MonkeyPatch) -> Assistant:
    """The assistant over the real knowledge, built once, remembering no conversation."""
    built = real_assistant()
    monkeypatch.setattr(built, "_topics", Conversations())
    monkeypatch.setattr(built, "_sums", Conversations())
    return built


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that touch nothing outside the test."""
    return Settings(_env_file=None, state_dir=tmp_path / "state")


@pytest.fixture
def holder(assistant: Assistant) -> AssistantHolder:
    """A holder that would reload to the same knowledge."""
    return AssistantHolder(assistant, default_folder(), lambda _root, _previous: assistant)


@pytest.fixture
def clock() -> Clock:
    """The clock that cooldowns go by."""
    return Clock()


@pytest.fixture
def fresh_bot(settings: Settings, holder: AssistantHolder, clock: Clock) -> CareerBot:
    """A bot that has not started."""
    return build_bot(settings, holder, watch_knowledge=False, clock=clock)


@pytest.fixture
def simcord_bot(fresh_bot: CareerBot) -> CareerBot:
    """What SimCord's own `simcord_env` fixture starts."""
    return fresh_bot


@pytest.fixture
def world(simcord_env: Env, assistant: Assistant, clock: Clock) -> World:
    """The bot in a simulated Discord with a server, a channel and three people."""
    return world_in(simcord_env, assistant, clock)
