"""The desk of regular reports: started, held, ended, previewed from the chat; results; surveys by one press."""

import pytest
from department import add_unit
from regular_desk import RegularDesk
from report_desk import Phone
from typing_phone import TypingPhone

from rules.catalogue import Catalogue
from rules.escalation import VIETNAM
from storage import campaigns
from storage import registry as registry_of
from storage.database import Tx, table
from storage.tables.campaigns import Campaign


def the_campaign(desk: RegularDesk) -> Campaign:
    [found] = desk.database.transact(lambda tx: campaigns.all_of(tx))
    return found


def ask(desk: RegularDesk, comms: Phone, question: str = "Đơn vị đã kiểm tra bếp ăn chưa?") -> None:
    """A survey of two answers to everybody, for a day."""
    comms.write("/dotbaocao")
    comms.press("Khảo sát nhanh mới")
    comms.write(question)
    comms.write("Đã kiểm tra, Chưa")
    comms.press("Tất cả đơn vị")
    comms.press("1 ngày")
    comms.press("Bắt đầu")
    desk.wait()


def compose(comms: Phone) -> None:
    """A survey of everybody, up to the question of how long it may take."""
    comms.write("/dotbaocao")
    comms.press("Khảo sát nhanh mới")
    comms.write("Có cần hỗ trợ không?")
    comms.press("Đã thực hiện / Chưa")
    comms.press("Tất cả đơn vị")


def test_a_campaign_is_previewed_started_held_and_ended(desk: RegularDesk, comms: Phone):
    comms.write("/dotbaocao")
    comms.press("Công tác truyền thông tháng")
    assert "2 đơn vị" in comms.last.text
    assert "hạn 17:00 25/11" in comms.last.text
    assert "08:00 20/11" in comms.last.text
    comms.press("Bắt đầu")
    assert the_campaign(desk).state == "active"
    assert the_campaign(desk).created_by == desk.sample.communications.person_id
    comms.press("Tạm dừng")
    assert the_campaign(desk).state == "paused"
    comms.press("Tiếp tục")
    assert the_campaign(desk).state == "active"
    comms.press("Kết thúc")
    assert the_campaign(desk).state == "active"
    comms.press("Kết thúc hẳn")
    assert the_campaign(desk).state == "ended"
    for act in ("start", "pause", "resume", "end"):
        assert [one.outcome for one in desk.noted(f"campaign.{act}")] == ["done"]


@pytest.mark.parametrize("who", ["head", "deputy", "administrator"])
def test_who_has_no_right_sees_and_starts_nothing(desk: RegularDesk, who: str):
    phone = desk.phone(getattr(desk.sample, who))
    phone.write("/dotbaocao")
    for action in ("d:y:communications_month:start", "d:s:new", "d:home"):
        phone.send_action(action)
    assert desk.database.transact(lambda tx: campaigns.all_of(tx)) == []
    assert len(desk.audit()) == 4


def test_who_only_sees_results_starts_nothing(desk: RegularDesk):
    duty = desk.phone(desk.sample.duty_officer)
    duty.send_action("d:y:communications_month:start")
    assert desk.database.transact(lambda tx: campaigns.all_of(tx)) == []
    assert [one.action for one in desk.audit()] == ["campaign.start"]


def test_the_round_shows_who_has_and_who_has_not_by_kind(desk: RegularDesk, comms: Phone, head: Phone):
    desk.kind(desk.sample.school, "THCS")
    desk.kind(desk.sample.other_school, "Tiểu học")
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    comms.write("/dotbaocao")
    comms.press("Công tác truyền thông tháng")
    assert "\ue0001/2\ue001 đã nộp" in comms.last.text
    comms.press("tháng 11/2026")
    told = comms.last.text
    assert "THCS: 1/1" in told
    assert "Tiểu học: 0/1" in told
    assert "• Trường mẫu B" in told
    assert "• Trường mẫu A" not in told
    comms.press("Ai đã nộp")
    assert "• Trường mẫu A · 09:30 · Hiệu trưởng mẫu A" in comms.last.text
    comms.press("Trường mẫu A")
    assert "Tin bài đã gửi: 5" in comms.last.text


def test_results_are_for_those_the_campaign_names(desk: RegularDesk, head: Phone):
    period = desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    duty = desk.phone(desk.sample.duty_officer)
    duty.send_action(f"d:p:{period.id}:done:0")
    duty.send_action(f"d:t:{desk.task().id}:see")
    head.send_action(f"d:p:{period.id}:todo:0")
    assert [one.action for one in desk.audit()] == ["results.see"] * 3
    assert "Tin bài" not in duty.last.text


