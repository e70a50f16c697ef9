"""The first statement: filled from the report, edited, approved by whoever may, given to somebody, published."""

from datetime import timedelta

import pytest
from incident_desk import Desk
from press_room import (
    approve,
    clock_of,
    correct,
    give,
    given_of,
    open_desk,
    plain,
    reminders,
    room,
    see_draft,
    statements_of,
)
from report_desk import Phone

from storage import spokespersons
from storage.tables.incidents import Incident

STRANGE = "<b>Mẫu</b> & <script>alert(1)</script> {unit} 🐝👩‍🏫 \\ « »"


def begun(desk: Desk, answers: dict[str, object] | None = None) -> tuple[Incident, Phone]:
    return desk.report(answers), desk.phone(desk.sample.head)


def name_spokesperson(desk: Desk, person_id: int | None, name: str = "Phó Hiệu trưởng mẫu A") -> None:
    sample = desk.sample
    desk.database.transact(
        lambda tx: spokespersons.name(
            tx, sample.school, sample.head.person_id, person_id=person_id, name=name, title="", phone="+84903000002"
        )
    )


def test_the_statement_is_filled_from_the_report(desk: Desk) -> None:
    incident, head = begun(desk, {"told": ["police", "parents"]})
    text = plain(see_draft(desk, head, incident))
    assert "Trường mẫu A xác nhận lúc 09:30 ngày 16/11/2026 có xảy ra vụ việc: Tai nạn thương tích" in text
    assert "Số học sinh bị ảnh hưởng: 3." in text
    assert "Số người đang được điều trị tại cơ sở y tế: 3." in text
    assert "Đơn vị đã báo: Công an, Phụ huynh." in text
    assert "Người phát ngôn: Hiệu trưởng mẫu A." in text
    assert "tử vong" not in text
    assert "Số cán bộ" not in text


def test_no_word_of_the_report_itself_gets_into_the_statement(desk: Desk) -> None:
    told = "em Nguyễn Văn Bình lớp 7A"
    incident, head = begun(desk, {"what": told, "done": f"đã đưa {told} đi viện", "place": told, "needs": told})
    text = plain(see_draft(desk, head, incident))
    assert "Bình" not in text
    assert "7A" not in text


def test_while_nobody_has_written_in_it_the_statement_follows_the_report(desk: Desk) -> None:
    incident, head = begun(desk)
    see_draft(desk, head, incident)
    correct(desk, head, incident, "Nằm viện", "2")
    assert "cơ sở y tế: 2." in plain(see_draft(desk, head, incident))
    room(head, incident, "Viết lại")
    head.write("Đơn vị đang làm rõ.")
    correct(desk, head, incident, "Nằm viện", "1")
    shown = plain(see_draft(desk, head, incident))
    assert "Đơn vị đang làm rõ." in shown
    assert "(Hiệu trưởng mẫu A sửa)" in shown
    assert "cơ sở y tế: 1." in plain(room(head, incident, "Lấy lại mẫu"))
    assert len(statements_of(desk, incident)) == 1


def test_what_was_approved_is_kept_with_who_and_when(desk: Desk) -> None:
    incident, head = begun(desk)
    shown = plain(approve(desk, head, incident))
    (kept,) = statements_of(desk, incident)
    assert (kept.state, kept.approved_by, kept.approved_at) == (
        "approved",
        desk.sample.head.person_id,
        desk.clock.now(),
    )
    assert "Hiệu trưởng mẫu A duyệt lúc 09:30" in shown
    entry = desk.entry(incident)
    assert (entry.kind, entry.person_id, entry.text) == ("statement_approve", desk.sample.head.person_id, kept.text)
    duty = desk.phone(desk.sample.duty_officer)
    assert "Hiệu trưởng mẫu A duyệt thông tin ban đầu: THÔNG TIN BAN ĐẦU" in plain(desk.sees(duty, incident))
    clock = clock_of(desk, incident)
    assert clock is not None
    assert clock.state == "running", "approved is not yet said"


