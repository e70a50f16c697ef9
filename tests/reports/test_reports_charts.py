"""Charts: as wide as a phone reads, as high as there is something to show, in Vietnamese."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from reports.charts import Bar, Bars, Chart, Columns, Share, Shares, Tile, picture

SEVERITIES = Bars("Theo mức độ", [Bar("Đặc biệt nghiêm trọng", 1, 0, "#c73a3a"), Bar("Thường", 2, 3)])
DAYS = Columns("Theo ngày", [Bar("T2", 3, 1), Bar("T3", 0, 2)])
SHARES = Shares("Báo cáo định kỳ đã nộp", [Share("An toàn trường học tuần", 86, 120), Share("Đủ", 3, 3)])


def drawn(*panels: Bars | Columns | Shares, title: str = "Bản tin 17:00") -> Image.Image:
    chart = Chart(title, "", "Từ 07:00", "Cùng giờ tuần trước", [Tile("Mới", "12", "▲ trước: 8", "bad")], panels)
    return Image.open(io.BytesIO(picture(chart)))


def test_picture_is_twice_as_wide_as_a_phone_and_higher_with_everything_it_shows():
    heights = [drawn(*panels).height for panels in ((), (SEVERITIES,), (SEVERITIES, DAYS), (SEVERITIES, DAYS, SHARES))]
    assert drawn().width == 720
    assert heights == sorted(set(heights))


@pytest.mark.parametrize(
    "nothing",
    [
        Bars("Theo mức độ", []),
        Bars("Theo loại", [Bar("Khác", 0, 0)]),
        Columns("Theo ngày", [Bar("T2", 0, 0)]),
        Shares("Đã nộp", []),
    ],
)
def test_what_has_nothing_to_show_takes_no_room(nothing: Bars | Columns | Shares):
    assert drawn(nothing).height == drawn().height


def test_long_words_dollars_and_markup_are_drawn_as_they_are():
    """A dollar begins a formula for matplotlib unless it is told otherwise."""
    strange = Bars("<b>$x^2$</b> \\alpha", [Bar("Trường mẫu có tên rất dài $\\frac{1}{2}$ " * 5, 1, 1)])
    assert drawn(strange, title="$" * 80).width == 720


def test_every_vietnamese_letter_has_a_sign_in_the_font():
    from matplotlib.font_manager import FontProperties, findfont, get_font

    letters = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA))) + "▲▼…·"
    for weight in ("normal", "bold"):
        known = get_font(findfont(FontProperties(weight=weight))).get_charmap()
        assert [letter for letter in letters if ord(letter) not in known] == []


def test_what_draws_and_writes_is_not_loaded_before_it_is_needed():
    """They take a second of the service's start."""
    told = "import sys, reports.charts, reports.sheets; print({'matplotlib', 'openpyxl', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
