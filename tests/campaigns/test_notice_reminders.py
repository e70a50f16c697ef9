"""Whoever has not read a notice is reminded of it in working hours, and nobody else."""

from department import add_person
from notice_desk import NoticeDesk
from sqlalchemy import update

from campaigns.broadcasts import Progress
from storage.database import table
from storage.tables.broadcasts import Broadcast
from storage.tables.registry import Assignment


def test_whoever_has_not_read_is_reminded_after_a_day_in_working_hours_and_nobody_else(desk: NoticeDesk) -> None:
    desk.send()
    desk.head.press("Đã đọc")
    before = desk.head.new_messages, desk.other.new_messages
    desk.wait(hours=23)
    assert (desk.head.new_messages, desk.other.new_messages) == before
    desk.wait(hours=2)
    assert desk.head.new_messages == before[0]
    assert desk.other.new_messages == before[1] + 1
    assert "Nhắc:" in desk.other.last.text
    assert "Ngày mai 20/11 nghỉ học" in desk.other.last.text
    desk.other.press("Đã đọc")
    assert desk.tally().read == 2
    assert len(desk.audit("notice.remind")) == 1


def test_a_notice_of_a_friday_is_reminded_of_on_monday(desk: NoticeDesk) -> None:
    desk.crowd.clock.turn(days=4)
    desk.send()
    desk.wait(days=2, hours=20)
    assert desk.other.new_messages == 1
    desk.wait(hours=3)
    assert desk.other.new_messages == 2


def test_whoever_has_not_read_hears_again_before_the_given_date(desk: NoticeDesk) -> None:
    desk.write()
    desk.desk.press("Hạn đọc")
    desk.desk.write("17:00 20/11")
    assert "Hạn đọc: 17:00 20/11" in desk.desk.last.text
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.wait()
    assert "Xin đọc trước" in desk.got(desk.other)
    heard = []
    for _ in range(7):
        before = desk.other.new_messages
        desk.wait(days=1)
        heard.append(desk.other.new_messages - before)
    assert heard == [1, 0, 1, 0, 0, 0, 0]


def test_after_a_stop_of_three_days_there_is_one_reminder(desk: NoticeDesk) -> None:
    desk.write()
    desk.desk.press("Hạn đọc")
    desk.desk.press("1 tuần")
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.wait()
    desk.wait(days=3)
    assert desk.other.new_messages == 2


def test_whoever_reads_just_before_the_reminder_leaves_is_not_reminded(desk: NoticeDesk) -> None:
    desk.send()
    desk.head.press("Đã đọc")
    desk.crowd.clock.turn(days=1)
    while not desk.broadcasts("notice_reminder"):
        assert desk.crowd.tick(), "the reminder is due"
    desk.other.press("Đã đọc")
    desk.wait()
    assert desk.other.new_messages == 1
    [reminding] = desk.broadcasts("notice_reminder")
    assert desk.crowd.progress(reminding) == Progress(total=1, skipped=1)


def test_whoever_has_read_it_before_it_came_does_not_get_it_any_more(desk: NoticeDesk) -> None:
    desk.crowd.clock.turn(hours=13)
    desk.write()
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi từ 06:30")
    desk.wait()
    desk.head.write("/thongbao")
    desk.head.press("Ngày mai")
    desk.head.press("Đã đọc")
    before = desk.head.new_messages
    desk.wait(hours=9)
    assert desk.head.new_messages == before
    assert "Ngày mai" in desk.got(desk.other)


def test_a_reminder_that_was_missed_waits_for_working_hours(desk: NoticeDesk) -> None:
    desk.crowd.clock.turn(days=3)
    desk.send()
    desk.wait(days=2)
    assert desk.other.new_messages == 1, "nobody is reminded on a Saturday"
    desk.wait(hours=47)
    assert desk.other.new_messages == 2


def test_nobody_is_reminded_while_others_have_not_got_it_yet(desk: NoticeDesk) -> None:
    desk.send()
    notice = desk.latest()
    changed = {"id": notice.broadcast_id}
    desk.crowd.database.transact(lambda tx: tx.change(Broadcast, changed, state="paused"))
    desk.wait(days=1, hours=1)
    assert desk.other.new_messages == 1
    desk.crowd.database.transact(lambda tx: tx.change(Broadcast, changed, state="ended"))
    desk.wait(hours=3)
    assert desk.other.new_messages == 2


def test_a_head_who_joins_later_gets_the_notice_with_the_reminder(desk: NoticeDesk) -> None:
    desk.lose(desk.other_head)
    desk.write()
    desk.desk.send_photo("anh")
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.wait()
    assert desk.other.new_messages == 0
    desk.other.write("/start")
    desk.wait(days=1, hours=1)
    assert "Ngày mai" in desk.got(desk.other)
    assert "Nhắc:" not in desk.got(desk.other)
    assert len(desk.other.shown[f"notice:{desk.latest().id}"].pictures) == 1
    desk.desk.send_action(f"n:{desk.latest().id}:withdrawn")
    desk.wait()
    assert "đã được thu hồi" in desk.got(desk.other)


def test_a_new_head_gets_the_notice_and_the_one_who_left_is_not_reminded(desk: NoticeDesk) -> None:
    desk.send()
    desk.head.press("Đã đọc")
    followers = {
        school: desk.crowd.database.transact(
            lambda tx, school=school, address=address: add_person(
                tx, f"Hiệu trưởng mới {address}", None, address, {"unit_id": school, "role": "head"}
            )
        )
        for school, address in ((desk.sample.school, "4001"), (desk.sample.other_school, "4002"))
    }
    posts = table(Assignment)
    left = [desk.sample.head.person_id, desk.other_head.person_id]
    over = update(posts).where(posts.c.person_id.in_(left)).values(valid_until=desk.crowd.clock.now())
    desk.crowd.database.transact(lambda tx: tx.execute(over))
    new, new_elsewhere = (desk.phone(follower) for follower in followers.values())
    desk.wait(days=1, hours=1)
    assert "Ngày mai" in desk.got(new_elsewhere)
    assert "Nhắc:" not in desk.got(new_elsewhere)
    assert desk.got(new) == "", "for this unit it was read"
    assert desk.other.new_messages == 1
