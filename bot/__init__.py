"""A Discord bot that answers medical-coding career questions from a curated, cited FAQ."""

import os
from importlib.metadata import PackageNotFoundError, version

# Matrices here are small: more threads only wait for each other, most of all on a busy machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

try:
    __version__ = version("medical-coding-career-bot")
except PackageNotFoundError:
    __version__ = "0.0.0"
