"""The two papers of point 3: asked about every month, counted for the desk; what a round says as a whole."""

from department import add_person
from newcomer import audited
from regular_desk import RegularDesk
from report_desk import Phone

from storage import campaigns, press_contacts
from storage.database import Database
from storage.tables.campaigns import Task


def sent(desk: RegularDesk, unit_id: int, **answers: object) -> None:
    """What a unit has submitted in the latest round."""
    task = desk.task(unit_id)
    desk.database.transact(
        lambda tx: tx.change(
            Task, {"id": task.id}, state=campaigns.SUBMITTED, answers=answers, submitted_at=desk.clock.now()
        )
    )


def test_the_form_asks_how_many_were_reached_only_where_a_paper_was_promoted(desk: RegularDesk, head: Phone) -> None:
    desk.open_round()
    desk.fill(head)
    head.press("Nộp")
    assert desk.answers()["papers"] == ["gdtphcm"]
    assert desk.answers()["paper_readers"] == 120


def test_the_desk_counts_the_units_and_the_readers(desk: RegularDesk, comms: Phone) -> None:
    desk.open_round()
    sent(desk, desk.sample.school, papers=["gdtd", "gdtphcm"], paper_readers=300, press_contacts=2)
    sent(desk, desk.sample.other_school, papers=["neither"], press_contacts=0)
    told = comms.write("hai tờ báo").text.replace("\ue000", "").replace("\ue001", "")
    assert "1 đơn vị đã giới thiệu (2/2 đơn vị đã nộp)" in told
    assert "• Giáo dục và Thời đại: 1 đơn vị" in told
    assert "• Giáo dục TP.HCM: 1 đơn vị" in told
    assert "• Chưa giới thiệu: 1 đơn vị" in told
    assert told.endswith("Giáo viên, học sinh được giới thiệu: 300")


def test_the_round_before_stands_beside_it(desk: RegularDesk, comms: Phone) -> None:
    desk.open_round()
    sent(desk, desk.sample.school, papers=["gdtd"], paper_readers=10)
    desk.wait(days=31)
    sent(desk, desk.sample.school, papers=["neither"])
    told = comms.write("/haitobao").text
    assert "tháng 12/2026" in told
    assert "Kỳ trước (tháng 11/2026): 1 đơn vị" in told


def test_the_totals_of_a_round_stand_in_its_results(desk: RegularDesk, comms: Phone) -> None:
    period = desk.open_round()
    sent(desk, desk.sample.school, papers=["gdtd"], paper_readers=300, press_contacts=2, spokesperson="same")
    sent(desk, desk.sample.other_school, papers=["gdtd"], paper_readers=50, press_contacts=0, spokesperson="changed")
    comms.send_action(f"d:p:{period.id}:done:0")
    comms.press("Tổng hợp")
    told = comms.last.text.replace("\ue000", "").replace("\ue001", "")
    assert "• Lần cung cấp thông tin cho báo chí: 2 (1 đơn vị)" in told
    assert "• Giáo viên và học sinh đọc: 350 (2 đơn vị)" in told
    assert "• Báo đã giới thiệu: Giáo dục và Thời đại 2" in told
    assert "• Người phát ngôn: Không đổi 1 · Có thay đổi 1" in told


def test_a_round_without_any_answer_is_all_nought(desk: RegularDesk, comms: Phone) -> None:
    period = desk.open_round()
    comms.send_action(f"d:p:{period.id}:totals")
    assert "Cộng từ 0 đơn vị" in comms.last.text
    assert "0 đơn vị đã giới thiệu" in comms.write("/haitobao").text.replace("\ue001", "")


def test_before_the_first_round_there_is_nothing_to_count(desk: RegularDesk, comms: Phone) -> None:
    assert "Chưa có đợt" in comms.write("/haitobao").text


def test_a_head_and_a_duty_officer_see_no_totals(desk: RegularDesk, head: Phone) -> None:
    period = desk.open_round()
    for phone in (head, desk.phone(desk.sample.duty_officer)):
        phone.send_action(f"d:p:{period.id}:totals")
        assert "không có quyền" in (phone.toast or "")
        assert "không có quyền" in phone.write("/haitobao").text
    assert {outcome for outcome, _ in audited(desk.database, "results.see")} == {"refused"}


def test_only_the_units_below_the_viewer_are_counted(desk: RegularDesk, database: Database) -> None:
    desk.open_round()
    sent(desk, desk.sample.school, papers=["gdtd"], paper_readers=300)
    sent(desk, desk.sample.other_school, papers=["gdtd"], paper_readers=50)
    post = {"unit_id": desk.sample.school, "role": "communications"}
    somebody = database.transact(lambda tx: add_person(tx, "Truyền thông mẫu A", "+84903000044", "1044", post))
    assert "300" in desk.phone(somebody).write("/haitobao").text
    assert "1/1 đơn vị" in desk.phone(somebody).write("/haitobao").text


def test_what_the_bot_knows_of_the_press_is_offered_in_the_form(desk: RegularDesk, head: Phone) -> None:
    desk.open_round()
    head.write("phóng viên báo Tuổi Trẻ gọi hỏi về vụ bếp ăn")
    head.press("Ghi nhận")
    assert desk.database.transact(lambda tx: press_contacts.kept_in(tx, desk.sample.school, *_always(desk))) == 1
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    assert "Bot đã ghi 1 lần báo chí liên hệ" in head.last.text


def test_a_contact_typed_while_a_form_asks_for_a_number_is_a_contact_and_the_form_goes_on(
    desk: RegularDesk, head: Phone
) -> None:
    desk.open_round()
    head.write("/dinhky")
    head.press("Truyền thông tháng")
    head.press("Không đổi")
    head.write("phóng viên báo Tuổi Trẻ gọi hỏi về vụ bếp ăn")
    assert "🗞 Tuổi Trẻ" in head.last.text
    head.write("2")
    assert "gương điển hình" in head.last.text


def _always(desk: RegularDesk) -> tuple:
    return desk.clock.now().replace(year=2020), desk.clock.now()
