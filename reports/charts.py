"""Charts for a phone: tiles with numbers, bars and columns against the time before, drawn to be read 360 pixels wide.

Everything is measured in the pixels of such a phone; the picture has twice as many, for Telegram makes smaller what is
higher than 1,280. The font is the one that comes with matplotlib and has every Vietnamese letter; it has no emoji, so
colours stand for them.
"""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MIME = "image/png"
WIDTH = 360
_SCALE = 2
_EDGE, _GAP = 14.0, 12.0
_INSIDE = WIDTH - 2 * _EDGE
_INK, _MUTED, _PALE, _LINE, _CARD = "#1b2733", "#66758a", "#c3ccd8", "#e4e9f0", "#f3f6fa"
_MAIN, _GOOD, _BAD = "#1f62ad", "#2b8a57", "#c73a3a"
_SMALLEST = 2.0

# One picture at a time: the caches of fonts behind matplotlib are not made for several threads.
_drawing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Tile:
    """One number. note: what it was before, or a word on it; mood: whether that is "good" or "bad", "" for neither."""

    label: str
    value: str
    note: str = ""
    mood: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """color: of the bar, as #rrggbb; "" for the usual one."""

    label: str
    now: int
    before: int
    color: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, each above the thin one of the time before."""

    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Columns:
    """A standing column for each day, beside the pale one of the time before."""

    title: str
    columns: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a whole is done."""

    label: str
    done: int
    whole: int


@dataclass(frozen=True, slots=True)
class Shares:
    title: str
    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class Chart:
    """now, before: what the solid and the pale bars stand for, in words."""

    title: str
    subtitle: str
    now: str
    before: str
    tiles: Sequence[Tile]
    panels: Sequence[Bars | Columns | Shares]


def picture(chart: Chart) -> bytes:
    """The PNG, 720 pixels wide and as high as it must be. What has nothing to show is left out."""
    panels = [panel for panel in chart.panels if _shows_something(panel)]
    height = _HEAD + _tiles_height(chart.tiles) + sum(_height(panel) + _GAP for panel in panels) + _EDGE
    with _drawing:
        page = _Page(height)
        _head(page, chart, legend=any(not isinstance(panel, Shares) for panel in panels))
        y = _HEAD
        y += _tiles(page, chart.tiles, y)
        for panel in panels:
            _panel(page, panel, y)
            y += _height(panel) + _GAP
        return page.png()


_HEAD, _TITLE, _ROW, _COLUMNS, _SHARE = 62.0, 30.0, 29.0, 118.0, 31.0
_TILE, _PER_LINE = 68.0, 3


class _Page:
    """A white page on which things are put by the pixels of a phone, from the top left."""

    def __init__(self, height: float) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self._height = height
        self._figure = Figure(figsize=(WIDTH / 100, height / 100), dpi=100 * _SCALE, facecolor="white")
        canvas: Any = FigureCanvasAgg(self._figure)
        self._canvas, self._renderer = canvas, canvas.get_renderer()

    def box(self, x: float, y: float, width: float, height: float, color: str, *, round_by: float = 0.0) -> None:
        from matplotlib.patches import FancyBboxPatch, Rectangle

        left, bottom = x / WIDTH, 1 - (y + height) / self._height
        shape: Any
        if round_by:
            from matplotlib.transforms import Affine2D

            to_page = Affine2D().scale(_SCALE, -_SCALE).translate(0, self._height * _SCALE)
            radius = min(round_by, width / 2, height / 2)
            shape = FancyBboxPatch(
                (x, y), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", transform=to_page
            )
        else:
            shape = Rectangle((left, bottom), width / WIDTH, height / self._height, transform=self._figure.transFigure)
        shape.set(facecolor=color, edgecolor="none", linewidth=0)
        self._figure.add_artist(shape)

    def text(
        self, x: float, y: float, words: str, size: float, color: str = _INK, *, bold: bool = False, align: str = "left"
    ) -> None:
        """y: the middle of the line. size: pixels of a phone."""
        self._figure.text(
            x / WIDTH,
            1 - y / self._height,
            words,
            fontsize=size * 0.72,
            color=color,
            fontweight="bold" if bold else "normal",
            ha=align,
            va="center_baseline",
            parse_math=False,
        )

    def width(self, words: str, size: float, *, bold: bool = False) -> float:
        """How wide the words are, in pixels of a phone."""
        from matplotlib.font_manager import FontProperties

        font = FontProperties(size=size * 0.72, weight="bold" if bold else "normal")
        found: float = self._renderer.get_text_width_height_descent(words, font, False)[0]
        return found / _SCALE

    def fitting(self, words: str, size: float, most: float) -> str:
        """The words, cut with «…» where they are wider than that."""
        if self.width(words, size) <= most:
            return words
        fits, too_long = 0, len(words)
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self.width(f"{words[:middle].rstrip()}…", size) <= most:
                fits = middle
            else:
                too_long = middle
        return f"{words[:fits].rstrip()}…"

    def png(self) -> bytes:
        from PIL import Image

        self._canvas.draw()
        drawn = Image.fromarray(_pixels(self._canvas)).convert("RGB")
        written = io.BytesIO()
        drawn.save(written, "PNG", compress_level=3)
        return written.getvalue()


def _pixels(canvas: Any) -> Any:
    import numpy

    return numpy.asarray(canvas.buffer_rgba())


def _shows_something(panel: Bars | Columns | Shares) -> bool:
    if isinstance(panel, Shares):
        return any(share.whole for share in panel.shares)
    return any(bar.now or bar.before for bar in (panel.bars if isinstance(panel, Bars) else panel.columns))


