"""Acting with a reply instead of a button: what is written decides, and where it does not, the bot asks what it is."""

import pytest
from department import Somebody
from incident_desk import Desk
from report_desk import Phone

from storage import conversations
from storage.tables.incidents import Incident


def duty_and_incident(desk: Desk) -> tuple[Phone, Incident]:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    desk.look(duty)
    return duty, incident


@pytest.mark.parametrize("text", ["Tiếp nhận", "tiep nhan", "✅ Tiếp nhận", "Nhận.", "đã nhận"])
def test_a_leader_takes_it_with_a_word(desk: Desk, text: str) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, text)
    assert desk.now(incident).taken_by == desk.sample.duty_officer.person_id
    assert any("Thầy/Cô đã tiếp nhận" in screen.text for screen, _ in duty.history)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Hỏi: các em nằm khoa nào?", "ask", "các em nằm khoa nào?"),
        ("hoi them: ai đi cùng?", "ask", "ai đi cùng?"),
        ("Chỉ đạo: cử người ở lại bệnh viện", "instruct", "cử người ở lại bệnh viện"),
        ("Kết thúc: các em đã xuất viện", "resolve", "các em đã xuất viện"),
    ],
)
def test_a_leader_says_what_it_is_and_it_is_done_at_once(desk: Desk, text: str, kind: str, said: str) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, text)
    assert (desk.entry(incident).kind, desk.entry(incident).text) == (kind, said)
    assert said in " ".join(desk.heard(desk.phone(desk.sample.head)))


@pytest.mark.parametrize("text", ["Hỏi thêm", "Chỉ đạo", "Kết thúc"])
def test_a_word_that_needs_more_words_asks_for_them_like_the_button(desk: Desk, text: str) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, text)
    assert "gõ" in duty.last.text
    before = len(desk.kinds(incident))
    duty.write("Các em đã ổn định")
    assert len(desk.kinds(incident)) == before + 1
    assert desk.entry(incident).text == "Các em đã ổn định"


def test_escalating_handing_over_and_closing_by_reply_ask_once_like_the_buttons(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, "Chuyển cấp trên")
    assert desk.kinds(incident) == ["opened", "alerted"]
    duty.press("Chuyển cấp trên")
    assert "escalate" in desk.kinds(incident)
    desk.reply(duty, incident, "Chuyển xử lý")
    assert "đơn vị nào" in duty.last.text
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    assert desk.now(incident).status == "closed"
    desk.reply(duty, incident, "Mở lại: một em trở nặng")
    assert desk.now(incident).status == "open"


def test_a_word_that_comes_too_late_hears_who_was_quicker(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    division_head = desk.phone(desk.sample.division_head)
    desk.take(duty, incident)
    desk.reply(division_head, incident, "Tiếp nhận")
    assert any(
        f"{desk.sample.duty_officer.name} đã tiếp nhận lúc 09:30" in one.text for one, _ in division_head.history
    )


@pytest.mark.parametrize(("choice", "kind"), [("Hỏi thêm", "ask"), ("Chỉ đạo", "instruct"), ("Kết thúc", "resolve")])
def test_free_words_of_a_leader_are_asked_about_and_sent_as_what_was_chosen(desk: Desk, choice: str, kind: str) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, "Đã gọi cho phụ huynh")
    assert "Đã gọi cho phụ huynh" in duty.last.text
    assert desk.kinds(incident) == ["opened", "alerted"], "nothing is sent before it is chosen"
    duty.press(choice)
    assert (desk.entry(incident).kind, desk.entry(incident).text) == (kind, "Đã gọi cho phụ huynh")


def test_what_it_is_may_be_typed_too_and_further_words_are_added(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, "Đã gọi cho phụ huynh chưa?")
    duty.write("Ai đi cùng các em?")
    duty.write("hỏi")
    assert desk.entry(incident).kind == "ask"
    assert desk.entry(incident).text == "Đã gọi cho phụ huynh chưa?\nAi đi cùng các em?"


