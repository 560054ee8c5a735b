"""Running the bot: supervision, signals, logs, command registration and self-examination."""