def _height(panel: Bars | Columns | Shares) -> float:
    if isinstance(panel, Columns):
        return _TITLE + _COLUMNS
    if isinstance(panel, Shares):
        return _TITLE + _SHARE * len(panel.shares)
    return _TITLE + _ROW * len(panel.bars)


def _tiles_height(tiles: Sequence[Tile]) -> float:
    return -(-len(tiles) // _PER_LINE) * (_TILE + 8) + 6


def _head(page: _Page, chart: Chart, *, legend: bool) -> None:
    page.box(0, 0, WIDTH, 4, _MAIN)
    page.text(_EDGE, 22, page.fitting(chart.title, 16, _INSIDE), 16, bold=True)
    x = _EDGE
    if not legend:
        page.text(x, 43, page.fitting(chart.subtitle, 11, _INSIDE), 11, _MUTED)
        return
    for color, words in ((_MAIN, chart.now), (_PALE, chart.before)):
        page.box(x, 38.5, 9, 9, color, round_by=2)
        page.text(x + 13, 43, words, 11, _MUTED)
        x += 13 + page.width(words, 11) + 14


def _tiles(page: _Page, tiles: Sequence[Tile], top: float) -> float:
    for first in range(0, len(tiles), _PER_LINE):
        line = tiles[first : first + _PER_LINE]
        width = (_INSIDE - 8 * (len(line) - 1)) / len(line)
        y = top + first // _PER_LINE * (_TILE + 8)
        for place, tile in enumerate(line):
            x = _EDGE + place * (width + 8)
            page.box(x, y, width, _TILE, _CARD, round_by=7)
            page.text(x + 10, y + 14, page.fitting(tile.label, 11, width - 16), 11, _MUTED)
            page.text(x + 10, y + 35, page.fitting(tile.value, 21, width - 14), 21, bold=True)
            color = {"good": _GOOD, "bad": _BAD}.get(tile.mood, _MUTED)
            page.text(x + 10, y + 56, page.fitting(tile.note, 10.5, width - 14), 10.5, color)
    return _tiles_height(tiles)


def _panel(page: _Page, panel: Bars | Columns | Shares, y: float) -> None:
    page.text(_EDGE, y + 12, panel.title, 12.5, bold=True)
    page.box(_EDGE, y + 23, _INSIDE, 1, _LINE)
    if isinstance(panel, Columns):
        _columns(page, panel.columns, y + _TITLE)
    elif isinstance(panel, Shares):
        _shares(page, panel.shares, y + _TITLE)
    else:
        _bars(page, panel.bars, y + _TITLE)


def _bars(page: _Page, bars: Sequence[Bar], top: float) -> None:
    longest = min(max(page.width(bar.label, 11.5) for bar in bars), 142.0)
    most = max(max(bar.now, bar.before) for bar in bars)
    begins = _EDGE + longest + 10
    room = WIDTH - _EDGE - begins - 12 - max(page.width(str(most), 12, bold=True), 12.0)
    for place, bar in enumerate(bars):
        y = top + place * _ROW
        page.text(_EDGE, y + 13, page.fitting(bar.label, 11.5, longest), 11.5)
        long = room * bar.now / most
        if bar.now:
            page.box(begins, y + 4, max(long, _SMALLEST), 11, bar.color or _MAIN, round_by=2.5)
        if bar.before:
            page.box(begins, y + 17, max(room * bar.before / most, _SMALLEST), 4.5, _PALE, round_by=2)
        color = _INK if bar.now else _MUTED
        page.text(begins + (max(long, _SMALLEST) + 5 if bar.now else 0), y + 9.5, str(bar.now), 12, color, bold=True)


def _columns(page: _Page, columns: Sequence[Bar], top: float) -> None:
    most = max(max(one.now, one.before) for one in columns)
    each = _INSIDE / len(columns)
    floor, room = top + _COLUMNS - 22, _COLUMNS - 42
    page.box(_EDGE, floor, _INSIDE, 1, _LINE)
    for place, one in enumerate(columns):
        middle = _EDGE + each * (place + 0.5)
        wide = min(each * 0.3, 15.0)
        high, high_before = room * one.now / most, room * one.before / most
        if one.before:
            page.box(middle + 1, floor - max(high_before, _SMALLEST), wide, max(high_before, _SMALLEST), _PALE)
        if one.now:
            page.box(middle - wide - 1, floor - max(high, _SMALLEST), wide, max(high, _SMALLEST), one.color or _MAIN)
            page.text(middle - wide / 2 - 1, floor - high - 9, str(one.now), 11, bold=True, align="center")
        page.text(middle, floor + 12, one.label, 11, _MUTED, align="center")


def _shares(page: _Page, shares: Sequence[Share], top: float) -> None:
    for place, share in enumerate(shares):
        y = top + place * _SHARE
        told = f"{share.done}/{share.whole}"
        wide = page.width(told, 11.5, bold=True)
        page.text(_EDGE, y + 8, page.fitting(share.label, 11.5, _INSIDE - wide - 10), 11.5)
        page.text(WIDTH - _EDGE, y + 8, told, 11.5, bold=True, align="right")
        page.box(_EDGE, y + 17, _INSIDE, 7, _LINE, round_by=3.5)
        if share.done:
            long = max(_INSIDE * share.done / share.whole, 7.0)
            page.box(_EDGE, y + 17, long, 7, _GOOD if share.done == share.whole else _MAIN, round_by=3.5)