def test_a_deputy_may_write_and_is_told_who_approves(desk: Desk) -> None:
    incident, head = begun(desk)
    deputy = desk.phone(desk.sample.deputy)
    deputy.send_action(f"i:{incident.id}:media:draft")
    assert "Chỉ Hiệu trưởng mẫu A được duyệt phát ngôn của đơn vị." in plain(deputy.last)
    assert not [label for label in deputy.labels() if label == "✅ Duyệt"]
    (draft,) = statements_of(desk, incident)
    for forbidden in (f"approve.{draft.id}.1", f"sure.{draft.id}.1", "give", "to.press", "now.press.0"):
        deputy.send_action(f"i:{incident.id}:media:{forbidden}")
        assert deputy.toast == "Chỉ Hiệu trưởng mẫu A được duyệt phát ngôn của đơn vị."
    assert statements_of(desk, incident)[0].state == "draft"
    assert [entry.outcome for entry in desk.audit() if entry.action.startswith("media.")] == ["refused"] * 5
    deputy.send_action(f"i:{incident.id}:media:edit")
    deputy.write("Bản của Phó Hiệu trưởng.")
    room(deputy, incident, "Trình duyệt")
    assert "Đã trình Hiệu trưởng mẫu A duyệt" in plain(deputy.shown[f"media:{incident.id}"])
    assert [text for text in desk.heard(head) if "Phó Hiệu trưởng mẫu A trình duyệt" in text]
    head.press("Xem bản soạn sẵn", on=head.shown[f"statement-asked:{incident.id}"])
    assert "Bản của Phó Hiệu trưởng." in plain(head.last)
    room(head, incident, "Duyệt")
    (kept,) = statements_of(desk, incident)
    assert (kept.written_by, kept.approved_by) == (desk.sample.deputy.person_id, desk.sample.head.person_id)


def test_whoever_was_named_to_speak_for_the_unit_approves_as_well(desk: Desk) -> None:
    incident, _ = begun(desk)
    name_spokesperson(desk, desk.sample.deputy.person_id)
    deputy = desk.phone(desk.sample.deputy)
    deputy.send_action(f"i:{incident.id}:media:draft")
    assert "Người phát ngôn: Phó Hiệu trưởng mẫu A." in plain(deputy.last)
    room(deputy, incident, "Duyệt")
    assert statements_of(desk, incident)[0].approved_by == desk.sample.deputy.person_id


def test_a_spokesperson_of_another_unit_may_not(desk: Desk) -> None:
    incident, _ = begun(desk)
    sample = desk.sample
    desk.database.transact(
        lambda tx: spokespersons.name(
            tx,
            sample.other_school,
            sample.head.person_id,
            person_id=sample.deputy.person_id,
            name="",
            title="",
            phone="",
        )
    )
    deputy = desk.phone(sample.deputy)
    deputy.send_action(f"i:{incident.id}:media:draft")
    (draft,) = statements_of(desk, incident)
    deputy.send_action(f"i:{incident.id}:media:approve.{draft.id}.1")
    assert statements_of(desk, incident)[0].state == "draft"


@pytest.mark.parametrize("who", ["communications", "director", "duty_officer"])
def test_leaders_see_everything_and_speak_for_no_unit(desk: Desk, who: str) -> None:
    incident, head = begun(desk)
    see_draft(desk, head, incident)
    (draft,) = statements_of(desk, incident)
    leader = desk.phone(getattr(desk.sample, who))
    leader.send_action(f"i:{incident.id}:media")
    assert "Phát ngôn lần đầu trước" in plain(leader.last)
    for forbidden in (f"approve.{draft.id}.1", "draft", "edit", f"ask.{draft.id}.1", "give"):
        leader.send_action(f"i:{incident.id}:media:{forbidden}")
        assert leader.toast == "Thầy/Cô không có quyền xem hoặc xử lý việc này."
    assert statements_of(desk, incident)[0].state == "draft"


def test_somebody_of_another_unit_sees_nothing(desk: Desk) -> None:
    incident, _ = begun(desk, {"media": "none"})
    other = desk.phone(desk.sample.communications)
    other.send_action(f"i:{incident.id}:media")
    assert other.toast == "Thầy/Cô không có quyền xem hoặc xử lý việc này."


def test_only_what_was_seen_is_approved(desk: Desk) -> None:
    incident, head = begun(desk)
    seen = see_draft(desk, head, incident)
    deputy = desk.phone(desk.sample.deputy)
    deputy.send_action(f"i:{incident.id}:media:edit")
    deputy.write("Bản khác")
    head.press("Duyệt", on=seen)
    assert head.toast == "Bản này vừa được sửa. Xin Thầy/Cô xem lại bản mới."
    assert "Bản khác" in plain(head.shown[f"media:{incident.id}"])
    assert statements_of(desk, incident)[0].state == "draft"
    room(head, incident, "Duyệt")
    assert statements_of(desk, incident)[0].state == "approved"


