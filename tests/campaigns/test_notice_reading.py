"""A notice on the phones of those who read it: one button, words instead of it, found again."""

import pytest
from notice_desk import NoticeDesk

from storage.database import table
from storage.tables.incidents import Incident


def test_heads_get_the_notice_with_one_button_and_nobody_else(desk: NoticeDesk) -> None:
    director = desk.phone(desk.sample.director)
    deputy = desk.phone(desk.sample.deputy)
    desk.send()
    for phone in (desk.head, desk.other):
        assert "Ngày mai 20/11 nghỉ học" in desk.got(phone)
        assert "Sở Giáo dục và Đào tạo mẫu" in desk.got(phone)
        assert phone.labels() == ["✅ Đã đọc"]
        assert phone.new_messages == 1
    assert desk.got(director) == desk.got(deputy) == ""


def test_reading_takes_one_press_and_stands_on_the_message(desk: NoticeDesk) -> None:
    desk.send()
    desk.head.press("Đã đọc")
    assert "Đã ghi nhận" in (desk.head.toast or "")
    assert "đã xác nhận đọc lúc 09:30" in desk.got(desk.head)
    assert desk.head.labels() == []
    assert desk.head.new_messages == 1
    assert desk.tally().read == 1


def test_pressing_twice_counts_once(desk: NoticeDesk) -> None:
    notice = desk.send()
    for _ in range(3):
        desk.head.send_action(f"n:{notice.id}:read")
    assert (desk.tally().read, desk.tally().units_read) == (1, 1)


@pytest.mark.parametrize("words", ["đã đọc", "Da doc", "ĐÃ ĐỌC"])
def test_reading_can_be_typed(desk: NoticeDesk, words: str) -> None:
    desk.send()
    desk.head.write(words)
    assert desk.tally().read == 1
    assert "Đã ghi nhận" in " ".join(screen.text for screen, _ in desk.head.history)


def test_the_same_words_answer_a_question_when_one_was_asked(desk: NoticeDesk) -> None:
    desk.send()
    desk.head.write("/baocao")
    desk.head.press("Tai nạn thương tích")
    desk.head.write("đã đọc")
    assert desk.tally().read == 0


def test_the_same_words_are_just_words_when_nothing_is_to_be_read(desk: NoticeDesk) -> None:
    desk.send()
    desk.head.write("đã đọc")
    desk.head.write("đã đọc")
    assert "Đã ghi nhận" not in desk.head.last.text
    assert desk.tally().read == 1


def test_of_two_unread_notices_the_bot_asks_which_was_read(desk: NoticeDesk) -> None:
    desk.send("Thông báo mẫu thứ nhất.")
    desk.send("Thông báo mẫu thứ hai.")
    desk.head.write("đã đọc")
    assert len(desk.head.labels()) == 2
    desk.head.press("thứ nhất")
    desk.head.press("Đã đọc")
    desk.head.write("đã đọc")
    assert desk.tally().read == 1


def test_an_answer_to_a_notice_becomes_no_report(desk: NoticeDesk) -> None:
    desk.send()
    ref = desk.head.history[-1][1]
    screen = desk.head.write("Trường tôi thi học kỳ thì sao ạ?", reply_to=ref)
    assert "không nhận trả lời" in screen.text
    desk.head.write("Đã đọc.", reply_to=ref)
    assert desk.tally().read == 1
    assert not desk.crowd.database.transact(lambda tx: tx.rows(table(Incident).select()))


def test_heads_find_their_notices_again(desk: NoticeDesk) -> None:
    desk.send("Thông báo mẫu cũ.")
    desk.head.press("Đã đọc")
    desk.send("Thông báo mẫu mới.")
    screen = desk.head.write("/thongbao")
    assert "✅ Thông báo mẫu cũ." in screen.text
    assert "🔵 Thông báo mẫu mới." in screen.text
    desk.head.press("mẫu mới")
    desk.head.press("Đã đọc")
    assert desk.tally().read == 1
