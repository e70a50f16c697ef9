"""A contact with the press noted in one line: understood, put right, kept with one press, heard by the desk at once."""

from department import Sample
from incident_desk import Desk
from press_notes import LINE, contacts, note, told_at_priority
from report_desk import Phone, drafts
from report_desk import incidents as incidents_of
from typing_phone import TypingPhone

from storage.database import Database
from storage.outbox import Priority
from storage.registry import link_account
from storage.tables.registry import Assignment


def test_one_line_and_one_press_and_the_desk_knows(desk: Desk, head: Phone, comms: Phone) -> None:
    head.write(LINE)
    assert "🗞 Tuổi Trẻ\n🕘 09:00\n❓ vụ bếp ăn" in head.last.text
    assert head.labels() == ["✅ Ghi nhận", "✏️ Sửa", "🗑 Bỏ", "🚨 Đây là sự cố, báo cáo"]
    assert told_at_priority(desk, desk.sample.communications) == []

    head.press("Ghi nhận")

    assert head.last.text.startswith("✅ Đã ghi. Tổ truyền thông đã được báo.")
    (told,) = desk.heard(comms)
    assert "Trường mẫu A" in told
    assert "🗞 Tuổi Trẻ\n🕘 09:00\n❓ vụ bếp ăn" in told
    assert "👤 Người ghi: Hiệu trưởng mẫu A · 📞 090 300 00 01" in told
    assert told_at_priority(desk, desk.sample.communications) == [Priority.ALERT]
    assert head.touches == 2
    assert incidents_of(desk.database) == []
    assert drafts(desk.database) == []


def test_nothing_is_kept_or_told_before_the_press(desk: Desk, head: Phone, comms: Phone) -> None:
    head.write(LINE)
    head.press("Bỏ")
    assert "không ghi gì" in head.last.text
    assert [one.state for one in contacts(desk)] == ["dropped"]
    assert desk.heard(comms) == []