def test_two_touches_approve_once_and_note_once(desk: Desk) -> None:
    incident, head = begun(desk)
    seen = see_draft(desk, head, incident)
    head.press("Duyệt", on=seen)
    head.press("Duyệt", on=seen)
    assert head.toast == "✅ Đã duyệt."
    assert desk.kinds(incident).count("statement_approve") == 1
    room(head, incident, "Đã phát ngôn")
    asked = room(head, incident, "Báo chí")
    head.press("Vừa xong", on=asked)
    head.press("Vừa xong", on=asked)
    assert len(given_of(desk, incident)) == 1
    desk.clock.turn(hours=1)
    head.press("Vừa xong", on=asked)
    assert "không còn dùng được" in (head.toast or "")
    assert len(given_of(desk, incident)) == 1


def test_a_name_of_a_pupil_is_asked_about_before_it_is_approved(desk: Desk) -> None:
    incident, head = begun(desk)
    see_draft(desk, head, incident)
    room(head, incident, "Viết lại")
    head.write("Em Nguyễn Văn Bình, lớp 7A đã xuất viện.")
    assert "có vẻ có tên" in plain(head.shown[f"media:{incident.id}"])
    doubted = room(head, incident, "Duyệt")
    assert "có vẻ có tên" in plain(doubted)
    assert statements_of(desk, incident)[0].state == "draft"
    room(head, incident, "Viết lại")
    head.write("Một học sinh đã xuất viện.")
    room(head, incident, "Duyệt")
    assert statements_of(desk, incident)[0].state == "approved"


def test_the_log_tells_what_was_said_to_whom_when_with_the_link(desk: Desk) -> None:
    incident, head = begun(desk)
    communications = desk.phone(desk.sample.communications)
    desk.look(communications)
    desk.clock.turn(hours=2)
    approve(desk, head, incident)
    room(head, incident, "Đã phát ngôn")
    head.write("Báo mẫu Tin nhanh")
    head.write("10h45")
    (given,) = given_of(desk, incident)
    assert (given.given_to, given.said_at) == ("Báo mẫu Tin nhanh", desk.clock.now() - timedelta(minutes=45))
    heard = [text for text in desk.heard(communications) if "đã phát ngôn: Báo mẫu Tin nhanh" in text]
    assert len(heard) == 1
    room(head, incident, "Thêm đường dẫn")
    head.write("bài đây https://bao.mau.vn/tin-1 nhé")
    head.send_action(f"i:{incident.id}:media:link")
    head.write("https://bao.mau.vn/tin-1")
    assert given_of(desk, incident)[0].links == ["https://bao.mau.vn/tin-1"]
    communications.send_action(f"i:{incident.id}:media")
    shown = plain(communications.shown[f"media:{incident.id}"])
    assert "• 10:45 · Báo mẫu Tin nhanh\nhttps://bao.mau.vn/tin-1" in shown
    card = plain(desk.sees(communications, incident))
    assert "Hiệu trưởng mẫu A phát ngôn: Báo mẫu Tin nhanh (lần đầu, đúng hạn)" in card
    assert "🔗 Hiệu trưởng mẫu A: https://bao.mau.vn/tin-1" in card


def test_the_communications_desk_adds_the_link_it_has_found(desk: Desk) -> None:
    incident, head = begun(desk)
    give(desk, head, incident)
    communications = desk.phone(desk.sample.communications)
    communications.send_action(f"i:{incident.id}:media")
    room(communications, incident, "Thêm đường dẫn")
    communications.write("không có")
    assert "Chưa thấy đường dẫn" in communications.last.text
    communications.write("https://bao.mau.vn/a")
    assert given_of(desk, incident)[0].links == ["https://bao.mau.vn/a"]


def test_of_several_statements_the_published_one_is_chosen(desk: Desk) -> None:
    incident, head = begun(desk)
    give(desk, head, incident)
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Trang web")
    room(head, incident, "Vừa xong")
    room(head, incident, "Thêm đường dẫn")
    room(head, incident, "Trang web")
    head.write("https://truong.mau.vn/thong-bao")
    assert [one.links for one in given_of(desk, incident)] == [[], ["https://truong.mau.vn/thong-bao"]]


