"""The alert on a phone at two in the morning: short, true, the state above the buttons; long texts, much talk."""

from datetime import timedelta

import pytest
from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import update

from bot.channels.telegram_rendering import TEXT_LIMIT, to_html
from incidents.facts import phone_text
from storage import registry
from storage.database import table
from storage.screens import Screen
from storage.tables.incidents import Incident
from storage.tables.registry import Person

LONG = "Đã đưa các em đến bệnh viện. " * 345


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def alert(desk: Desk, answers: dict[str, object] | None = None) -> tuple[Incident, Phone, Screen]:
    incident = desk.report(answers)
    duty = desk.phone(desk.sample.duty_officer)
    return incident, duty, desk.sees(duty, incident)


def test_what_where_and_how_many_come_first_and_how_it_stands_last(desk: Desk) -> None:
    _, _, screen = alert(desk, {"place": "sân trường", "done": "Đã sơ cứu", "needs": "Bác sĩ", "told": ["health"]})
    lines = screen.text.replace("\ue000", "").replace("\ue001", "").split("\n")
    assert lines[0] == "🟠 NGHIÊM TRỌNG · 🩹 Tai nạn thương tích trong trường"
    assert lines[1] == "🏫 Trường mẫu A · BCN-2026-000001"
    assert lines[2] == "👥 3 học sinh · 3 bị thương · 3 nhập viện"
    assert lines[3] == "🕘 09:30 · sân trường"
    assert lines[4] == "📰 Truyền thông: Mạng xã hội"
    assert lines[-1] == "⏳ Chưa ai tiếp nhận · đã báo 3 người"
    assert "📞 Hiệu trưởng mẫu A · 090 300 00 01" in lines
    assert len(lines) <= 13


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ({"minutes": 20}, "🕘 09:10 (20 phút trước khi báo)"),
        ({"minutes": 80}, "🕘 08:10 (1 giờ 20 phút trước khi báo)"),
        ({"hours": 12}, "🕘 21:30 hôm qua (12 giờ trước khi báo)"),
        ({"days": 2}, "🕘 09:30 14/11"),
        ({}, "🕘 09:30"),
    ],
)
def test_when_it_happened_is_told_with_how_long_before_the_report(
    desk: Desk, before: dict[str, float], told: str
) -> None:
    """Read an hour later it is still true."""
    occurred = desk.clock.now() - timedelta(**before)
    incident, duty, screen = alert(desk, {"occurred_at": occurred.isoformat()})
    assert told in screen.text.split("\n")
    desk.clock.turn(hours=1)
    desk.take(duty, incident)
    assert told in desk.sees(duty, incident).text.split("\n")


@pytest.mark.parametrize(
    ("phone", "told"),
    [
        ("+84903000001", "090 300 00 01"),
        ("0903.000.001", "090 300 00 01"),
        ("+842838221234", "028 3822 1234"),
        ("+12025550123", "+12025550123"),
        ("115", "115"),
        (None, ""),
    ],
)
def test_a_phone_number_is_written_in_one_form(phone: str | None, told: str) -> None:
    assert phone_text(phone) == told


def test_the_buttons_of_each_state(desk: Desk) -> None:
    incident, duty, screen = alert(desk)
    assert labels(screen) == [
        ["✅ Tiếp nhận"],
        ["❓ Hỏi thêm", "📣 Chỉ đạo"],
        ["↪️ Chuyển xử lý", "⬆️ Chuyển cấp trên"],
        ["🏁 Kết thúc", "🎙 Phát ngôn"],
        ["🗂 Toàn văn, diễn biến"],
    ]
    desk.take(duty, incident)
    assert labels(desk.sees(duty, incident))[0] == ["❓ Hỏi thêm", "📣 Chỉ đạo"]
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    assert labels(desk.sees(duty, incident))[1] == ["🔒 Đóng hồ sơ", "♻️ Mở lại"]
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    assert labels(desk.sees(duty, incident))[0] == ["♻️ Mở lại"]


