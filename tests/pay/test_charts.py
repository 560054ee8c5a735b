from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import numpy as np
import pytest
from fixtures_knowledge import real_knowledge
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread

from bot.pay.charts import WIDTH, chart_png
from bot.pay.figures import Figures
from bot.pay.results import pay_result
from bot.reply import Bar, Chart, Mark

ACCENT = (0x2A, 0x8C, 0x82)
PLAIN = (0x9A, 0xA7, 0xB3)
BACKGROUND = (0xF3, 0xF5, 0xF6)

REQUESTS: tuple[tuple[str, dict[str, object]], ...] = (
    ("benchmark", {"hourly": 22, "state": "New York"}),
    ("benchmark", {"hourly": 1_000_000, "hours_per_week": 168}),
    ("speed_ladder", {"rate_per_chart": "0.75", "weekly_quota": 1000}),
    ("certification_return", {"credential": "CPC"}),
    ("certification_return", {"credential": "CCS", "pay_difference": "1e-30"}),
)


def chart(*values: int, highlighted: int = -1, marks: tuple[Mark, ...] = ()) -> Chart:
    bars = tuple(
        Bar(f"Bar {n}", Decimal(value), f"${value}", highlighted=n == highlighted)
        for n, value in enumerate(values)
    )
    return Chart("A chart", "in words", bars, marks)


def pixels(picture: bytes) -> np.ndarray:
    """Rows of red, green and blue from 0 to 255."""
    return np.rint(imread(io.BytesIO(picture), format="png")[:, :, :3] * 255).astype(int)


def lengths(picture: bytes, color: tuple[int, int, int]) -> list[int]:
    """The widths of the bars of one color, from the top."""
    per_row = (pixels(picture) == color).all(axis=2).sum(axis=1)
    solid = np.concatenate([[0], np.where(per_row > 2, per_row, 0), [0]])
    starts = np.flatnonzero((solid[1:] > 0) & (solid[:-1] == 0))
    ends = np.flatnonzero((solid[1:] == 0) & (solid[:-1] > 0))
    return [int(np.median(solid[a + 1 : b + 1])) for a, b in zip(starts, ends, strict=True)]


@pytest.mark.parametrize(("kind", "inputs"), REQUESTS)
def test_every_kind_with_a_chart_gives_a_picture_and_says_it_in_words(
    kind: str, inputs: dict[str, object]
) -> None:
    drawn = pay_result(kind, inputs, Figures.of(real_knowledge())).chart
    assert drawn is not None
    assert len(drawn.bars) <= 12
    assert all(bar.text in drawn.alt for bar in drawn.bars)
    assert len(drawn.alt) <= 1024
    picture = chart_png(drawn)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    height, width = pixels(picture).shape[:2]
    assert width == WIDTH
    assert 200 < height < 900


def test_bars_keep_their_order_and_their_proportions() -> None:
    short, long, middle = lengths(chart_png(chart(100, 400, 200)), PLAIN)
    assert long == pytest.approx(4 * short, abs=4)
    assert middle == pytest.approx(2 * short, abs=4)


def test_the_highlighted_bar_alone_has_the_accent_color() -> None:
    picture = chart_png(chart(100, 400, 200, highlighted=1))
    assert len(lengths(picture, ACCENT)) == 1
    assert len(lengths(picture, PLAIN)) == 2
    assert lengths(picture, ACCENT)[0] > max(lengths(picture, PLAIN))


def test_the_background_is_solid_to_the_edge() -> None:
    edge = pixels(chart_png(chart(1, 2, highlighted=1)))
    for row in (edge[0], edge[-1], edge[:, 0], edge[:, -1]):
        assert (row == BACKGROUND).all()
    alpha = imread(io.BytesIO(chart_png(chart(1, 2, highlighted=1))), format="png")[:, :, 3]
    assert alpha.min() == 1


def test_a_mark_adds_a_line_of_text_and_a_dashed_line() -> None:
    without, marked = (
        pixels(chart_png(chart(100, 400, marks=marks)))
        for marks in ((), (Mark(Decimal(300), "cost $300"),))
    )
    assert marked.shape[0] > without.shape[0]
    red = (marked[:, :, 0] > 140) & (marked[:, :, 1] < 90)
    assert red.any(axis=1).sum() > 60
    assert not ((without[:, :, 0] > 140) & (without[:, :, 1] < 90)).any()


def test_dollar_signs_are_no_formula() -> None:
    broken = r"$\frac{1$"
    bars = (Bar(broken, Decimal(1), broken),)
    picture = chart_png(Chart(broken, "in words", bars, (Mark(Decimal(1), broken),)))
    assert pixels(picture).shape[1] == WIDTH


def test_equal_charts_are_drawn_once() -> None:
    one, other = chart(3, 7, 5), chart(3, 7, 5)
    assert one is not other
    assert chart_png(one) is chart_png(other)
    limit = chart_png.cache_parameters()["maxsize"]
    assert limit is not None
    assert limit <= 256


def test_threads_draw_the_same_pictures() -> None:
    charts = [chart(n, 20 - n, highlighted=0, marks=(Mark(Decimal(9), "nine"),)) for n in range(6)]
    alone = [chart_png(each) for each in charts]
    chart_png.cache_clear()
    with ThreadPoolExecutor(6) as threads:
        together = list(threads.map(chart_png, charts * 3))
    assert together == alone * 3


texts = st.text(max_size=80)
amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
charts = st.builds(
    Chart,
    title=texts,
    alt=texts,
    bars=st.lists(st.builds(Bar, texts, amounts, texts, st.booleans()), max_size=4).map(tuple),
    marks=st.lists(st.builds(Mark, amounts, texts), max_size=2).map(tuple),
)


@pytest.mark.filterwarnings("ignore:Glyph")
@settings(max_examples=25)
@given(charts)
def test_any_words_and_amounts_give_a_picture_of_the_same_width(drawn: Chart) -> None:
    assert pixels(chart_png(drawn)).shape[1] == WIDTH
