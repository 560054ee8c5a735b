"""The bot installed without extras in a fresh environment, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "KNOWLEDGE_DIR"}}
    return subprocess.run(
        command, cwd=folder, env=environment, text=True, capture_output=True, check=False
    )


def test_an_installed_bot_answers_from_the_knowledge_it_carries(tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    installed = run(
        python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", ROOT, folder=tmp_path
    )
    assert installed.returncode == 0, installed.stderr

    listed = run(python, "-m", "pip", "list", "--format=json", folder=tmp_path)
    names = {package["name"].lower() for package in json.loads(listed.stdout)}
    assert names.isdisjoint({"pytest", "simcord", "hypothesis", "playwright"})
    checked = run(python, "-m", "bot", "check", folder=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    asked = run(python, "-m", "bot", "ask", "How much does the CPC exam cost?", folder=tmp_path)
    assert asked.returncode == 0, asked.stderr
    assert "$425" in asked.stdout
    assert "as of 2026-02" in asked.stdout
    preview = run(python, "-m", "bot", "preview", "--no-open", folder=tmp_path)
    assert preview.returncode == 69
    assert 'pip install -c constraints.txt -e ".[preview]"' in preview.stdout + preview.stderr
    assert "Traceback" not in preview.stderr
