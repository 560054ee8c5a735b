"""JSON Schemas of the knowledge files, written where editors look for them."""

from __future__ import annotations

import json
from pathlib import Path

from bot.knowledge.schema import json_schemas


def schema_texts() -> dict[str, str]:
    """The text of every schema file by its name in `knowledge/schema/`."""
    return {
        f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        for name, schema in json_schemas().items()
    }


def write_schemas(folder: Path) -> int:
    """Write every schema under `folder`/schema; the number of files that changed."""
    target = folder / "schema"
    target.mkdir(exist_ok=True)
    changed = 0
    for name, text in schema_texts().items():
        path = target / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    return changed
