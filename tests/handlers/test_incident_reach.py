"""Somebody who cannot be reached: the next account, then the next person, at once; administrators hear of it."""

from department import Somebody, add_person, add_unit
from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import select

from incidents import reach
from storage import outbox
from storage.database import Tx, table
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.incidents import Incident
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account


def second_account(desk: Desk, somebody: Somebody, address: str) -> Phone:
    """Another phone of the same person, joined earlier, so that it is only the second choice."""
    desk.database.transact(
        lambda tx: tx.insert(
            Account,
            person_id=somebody.person_id,
            channel="telegram",
            address=address,
            joined_at=tx.now.replace(year=2020),
        )
    )
    return Phone(desk.database, desk.rules, address)


def told(desk: Desk, somebody: Somebody) -> str:
    return "\n".join(desk.heard(desk.phone(somebody)))


def test_a_taker_who_blocks_the_bot_counts_as_not_reached_and_the_others_are_called_at_once(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    desk.take(duty, incident)
    desk.look(division_head)
    desk.lose(desk.sample.duty_officer)
    assert desk.now(incident).status == "open"
    assert desk.entry(incident).kind == "lost"
    assert "Không còn liên lạc được Cán bộ trực mẫu" in desk.heard(division_head)[-1]
    division_head.press("Tiếp nhận", on=division_head.shown[f"call:{incident.id}"])
    assert desk.now(incident).taken_by == desk.sample.division_head.person_id
    assert f"{desk.sample.duty_officer.name} khi báo {incident.code}" in told(desk, desk.sample.administrator)


def test_a_lost_taker_with_nobody_else_at_the_step_makes_it_rise_at_once(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    desk.take(desk.phone(desk.sample.duty_officer), incident)
    desk.lose(desk.sample.division_head, desk.sample.duty_officer)
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident)


def test_it_goes_on_rising_after_the_taker_was_lost(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    desk.take(desk.phone(desk.sample.duty_officer), incident)
    desk.lose(desk.sample.duty_officer)
    desk.pass_by(11)
    assert desk.got(desk.phone(desk.sample.chief_of_office), incident)


def test_administrators_hear_of_a_lost_leader_though_no_incident_is_open(desk: Desk) -> None:
    desk.lose(desk.sample.chief_of_office)
    heard = told(desk, desk.sample.administrator)
    assert heard.startswith("⚠️ Không liên lạc được Chánh Văn phòng mẫu.")
    assert "BCN" not in heard


def test_of_a_lost_head_they_hear_only_when_an_incident_needs_him(desk: Desk) -> None:
    desk.lose(desk.sample.deputy)
    assert told(desk, desk.sample.administrator) == ""
    incident = desk.report()
    desk.lose(desk.sample.head)
    assert incident.code in told(desk, desk.sample.administrator)


def test_leaders_are_told_to_phone_a_head_whom_the_bot_no_longer_reaches(desk: Desk) -> None:
    incident = desk.report()
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    desk.lose(desk.sample.head)
    assert "bot không còn gửi tin được cho Hiệu trưởng mẫu A. Xin gọi 📞 090 300 00 01" in desk.heard(duty)[-1]
    duty.press("Hỏi thêm", on=duty.shown[f"incident:{incident.id}"])
    duty.write("Các em nằm khoa nào?")
    assert "không gửi được đến đơn vị" in duty.shown[f"prompt:{incident.id}"].text
    assert desk.kinds(incident)[-1] == "ask", "it stands on the timeline all the same"


def test_a_head_who_is_back_sees_how_it_stands_and_what_was_asked(desk: Desk) -> None:
    incident = desk.report()
    duty, head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.head)
    desk.look(head)
    desk.lose(desk.sample.head)
    desk.take(duty, incident)
    desk.reply(duty, incident, "Hỏi: khoa nào?")
    before = len(desk.heard(head))
    head.write("/trogiup")
    assert "khoa nào?" in head.shown[f"incident:{incident.id}"].text
    assert len(desk.heard(head)) > before + 1


def test_one_message_tells_administrators_of_all_incidents_that_need_the_lost_leader(desk: Desk) -> None:
    codes = [desk.report().code for _ in range(2)]
    administrator = desk.phone(desk.sample.administrator)
    desk.look(administrator)
    desk.lose(desk.sample.duty_officer)
    heard = desk.heard(administrator)
    assert len(heard) == 1
    assert all(code in heard[0] for code in codes)


def test_the_administrator_of_the_unit_where_the_post_is_held_hears_of_it(desk: Desk) -> None:
    def office(tx: Tx) -> tuple[Somebody, Somebody]:
        unit = add_unit(tx, "VP-1", "Văn phòng mẫu 1", (desk.sample.root, f"/{desk.sample.root}/"))
        officer = add_person(tx, "Trực mẫu 1", None, "3001", {"unit_id": unit[0], "role": "duty_officer"})
        keeper = add_person(tx, "Quản trị mẫu 1", None, "3002", {"unit_id": unit[0], "role": "administrator"})
        return officer, keeper

    officer, keeper = desk.database.transact(office)
    desk.lose(officer)
    assert officer.name in told(desk, keeper)
    assert officer.name in told(desk, desk.sample.administrator), "whoever administers the whole tree hears it too"
    desk.lose(desk.sample.chief_of_office)
    assert desk.sample.chief_of_office.name not in told(desk, keeper), "an office cannot invite for the Department"


def test_the_next_account_of_the_same_person_comes_before_the_next_person(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    spare = second_account(desk, desk.sample.duty_officer, "1903")
    desk.look(desk.phone(desk.sample.duty_officer))
    desk.lose(desk.sample.duty_officer)
    assert "Tiếp nhận" in " ".join(button.label for row in desk.sees(spare, incident).rows for button in row)
    assert desk.heard(spare)
    assert "unreachable" not in desk.kinds(incident)
    assert told(desk, desk.sample.administrator) == ""
    spare.press("Tiếp nhận", on=spare.shown[f"incident:{incident.id}"])
    assert desk.now(incident).taken_by == desk.sample.duty_officer.person_id


def test_what_was_on_its_way_to_the_lost_account_goes_out_on_the_next(desk: Desk) -> None:
    spare = second_account(desk, desk.sample.head, "1901")
    to = Recipient("telegram", desk.sample.head.address, desk.sample.head.person_id)
    waiting = table(OutboxMessage)

    def refused(tx: Tx) -> None:
        """As delivery does it: the messenger refuses one message for good, another still waits."""
        first = outbox.send(tx, to, Screen("câu hỏi"), Priority.ALERT)
        outbox.send(tx, to, Screen("chỉ đạo"), Priority.ALERT)
        outbox.answer_press(tx, to, "press-1", "đã nhận")
        tx.execute(waiting.update().where(waiting.c.id == first).values(state="sending"))
        message = tx.first(OutboxMessage, select(waiting).where(waiting.c.id == first))
        assert message is not None
        outbox.settle(tx, message, "failed", milliseconds=5, error="blocked")
        reach.account_lost(tx, desk.rules, "telegram", to.address, "blocked")

    desk.database.transact(refused)
    desk.look(spare)
    assert [screen.text for screen, _ in spare.history] == ["câu hỏi", "chỉ đạo"]
    assert spare.toast is None


def test_a_leader_in_the_middle_who_cannot_be_reached_is_passed_over_without_waiting(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    desk.lose(desk.sample.chief_of_office)
    deputy_director = desk.phone(desk.sample.deputy_director)
    desk.pass_by(9)
    assert not desk.got(deputy_director, incident)
    desk.pass_by(1)
    assert desk.got(deputy_director, incident)


def test_an_unreachable_director_at_the_end_does_not_hide_those_who_can_be_reached(desk: Desk) -> None:
    desk.lose(desk.sample.director)
    incident = desk.report({"media": "none"})
    deputy_director, administrator = desk.phone(desk.sample.deputy_director), desk.phone(desk.sample.administrator)
    desk.pass_by(41)
    before = len(desk.heard(deputy_director))
    assert "ở mọi cấp" not in "\n".join(desk.heard(administrator))
    desk.pass_by(31)
    assert len(desk.heard(deputy_director)) > before, "the highest who can be reached is reminded instead"
    assert desk.kinds(incident).count("unreachable") == 1


def test_when_nobody_can_be_reached_administrators_get_numbers_again_and_again_and_the_head_is_told_once(
    desk: Desk,
) -> None:
    sample = desk.sample
    desk.lose(
        sample.duty_officer,
        sample.division_head,
        sample.chief_of_office,
        sample.deputy_director,
        sample.director,
        sample.communications,
    )
    incident = desk.report()
    head, administrator = desk.phone(sample.head), desk.phone(sample.administrator)
    assert "gọi điện ngay cho Sở" in desk.sees(head, incident).text
    desk.look(administrator)
    assert "Cán bộ trực mẫu · 090 300 00 03" in administrator.shown[f"admin:nobody:{incident.id}"].text
    for _ in range(2):
        desk.wait(minutes=31)
        desk.look(administrator)
        desk.look(head)
    told_nobody = [text for text in desk.heard(administrator) if "ở mọi cấp" in text]
    assert len(told_nobody) == 3
    assert len([text for text in desk.heard(administrator) if "Không liên lạc được Giám đốc" in text]) == 1
    assert len([text for text in desk.heard(head) if text.startswith("⚠️")]) == 1


def test_the_first_who_comes_back_is_alerted_with_a_sound(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    duty = desk.phone(desk.sample.duty_officer)
    desk.look(duty)
    desk.lose(desk.sample.duty_officer, desk.sample.division_head)
    before = len(desk.heard(duty))
    duty.write("/toi")
    assert incident.code in "\n".join(desk.heard(duty)[before:])


def test_the_message_of_a_leader_who_was_away_is_made_true_without_a_sound(desk: Desk) -> None:
    incident = desk.report({"media": "none"})
    division_head, duty = desk.phone(desk.sample.division_head), desk.phone(desk.sample.duty_officer)
    desk.look(division_head)
    desk.lose(desk.sample.division_head)
    end(desk, duty, incident)
    before = len(desk.heard(division_head))
    division_head.write("/toi")
    assert "Đã xử lý xong" in division_head.shown[f"incident:{incident.id}"].text
    assert len(desk.heard(division_head)) == before + 1, "only the answer to /toi"


def test_the_final_report_of_an_incident_whose_taker_is_lost_reaches_the_others(desk: Desk) -> None:
    incident = desk.report()
    duty, division_head = desk.phone(desk.sample.duty_officer), desk.phone(desk.sample.division_head)
    desk.take(duty, incident)
    end(desk, duty, incident)
    desk.look(division_head)
    desk.lose(desk.sample.duty_officer)
    desk.reply(desk.phone(desk.sample.head), incident, "Báo cáo kết thúc: đã gỡ tổ ong")
    assert "đã gỡ tổ ong" in desk.heard(division_head)[-1]


def end(desk: Desk, phone: Phone, incident: Incident) -> None:
    desk.reply(phone, incident, "Kết thúc: đã ổn")
    assert desk.now(incident).status == "resolved"
