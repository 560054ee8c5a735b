"""Trains the table of word-piece vectors that `bot.matching.semantics` reads."""
