"""A chart as a picture: horizontal bars that can be read on a phone, on any background."""

from __future__ import annotations

import io
from functools import lru_cache
from threading import Lock

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.pay.chart_text import Fonts, cut, wrapped
from bot.reply import Bar, Chart, Mark

WIDTH = 900
_DPI = 100
# Discord shows the picture about 350 pixels wide on a phone, where 28 pixels become 11.
_TEXT_SIZE, _TITLE_SIZE = 20, 22
_LINE, _TITLE_LINE = 34, 40
_ROW, _BAR = 58, 38
_MARGIN, _GAP = 28, 14
_LABEL_WIDTH = 290
_VALUE_WIDTH = 330
_LABEL_LINES, _TITLE_LINES = 2, 3

# Solid, because text that floats on the chat's own background vanishes in one of its two themes.
_BACKGROUND, _INK, _INK_ON_ACCENT = "#F3F5F6", "#1F2933", "#FFFFFF"
_PLAIN_BAR, _ACCENT, _MARK = "#9AA7B3", "#2A8C82", "#A23B2A"

_FAMILY = "DejaVu Sans"
_PLAIN = FontProperties(family=_FAMILY, size=_TEXT_SIZE)
_STRONG = FontProperties(family=_FAMILY, size=_TEXT_SIZE, weight="bold")
_TITLE = FontProperties(family=_FAMILY, size=_TITLE_SIZE, weight="bold")

_drawing = Lock()


@lru_cache(maxsize=64)
def chart_png(chart: Chart) -> bytes:
    """`chart` as a PNG 900 pixels wide, as high as its bars need; equal charts are drawn once.

    Bars keep their order, from the top; the highlighted ones are in the accent color with bold
    text, and marks are dashed lines. A value stands behind its bar, or at the end of it where a
    mark would run through it. Call it in a worker thread: drawing takes a moment.
    """
    # matplotlib shares its font and layout caches between figures without locking them.
    with _drawing:
        return _drawn(chart)


def _drawn(chart: Chart) -> bytes:
    figure = Figure(dpi=_DPI, facecolor=_BACKGROUND)
    canvas = FigureCanvasAgg(figure)
    page = _Page(figure, Fonts(canvas.get_renderer()))  # type: ignore[no-untyped-call]
    page.draw(chart)
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=_DPI, facecolor=_BACKGROUND)
    return picture.getvalue()


