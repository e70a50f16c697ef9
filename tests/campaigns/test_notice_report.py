"""Who has read a notice is listed, counted and followed live."""

from notice_desk import NoticeDesk


def test_report_lists_who_has_not_read_and_follows_live(desk: NoticeDesk) -> None:
    desk.send()
    desk.desk.send_action(f"n:{desk.latest().id}:todo:0")
    report = desk.desk.last
    assert "Đã đọc: 0/2 người · 0/2 đơn vị" in report.text
    assert "Trường mẫu A · Hiệu trưởng mẫu A" in report.text
    messages = desk.desk.new_messages
    desk.head.press("Đã đọc")
    desk.wait(seconds=10)
    report = desk.desk.shown[f"notice-report:{desk.latest().id}"]
    assert "Đã đọc: 1/2 người · 1/2 đơn vị" in report.text
    assert "Trường mẫu A" not in report.text
    assert "Trường mẫu B" in report.text
    assert desk.desk.new_messages == messages
    desk.desk.press("Ai đã đọc", on=report)
    assert "Trường mẫu A · Hiệu trưởng mẫu A · 09:30" in desk.desk.last.text
    desk.other.press("Đã đọc")
    desk.wait(seconds=10)
    desk.desk.press("Ai chưa đọc", on=desk.desk.shown[f"notice-report:{desk.latest().id}"])
    assert "Tất cả đã đọc" in desk.desk.last.text


def test_report_is_turned_page_by_page(desk: NoticeDesk) -> None:
    desk.more_schools(13)
    desk.send()
    desk.desk.send_action(f"n:{desk.latest().id}:todo:0")
    first = desk.desk.last
    assert first.text.count("• ") == 10
    desk.desk.press("Xem thêm")
    assert desk.desk.last.text.count("• ") == 5
    desk.desk.press("Trước")
    assert desk.desk.last.text == first.text


def test_report_says_who_never_joined(desk: NoticeDesk) -> None:
    desk.lose(desk.other_head)
    desk.send()
    desk.desk.send_action(f"n:{desk.latest().id}:todo:0")
    assert "Đã nhận: 1/2 người" in desk.desk.last.text
    assert "Hiệu trưởng mẫu B · chưa tham gia" in desk.desk.last.text
