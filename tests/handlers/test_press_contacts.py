"""What the press has asked, noted in one line: kept with one press, seen by the desk at once, answered, published."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from department import Sample, Somebody, add_person
from incident_desk import Desk
from newcomer import audited, cut_off
from report_desk import Phone, drafts
from report_desk import incidents as incidents_of
from sqlalchemy import select, update
from typing_phone import TypingPhone

from handlers.understanding.press_calls import read_press_call
from rules.catalogue import Catalogue
from storage import outbox
from storage.database import Database, table
from storage.outbox import Priority
from storage.registry import link_account
from storage.tables.messaging import OutboxMessage
from storage.tables.press import PressContact
from storage.tables.registry import Assignment, Unit

LINE = "phóng viên báo Tuổi Trẻ gọi lúc 9h hỏi về vụ bếp ăn"
SAMPLES = Path(__file__).parents[1] / "understanding" / "samples.jsonl"


@pytest.fixture
def communications(desk: Desk) -> Phone:
    return desk.phone(desk.sample.communications)


def contacts(desk: Desk) -> list[PressContact]:
    rows = table(PressContact)
    return desk.database.transact(lambda tx: tx.all(PressContact, select(rows).order_by(rows.c.id)))


def note(head: Phone, line: str = LINE, button: str = "Ghi nhận") -> None:
    head.write(line)
    head.press(button)


def told_at_priority(desk: Desk, somebody: Somebody) -> list[int]:
    rows = table(OutboxMessage)
    found = select(rows.c.priority).where(rows.c.address == somebody.address, rows.c.slot.like("press:%"))
    return desk.database.transact(lambda tx: [row.priority for row in tx.rows(found)])


def test_one_line_and_one_press_and_the_desk_knows(desk: Desk, head: Phone, communications: Phone) -> None:
    head.write(LINE)
    assert "🗞 Tuổi Trẻ\n🕘 09:00\n❓ vụ bếp ăn" in head.last.text
    assert head.labels() == ["✅ Ghi nhận", "✏️ Sửa", "🗑 Bỏ", "🚨 Đây là sự cố, báo cáo"]
    assert told_at_priority(desk, desk.sample.communications) == []

    head.press("Ghi nhận")

    assert head.last.text.startswith("✅ Đã ghi. Tổ truyền thông đã được báo.")
    (told,) = desk.heard(communications)
    assert "Trường mẫu A" in told
    assert "🗞 Tuổi Trẻ\n🕘 09:00\n❓ vụ bếp ăn" in told
    assert "👤 Người ghi: Hiệu trưởng mẫu A · 📞 090 300 00 01" in told
    assert told_at_priority(desk, desk.sample.communications) == [Priority.ALERT]
    assert head.touches == 2
    assert incidents_of(desk.database) == []
    assert drafts(desk.database) == []


def test_nothing_is_kept_or_told_before_the_press(desk: Desk, head: Phone, communications: Phone) -> None:
    head.write(LINE)
    head.press("Bỏ")
    assert "không ghi gì" in head.last.text
    assert [one.state for one in contacts(desk)] == ["dropped"]
    assert desk.heard(communications) == []


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


def test_a_double_tap_notes_once(desk: Desk, head: Phone, communications: Phone) -> None:
    head.write(LINE)
    card = head.last
    head.press("Ghi nhận", on=card)
    head.press("Ghi nhận", on=card)
    assert [one.state for one in contacts(desk)] == ["kept"]
    assert len(desk.heard(communications)) == 1


def test_two_presses_in_the_same_moment_note_once(desk: Desk, head: Phone, communications: Phone) -> None:
    incident = desk.report({"media": "none"})
    head.write(LINE)
    action = head.button("BCN-").action
    desk.at_once(lambda: head.send_action(action), lambda: desk.phone(desk.sample.head).send_action(action))
    assert [one.state for one in contacts(desk)] == ["kept"]
    assert desk.kinds(incident).count("press_contact") == 1


def test_the_same_line_typed_again_is_the_same_contact(desk: Desk, head: Phone, communications: Phone) -> None:
    note(head)
    head.write(LINE)
    assert "đã được ghi trước đó" in head.last.text
    assert len(contacts(desk)) == 1
    assert len(desk.heard(communications)) == 1


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


def test_it_is_attached_to_the_open_incident_and_the_leaders_see_it(desk: Desk, head: Phone) -> None:
    incident = desk.report({"media": "none"})
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    before = len(desk.heard(duty))
    head.write(LINE)
    assert "Chọn vụ việc" in head.last.text
    assert head.labels()[:2] == ["✅ BCN-2026-000001 · Tai nạn thương tích", "✅ Không thuộc vụ nào"]
    head.press("BCN-2026-000001")

    assert contacts(desk)[0].incident_id == incident.id
    assert "📎 Vụ việc: BCN-2026-000001" in head.shown[f"press:{contacts(desk)[0].id}"].text.replace(
        "\ue000", ""
    ).replace("\ue001", "")
    assert "báo chí liên hệ đơn vị" in desk.heard(duty)[before]
    seen = desk.sees(duty, incident).text
    assert "Tuổi Trẻ (09:00): vụ bếp ăn" in seen
    assert desk.now(incident).answers["media"] == "press_contact"
    assert "🗣 Đơn vị chưa có người phát ngôn" in seen
    assert "Phát ngôn lần đầu trước" in seen


def test_the_desk_hears_once_where_the_incident_is_new_for_it(desk: Desk, head: Phone, communications: Phone) -> None:
    desk.report({"media": "none"})
    assert desk.heard(communications) == []
    note(head, button="BCN-2026-000001")
    heard = desk.heard(communications)
    assert len(heard) == 1
    assert any("🗞 Tuổi Trẻ" in screen.text for screen, _ in communications.history)


def test_of_several_incidents_the_head_chooses(desk: Desk, head: Phone) -> None:
    first, second = desk.report({"media": "none"}), desk.report({"category": "fire", "media": "none"})
    head.write(LINE)
    assert [label for label in head.labels() if "BCN" in label] == [
        "✅ BCN-2026-000002 · Cháy nổ",
        "✅ BCN-2026-000001 · Tai nạn thương tích",
    ]
    head.press("BCN-2026-000001")
    assert contacts(desk)[0].incident_id == first.id
    assert "press_contact" not in desk.kinds(second)


def test_published_stays_published_when_the_press_calls_as_well(desk: Desk, head: Phone) -> None:
    incident = desk.report({"media": "published"})
    note(head, button="BCN-2026-000001")
    assert desk.now(incident).answers["media"] == "published"


def test_an_incident_that_has_ended_meanwhile_is_not_added_to(desk: Desk, head: Phone) -> None:
    incident = desk.report({"media": "none"})
    head.write(LINE)
    card = head.last
    head.send_action(f"i:{incident.id}:withdraw:1")
    head.press("BCN-2026-000001", on=card)
    assert "đã kết thúc" in (head.toast or "")
    assert head.labels()[0] == "✅ Ghi nhận"
    head.press("Ghi nhận")
    assert contacts(desk)[0].incident_id is None


def test_an_incident_of_another_unit_is_not_offered_and_not_taken(desk: Desk, head: Phone, database: Database) -> None:
    other: Any = database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000066", "1066", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    )
    foreign = desk.report({"media": "none"}, by=other)
    head.write(LINE)
    assert not any("BCN" in label for label in head.labels())
    head.send_action(f"p:{contacts(desk)[0].id}:keep:{foreign.id}")
    assert contacts(desk)[0].state == "draft"


def test_it_becomes_a_report_with_one_press(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    head.press("Đây là sự cố")
    assert [one.state for one in contacts(desk)] == ["report"]
    (draft,) = drafts(desk.database)
    assert draft.answers["what"] == LINE
    assert draft.answers["media"] == "press_contact"


def test_what_was_answered_by_whom_and_the_link_are_added_later(desk: Desk, head: Phone, communications: Phone) -> None:
    incident = desk.report({"media": "social"})
    note(head, button="BCN-2026-000001")
    head.press("Đã trả lời", on=head.shown["press:1"])
    desk.clock.turn(minutes=30)
    head.write("Phó Hiệu trưởng mẫu: nhà trường đang phối hợp làm rõ")
    assert "💬 Phó Hiệu trưởng mẫu trả lời (10:00): nhà trường đang phối hợp làm rõ" in head.shown["press:1"].text
    head.press("Bài đã đăng", on=head.shown["press:1"])
    head.write("https://bao-mau.vn/bai-1")
    (kept,) = contacts(desk)
    assert (kept.answered_by, kept.links) == ("Phó Hiệu trưởng mẫu", ["https://bao-mau.vn/bai-1"])
    desk.look(communications)
    seen = communications.shown["press:1"].text
    assert "nhà trường đang phối hợp làm rõ" in seen
    assert "🔗 https://bao-mau.vn/bai-1" in seen
    assert desk.kinds(incident).count("press_answer") == 2


def test_a_reply_to_the_message_is_the_answer(desk: Desk, head: Phone) -> None:
    note(head)
    shown = desk.database.transact(lambda tx: outbox.posted(tx, "telegram", head.address, "press:1"))
    assert shown is not None
    head.write("Đã hẹn trả lời bằng văn bản, bài đăng tại bao-mau.vn/bai-2", reply_to=shown.message_ref)
    (kept,) = contacts(desk)
    assert kept.answered_by == "Hiệu trưởng mẫu A"
    assert kept.answer.startswith("Đã hẹn trả lời")
    assert kept.links == ["bao-mau.vn/bai-2"]


def test_the_desk_notes_the_answer_and_the_head_sees_it(desk: Desk, head: Phone, communications: Phone) -> None:
    note(head)
    desk.look(communications)
    communications.press("Đã trả lời")
    communications.write("Tổ truyền thông: Sở đã có thông cáo")
    desk.look(head)
    assert "💬 Tổ truyền thông trả lời" in head.shown["press:1"].text
    assert len(desk.heard(head)) == 1


def test_the_same_link_twice_is_one_link(desk: Desk, head: Phone) -> None:
    note(head)
    for _ in range(2):
        head.press("Bài đã đăng", on=head.shown["press:1"])
        head.write("bài: https://bao-mau.vn/bai-1")
    assert contacts(desk)[0].links == ["https://bao-mau.vn/bai-1"]
    assert contacts(desk)[0].answer == ""


def test_a_short_answer_with_a_link_is_kept_as_an_answer(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("Đã trả lời", on=head.shown["press:1"])
    head.write("Đã trả lời: https://bao-mau.vn/bai-1")
    (kept,) = contacts(desk)
    assert kept.answered_at is not None
    assert kept.links == ["https://bao-mau.vn/bai-1"]


def test_words_instead_of_a_link_are_no_answer(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("Bài đã đăng", on=head.shown["press:1"])
    head.write("chưa có bài nào")
    assert "Chưa thấy đường dẫn" in head.last.text
    assert contacts(desk)[0].answered_at is None
    head.write("Cháy trường mẫu: https://bao-mau.vn/bai-1")
    (kept,) = contacts(desk)
    assert (kept.links, kept.answer) == (["https://bao-mau.vn/bai-1"], "")


def test_an_incident_typed_instead_of_a_link_begins_a_report(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("Bài đã đăng", on=head.shown["press:1"])
    head.write("9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường")
    assert len(drafts(desk.database)) == 1


def test_the_desk_lists_them_by_period_and_unit(desk: Desk, head: Phone, communications: Phone) -> None:
    note(head)
    desk.clock.turn(days=10)
    note(head, "báo Thanh Niên nhắn tin hỏi về đồng phục")
    communications.write("báo chí")
    assert "30 ngày qua: 2 lần, 2 lần chưa ghi trả lời" in communications.last.text
    communications.press("7 ngày")
    assert "7 ngày qua: 1 lần" in communications.last.text
    assert "Thanh Niên · Trường mẫu A\nđồng phục" in communications.last.text
    communications.write("/baochi truong mau b")
    assert "365 ngày qua: 0 lần" in communications.last.text
    communications.write("/baochi truong mau a")
    communications.press("Tuổi Trẻ")
    assert "❓ vụ bếp ăn" in communications.last.text


def test_pages_of_the_list(desk: Desk, head: Phone, communications: Phone) -> None:
    for number in range(8):
        note(head, f"báo Thanh Niên gọi hỏi về việc số {number}")
        desk.clock.turn(minutes=1)
    communications.write("/baochi")
    assert "việc số 7" in communications.last.text
    assert "việc số 1" not in communications.last.text
    communications.press("Xem thêm")
    assert "việc số 1" in communications.last.text


def test_a_head_sees_only_the_contacts_of_the_own_unit(desk: Desk, head: Phone, database: Database) -> None:
    note(head)
    other: Any = database.transact(
        lambda tx: add_person(
            tx, "Hiệu trưởng mẫu B", "+84903000066", "1066", {"unit_id": desk.sample.other_school, "role": "head"}
        )
    )
    phone = desk.phone(other)
    assert "0 lần" in phone.write("/baochi").text
    for action in ("show", "answer", "link"):
        phone.send_action(f"p:1:{action}")
        assert "không có quyền" in (phone.toast or "")
    phone.send_action("p:1:keep:0")
    assert "không còn dùng được" in (phone.toast or "")
    phone.send_action(f"p:list:30:0:{desk.sample.school}")
    assert "không còn dùng được" in (phone.toast or "")


def test_a_deputy_notes_for_the_unit_too(desk: Desk, communications: Phone) -> None:
    deputy = desk.phone(desk.sample.deputy)
    note(deputy)
    assert "Người ghi: Phó Hiệu trưởng mẫu A" in desk.heard(communications)[0]


def test_leaders_look_but_note_nothing(desk: Desk, head: Phone, director: Phone) -> None:
    note(head)
    assert "1 lần" in director.write("/baochi").text
    director.press("Tuổi Trẻ")
    assert "vụ bếp ăn" in director.last.text
    assert not any("Đã trả lời" in label for label in director.labels())
    director.send_action("p:1:answer")
    assert "không có quyền" in (director.toast or "")
    director.write(LINE)
    assert len(contacts(desk)) == 1


def test_an_administrator_has_no_business_here(desk: Desk, head: Phone) -> None:
    note(head)
    administrator = desk.phone(desk.sample.administrator)
    assert "không có quyền" in administrator.write("/baochi").text
    administrator.send_action("p:1:show")
    assert "không có quyền" in (administrator.toast or "")
    assert audited(desk.database, "press.list")[-1][0] == "refused"


def test_whoever_lost_the_post_keeps_nothing(desk: Desk, head: Phone, communications: Phone) -> None:
    head.write(LINE)
    desk.end_posts(desk.sample.head)
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "draft"
    assert desk.heard(communications) == []


def test_a_closed_unit_notes_nothing(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    rows = table(Unit)
    closed = update(rows).where(rows.c.id == desk.sample.school).values(active=False)
    desk.database.transact(lambda tx: tx.execute(closed))
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "draft"


def test_an_account_that_was_cut_off_is_a_stranger(desk: Desk, head: Phone) -> None:
    head.write(LINE)
    cut_off(desk.database, head.address)
    head.press("Ghi nhận")
    assert contacts(desk)[0].state == "draft"


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
    desk: Desk, head: Phone, communications: Phone
) -> None:
    desk.clock.turn(hours=13)  # 22:30
    note(head, "phóng viên báo Tuổi Trẻ gọi lúc 22h hỏi về lễ khai giảng")
    desk.look(communications)
    assert desk.heard(communications) == []
    assert "press:1" in communications.shown


def test_a_head_of_two_schools_says_which(desk: Desk, head: Phone) -> None:
    also = {"person_id": desk.sample.head.person_id, "unit_id": desk.sample.other_school, "role": "head"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **also))
    head.write(LINE)
    assert head.labels() == ["Trường mẫu A", "Trường mẫu B"]
    head.press("Trường mẫu B")
    head.press("Ghi nhận")
    assert contacts(desk)[0].unit_id == desk.sample.other_school


def test_what_is_written_never_becomes_markup(desk: Desk, head: Phone, communications: Phone) -> None:
    nasty = "<b>vụ</b> & <a href='x'>bếp</a> 😀"
    note(head, f"phóng viên Mẫu<i> báo Tuổi Trẻ gọi hỏi về {nasty}")
    head.press("Đã trả lời")
    head.write("<b>Phó & Cộng sự: đã <i>trả</i> lời 😀 & xong")
    desk.look(communications)
    text = communications.shown["press:1"].text
    assert nasty in text
    assert "💬 <b>Phó & Cộng sự trả lời" in text
    assert "đã <i>trả</i> lời 😀 & xong" in text
    assert text.count("\ue000") == 1
    assert nasty in communications.write("/baochi").text


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


def sample_lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", sample_lines(), ids=lambda line: line["text"][:30])
def test_no_report_of_an_incident_is_taken_for_a_contact(rules: Catalogue, line: dict[str, Any]) -> None:
    assert read_press_call(line["text"], datetime.fromisoformat(line["now"]), rules) is None


@pytest.mark.parametrize("line", sample_lines()[::5], ids=lambda line: line["text"][:30])
def test_a_report_of_an_incident_still_begins_a_report(desk: Desk, head: Phone, line: dict[str, Any]) -> None:
    head.write(line["text"])
    assert len(drafts(desk.database)) == 1
    assert contacts(desk) == []


@pytest.mark.parametrize(
    "text",
    [
        "Có phóng viên báo đang đứng ở cổng trường hỏi về vụ thu tiền quỹ lớp",
        "3 em lớp 9 đánh 1 em lớp 6 ở nhà xe, phóng viên báo Thanh Niên đã gọi điện",
        "phóng viên báo Tuổi Trẻ gọi hỏi, hiện 5 em đang cấp cứu ở bệnh viện quận",
    ],
)
def test_the_press_beside_an_incident_is_a_report(desk: Desk, head: Phone, text: str) -> None:
    head.write(text)
    assert len(drafts(desk.database)) == 1
    assert contacts(desk) == []


def test_words_for_a_report_that_is_being_written_stay_there(desk: Desk, head: Phone) -> None:
    head.write("9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường")
    head.write(LINE)
    assert contacts(desk) == []
    (draft,) = drafts(desk.database)
    assert draft.answers["media"] == "press_contact"


def test_a_contact_typed_days_after_an_unfinished_report_is_a_contact(desk: Desk, head: Phone) -> None:
    head.write("/baocao")
    desk.clock.turn(days=2)
    head.write(LINE)
    assert len(contacts(desk)) == 1


def test_an_answer_to_a_leader_stays_an_answer(desk: Desk, head: Phone) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    duty.press("Hỏi thêm", on=desk.sees(duty, incident))
    duty.press("Có báo chí")
    desk.look(head)
    asked = next(screen for slot, screen in head.shown.items() if slot.startswith("question:"))
    head.press("Trả lời", on=asked)
    head.write(LINE)
    assert contacts(desk) == []
    assert "answer" in desk.kinds(incident)


def test_details_after_an_urgent_report_go_to_it(desk: Desk, head: Phone) -> None:
    head.write("/khan")
    head.press("Cháy nổ")
    head.press("GỬI NGAY")
    head.write(LINE)
    assert contacts(desk) == []
    (incident,) = incidents_of(desk.database)
    assert incident.answers["media"] == "press_contact"


def test_where_there_are_no_buttons_it_is_kept_by_number(desk: Desk, registry: Sample, database: Database) -> None:
    phone = TypingPhone(database, desk.rules, "z-1")
    database.transact(lambda tx: link_account(tx, registry.head.person_id, "zalo", "z-1"))
    phone.write(LINE)
    phone.write("1")
    assert contacts(desk)[0].state == "kept"
    phone.write("Đã trả lời")
    phone.write("Hiệu trưởng: sẽ trả lời bằng văn bản")
    assert contacts(desk)[0].answered_by == "Hiệu trưởng"


@pytest.mark.parametrize("said", ["👍", "."])
def test_a_reply_that_says_nothing_is_not_told_to_be_noted(desk: Desk, head: Phone, said: str) -> None:
    note(head)
    shown = desk.database.transact(lambda tx: outbox.posted(tx, "telegram", head.address, "press:1"))
    assert shown is not None
    head.write(said, reply_to=shown.message_ref)
    assert contacts(desk)[0].answered_at is None
    assert "Đã ghi" not in head.last.text


def test_what_happens_while_an_answer_is_awaited_becomes_a_report_with_one_press(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("trả lời")
    head.write("Cháy ở bếp ăn, 3 em bị bỏng")
    head.press("Đây là sự cố")
    assert "Cháy" in head.last.text
    assert "Phiếu báo cáo" in head.last.text or "Việc xảy ra lúc nào" in head.last.text


def test_an_answer_that_tells_of_no_incident_offers_no_report(desk: Desk, head: Phone) -> None:
    note(head)
    head.press("trả lời")
    head.write("Nhà trường sẽ trả lời bằng văn bản")
    assert not [label for label in head.labels() if "sự cố" in label]
