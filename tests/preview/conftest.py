from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

import pytest

_LONGEST_SECONDS = 120
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Running:
    """`python -m bot preview` in a process of its own; `address` is what it printed."""

    process: subprocess.Popen[str]
    address: str


Start = Callable[..., Running]


@pytest.fixture
def start_preview(tmp_path: Path) -> Iterator[Start]:
    """Starts previews, with further environment variables, and ends those still running."""
    with ExitStack() as stack:

        def start(**environment: str) -> Running:
            return stack.enter_context(_running(tmp_path, environment))

        yield start


@contextmanager
def _running(folder: Path, environment: dict[str, str]) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "preview", "--no-open"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    hung = Timer(_LONGEST_SECONDS, process.kill)
    hung.start()
    try:
        assert process.stdout is not None
        found = None
        for line in process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+/#\S+", line)
            if found:
                break
        assert found is not None, process.communicate()[1]
        yield Running(process, found[0])
    finally:
        hung.cancel()
        process.kill()
        process.communicate()