def test_one_press_reminds_all_who_still_owe_it_and_nobody_else(
    desk: RegularDesk, comms: Phone, head: Phone, new_head: int
):
    period = desk.open_round()
    desk.database.transact(lambda tx: registry_of.link_account(tx, new_head, "telegram", "1099"))
    other = Phone(desk.database, desk.rules, "1099")
    desk.fill(head)
    head.press("Nộp")
    comms.send_action(f"d:p:{period.id}:todo:0")
    comms.press("Nhắc ngay")
    desk.wait()
    assert "Trường mẫu B. Hạn nộp" in desk.look(other).text
    assert "Đã nộp" in desk.look(head).text
    comms.press("Nhắc ngay", on=comms.shown[f"results:{period.id}"])
    assert "đang gửi" in (comms.toast or "")
    assert "Đang gửi" in desk.look(comms).text


def test_a_survey_is_answered_by_one_press_and_tallied_in_one_message(
    desk: RegularDesk, comms: Phone, head: Phone, new_head: int
):
    desk.database.transact(lambda tx: registry_of.link_account(tx, new_head, "telegram", "1099"))
    other = Phone(desk.database, desk.rules, "1099")
    ask(desk, comms)
    assert "Đơn vị đã kiểm tra bếp ăn chưa?" in desk.look(head).text
    head.press("Đã kiểm tra")
    assert "Đã ghi: Đã kiểm tra" in (head.toast or "")
    assert "Trả lời: \ue000Đã kiểm tra" in head.last.text
    desk.wait(seconds=5)
    assert "1/2" in desk.look(comms).text
    desk.look(other)
    other.press("Chưa")
    came = comms.new_messages
    desk.wait(seconds=5)
    tally = desk.look(comms)
    assert "2/2" in tally.text
    assert tally.text.count("▰▰▰▰▰▱▱▱▱▱ \ue0001") == 2
    assert comms.new_messages == came


def test_every_look_at_a_survey_and_its_tally_is_noted(desk: RegularDesk, comms: Phone):
    ask(desk, comms)
    period = desk.period()
    comms.send_action(f"d:c:{period.campaign_id}:show")
    comms.send_action(f"d:p:{period.id}:tally")
    looked = [(one.subject, one.outcome) for one in (*desk.noted("campaign.show"), *desk.noted("results.see"))]
    assert looked == [(f"campaign:{the_campaign(desk).code}", "done"), (f"period:{period.id}", "done")]


def test_the_answer_of_a_survey_is_changed_until_it_is_due(desk: RegularDesk, comms: Phone, head: Phone):
    ask(desk, comms)
    desk.look(head)
    first = head.last
    head.press("Chưa")
    head.press("Đổi câu trả lời")
    head.press("Đã kiểm tra")
    assert desk.answers() == {"answer": "o1"}
    desk.wait(days=2)
    head.press("Chưa", on=first)
    assert "quá hạn" in (head.toast or "")
    assert desk.answers() == {"answer": "o1"}


def test_a_survey_goes_to_the_kinds_that_were_chosen(desk: RegularDesk, comms: Phone, head: Phone):
    desk.kind(desk.sample.school, "THCS")
    desk.kind(desk.sample.other_school, "Tiểu học")
    comms.write("/dotbaocao")
    comms.press("Khảo sát nhanh mới")
    comms.write("Có cần hỗ trợ không?")
    comms.press("Đã thực hiện / Chưa")
    comms.press("THCS")
    comms.press("Xong")
    comms.write("17:00 20/11")
    assert "1 đơn vị" in comms.last.text
    assert "hạn 17:00 20/11" in comms.last.text
    comms.press("Bắt đầu")
    desk.wait()
    assert desk.task().state == "open"
    assert desk.database.transact(lambda tx: campaigns.task_of(tx, 1, desk.sample.other_school)) is None


@pytest.mark.parametrize("until", ["17:00 20/11/2027", "09:35"])
def test_a_survey_that_would_be_too_short_or_too_long_is_told_how_long_it_may_be(
    desk: RegularDesk, comms: Phone, until: str
):
    compose(comms)
    comms.write(until)
    assert "ít nhất 10 phút, nhiều nhất 60 ngày" in comms.last.text
    comms.write("17:00 20/11")
    assert "hạn 17:00 20/11" in comms.last.text


@pytest.mark.parametrize(("hours", "due"), [("4 giờ", "13:30 16/11"), ("1 ngày", "09:30 17/11")])
def test_a_survey_is_due_when_its_preview_says_so(desk: RegularDesk, comms: Phone, hours: str, due: str):
    compose(comms)
    comms.press(hours)
    assert f"hạn {due}" in comms.last.text or f"hạn {due.split()[0]}" in comms.last.text
    comms.press("Bắt đầu")
    desk.wait(seconds=20)
    assert f"{desk.period().due_at.astimezone(VIETNAM):%H:%M %d/%m}" == due


def test_a_survey_that_is_started_at_night_counts_its_time_from_the_morning(
    desk: RegularDesk, comms: Phone, head: Phone
):
    desk.wait(hours=13)
    compose(comms)
    comms.press("4 giờ")
    assert "hạn 10:30 17/11" in comms.last.text
    comms.press("Bắt đầu")
    assert "bot hỏi các đơn vị từ 06:30" in comms.last.text
    desk.wait(seconds=20)
    assert f"{desk.period().due_at.astimezone(VIETNAM):%H:%M %d/%m}" == "10:30 17/11"
    desk.wait(hours=8)
    assert "Có cần hỗ trợ không?" in desk.look(head).text


