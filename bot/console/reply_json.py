"""Replies about credentials as JSON."""

from __future__ import annotations

import dataclasses
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
