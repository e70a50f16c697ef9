"""A notice is written, looked at, dropped, sent once, by night only if the desk wants that."""

from notice_desk import NoticeDesk


def test_pictures_and_files_go_with_the_notice(desk: NoticeDesk) -> None:
    desk.desk.write("/thongbao")
    desk.desk.press("Soạn")
    desk.desk.send_photo("anh-1", album="a")
    messages = desk.desk.new_messages
    desk.desk.send_photo("anh-2", album="a")
    assert desk.desk.new_messages == messages, "an album is one card"
    desk.desk.send_file("document", "ke-hoach.pdf", caption="Kế hoạch tháng mẫu")
    assert "Kèm 3 tệp" in desk.desk.last.text
    desk.desk.press("Xem trước")
    assert len(desk.desk.history[-2][0].pictures) == 3
    desk.desk.press("Gửi")
    desk.wait()
    assert len(desk.head.last.pictures) == 3
    desk.head.press("Đã đọc")
    assert desk.head.last.pictures == ()


def test_in_the_quiet_hours_it_waits_unless_the_desk_says_now(desk: NoticeDesk) -> None:
    desk.crowd.clock.turn(hours=13)  # 22:30
    desk.write("Thông báo mẫu trong đêm.")
    desk.desk.press("Xem trước")
    assert "Đang giờ nghỉ" in desk.desk.last.text
    desk.desk.press("Gửi từ 06:30")
    desk.wait()
    assert desk.got(desk.head) == ""
    desk.wait(hours=8)
    assert "trong đêm" in desk.got(desk.head)
    desk.crowd.clock.turn(hours=16)
    desk.write("Bão mẫu đổ bộ, nghỉ học ngày mai.")
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi ngay")
    desk.wait()
    assert "Bão mẫu" in desk.got(desk.head)


def test_pressing_send_twice_sends_once(desk: NoticeDesk) -> None:
    desk.write()
    desk.desk.press("Xem trước")
    action = desk.desk.button("Gửi").action
    desk.desk.send_action(action)
    desk.desk.send_action(action)
    assert "đã gửi rồi" in (desk.desk.toast or "")
    desk.wait()
    assert desk.head.new_messages == 1
    assert len(desk.audit("notice.send")) == 1


def test_send_is_asked_again_when_it_would_reach_others_than_were_shown(desk: NoticeDesk) -> None:
    desk.write()
    desk.desk.press("Xem trước")
    preview = desk.desk.last
    desk.more_schools(1)
    desk.desk.press("Gửi", on=preview)
    assert "vừa thay đổi" in (desk.desk.toast or "")
    assert "3 đơn vị" in desk.desk.last.text
    desk.desk.press("Gửi")
    assert desk.latest().state == "queued"


def test_draft_survives_a_pause_and_is_gone_on_with(desk: NoticeDesk) -> None:
    desk.write("Phần một.")
    desk.crowd.clock.turn(days=3)
    desk.desk.write("/thongbao")
    desk.desk.press("Soạn tiếp")
    desk.desk.write("Phần hai.")
    assert "Phần một.\n\nPhần hai." in desk.desk.last.text
    desk.desk.press("Viết lại")
    desk.desk.write("Phần ba.")
    assert "Phần một" not in desk.desk.last.text


def test_notice_whose_day_has_passed_is_not_sent_before_another_is_chosen(desk: NoticeDesk) -> None:
    desk.write()
    desk.desk.press("Hạn đọc")
    desk.desk.press("Ngày mai")
    preview = desk.desk.press("Xem trước")
    desk.crowd.clock.turn(days=3)
    desk.desk.press("Gửi", on=preview)
    assert "Hạn đọc đã qua" in (desk.desk.toast or "")
    assert desk.latest().state == "draft"
    desk.desk.press("3 ngày")
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.wait()
    assert "Ngày mai 20/11" in desk.got(desk.head)


def test_words_typed_long_after_a_draft_do_not_slip_into_it(desk: NoticeDesk) -> None:
    desk.write("Phần một.")
    desk.crowd.clock.turn(hours=3)
    desk.desk.write("Chào bot")
    assert desk.latest().text == "Phần một."


def test_dropped_draft_is_sent_to_nobody(desk: NoticeDesk) -> None:
    desk.write()
    preview = desk.desk.press("Xem trước")
    desk.desk.press("Quay lại")
    desk.desk.press("Bỏ")
    desk.desk.press("Gửi", on=preview)
    desk.wait()
    assert desk.got(desk.head) == ""