def test_telling_the_parents_is_noted_and_the_clock_runs_on(desk: Desk) -> None:
    incident, head = begun(desk)
    shown = give(desk, head, incident, "Phụ huynh")
    assert "vẫn cần phát ngôn" in plain(shown)
    clock = clock_of(desk, incident)
    assert clock is not None
    assert clock.state == "running"
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Báo chí")
    room(head, incident, "Vừa xong")
    after = clock_of(desk, incident)
    assert after is not None
    assert after.state == "given"


def test_a_statement_noted_late_that_was_said_in_time_is_in_time(desk: Desk) -> None:
    incident, head = begun(desk)
    desk.wait(hours=25)
    approve(desk, head, incident)
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Báo chí")
    head.write("9h sáng nay")
    assert desk.entry(incident).data["late"] == "in_time"
    assert "đúng hạn" in plain(desk.sees(head, incident))


def test_the_earliest_statement_counts_whenever_it_was_noted(desk: Desk) -> None:
    incident, head = begun(desk)
    desk.wait(hours=25)
    give(desk, head, incident)
    assert "trễ hạn" in plain(desk.sees(head, incident))
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Trang web")
    head.write("9h sáng nay")
    assert "đúng hạn" in plain(desk.sees(head, incident))
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Mạng xã hội")
    room(head, incident, "Vừa xong")
    assert "đúng hạn" in plain(desk.sees(head, incident)), "a later one changes nothing"


@pytest.mark.parametrize("words", ["8h sáng nay", "23h59 hôm nay", "tám giờ gì đó"])
def test_a_time_that_cannot_be_is_asked_again(desk: Desk, words: str) -> None:
    incident, head = begun(desk)
    approve(desk, head, incident)
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Báo chí")
    head.write(words)
    assert given_of(desk, incident) == []
    head.write("vừa xong")
    assert len(given_of(desk, incident)) == 1


def test_nothing_is_said_before_it_is_approved(desk: Desk) -> None:
    incident, head = begun(desk)
    head.send_action(f"i:{incident.id}:media:give")
    assert "Chưa có bản nào được duyệt" in (head.toast or "")
    head.send_action(f"i:{incident.id}:media:now.press.0")
    assert given_of(desk, incident) == []


def test_a_unit_that_speaks_before_any_media_are_involved_owes_no_first_statement_later(desk: Desk) -> None:
    incident, head = begun(desk, {"media": "none"})
    head.send_action(f"i:{incident.id}:see")
    head.press("🎙 Phát ngôn")
    head.press("Xem bản soạn sẵn")
    room(head, incident, "Duyệt")
    for to in ("Phụ huynh", "Trang web"):
        room(head, incident, "Đã phát ngôn")
        room(head, incident, to)
        room(head, incident, "Vừa xong")
        desk.clock.turn(minutes=10)
    assert clock_of(desk, incident) is None
    correct(desk, head, incident, "Truyền thông", "Báo chí đã gọi")
    assert "Đã phát ngôn lúc 09:40, đúng hạn" in plain(desk.sees(head, incident))
    desk.wait(days=2)
    assert not reminders(desk, head)


def test_whoever_has_told_only_the_parents_owes_the_press_a_statement(desk: Desk) -> None:
    incident, head = begun(desk, {"media": "none"})
    head.send_action(f"i:{incident.id}:media:draft")
    room(head, incident, "Duyệt")
    room(head, incident, "Đã phát ngôn")
    room(head, incident, "Phụ huynh")
    room(head, incident, "Vừa xong")
    correct(desk, head, incident, "Truyền thông", "Báo chí đã gọi")
    assert "Phát ngôn lần đầu trước" in plain(desk.sees(head, incident))


def test_after_the_end_nothing_is_approved_but_a_link_still_comes(desk: Desk) -> None:
    incident, head = begun(desk)
    give(desk, head, incident)
    desk_screen = open_desk(desk, head, incident)
    assert desk_screen
    see = room(head, incident, "Soạn bản mới")
    duty = desk.phone(desk.sample.duty_officer)
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    head.press("Duyệt", on=see)
    assert "đã đóng hoặc đã rút" in (head.toast or "")
    assert [one.state for one in statements_of(desk, incident)] == ["approved", "draft"]
    room(head, incident, "Thêm đường dẫn")
    head.write("https://bao.mau.vn/sau")
    assert given_of(desk, incident)[0].links == ["https://bao.mau.vn/sau"]