class _Page:
    """One figure measured in pixels, with y counted down from the top."""

    def __init__(self, figure: Figure, fonts: Fonts) -> None:
        self._figure = figure
        self._fonts = fonts
        self._height = 0

    def draw(self, chart: Chart) -> None:
        title = wrapped(chart.title, WIDTH - 2 * _MARGIN, _TITLE_LINES, _TITLE, self._fonts)
        head = _MARGIN + len(title) * _TITLE_LINE + _GAP + len(chart.marks) * _LINE
        bottom = head + len(chart.bars) * _ROW
        self._height = bottom + _MARGIN
        self._figure.set_size_inches(WIDTH / _DPI, self._height / _DPI)
        for number, line in enumerate(title):
            self._text(_MARGIN, _MARGIN + number * _TITLE_LINE + _TITLE_LINE / 2, line, _TITLE)
        labels = [
            wrapped(bar.label, _LABEL_WIDTH, _LABEL_LINES, _font(bar), self._fonts)
            for bar in chart.bars
        ]
        values = [cut(bar.text, _VALUE_WIDTH, _font(bar), self._fonts) for bar in chart.bars]
        left = _MARGIN + _GAP + self._widest(chart.bars, labels)
        right = WIDTH - _MARGIN - _GAP - self._widest(chart.bars, [[text] for text in values])
        scale = _Scale(chart, left, right)
        rows = zip(chart.bars, labels, values, strict=True)
        for number, (bar, label, value) in enumerate(rows):
            self._bar(bar, label, value, scale, head + number * _ROW + _ROW / 2)
        first = head - len(chart.marks) * _LINE
        for number, mark in enumerate(chart.marks):
            self._mark(mark, scale, first + number * _LINE + _LINE / 2, bottom)

    def _widest(self, bars: tuple[Bar, ...], texts: list[list[str]]) -> float:
        return max(
            (
                self._fonts.width(line, _font(bar))
                for bar, lines in zip(bars, texts, strict=True)
                for line in lines
            ),
            default=0,
        )

    def _bar(self, bar: Bar, label: list[str], value: str, scale: _Scale, middle: float) -> None:
        top = middle - (len(label) - 1) * _LINE / 2 * 0.85
        for number, line in enumerate(label):
            self._text(_MARGIN, top + number * _LINE * 0.85, line, _font(bar))
        start, end = sorted((scale.zero, scale.at(float(bar.value))))
        self._figure.add_artist(
            Rectangle(
                (start / WIDTH, self._up(middle + _BAR / 2)),
                max(end - start, 3) / WIDTH,
                _BAR / self._height,
                facecolor=_ACCENT if bar.highlighted else _PLAIN_BAR,
                edgecolor="none",
                zorder=1,
            )
        )
        end = max(end, start + 3)
        width = self._fonts.width(value, _font(bar))
        crossed = any(end < x < end + 2 * _GAP + width for x in scale.marks)
        if crossed and start + 2 * _GAP + width < end:
            ink = _INK_ON_ACCENT if bar.highlighted else _INK
            self._text(end - _GAP - width, middle, value, _font(bar), color=ink)
        else:
            self._text(end + _GAP, middle, value, _font(bar), behind=_BACKGROUND)

    def _mark(self, mark: Mark, scale: _Scale, middle: float, bottom: float) -> None:
        x = scale.at(float(mark.value))
        label = cut(mark.label, WIDTH - 2 * _MARGIN, _PLAIN, self._fonts)
        width = self._fonts.width(label, _PLAIN)
        start = min(max(x - width / 2, _MARGIN), WIDTH - _MARGIN - width)
        self._figure.add_artist(
            Line2D(
                [x / WIDTH, x / WIDTH],
                [self._up(middle + _LINE / 2), self._up(bottom)],
                color=_MARK,
                linewidth=2.5,
                linestyle=(0, (5, 3)),
                zorder=2,
            )
        )
        self._text(start, middle, label, _PLAIN, color=_MARK, behind=_BACKGROUND)

    def _text(
        self,
        x: float,
        middle: float,
        text: str,
        font: FontProperties,
        *,
        color: str = _INK,
        behind: str | None = None,
    ) -> None:
        box = {"facecolor": behind, "edgecolor": "none", "pad": 2} if behind else None
        self._figure.add_artist(
            Text(
                x / WIDTH,
                self._up(middle),
                text,
                color=color,
                fontproperties=font,
                verticalalignment="center_baseline",
                # Two dollar signs in a text would otherwise be read as a formula.
                parse_math=False,
                transform=self._figure.transFigure,
                bbox=box,
                zorder=3,
            )
        )

    def _up(self, y: float) -> float:
        return 1 - y / self._height


class _Scale:
    """Where a value lies between the pixels `left` and `right`; zero is always in view."""

    def __init__(self, chart: Chart, left: float, right: float) -> None:
        marked = [float(mark.value) for mark in chart.marks]
        values = [0.0, *(float(bar.value) for bar in chart.bars), *marked]
        self._low = min(values)
        high = max(values)
        self._span = high - self._low or 1.0
        self._left = left
        self._width = right - left
        self.marks = tuple(self.at(value) for value in marked)

    @property
    def zero(self) -> float:
        return self.at(0.0)

    def at(self, value: float) -> float:
        return self._left + (value - self._low) / self._span * self._width


def _font(bar: Bar) -> FontProperties:
    return _STRONG if bar.highlighted else _PLAIN
