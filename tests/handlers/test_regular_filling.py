"""A head fills in a regular report: asked one by one, kept at every step, sent, corrected, put off, late."""

import pytest
from regular_desk import RegularDesk
from report_desk import Phone, attachments, drafts, incidents
from typing_phone import TypingPhone

from rules.catalogue import Catalogue
from storage import news
from storage import registry as registry_of
from storage.database import Tx

ANSWERS = {
    "spokesperson": "same",
    "press_contacts": 2,
    "exemplary": 0,
    "new_models": 0,
    "news_sent": 5,
    "news_published": 3,
    "papers": ["gdtphcm"],
    "paper_readers": 120,
    "staff_told": "yes",
    "incidents": 0,
}


def test_head_answers_one_by_one_by_buttons_and_words_and_sends(desk: RegularDesk, head: Phone):
    desk.open_round()
    listed = head.write("/dinhky")
    assert "1 báo cáo phải nộp" in listed.text
    assert "Hạn <b>17:00 25/11".replace("<b>", "\ue000") in listed.text
    desk.fill(head)
    assert "Lần cung cấp thông tin cho báo chí: 2" in head.last.text
    assert "chọn" in head.last.text

    head.press("Nộp")

    assert desk.task().state == "submitted"
    assert desk.answers() == ANSWERS
    assert "Đã nộp" in head.last.text
    assert incidents(desk.database) == []
    assert [one.outcome for one in desk.noted("task.submit")] == ["done"]


def test_everything_can_be_typed_without_diacritics(desk: RegularDesk, head: Phone):
    desk.open_round()
    head.write("bao cao dinh ky")
    head.press("Truyền thông tháng")
    for words in ("khong doi", "2", "0", "khong", "5", "3", "bo qua", "gdtp hcm", "tphcm", "xong", "120"):
        head.write(words)
    for words in ("da thuc hien", "giu nguyen", "nop"):
        head.write(words)
    assert desk.task().state == "submitted"
    assert desk.answers() == ANSWERS


def test_a_question_that_an_answer_calls_for_is_asked_and_one_goes_back(desk: RegularDesk, head: Phone):
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Có thay đổi")
    assert "Người phát ngôn mới là ai" in head.last.text
    head.press("Quay lại")
    head.press("Không đổi")
    assert "cung cấp thông tin cho báo chí" in head.last.text


