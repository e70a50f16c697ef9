"""A notice that is taken back stands nowhere any more as if it held."""

from crowd import at_the_same_time
from notice_desk import NoticeDesk

from campaigns import notices


def test_withdrawn_notice_disappears_from_every_phone_and_nobody_is_reminded(desk: NoticeDesk) -> None:
    notice = desk.send()
    desk.desk.send_action(f"n:{notice.id}:withdraw")
    desk.desk.press("Thu hồi ngay")
    desk.wait()
    for phone in (desk.head, desk.other):
        assert "đã được thu hồi" in desk.got(phone)
        assert "Ngày mai 20/11 nghỉ học toàn thành phố" in desk.got(phone)
        assert phone.last.rows == ()
        assert phone.new_messages == 1
    desk.head.send_action(f"n:{notice.id}:read")
    assert "đã được thu hồi" in (desk.head.toast or "")
    desk.wait(days=2)
    assert desk.head.new_messages == 1
    assert [entry.outcome for entry in desk.audit("notice.withdraw")] == ["done"]


def test_notice_withdrawn_before_it_left_reaches_nobody(desk: NoticeDesk) -> None:
    desk.write()
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.desk.send_action(f"n:{desk.latest().id}:withdrawn")
    desk.wait()
    assert desk.got(desk.head) == ""


def queued(desk: NoticeDesk) -> int:
    """A notice that the desk has sent and the clock has not."""
    desk.write()
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    return desk.latest().id or 0


def test_notice_withdrawn_while_the_clock_is_sending_it_reaches_nobody(desk: NoticeDesk) -> None:
    number = queued(desk)
    at_the_same_time(desk.crowd.database, lambda tx: notices.withdraw(tx, number), desk.crowd.act)
    desk.wait()
    assert desk.latest().state == "withdrawn"
    assert desk.got(desk.head) == ""


def test_notice_is_withdrawn_although_the_clock_has_just_begun_to_send_it(desk: NoticeDesk) -> None:
    number = queued(desk)
    assert at_the_same_time(desk.crowd.database, desk.crowd.act, lambda tx: notices.withdraw(tx, number))
    desk.wait()
    assert desk.latest().state == "withdrawn"
    assert desk.got(desk.head) == ""


def test_whoever_looked_at_it_before_it_came_sees_that_it_was_withdrawn(desk: NoticeDesk) -> None:
    desk.crowd.clock.turn(hours=13)
    desk.write()
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi từ 06:30")
    desk.wait()
    desk.head.write("/thongbao")
    desk.head.press("Ngày mai")
    assert "Ngày mai" in desk.got(desk.head)
    desk.desk.send_action(f"n:{desk.latest().id}:withdrawn")
    desk.wait()
    assert "đã được thu hồi" in desk.got(desk.head)
    assert desk.got(desk.other) == ""