def test_pictures_and_the_map_are_offered_only_where_there_are_some(desk: Desk) -> None:
    incident, duty, screen = alert(desk)
    assert labels(screen)[-1] == ["🗂 Toàn văn, diễn biến"]
    head = desk.phone(desk.sample.head)
    head.press("Bổ sung", on=desk.sees(head, incident))
    head.send_photo("a", caption="Hiện trường")
    assert labels(desk.sees(duty, incident))[-1][1] == "🖼 Ảnh, tệp (1)"
    _, _, mapped = alert(desk, {"location": {"lat": 10.77, "lon": 106.7}})
    assert labels(mapped)[-1][1] == "📍 Bản đồ"


def test_an_urgent_report_says_that_details_follow(desk: Desk) -> None:
    _, _, screen = alert(desk, {"what": "", "pupils_affected": 0, "injured": 0, "in_hospital": 0})
    assert "Báo khẩn, chi tiết sẽ gửi tiếp" in screen.text
    assert "👥" not in screen.text


def test_the_caption_of_an_album_is_not_lost(desk: Desk) -> None:
    incident, duty, _ = alert(desk)
    head = desk.phone(desk.sample.head)
    head.press("Bổ sung", on=desk.sees(head, incident))
    head.send_photo("a", album="one", caption="Tổ ong ở cây phượng")
    head.send_photo("b", album="one")
    head.press("Gửi 2 tệp")
    assert "Tổ ong ở cây phượng" in desk.heard(duty)[-1]
    assert desk.entry(incident).text == "Tổ ong ở cây phượng"


def test_a_picture_that_was_sent_before_may_come_again(desk: Desk) -> None:
    incident, _, _ = alert(desk)
    head = desk.phone(desk.sample.head)
    for _ in range(2):
        head.press("Bổ sung", on=desk.sees(head, incident))
        head.send_photo("a")
        head.press("Gửi 1 tệp")
        desk.clock.turn(minutes=5)
    assert desk.kinds(incident).count("update") == 2


@pytest.mark.parametrize("action", ["Hỏi thêm", "Chỉ đạo", "Kết thúc"])
def test_ten_thousand_characters_of_a_leader_reach_the_head_whole(desk: Desk, action: str) -> None:
    incident, duty, screen = alert(desk)
    head = desk.phone(desk.sample.head)
    desk.look(head)
    duty.press(action, on=screen)
    duty.write(LONG)
    assert desk.entry(incident).text == LONG.strip()
    assert LONG.strip() in desk.heard(head)[-1]
    for seen in (desk.sees(duty, incident), desk.sees(head, incident)):
        assert len(seen.text) < TEXT_LIMIT
    duty.press("Toàn văn", on=desk.sees(duty, incident))
    assert LONG.strip() in duty.last.text


def test_ten_thousand_characters_of_the_head_are_short_on_the_alert_and_whole_on_demand(desk: Desk) -> None:
    incident, duty, screen = alert(desk, {"what": LONG, "done": LONG, "needs": LONG, "place": LONG})
    assert len(screen.text) < 2500
    duty.press("Toàn văn", on=screen)
    assert duty.last.text.count(LONG.strip()) >= 3
    head = desk.phone(desk.sample.head)
    desk.reply(head, incident, LONG)
    assert len(desk.heard(duty)[-1]) < 1000
    assert len(desk.sees(duty, incident).text) < TEXT_LIMIT


def test_hundreds_of_empty_lines_do_not_push_the_rest_off_the_screen(desk: Desk) -> None:
    _, _, screen = alert(desk, {"what": "Ong đốt" + "\n" * 200 + "ở sân trường"})
    assert "Ong đốt\nở sân trường" in screen.text


def test_what_people_write_never_becomes_markup(desk: Desk) -> None:
    wicked = "<b>đậm</b> & <a href='x'>y</a> _*`[ {code}"
    incident, duty, screen = alert(desk, {"what": wicked, "place": wicked, "done": wicked, "needs": wicked})
    head = desk.phone(desk.sample.head)
    desk.reply(duty, incident, f"Hỏi: {wicked}")
    desk.reply(head, incident, wicked)
    for seen in (screen, desk.sees(duty, incident), desk.sees(head, incident)):
        assert wicked in seen.text
        assert "&lt;b&gt;đậm&lt;/b&gt; &amp;" in to_html(seen.text)
        assert to_html(seen.text).count("<b>") == to_html(seen.text).count("</b>")


