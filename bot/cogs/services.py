"""What the commands and buttons work with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.assistant import Assistant
from bot.cogs.limits import AskLimit
from bot.reloading import AssistantHolder


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that every cog shares."""

    holder: AssistantHolder
    limit: AskLimit

    @property
    def assistant(self) -> Assistant:
        """The assistant with the newest good knowledge; ask for it anew each time."""
        return self.holder.current
