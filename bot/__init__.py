"""A Discord bot that answers medical-coding career questions from a curated, cited FAQ."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("medical-coding-career-bot")
except PackageNotFoundError:
    __version__ = "0.0.0"
