"""Settings from the environment and `.env`, read in one place and never at import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator can set; each field is documented in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore"
    )

    discord_token: SecretStr = SecretStr("")
    knowledge_dir: Path | None = None
    state_dir: Path = Path(".state")
    sync_guild_id: Annotated[int, Field(gt=0)] | None = None
    moderator_channel_id: Annotated[int, Field(gt=0)] | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "console"] = "auto"
    ask_cooldown_uses: Annotated[int, Field(ge=1, le=100)] = 5
    ask_cooldown_seconds: Annotated[float, Field(ge=1, le=3600)] = 20.0
    answer_threshold: Annotated[float, Field(gt=0, lt=1)] | None = None
    suggest_threshold: Annotated[float, Field(gt=0, lt=1)] | None = None

    @property
    def cache_dir(self) -> Path:
        """Where knowledge and matchers built before are kept."""
        return self.state_dir / "cache"

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("discord_token")
    @classmethod
    def _strip(cls, value: SecretStr) -> SecretStr:
        return SecretStr(value.get_secret_value().strip())
