from __future__ import annotations

from pathlib import Path

import pytest
from fixtures_knowledge import small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small valid knowledge folder to break."""
    return small_folder(tmp_path)