def test_after_much_talk_the_alert_holds_the_last_lines_and_the_whole_holds_all(desk: Desk) -> None:
    incident, duty, _ = alert(desk)
    head = desk.phone(desk.sample.head)
    for number in range(1, 26):
        desk.clock.turn(minutes=1)
        desk.reply(head, incident, f"diễn biến số {number:02}")
    seen = desk.sees(duty, incident).text
    assert [f"số {number:02}" in seen for number in (20, 21, 25)] == [False, True, True]
    assert len(seen) < TEXT_LIMIT
    duty.press("Toàn văn", on=desk.sees(duty, incident))
    assert all(f"số {number:02}" in duty.last.text for number in range(1, 26))


def test_a_leader_who_opens_the_phone_late_finds_no_call_that_is_not_true_any_more(desk: Desk) -> None:
    incident, duty, _ = alert(desk)
    division_head = desk.phone(desk.sample.division_head)
    desk.look(division_head)
    desk.pass_by(4)
    assert "chưa ai tiếp nhận" in desk.heard(division_head)[-1]
    sounds = len(desk.heard(division_head))
    desk.take(duty, incident)
    desk.look(division_head)
    call = division_head.shown[f"call:{incident.id}"]
    assert f"Đã tiếp nhận:\ue001 {desk.sample.duty_officer.name}" in call.text
    assert call.rows == ()
    assert len(desk.heard(division_head)) == sounds


def test_a_call_is_true_to_the_end(desk: Desk) -> None:
    incident, duty, _ = alert(desk)
    division_head = desk.phone(desk.sample.division_head)
    desk.look(division_head)
    desk.pass_by(4)
    desk.look(division_head)
    duty.press("Kết thúc", on=desk.sees(duty, incident))
    duty.write("Các em đã xuất viện")
    duty.press("Đóng hồ sơ", on=desk.sees(duty, incident))
    duty.press("Đóng hồ sơ")
    desk.look(division_head)
    assert "Đã đóng hồ sơ" in division_head.shown[f"call:{incident.id}"].text


def test_the_heads_status_is_true_on_every_account_it_stands_on(desk: Desk) -> None:
    incident = desk.report()
    head = desk.sample.head
    first = desk.phone(head)
    desk.sees(first, incident)
    desk.database.transact(lambda tx: registry.link_account(tx, head.person_id, "telegram", "newer"))
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    assert "Đã tiếp nhận" in desk.sees(first, incident).text


def test_a_call_that_was_not_sent_in_time_is_not_sent_at_all(desk: Desk) -> None:
    incident, duty, _ = alert(desk)
    division_head = desk.phone(desk.sample.division_head)
    desk.look(division_head)
    desk.pass_by(4)
    desk.take(duty, incident)
    assert len(desk.heard(division_head)) == 1, "only the alert itself"


def test_many_names_are_counted_and_not_all_told(desk: Desk) -> None:
    incident = desk.report({"dead": 1, "media": "social"})
    seen = desk.sees(desk.phone(desk.sample.head), incident).text
    assert "và 1 người nữa" in seen
    assert seen.count("mẫu") < 12


def test_english_speaking_leaders_read_names_of_divisions_and_levels_in_english(desk: Desk) -> None:
    people = table(Person)
    english = update(people).where(people.c.id == desk.sample.director.person_id).values(lang="en")
    desk.database.transact(lambda tx: tx.execute(english))
    incident = desk.report()
    director, head = desk.phone(desk.sample.director), desk.phone(desk.sample.head)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Tử vong")
    head.write("1")
    assert "raised the severity: Critical" in desk.sees(director, incident).text
    assert "corrected Dead: 1" in desk.sees(director, incident).text
