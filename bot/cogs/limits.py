"""How often one member may ask."""

from __future__ import annotations

from collections.abc import Callable

from discord.app_commands import CommandOnCooldown, Cooldown
from discord.ext.commands import CooldownMapping


class AskLimit:
    """One allowance for each member, shared by every way of asking.

    `clock` gives seconds; `uses` questions are free in any `seconds`.
    """

    def __init__(self, uses: int, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._cooldown = Cooldown(uses, seconds)
        self._asked: CooldownMapping[int] = CooldownMapping.from_cooldown(uses, seconds, _itself)
        self._told: CooldownMapping[int] = CooldownMapping.from_cooldown(1, seconds, _itself)

    def count(self, member_id: int) -> None:
        """Count one question; raises CommandOnCooldown when the member has to wait."""
        wait = self._asked.update_rate_limit(member_id, self._clock())
        if wait is not None:
            raise CommandOnCooldown(self._cooldown, wait)

    def may_tell(self, member_id: int) -> bool:
        """Whether to say so in a channel: once while the member has to wait, then silence."""
        return self._told.update_rate_limit(member_id, self._clock()) is None


def _itself(member_id: int) -> int:
    return member_id