def test_what_the_last_round_said_is_one_press(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    desk.wait(days=30)
    assert desk.task().state == "open"
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    head.press("Như kỳ trước: 2")
    head.write("như kỳ trước")
    head.write("0")
    head.press("Như kỳ trước: 5")
    head.press("Như kỳ trước: 3")
    head.press("Bỏ qua")
    head.press("Như kỳ trước: Giáo dục TP.HCM")
    head.press("Như kỳ trước: 120")
    assert "tuyên truyền" in head.last.text.lower()
    kept = drafts(desk.database)[-1].answers
    assert (kept["press_contacts"], kept["exemplary"], kept["papers"]) == (2, 0, ["gdtphcm"])


def test_incidents_of_the_period_are_filled_in_and_said_to_be(desk: RegularDesk, head: Phone):
    desk.report()
    desk.open_round()
    desk.fill(head)
    screens = [screen.text for screen, _ in head.history]
    assert any("Hệ thống đã ghi 1" in text for text in screens)
    head.press("Nộp")
    assert desk.answers()["incidents"] == 1


def test_the_form_goes_on_where_it_was_from_the_other_messenger(desk: RegularDesk, head: Phone, rules: Catalogue):
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    head.write("7")
    desk.database.transact(lambda tx: registry_of.link_account(tx, desk.sample.head.person_id, "zalo", "z-1"))
    zalo = TypingPhone(desk.database, rules, "z-1")
    assert "đang điền dở" in zalo.write("/dinhky").text
    zalo.write("1")
    assert "gương điển hình" in zalo.last.text
    zalo.write("4")
    assert drafts(desk.database)[-1].answers["press_contacts"] == 7
    assert drafts(desk.database)[-1].answers["exemplary"] == 4


def test_pictures_sent_while_filling_are_evidence(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.send_photo("anh-1", album="a")
    head.send_photo("anh-2", album="a")
    assert "2 tệp" in head.last.text
    head.press("Nộp")
    assert {one.draft_id for one in attachments(desk.database)} == {desk.task().draft_id}
    assert incidents(desk.database) == []


def test_news_accepted_in_the_period_is_offered_as_what_was_sent(desk: RegularDesk, head: Phone):
    desk.open_round()

    def accepted(tx: Tx) -> None:
        for _ in range(2):
            item = news.begin(tx, desk.sample.head.person_id, desk.sample.school)
            news.change(tx, item.id or 0, state=news.ACCEPTED, decided_at=tx.now)
        other = news.begin(tx, desk.sample.head.person_id, desk.sample.other_school)
        news.change(tx, other.id or 0, state=news.ACCEPTED, decided_at=tx.now)

    desk.database.transact(accepted)
    desk.wait(minutes=5)
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    for answer in ("2", "0", "không"):
        head.write(answer)
    assert "Sở đã nhận 2 tin bài" in head.last.text
    head.press("Giữ nguyên")
    kept = [one for one in drafts(desk.database) if one.door == "regular"]
    assert kept[0].answers["news_sent"] == 2


def test_an_incident_typed_into_a_form_becomes_a_report_and_the_form_waits(desk: RegularDesk, head: Phone):
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    head.write("3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận")
    assert "Việc xảy ra lúc nào" in head.last.text
    kept = [one for one in drafts(desk.database) if one.door == "regular"]
    assert kept[0].answers == {"spokesperson": "same", "incidents": 0}
    assert [one.door for one in drafts(desk.database)] == ["regular", "typed"]
    assert "đang điền dở" in head.write("/dinhky").text


def test_an_unfinished_form_is_no_unfinished_report_of_an_incident(desk: RegularDesk, head: Phone):
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    told = head.write("/baocao")
    assert "đang dở" not in told.text
    assert "loại" in told.text.lower() or "chuyện" in told.text.lower()


def test_put_aside_and_gone_on_with(desk: RegularDesk, head: Phone):
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    head.press("Để sau")
    assert "Đã giữ" in head.last.text
    head.press("Điền ngay")
    assert "cung cấp thông tin cho báo chí" in head.last.text


def test_given_up_and_begun_anew(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Xoá bản đang điền")
    head.press("Có")
    assert "Đã xoá" in head.last.text
    assert desk.task().state == "open"
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    assert "Người phát ngôn của đơn vị có thay đổi không" in head.last.text


def test_a_report_is_corrected_until_it_is_due(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    head.press("Sửa")
    head.press("✏️ Sửa")
    head.press("Tin bài đã gửi")
    head.write("9")
    assert desk.answers()["news_sent"] == 5
    head.press("Nộp lại")
    assert (desk.answers()["news_sent"], desk.task().state) == (9, "submitted")


def test_a_late_report_is_taken_and_marked_late(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.wait(days=8)
    assert "chưa nộp, hạn là 17:00 hôm qua" in desk.look(head).text
    listed = head.write("/dinhky")
    assert "Quá hạn" in listed.text
    desk.fill(head)
    head.press("Nộp")
    assert desk.task().state == "late"
    assert "muộn" in head.last.text


def test_after_the_due_time_a_correction_is_asked_for_and_allowed_with_one_press(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    sent = head.last
    desk.wait(days=8)
    head.press("Sửa", on=sent)
    head.press("Xin sửa")
    assert "Tổ truyền thông mẫu" in head.last.text
    decides = desk.phone(desk.sample.communications)
    asked = desk.look(decides)
    assert "Trường mẫu A xin sửa" in asked.text
    decides.press("Cho sửa")
    assert "đã cho sửa" in desk.look(head).text
    head.press("Sửa")
    head.press("✏️ Sửa")
    head.press("Tin bài đã gửi")
    head.write("9")
    head.press("Nộp lại")
    assert desk.answers()["news_sent"] == 9
    assert desk.task().state == "submitted"


def test_who_is_asked_to_allow_a_correction_hears_of_it_once_an_hour(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    desk.wait(days=8)
    decides = desk.phone(desk.sample.communications)
    for _ in range(3):
        head.send_action(f"f:{desk.task().id}:ask")
        desk.look(decides)
    assert len([one for one in desk.heard(decides) if "xin sửa" in one]) == 1
    desk.wait(hours=1)
    head.send_action(f"f:{desk.task().id}:ask")
    assert len([one for one in desk.heard(decides) if "xin sửa" in one]) == 2


def test_a_correction_left_open_over_the_due_time_is_not_sent_without_permission(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    head.press("Sửa")
    head.press("✏️ Sửa")
    head.press("Tin bài đã gửi")
    head.write("9")
    corrected = head.last
    desk.wait(days=8)
    head.press("Nộp lại", on=corrected)
    assert "Đã quá hạn sửa" in head.last.text
    assert desk.answers()["news_sent"] == 5


def test_pressing_send_twice_sends_once(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    card = head.last
    head.press("Nộp")
    first = desk.task().submitted_at
    desk.wait(hours=1)
    head.press("Nộp", on=card)
    assert "đã nộp" in (head.toast or "")
    assert desk.task().submitted_at == first
    assert desk.task().corrected_at is None


def test_a_refused_correction_changes_nothing(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    desk.wait(days=8)
    head.send_action(f"f:{desk.task().id}:ask")
    decides = desk.phone(desk.sample.communications)
    desk.look(decides)
    decides.press("Không")
    assert "không cho sửa" in desk.look(head).text
    head.send_action(f"f:{desk.task().id}:fill")
    assert "Xin sửa" in " ".join(head.labels())


def test_who_does_not_see_the_answers_cannot_allow_a_correction(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    desk.wait(days=8)
    duty = desk.phone(desk.sample.duty_officer)
    duty.send_action(f"d:t:{desk.task().id}:allow:{desk.sample.head.person_id}")
    assert desk.task().correct_until is None
    assert "task.allow" in [one.action for one in desk.audit()]


def test_the_reminder_opens_the_form_with_one_press_or_comes_again_in_two_hours(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.wait(days=2)
    reminder = desk.look(head)
    assert "Hạn nộp" in reminder.text
    head.press("Nhắc lại sau 2 giờ")
    assert "11:30" in (head.toast or "")
    desk.wait(hours=1)
    assert desk.look(head) is reminder
    desk.wait(hours=1)
    assert "Hạn nộp" in desk.look(head).text
    head.press("Điền ngay")
    assert "Câu 1/" in head.last.text


def test_no_reminder_is_promised_of_a_round_that_is_over(desk: RegularDesk, head: Phone):
    desk.open_round()
    desk.wait(days=2)
    reminder = desk.look(head)
    desk.wait(days=20)
    head.press("Nhắc lại sau 2 giờ", on=reminder)
    assert "không nhắc nữa" in (head.toast or "")
    assert desk.task().snoozed_until is None
    head.press("Điền ngay", on=reminder)
    assert "Câu 1/" in head.last.text


def test_another_who_may_fill_in_takes_over_what_was_begun(desk: RegularDesk, head: Phone):
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    before = head.last
    deputy = desk.phone(desk.sample.deputy)
    deputy.write("/dinhky")
    deputy.press("Truyền thông tháng")
    assert "Hiệu trưởng mẫu A đã bắt đầu" in deputy.last.text
    head.press("2", on=before)
    assert "Phó Hiệu trưởng mẫu A đang điền" in (head.toast or "")
    deputy.write("2")
    assert drafts(desk.database)[-1].answers["press_contacts"] == 2


def test_the_head_of_another_school_sees_and_fills_in_nothing_here(desk: RegularDesk, new_head: int):
    desk.open_round()
    other = Phone(desk.database, desk.rules, "1099")
    desk.database.transact(lambda tx: registry_of.link_account(tx, new_head, "telegram", "1099"))
    other.send_action(f"f:{desk.task().id}:fill")
    assert drafts(desk.database) == []
    assert desk.audit()[-1].action == "task.fill"


@pytest.mark.parametrize("action", ["f:1:o:yes", "f:1:nothing", "f:99:fill", "f:x:fill", "f:1"])
def test_a_press_that_no_button_carries_changes_nothing(desk: RegularDesk, head: Phone, action: str):
    desk.open_round()
    head.send_action(action)
    assert desk.task().state == "open"
    assert "press" in [one.action for one in desk.audit()]


def test_reports_that_are_due_stand_among_the_tasks(desk: RegularDesk, head: Phone):
    desk.open_round()
    assert "1 báo cáo định kỳ chưa nộp" in head.write("/viec").text
    head.press("Báo cáo định kỳ")
    assert "1 báo cáo phải nộp" in head.last.text
