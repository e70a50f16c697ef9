"""A notice goes to whom it is for, is read with one press, is reminded of, is counted, is taken back."""

import pytest
from crowd import Crowd
from department import HandClock, Sample, Somebody, add_person, add_unit
from notice_desk import NoticeDesk, notice_desk_of
from sqlalchemy import update

from campaigns.broadcasts import Progress
from rules.catalogue import Catalogue
from storage.database import Database, Tx, table
from storage.tables.broadcasts import Broadcast
from storage.tables.incidents import Incident
from storage.tables.registry import Assignment


@pytest.fixture
def desk(database: Database, rules: Catalogue, clock: HandClock, registry: Sample) -> NoticeDesk:
    return notice_desk_of(Crowd(database, rules, clock), registry)


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


def test_preview_says_who_gets_it_and_who_cannot(desk: NoticeDesk) -> None:
    desk.lose(desk.other_head)
    desk.write()
    desk.desk.press("Xem trước")
    assert "2 đơn vị" in desk.desk.last.text
    assert "Trường mẫu A, Trường mẫu B" in desk.desk.last.text
    assert "1 người chưa tham gia" in desk.desk.last.text
    assert "Ngày mai 20/11" in desk.desk.history[-2][0].text


def test_notice_goes_to_one_kind_of_school_only(desk: NoticeDesk) -> None:
    desk.kind(desk.sample.school, "THCS")
    desk.kind(desk.sample.other_school, "Mầm non")
    desk.write()
    desk.desk.press("Nơi nhận")
    assert "2 đơn vị" in desk.desk.last.text
    desk.desk.press("Theo loại trường")
    desk.desk.press("Mầm non")
    assert "☑️ Mầm non" in desk.desk.labels()
    desk.desk.press("Xong")
    assert "1 đơn vị, 1 người" in desk.desk.last.text
    desk.desk.press("Xong")
    assert "Nơi nhận: Mầm non" in desk.desk.last.text
    desk.desk.press("Xem trước")
    desk.desk.press("Gửi")
    desk.wait()
    assert desk.got(desk.head) == ""
    assert "Ngày mai" in desk.got(desk.other)


def test_notice_goes_to_a_tag_and_a_choice_is_taken_back(desk: NoticeDesk) -> None:
    desk.kind(desk.sample.school, "THCS", "bán trú, nội trú")
    desk.write()
    desk.desk.press("Nơi nhận")
    desk.desk.press("Theo nhãn")
    desk.desk.press("nội trú")
    desk.desk.press("bán trú")
    desk.desk.press("nội trú")
    desk.desk.press("Xong")
    assert "bán trú" in desk.desk.last.text
    assert "1 đơn vị" in desk.desk.last.text
    desk.desk.press("Tất cả đơn vị")
    assert "2 đơn vị" in desk.desk.last.text


def test_a_unit_without_a_head_reads_through_its_deputies(desk: NoticeDesk) -> None:
    posts = table(Assignment)
    demoted = update(posts).where(posts.c.person_id == desk.sample.head.person_id).values(role="deputy")
    desk.crowd.database.transact(lambda tx: tx.execute(demoted))
    deputy = desk.phone(desk.sample.deputy)
    desk.send()
    assert "Ngày mai" in desk.got(deputy)
    assert "Ngày mai" in desk.got(desk.head)
    assert (desk.tally().units, desk.tally().people) == (2, 3)


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


def test_only_whom_the_rights_allow_writes_looks_and_withdraws(desk: NoticeDesk) -> None:
    notice = desk.send()
    for action in ("todo:0", "withdrawn", "preview"):
        desk.head.send_action(f"n:{notice.id}:{action}")
        assert "không có quyền" in (desk.head.toast or "")
    desk.head.send_action("n:new")
    assert "không có quyền" in (desk.head.toast or "")
    duty = desk.phone(desk.sample.duty_officer)
    duty.send_action(f"n:{notice.id}:read")
    assert "không có quyền" in (duty.toast or "")
    chief = desk.phone(desk.sample.chief_of_office)
    chief.send_action(f"n:{notice.id}:todo:0")
    assert "Đã đọc: 0/2" in chief.last.text
    assert {entry.outcome for entry in desk.audit("notice.withdrawn")} == {"refused"}


def test_another_department_sees_nothing_of_it(desk: NoticeDesk) -> None:
    def elsewhere(tx: Tx) -> Somebody:
        root = add_unit(tx, "SO-KHAC", "Sở mẫu khác")
        return add_person(tx, "Tổ truyền thông khác", None, "5001", {"unit_id": root[0], "role": "communications"})

    other = desk.phone(desk.crowd.database.transact(elsewhere))
    notice = desk.send()
    assert "Ngày mai" not in other.write("/thongbao").text
    other.send_action(f"n:{notice.id}:todo:0")
    assert "không có quyền" in (other.toast or "")
    other.press("Soạn thông báo", on=other.history[-1][0])
    other.write("Thông báo mẫu của Sở khác.")
    other.press("Xem trước")
    assert "Không có đơn vị nào" in other.last.text


def test_two_people_do_not_write_in_each_others_draft(desk: NoticeDesk) -> None:
    desk.write()
    chief = desk.phone(desk.sample.chief_of_office)
    chief.send_action(f"n:{desk.latest().id}:preview")
    assert "không còn" in (chief.toast or "")


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


def test_desk_is_offered_the_command_and_heads_are_not(desk: NoticeDesk) -> None:
    desk.desk.write("/trogiup")
    assert "/thongbao" in desk.desk.last.text
    assert "thongbao" in [name for name, _ in desk.desk.last.commands or ()]
    desk.head.write("/trogiup")
    assert "thongbao" not in [name for name, _ in desk.head.last.commands or ()]


@pytest.mark.parametrize("action", ["n:x:read", "n:1:pick:kinds:0:nix", "n:1:by:99", "n:1", "n:999999:read", "n:1:fly"])
def test_forged_buttons_do_nothing(desk: NoticeDesk, action: str) -> None:
    desk.write()
    before = desk.latest()
    desk.desk.send_action(action)
    assert "không còn dùng được" in (desk.desk.toast or "")
    assert desk.latest() == before