def test_what_was_understood_wrong_is_typed_anew(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    head.press("Sửa")
    assert LINE in head.last.text
    head.write("Thanh Niên 8h30 hỏi về thực đơn, chị Mẫu gọi")
    assert "🗞 Thanh Niên" in head.last.text
    assert "08:30" in head.last.text
    head.press("Ghi nhận")
    (kept,) = contacts(desk)
    assert (kept.state, kept.paper) == ("kept", "Thanh Niên")


def test_a_double_tap_notes_once(desk: Desk, head: Phone, comms: Phone) -> None:
    head.write(LINE)
    card = head.last
    head.press("Ghi nhận", on=card)
    head.press("Ghi nhận", on=card)
    assert [one.state for one in contacts(desk)] == ["kept"]
    assert len(desk.heard(comms)) == 1


def test_two_presses_in_the_same_moment_note_once(desk: Desk, head: Phone, comms: Phone) -> None:
    incident = desk.report({"media": "none"})
    head.write(LINE)
    action = head.button("BCN-").action
    desk.at_once(lambda: head.send_action(action), lambda: desk.phone(desk.sample.head).send_action(action))
    assert [one.state for one in contacts(desk)] == ["kept"]
    assert desk.kinds(incident).count("press_contact") == 1


def test_the_same_line_typed_again_is_the_same_contact(desk: Desk, head: Phone, comms: Phone) -> None:
    note(head)
    head.write(LINE)
    assert "đã được ghi trước đó" in head.last.text
    assert len(contacts(desk)) == 1
    assert len(desk.heard(comms)) == 1


def test_the_same_line_of_the_next_morning_means_the_hour_of_that_day(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    desk.clock.turn(hours=23, minutes=50)
    head.write(LINE)
    (kept,) = contacts(desk)
    assert (kept.contacted_at - desk.clock.now()).total_seconds() == -20 * 60


def test_a_line_noted_for_a_school_that_was_left_is_noted_for_the_new_one(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    desk.end_posts(desk.sample.head)
    now = {"person_id": desk.sample.head.person_id, "unit_id": desk.sample.other_school, "role": "head"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **now))
    note(head)
    assert [(one.unit_id, one.state) for one in contacts(desk)] == [
        (desk.sample.school, "draft"),
        (desk.sample.other_school, "kept"),
    ]


def test_where_the_desk_cannot_be_reached_the_chief_of_office_hears(desk: Desk, head: Phone) -> None:
    desk.lose(desk.sample.communications)
    note(head)
    chief = desk.phone(desk.sample.chief_of_office)
    assert "🗞 Tuổi Trẻ" in desk.heard(chief)[-1]
    assert not chief.labels(), "only the desk and the unit note what was answered"
    head.press("Đã trả lời")
    head.write("Hiệu trưởng: sẽ trả lời bằng văn bản")
    desk.look(chief)
    assert "💬 Hiệu trưởng trả lời" in chief.shown["press:1"].text
    assert not chief.shown["press:1"].rows
    desk.lose(desk.sample.chief_of_office)
    note(head, "báo Thanh Niên gọi hỏi về đồng phục")
    assert "xin gọi Văn phòng Sở" in head.last.text


def test_at_night_it_comes_without_a_sound_unless_an_incident_is_behind_it(
    desk: Desk, head: Phone, comms: Phone
) -> None:
    desk.clock.turn(hours=13)  # 22:30
    note(head, "phóng viên báo Tuổi Trẻ gọi lúc 22h hỏi về lễ khai giảng")
    desk.look(comms)
    assert desk.heard(comms) == []
    assert "press:1" in comms.shown


def test_a_head_of_two_schools_says_which(desk: Desk, head: Phone) -> None:
    also = {"person_id": desk.sample.head.person_id, "unit_id": desk.sample.other_school, "role": "head"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **also))
    head.write(LINE)
    assert head.labels() == ["Trường mẫu A", "Trường mẫu B"]
    head.press("Trường mẫu B")
    head.press("Ghi nhận")
    assert contacts(desk)[0].unit_id == desk.sample.other_school


def test_what_is_written_never_becomes_markup(desk: Desk, head: Phone, comms: Phone) -> None:
    nasty = "<b>vụ</b> & <a href='x'>bếp</a> 😀"
    note(head, f"phóng viên Mẫu<i> báo Tuổi Trẻ gọi hỏi về {nasty}")
    head.press("Đã trả lời")
    head.write("<b>Phó & Cộng sự: đã <i>trả</i> lời 😀 & xong")
    desk.look(comms)
    text = comms.shown["press:1"].text
    assert nasty in text
    assert "💬 <b>Phó & Cộng sự trả lời" in text
    assert "đã <i>trả</i> lời 😀 & xong" in text
    assert text.count("\ue000") == 1
    assert nasty in comms.write("/baochi").text


def test_a_pupils_name_is_warned_of(desk: Desk, head: Phone) -> None:
    head.write("phóng viên báo Tuổi Trẻ gọi hỏi về em Nguyễn Thị Mẫu lớp 7A")
    assert "có tên học sinh" in head.last.text


def test_words_behind_the_command_are_taken_however_they_are_put(desk: Desk, head: Phone) -> None:
    head.write("/baochi Tuổi Trẻ, chị Mẫu, 9h, xin số liệu bán trú")
    assert "🗞 Tuổi Trẻ · Mẫu" in head.last.text
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "kept"


def test_a_contact_is_noted_from_the_list(desk: Desk, head: Phone) -> None:
    head.write("báo chí")
    head.press("Ghi cuộc liên hệ")
    head.write("Thanh Niên hỏi thực đơn tuần này")
    head.press("Ghi nhận")
    assert contacts(desk)[0].paper == "Thanh Niên"


def test_where_there_are_no_buttons_it_is_kept_by_number(desk: Desk, registry: Sample, database: Database) -> None:
    phone = TypingPhone(database, desk.rules, "z-1")
    database.transact(lambda tx: link_account(tx, registry.head.person_id, "zalo", "z-1"))
    phone.write(LINE)
    phone.write("1")
    assert contacts(desk)[0].state == "kept"
    phone.write("Đã trả lời")
    phone.write("Hiệu trưởng: sẽ trả lời bằng văn bản")
    assert contacts(desk)[0].answered_by == "Hiệu trưởng"