def test_the_time_typed_for_a_survey_at_night_stands(desk: RegularDesk, comms: Phone):
    desk.wait(hours=13)
    compose(comms)
    comms.write("9h mai")
    assert "hạn 09:00 17/11" in comms.last.text
    comms.press("Bắt đầu")
    desk.wait(seconds=20)
    assert f"{desk.period().due_at.astimezone(VIETNAM):%H:%M %d/%m}" == "09:00 17/11"


def test_a_survey_started_twice_with_two_presses_asks_once(desk: RegularDesk, comms: Phone):
    ask(desk, comms)
    comms.send_action("d:s:start")
    assert "đã bắt đầu" in (comms.toast or "")
    assert the_campaign(desk).state == "active"


def test_a_survey_goes_to_the_tags_that_were_chosen(desk: RegularDesk, comms: Phone, head: Phone):
    desk.kind(desk.sample.school, "THCS", "bán trú, nội trú")
    desk.kind(desk.sample.other_school, "THCS", "nội trú")
    comms.write("/dotbaocao")
    comms.press("Khảo sát nhanh mới")
    comms.write("Bếp ăn có cần hỗ trợ không?")
    comms.press("Đã thực hiện / Chưa")
    comms.press("nội trú")
    comms.press("bán trú")
    comms.press("nội trú")
    assert "☑️ 🏷 bán trú" in comms.labels()
    assert "◻️ 🏷 nội trú" in comms.labels()
    comms.press("Xong")
    comms.press("1 ngày")
    assert "1 đơn vị" in comms.last.text
    comms.press("Bắt đầu")
    desk.wait()
    assert desk.task().state == "open"
    assert desk.database.transact(lambda tx: campaigns.task_of(tx, 1, desk.sample.other_school)) is None


def test_a_survey_of_a_kind_asks_nobody_of_another_department(desk: RegularDesk, comms: Phone):
    desk.kind(desk.sample.school, "THCS")

    def elsewhere(tx: Tx) -> int:
        school = add_unit(tx, "SO-KHAC-1", "Trường mẫu khác", add_unit(tx, "SO-KHAC", "Sở mẫu khác"))
        return school[0]

    other = desk.database.transact(elsewhere)
    desk.kind(other, "THCS")
    comms.write("/dotbaocao")
    comms.press("Khảo sát nhanh mới")
    comms.write("Có cần hỗ trợ không?")
    comms.press("Đã thực hiện / Chưa")
    comms.press("THCS")
    comms.press("Xong")
    comms.press("1 ngày")
    assert "1 đơn vị" in comms.last.text
    comms.press("Bắt đầu")
    desk.wait()
    assert desk.task().state == "open"
    assert desk.database.transact(lambda tx: campaigns.task_of(tx, 1, other)) is None


def test_a_survey_is_written_and_answered_where_everything_is_typed(desk: RegularDesk, rules: Catalogue):
    sample = desk.sample
    for person, address in ((sample.communications, "z-1"), (sample.head, "z-2")):
        desk.database.transact(
            lambda tx, who=person, at=address: registry_of.link_account(tx, who.person_id, "zalo", at)
        )
        desk.database.transact(lambda tx, who=person: registry_of.prefer(tx, who.person_id, "zalo"))
    comms, head = TypingPhone(desk.database, rules, "z-1"), TypingPhone(desk.database, rules, "z-2")
    comms.write("dot bao cao")
    comms.write("Khảo sát nhanh mới")
    comms.write("Đã kiểm tra bếp ăn chưa?")
    comms.write("Rồi; Chưa")
    comms.write("1")
    comms.write("2")
    comms.write("1")
    desk.wait()
    desk.database.transact(head._deliver)
    head.write("1")
    assert desk.answers() == {"answer": "o1"}


@pytest.mark.parametrize("options", ["một", "1,2,3,4,5,6,7,8,9", f"{'dài ' * 20}, ngắn"])
def test_too_few_too_many_or_too_long_answers_are_asked_for_again(desk: RegularDesk, comms: Phone, options: str):
    comms.write("/dotbaocao")
    comms.press("Khảo sát nhanh mới")
    comms.write("Câu hỏi mẫu?")
    comms.write(options)
    assert "Cần từ 2 đến 8 câu trả lời" in comms.last.text


@pytest.mark.parametrize(
    "action", ["d:p:9:todo:0", "d:c:9:show", "d:y:quick_survey:start", "d:y:nothing:start", "d:t:9:see", "d:s:x", "d:x"]
)
def test_a_press_of_the_desk_that_no_button_carries_changes_nothing(desk: RegularDesk, comms: Phone, action: str):
    comms.send_action(action)
    assert desk.database.transact(lambda tx: tx.rows(table(Campaign).select())) == []
    if action != "d:s:x":
        assert [one.action for one in desk.audit()] == ["press"]