def test_a_very_long_reply_is_shown_short_and_sent_whole(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    words = "Cử người. " * 1000
    desk.reply(duty, incident, words)
    assert len(duty.last.text) < 500
    duty.press("Chỉ đạo")
    assert desk.entry(incident).text == words.strip()


def test_a_reply_to_what_the_bot_asked_is_the_answer_to_it(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    duty.press("Hỏi thêm", on=duty.shown[f"incident:{incident.id}"])
    desk.reply(duty, incident, "Các em nằm khoa nào?", slot=f"prompt:{incident.id}")
    assert desk.entry(incident).kind == "ask"
    head = desk.phone(desk.sample.head)
    head.press("Đính chính", on=desk.sees(head, incident))
    head.press("Nằm viện")
    desk.reply(head, incident, "5", slot=f"prompt:{incident.id}")
    assert desk.now(incident).answers["in_hospital"] == 5


def test_a_reply_after_the_end_offers_only_to_reopen(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    desk.reply(duty, incident, "Đóng hồ sơ")
    duty.press("Đóng hồ sơ")
    desk.reply(duty, incident, "Một em trở nặng")
    assert [label for label in duty.labels() if label != "Thôi"] == ["♻️ Mở lại"]
    duty.press("Mở lại")
    assert desk.now(incident).status == "open"
    assert desk.entry(incident).kind != "instruct"


def test_a_picture_from_a_leader_is_not_lost_silently(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    duty.press("Chỉ đạo", on=duty.shown[f"incident:{incident.id}"])
    duty.send_photo("cong-van", caption="Làm theo văn bản này")
    assert "chỉ nhận chữ" in duty.last.text
    desk.reply_with_photo(duty, incident, "Chỉ đạo: làm theo văn bản này")
    assert "chỉ nhận chữ" in duty.last.text
    assert "instruct" not in desk.kinds(incident)


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("Công an đã đến", "update", "Công an đã đến"),
        ("Bổ sung: công an đã đến", "update", "công an đã đến"),
        ("Rút báo cáo: báo nhầm trường", "withdraw", "báo nhầm trường"),
        ("Báo cáo kết thúc: đã gỡ tổ ong", "final_report", "đã gỡ tổ ong"),
        ("https://facebook.com/a: có bài đăng", "update", "https://facebook.com/a: có bài đăng"),
    ],
)
def test_the_head_replies_to_the_status(desk: Desk, text: str, kind: str, said: str) -> None:
    _, incident = duty_and_incident(desk)
    desk.reply(desk.phone(desk.sample.head), incident, text)
    assert (desk.entry(incident).kind, desk.entry(incident).text) == (kind, said)


def test_the_head_withdraws_and_corrects_with_one_word(desk: Desk) -> None:
    _, incident = duty_and_incident(desk)
    head = desk.phone(desk.sample.head)
    desk.reply(head, incident, "Đính chính")
    assert "mục nào" in head.last.text
    desk.reply(head, incident, "Rút báo cáo")
    assert desk.now(incident).status == "open", "a reason is due first"
    head.press("Báo nhầm")
    assert desk.now(incident).status == "withdrawn"


def test_a_reply_to_a_question_is_its_answer_and_to_an_instruction_an_update(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    head = desk.phone(desk.sample.head)
    desk.reply(duty, incident, "Hỏi: khoa nào?")
    desk.reply(head, incident, "Khoa Nhi", slot=f"question:{desk.entry(incident).id}")
    assert desk.entry(incident).kind == "answer"
    assert "Khoa Nhi" in " ".join(desk.heard(duty))
    assert "Đã trả lời" in head.shown[next(slot for slot in head.shown if slot.startswith("question:"))].text
    desk.reply(duty, incident, "Chỉ đạo: ở lại bệnh viện")
    desk.reply(head, incident, "Đã cử cô y tế", slot=f"instruction:{desk.entry(incident).id}")
    assert (desk.entry(incident).kind, desk.entry(incident).text) == ("update", "Đã cử cô y tế")


def test_a_reply_to_what_asks_for_the_final_report_is_the_final_report(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, "Kết thúc: đã ổn")
    head = desk.phone(desk.sample.head)
    desk.reply(head, incident, "Đã gỡ tổ ong", slot=f"news:{incident.id}:head-resolve")
    assert desk.entry(incident).kind == "final_report"


def test_what_else_the_head_is_in_the_middle_of_stays(desk: Desk) -> None:
    duty, incident = duty_and_incident(desk)
    desk.reply(duty, incident, "Hỏi: khoa nào?")
    question = desk.entry(incident).id
    head = desk.phone(desk.sample.head)
    head.write("/baocao")
    head.press("Cháy nổ")
    desk.reply(head, incident, "Khoa Nhi", slot=f"question:{question}")
    assert desk.entry(incident).text == "Khoa Nhi"
    flow = desk.database.transact(lambda tx: conversations.flow_of(tx, desk.sample.head.person_id))
    assert flow is not None
    assert flow.flow == "report"


def test_a_reply_of_an_outsider_to_a_message_that_was_theirs_is_refused(desk: Desk) -> None:
    _, incident = duty_and_incident(desk)
    somebody: Somebody = desk.sample.division_head
    phone = desk.phone(somebody)
    desk.look(phone)
    desk.end_posts(somebody)
    desk.reply(phone, incident, "Chỉ đạo: làm ngay")
    assert phone.last.text == "Thầy/Cô không có quyền xem hoặc xử lý việc này."
    assert [line.action for line in desk.audit()] == ["incident.reply"]
    assert desk.kinds(incident) == ["opened", "alerted"]
