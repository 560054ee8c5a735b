"""Words measured in pixels, wrapped and cut to the room there is."""

from __future__ import annotations

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

_CUT = "\N{HORIZONTAL ELLIPSIS}"


class Fonts:
    """How wide a line of text is drawn."""

    def __init__(self, renderer: RendererAgg) -> None:
        self._renderer = renderer

    def width(self, text: str, font: FontProperties) -> float:
        """Pixels from the left to the right end of `text`."""
        drawn = self._renderer.get_text_width_height_descent(text, font, ismath=False)  # type: ignore[no-untyped-call]
        return float(drawn[0])


def cut(text: str, room: float, font: FontProperties, fonts: Fonts) -> str:
    """`text` if it fits into `room` pixels, else its beginning with an ellipsis."""
    if fonts.width(text, font) <= room:
        return text
    kept = text
    while kept and fonts.width(kept.rstrip() + _CUT, font) > room:
        kept = kept[:-1]
    return kept.rstrip() + _CUT


def wrapped(text: str, room: float, most: int, font: FontProperties, fonts: Fonts) -> list[str]:
    """`text` in at most `most` lines that fit into `room` pixels; what is left over is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and len(lines) < most - 1 and fonts.width(longer, font) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [cut(full, room, font, fonts) for full in (*lines, line)]
