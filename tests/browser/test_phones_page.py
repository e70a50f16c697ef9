"""The phones page in a browser: people press and type there, and see what the bot answers."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from demo_process import CHIEF, DIRECTOR, DIVISION_HEAD, DUTY_OFFICER, HEAD

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


def phone(page: Any, user: int) -> Any:
    return page.get_by_test_id(f"phone-{user}")


def inline(page: Any, user: int, label: str) -> Any:
    """The newest button below a message that has this label."""
    return phone(page, user).locator(".inline", has_text=label).last


def key(page: Any, user: int, label: str) -> Any:
    return phone(page, user).locator(".key", has_text=label)


def said(page: Any, user: int, text: str) -> Any:
    """The newest message of the bot with this text."""
    return phone(page, user).locator(".msg.bot", has_text=text).last


def write(page: Any, user: int, text: str) -> None:
    field = phone(page, user).get_by_role("textbox")
    field.fill(text)
    field.press("Enter")


def reports_fire(page: Any) -> str:
    """By 🚨 Khẩn; the code of the incident."""
    key(page, HEAD, "Khẩn").click()
    inline(page, HEAD, "Cháy nổ").click()
    inline(page, HEAD, "GỬI NGAY").click()
    toast = phone(page, HEAD).locator(".toast", has_text="Đã gửi: BCN")
    toast.wait_for()
    code = re.search(r"BCN-\d{4}-\d{6}", toast.inner_text())
    assert code is not None
    return code[0]


def test_story_is_told_to_its_end(open_page: Opener):
    page = open_page("?speed=100")
    page.get_by_test_id("scenario-menu").click()
    page.get_by_test_id("play-main").click()

    page.get_by_role("button", name="Dừng").wait_for()
    phone(page, CHIEF).locator(".msg.bot.is-photo img").wait_for()
    page.get_by_test_id("scenario-menu").wait_for()

    assert "Hồ sơ đóng lại" in (page.locator(".caption-text").text_content() or "")
    said(page, HEAD, "đã đóng. Cảm ơn Thầy/Cô").wait_for()
    order = page.evaluate("[...document.querySelectorAll('.phone')].sort((a, b) => a.style.order - b.style.order)"
                          ".slice(0, 4).map(phone => phone.id)")  # fmt: skip
    assert order == [f"phone-{HEAD}", f"phone-{DUTY_OFFICER}", f"phone-{CHIEF}", f"phone-{DIVISION_HEAD}"]


def test_page_shows_the_phones_of_a_small_department(open_page: Opener):
    page = open_page()

    names = page.locator(".phone .who b").all_inner_texts()
    assert names[:4] == ["Hiệu trưởng mẫu A", "Chuyên viên trực mẫu", "Chánh Văn phòng mẫu", "Giám đốc mẫu"]
    assert len(names) == 13
    for user in (HEAD, DUTY_OFFICER, CHIEF, DIRECTOR):
        box = phone(page, user).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1440
    assert said(page, HEAD, "Chào mừng").locator("b").first.inner_text() == "Hiệu trưởng mẫu A"
    assert key(page, HEAD, "Báo cáo sự cố").is_visible()


@pytest.mark.parametrize("width", [1280, 1440, 1600])
def test_phones_that_find_no_room_are_seen_to_be_there_and_are_one_press_away(open_page: Opener, width: int):
    from playwright.sync_api import expect

    page = open_page(width=width)
    on = page.get_by_role("button", name="Các điện thoại tiếp theo")
    back = page.get_by_role("button", name="Các điện thoại phía trước")
    fifth = phone(page, DIVISION_HEAD)
    expect(fifth).not_to_be_in_viewport(ratio=0.5)
    expect(on).to_have_text("10" if width == 1280 else "9")
    expect(back).to_be_hidden()
    if width >= 1400:
        assert fifth.bounding_box()["x"] < width - 20

    on.click()
    expect(fifth).to_be_in_viewport(ratio=0.99)

    back.click()
    expect(phone(page, HEAD)).to_be_in_viewport(ratio=0.99)
    expect(back).to_be_hidden()


def test_report_typed_by_the_head_reaches_the_duty_officer(open_page: Opener):
    page = open_page()

    write(page, HEAD, "Cách đây 10 phút 5 em lớp 6B đau bụng sau bữa ăn bán trú, đã đưa đi trạm y tế.")
    phone(page, HEAD).locator(".inline", has_text=re.compile("Báo cáo sự cố mới|Gửi")).last.wait_for()
    if inline(page, HEAD, "Báo cáo sự cố mới").count():
        inline(page, HEAD, "Báo cáo sự cố mới").click()
    inline(page, HEAD, "Gửi").click()

    alert = said(page, DUTY_OFFICER, "5 em lớp 6B đau bụng")
    alert.wait_for()
    assert "Trường THCS Mẫu A" in alert.inner_text()
    assert phone(page, DUTY_OFFICER).locator(".banner").is_visible()
    assert int(phone(page, DUTY_OFFICER).locator(".head .badge").inner_text()) >= 1


def test_pressed_button_answers_with_a_toast_and_everybody_sees_who_took_it(open_page: Opener):
    page = open_page()
    code = reports_fire(page)
    said(page, DUTY_OFFICER, code).locator(".inline", has_text="Tiếp nhận").click()

    toast = phone(page, DUTY_OFFICER).locator(".toast")
    toast.get_by_text(code).wait_for()
    said(page, DUTY_OFFICER, code).get_by_text("Đã tiếp nhận:").wait_for()
    said(page, HEAD, f"{code} đã được tiếp nhận: Chuyên viên trực mẫu").wait_for()
    assert phone(page, DUTY_OFFICER).locator(".head .badge").is_hidden()


def test_clock_moved_forward_brings_the_alert_to_the_next_phone(open_page: Opener):
    page = open_page()
    code = reports_fire(page)
    said(page, DUTY_OFFICER, code).wait_for()
    before = page.get_by_test_id("clock").get_attribute("datetime")

    page.get_by_role("button", name="⏩ 15 phút").click()
    said(page, DUTY_OFFICER, f"{code} chưa ai tiếp nhận").wait_for()
    page.get_by_role("button", name="⏩ 15 phút").click()

    said(page, CHIEF, code).locator(".inline", has_text="Tiếp nhận").wait_for()
    assert page.get_by_test_id("clock").get_attribute("datetime") > before


def test_key_below_the_chat_and_command_of_the_menu_are_answered(open_page: Opener):
    page = open_page()
    key(page, DUTY_OFFICER, "Trực").click()
    said(page, DUTY_OFFICER, "Lịch trực").wait_for()

    phone(page, DIRECTOR).get_by_role("button", name="Các lệnh của bot").click()
    phone(page, DIRECTOR).locator(".commands button", has_text="/toi").click()

    said(page, DIRECTOR, "••• ••• 004").wait_for()
    assert phone(page, DIRECTOR).locator(".commands").is_hidden()


def test_pictures_voices_files_and_places_are_shown_in_the_chat(open_page: Opener):
    page = open_page()
    for name, shown in (
        ("Ảnh", ".msg.mine.is-photo img"),
        ("Bộ ảnh", ".msg.mine.is-album img"),
        ("Tin thoại", ".msg.mine .voice"),
        ("Tệp", ".msg.mine .file"),
        ("Vị trí", ".msg.mine .map"),
    ):
        phone(page, DIRECTOR).get_by_role("button", name="Đính kèm", exact=True).click()
        phone(page, DIRECTOR).locator(".attach").get_by_text(name, exact=True).click()
        phone(page, DIRECTOR).locator(shown).last.wait_for()

    phone(page, DIRECTOR).locator(".msg.mine.is-photo .photo").click()

    assert page.locator(".lightbox img").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".lightbox").is_hidden()


def test_markup_that_somebody_types_stays_text(open_page: Opener):
    page = open_page()
    text = "<img src=x onerror=alert(1)> <b>đậm</b>"

    write(page, DIRECTOR, text)

    own = phone(page, DIRECTOR).locator(".msg.mine", has_text="onerror").last
    own.wait_for()
    assert text in own.inner_text()
    assert own.locator(".text img, .text b").count() == 0


def test_narrow_screen_shows_one_phone_and_tells_of_the_others(open_page: Opener):
    page = open_page(width=390, height=844)
    assert [one.is_visible() for one in page.locator(".phone").all()].count(True) == 1
    assert phone(page, HEAD).is_visible()

    code = reports_fire(page)
    banner = page.locator(".page-banner", has_text="Chuyên viên trực mẫu")
    banner.wait_for()
    banner.dispatch_event("click")

    assert phone(page, DUTY_OFFICER).is_visible()
    assert phone(page, HEAD).is_hidden()
    assert said(page, DUTY_OFFICER, code).is_visible()
    page.get_by_test_id(f"tab-{HEAD}").click()
    assert phone(page, HEAD).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".beyond:visible").count() == 0
