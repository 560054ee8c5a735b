"""What goes into JSON: replies about credentials, and the ids that requests came with."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

from bot.reply import Briefing, PathQuestion, Reply


def reply_object(reply: Reply) -> dict[str, Any]:
    """`reply` as one JSON object; amounts as exact numbers, days as YYYY-MM-DD."""
    if isinstance(reply, Briefing):
        return {
            "kind": reply.kind,
            "credentials": list(reply.credentials),
            **reply.figures,
            "notices": list(reply.notices),
            "sources": [dataclasses.asdict(source) for source in reply.sources],
        }
    if isinstance(reply, PathQuestion):
        options = [{"answers": list(o.answers), "label": o.label} for o in reply.options]
        return {"kind": "question", "ask": reply.ask, "options": options}
    return dataclasses.asdict(reply)


def identity_of(value: object) -> object:
    """An id that JSON can hold: NaN and infinity, which Python reads, are none."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
