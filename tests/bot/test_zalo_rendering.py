"""Screens as Zalo shows them: plain text, numbers instead of buttons, pieces of at most 2,000."""

import pytest

import locales
from bot.channels import zalo_rendering as rendering
from bot.channels.describing import described
from bot.channels.splitting import split, units
from storage.screens import Button, Screen


def rows(*labels: str) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(label, f"x:{label}"),) for label in labels)


def test_buttons_become_a_numbered_list_below_the_text():
    screen = Screen(f"{locales.BOLD_ON}Gửi?{locales.BOLD_OFF}", rows("✅ Gửi", "✏️ Sửa"))

    assert rendering.texts(screen, "vi") == ["Gửi?\n\nGõ số để chọn:\n1. ✅ Gửi\n2. ✏️ Sửa"]


def test_what_a_person_wrote_stays_literal():
    assert rendering.texts(Screen("<b>3 em</b> & *4* cô"), "vi") == ["<b>3 em</b> & *4* cô"]


def test_long_list_shows_eight_and_how_to_see_the_rest():
    shown = rendering.list_of_choices(Screen("?", rows(*(f"Loại {n}" for n in range(1, 16)))), "vi")

    assert shown.splitlines()[-2:] == ["8. Loại 8", "9. Xem thêm"]


def test_nine_choices_need_no_second_list():
    shown = rendering.list_of_choices(Screen("?", rows(*(f"Loại {n}" for n in range(1, 10)))), "vi")

    assert shown.splitlines()[-1] == "9. Loại 9"


def test_where_a_number_is_an_answer_the_ways_on_are_words():
    choices = rows("0", "50", "Hôm nay, chọn giờ…", "Bỏ qua ›", "‹ Quay lại")
    screen = Screen("Bao nhiêu em?", choices, plain_numbers=True)

    assert rendering.texts(screen, "vi") == ["Bao nhiêu em?\n\nHoặc gõ: «Bỏ qua», «Quay lại»"]


def test_menu_is_listed_where_there_are_no_buttons():
    assert rendering.texts(Screen("Chào", menu=(("🚨 Khẩn",), ("📝 Báo cáo",))), "vi") == [
        "Chào\n\nGõ số để chọn:\n1. 🚨 Khẩn\n2. 📝 Báo cáo"
    ]


def test_link_and_map_are_shown_as_addresses():
    screen = Screen("Vị trí", ((Button("Bản đồ", url="https://example.vn/x"),),), location=(10.775, 106.7))

    [shown] = rendering.texts(screen, "vi")

    assert "https://www.google.com/maps?q=10.775000,106.700000" in shown
    assert "Bản đồ: https://example.vn/x" in shown


def test_long_text_is_cut_at_the_end_of_a_sentence_and_its_list_stays_together():
    sentence = "Nhà trường đã đưa các em vào bệnh viện và báo phụ huynh. "
    pieces = rendering.texts(Screen(sentence * 80, rows("✅ Tiếp nhận", "❓ Hỏi thêm")), "vi")

    assert all(units(piece) <= rendering.TEXT_LIMIT for piece in pieces)
    assert all(piece.endswith("phụ huynh.") for piece in pieces[:-1])
    assert pieces[-1] == "Gõ số để chọn:\n1. ✅ Tiếp nhận\n2. ❓ Hỏi thêm"


@pytest.mark.parametrize("whole", ["0903 000 001", "https://example.vn/bai-viet/su-co-o-truong-mau-a?id=123456789"])
@pytest.mark.parametrize("before", range(60, 100, 3))
def test_no_number_and_no_link_is_cut(whole: str, before: int):
    text = ("chữ " * 50)[:before] + " " + whole + " " + "chữ " * 20

    assert whole in "|".join(split(text, 100))


def test_emoji_count_as_two():
    assert [units(piece) for piece in split("🚨" * 1500, 2000)] == [2000, 1000]


def test_file_that_cannot_be_sent_is_told_in_words():
    assert described("voice", "", "", "vi") == "📎 Ghi âm"
    assert described("photo", "anh.jpg", "Bếp ăn", "vi") == "📎 Ảnh: Bếp ăn"
    assert described("sticker", "a.pdf", "", "vi") == "📎 Tệp: a.pdf"