def test_words_with_markup_and_emoji_stay_words_everywhere(desk: Desk) -> None:
    incident, head = begun(desk, {"what": STRANGE, "place": STRANGE, "done": STRANGE, "needs": STRANGE})
    name_spokesperson(desk, None, STRANGE)
    shown = see_draft(desk, head, incident)
    assert f"Người phát ngôn: {STRANGE}." in shown.text
    room(head, incident, "Viết lại")
    head.write(STRANGE)
    room(head, incident, "Duyệt")
    room(head, incident, "Đã phát ngôn")
    head.write(STRANGE)
    room(head, incident, "Vừa xong")
    room(head, incident, "Thêm đường dẫn")
    head.write("https://bao.mau.vn/?q=<b>&x={to}🐝")
    (kept,) = statements_of(desk, incident)
    (given,) = given_of(desk, incident)
    assert kept.text == STRANGE
    assert given.given_to == STRANGE
    assert given.links == ["https://bao.mau.vn/?q=<b>&x={to}🐝"]
    for screen in (head.shown[f"media:{incident.id}"], desk.sees(desk.phone(desk.sample.duty_officer), incident)):
        assert STRANGE in screen.text
        assert "https://bao.mau.vn/?q=<b>&x={to}🐝" in screen.text


def test_too_much_is_refused_with_a_sentence(desk: Desk) -> None:
    incident, head = begun(desk)
    see_draft(desk, head, incident)
    room(head, incident, "Viết lại")
    head.write("a" * 3_001)
    assert "Dài quá 3.000 ký tự" in head.last.text
    head.write("b" * 3_000)
    assert statements_of(desk, incident)[0].text == "b" * 3_000


def test_it_is_found_by_command_and_by_words(desk: Desk) -> None:
    head, communications = desk.phone(desk.sample.head), desk.phone(desk.sample.communications)
    assert "Không có vụ việc nào đang chờ phát ngôn" in head.write("/truyenthong").text
    incident = desk.report()
    for phone, words in ((head, "/truyenthong"), (head, "phát ngôn báo chí"), (communications, "truyền thông")):
        assert "🎙 Phát ngôn · BCN-2026-000001" in plain(phone.write(words))
    desk.report({"occurred_at": (desk.clock.now() - timedelta(days=2)).isoformat()})
    listed = plain(communications.write("/truyenthong"))
    assert listed.index("BCN-2026-000002") < listed.index("BCN-2026-000001"), "the most urgent first"
    communications.press("🎙 BCN-2026-000001")
    assert "🎙 Phát ngôn · BCN-2026-000001" in plain(communications.last)
    assert "phát ngôn lần đầu trước 09:30 17/11" in plain(head.write("/viec"))
    assert incident.code == "BCN-2026-000001"


@pytest.mark.parametrize(
    "forged",
    ["nonsense", "approve", "approve.1", "approve.x.1", "sure.1.1.1", "to", "to.nobody", "now.press", "now.nobody.0"],
)
def test_a_press_that_no_button_of_ours_carries_changes_nothing(desk: Desk, forged: str) -> None:
    incident, head = begun(desk)
    see_draft(desk, head, incident)
    head.send_action(f"i:{incident.id}:media:{forged}")
    assert "không còn dùng được" in (head.toast or "")
    assert statements_of(desk, incident)[0].state == "draft"
    assert given_of(desk, incident) == []


def test_a_statement_of_another_incident_is_not_approved_here(desk: Desk) -> None:
    first, head = begun(desk)
    second = desk.report()
    see_draft(desk, head, first)
    (draft,) = statements_of(desk, first)
    head.send_action(f"i:{second.id}:media:approve.{draft.id}.1")
    assert statements_of(desk, first)[0].state == "draft"


def test_two_heads_in_the_same_moment_approve_one_statement(desk: Desk) -> None:
    incident, head = begun(desk)
    name_spokesperson(desk, desk.sample.deputy.person_id)
    deputy = desk.phone(desk.sample.deputy)
    see_draft(desk, head, incident)
    (draft,) = statements_of(desk, incident)
    action = f"i:{incident.id}:media:approve.{draft.id}.{draft.version}"
    desk.at_once(lambda: head.send_action(action), lambda: deputy.send_action(action))
    assert desk.kinds(incident).count("statement_approve") == 1
