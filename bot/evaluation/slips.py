"""Keyboard slips: what a thumb makes of a question."""

from __future__ import annotations

import random

from bot.matching.keyboard import KEYS_NEAR


def slipped(text: str, rng: random.Random) -> str:
    """`text` with one or two keyboard slips: a neighbour key, a letter lost, doubled, swapped."""
    for _ in range(rng.choice((1, 2))):
        places = [i for i, letter in enumerate(text) if letter in KEYS_NEAR]
        if len(places) < 3:
            break
        place, slip = rng.choice(places), rng.randrange(4)
        before, letter, after = text[:place], text[place], text[place + 1 :]
        near = rng.choice(KEYS_NEAR[letter])
        text = (
            before + near + after,
            before + after,
            before + near + letter + after,
            before + after[:1] + letter + after[1:],
        )[slip]
    return text


def seeded_slips(text: str, seed: int = 13) -> str:
    """`text` in lower case with the slips that `seed` always gives it."""
    return slipped(text.lower(), random.Random(f"{seed} {text}"))
