"""/quantri: people and units found, invited, cut off; roles given and ended at once; lost messages said anew."""

import pytest
from department import HandClock, Sample
from incident_desk import Desk
from newcomer import Newcomer, invite, person
from report_desk import Phone, drafts, incidents
from typing_phone import TypingPhone

from rules.catalogue import Catalogue
from staff import inviting
from staff import roles as acts
from storage import due, outbox, registry, staff_lists
from storage.database import Database, table
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Assignment


@pytest.fixture
def administrator(desk: Desk) -> Phone:
    return desk.phone(desk.sample.administrator)


def roles(database: Database, person_id: int) -> set[tuple[str, int]]:
    return {(post.role, post.unit_id) for post in database.transact(lambda tx: staff_lists.posts(tx, person_id))}


def find(phone: Phone, words: str) -> Screen:
    phone.write("/quantri")
    return phone.write(words)


def lose_a_message(database: Database, sample: Sample, screen: Screen, **options: object) -> int:
    """Something was said to the head of school A and did not arrive."""
    to = Recipient("telegram", sample.head.address, sample.head.person_id)

    def work(tx):
        message = outbox.send(tx, to, screen, Priority.UPDATE, **options)
        tx.change(OutboxMessage, {"id": message}, state="failed", done_at=tx.now, error="blocked")
        return message

    return database.transact(work)


def state_of(database: Database, message: int) -> str:
    return database.transact(lambda tx: outbox.find(tx, message)).state


def test_only_an_administrator_is_let_in(desk: Desk):
    for one in (desk.sample.head, desk.sample.director, desk.sample.duty_officer):
        phone = desk.phone(one)
        phone.write("/quantri Trường")
        assert "Trường mẫu" not in phone.last.text
        phone.send_action(f"q:p:{desk.sample.deputy.person_id}")
        assert "Phó Hiệu trưởng" not in phone.last.text
        assert roles(desk.database, desk.sample.deputy.person_id)


@pytest.mark.parametrize("words", ["hieu truong mau a", "0903000001", "+84 903 000 001"])
def test_somebody_is_found_by_name_without_marks_and_by_number(administrator: Phone, words: str):
    said = find(administrator, words)
    if "Kết quả" in said.text:
        said = administrator.press("Hiệu trưởng mẫu A · Thủ trưởng")
    assert "Hiệu trưởng mẫu A" in said.text
    assert "090 300 00 01" in said.text
    assert "Thủ trưởng đơn vị" in said.text
    assert "Telegram" in said.text


def test_a_unit_is_found_by_its_code_with_whoever_works_there(administrator: Phone, new_head: int):
    said = find(administrator, "truong-b")
    assert "Trường mẫu B" in said.text
    assert "1 người, 0 đã tham gia" in said.text
    assert "Chưa tham gia" in administrator.press("Hiệu trưởng mẫu B").text


def test_a_new_code_makes_the_older_one_worthless_and_two_taps_make_one(administrator: Phone, new_head: int):
    old = invite(administrator.database, new_head)
    find(administrator, "0903111222")
    shown = administrator.last
    administrator.press("Cấp mã mời mới", on=shown)
    code = administrator.last.text
    assert "bỏ" in code
    administrator.press("Cấp mã mời mới", on=shown)
    assert administrator.last.text != code
    assert "Vừa có mã mời mới" in administrator.last.text
    newcomer = Newcomer(administrator.database, administrator.rules, "7009")
    newcomer.open_link(old)
    assert newcomer.member() is None
    newcomer.open_link(code.split("\n\n")[1].strip().strip("\ue000\ue001"))
    assert newcomer.member().person_id == new_head


def test_an_account_is_cut_off_after_a_question_and_its_open_buttons_do_nothing(administrator: Phone, desk: Desk):
    officer = desk.phone(desk.sample.duty_officer)
    incident = desk.report()
    alert = desk.sees(officer, incident)
    find(administrator, "can bo truc mau")
    administrator.press("Cắt tài khoản Telegram")
    assert desk.database.transact(lambda tx: registry.accounts_of(tx, desk.sample.duty_officer.person_id))
    sure = administrator.last
    administrator.press("Cắt tài khoản Telegram", on=sure)
    assert "Chưa tham gia" in administrator.last.text
    shown = officer.last
    for row in alert.rows:
        for button in row:
            officer.send_action(button.action)
    assert desk.now(incident).status == "open"
    assert "ong đốt" not in officer.last.text or officer.last == shown
    administrator.press("Cắt tài khoản Telegram", on=sure)
    assert "đã cắt rồi" in administrator.last.text


def test_a_dismissed_head_sends_nothing_any_more_and_is_told_so(administrator: Phone, desk: Desk):
    head = desk.phone(desk.sample.head)
    head.write("3 em lớp 7A bị ong đốt ở sân trường lúc 8h, đã đưa đi bệnh viện quận, chưa có báo chí")
    draft = drafts(desk.database)[-1]
    find(administrator, "hieu truong mau a")
    if "Kết quả" in administrator.last.text:
        administrator.press("Hiệu trưởng mẫu A · Thủ trưởng")
    administrator.press("Thôi: Thủ trưởng")
    administrator.press("Thôi giữ")
    assert roles(desk.database, desk.sample.head.person_id) == set()
    desk.look(head)
    assert any("vẫn được giữ nhưng không gửi được" in screen.text for screen, _ in head.history)
    head.send_action(f"r:{draft.id}:send")
    assert incidents(desk.database) == []


def test_what_waits_for_a_dismissed_head_and_answers_nothing_is_not_sent(administrator: Phone, desk: Desk):
    sample = desk.sample
    second = {"person_id": sample.head.person_id, "unit_id": sample.other_school, "role": "head"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **second))
    to = Recipient("telegram", sample.head.address, sample.head.person_id)

    def queue(tx):
        answer = outbox.send(tx, to, Screen("Trả lời mẫu"), update_key="1")
        return [outbox.send(tx, to, Screen("Thông báo mẫu"), Priority.REMINDER), answer]

    def states():
        return [state_of(desk.database, message) for message in waiting]

    waiting = desk.database.transact(queue)
    held = desk.database.transact(lambda tx: staff_lists.posts(tx, sample.head.person_id))
    desk.database.transact(lambda tx: acts.end(tx, desk.rules, sample.head.person_id, held[:1]))
    assert states() == ["queued", "queued"]
    desk.database.transact(lambda tx: acts.end(tx, desk.rules, sample.head.person_id, held[1:]))
    assert states() == ["superseded", "queued"]
    assert "thôi giữ vai trò" in desk.look(desk.phone(sample.head)).text


def test_whoever_loses_two_roles_at_once_hears_of_both(desk: Desk):
    sample = desk.sample
    second = {"person_id": sample.head.person_id, "unit_id": sample.other_school, "role": "deputy"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **second))
    held = desk.database.transact(lambda tx: staff_lists.posts(tx, sample.head.person_id))
    assert desk.database.transact(lambda tx: acts.end(tx, desk.rules, sample.head.person_id, held)) == 2
    head = desk.phone(sample.head)
    desk.look(head)
    said = " ".join(screen.text for screen, _ in head.history)
    assert "Trường mẫu A" in said
    assert "Trường mẫu B" in said


def test_an_incident_of_a_dismissed_head_goes_on_with_the_new_one(administrator: Phone, desk: Desk):
    incident = desk.report()
    find(administrator, "pho hieu truong mau a")
    administrator.press("Đổi: Cấp phó")
    administrator.press("Thủ trưởng đơn vị")
    assert "Thủ trưởng hiện nay: Hiệu trưởng mẫu A" in administrator.last.text
    administrator.press("Giao, thay Hiệu trưởng mẫu A")
    deputy, head = desk.sample.deputy.person_id, desk.sample.head.person_id
    assert roles(desk.database, deputy) == {("head", desk.sample.school)}
    assert roles(desk.database, head) == set()
    assert desk.now(incident).reporter_id == deputy


def test_a_dismissed_head_whom_nobody_follows_is_shown_nothing_more(administrator: Phone, desk: Desk):
    incident, head = desk.report(), desk.phone(desk.sample.head)
    for somebody in (desk.sample.deputy, desk.sample.head):
        held = desk.database.transact(lambda tx, one=somebody: staff_lists.posts(tx, one.person_id))
        desk.database.transact(lambda tx, one=somebody, posts=held: acts.end(tx, desk.rules, one.person_id, posts))
    desk.look(head)
    told = head.new_messages, [screen.text for screen, _ in head.history]
    desk.take(desk.phone(desk.sample.duty_officer), incident)
    desk.look(head)
    assert (head.new_messages, [screen.text for screen, _ in head.history]) == told


def test_what_a_dismissed_leader_had_taken_is_called_out_anew(administrator: Phone, desk: Desk):
    officer, incident = desk.phone(desk.sample.duty_officer), desk.report()
    desk.take(officer, incident)
    find(administrator, "can bo truc mau")
    administrator.press("Thôi: Cán bộ trực")
    administrator.press("Thôi giữ")
    assert desk.now(incident).status == "open"
    assert desk.now(incident).taken_by is None
    assert "left_post" in desk.kinds(incident)
    assert desk.now(incident).update_due_at is not None, "the head owes an update as before"
    officer.send_action(f"i:{incident.id}:acknowledge")
    assert desk.now(incident).status == "open"


def test_of_two_administrators_at_once_the_second_hears_how_it_stands(administrator: Phone, desk: Desk):
    sample = desk.sample
    other_id = person(desk.database, "Quản trị mẫu hai", None, {"unit_id": sample.root, "role": "administrator"})
    desk.database.transact(lambda tx: registry.link_account(tx, other_id, "telegram", "1999"))
    other = Phone(desk.database, desk.rules, "1999")
    screens = []
    for phone in (administrator, other):
        find(phone, "pho hieu truong mau a")
        phone.press("Thôi: Cấp phó")
        screens.append(phone.last)
    administrator.press("Thôi giữ", on=screens[0])
    other.press("Thôi giữ", on=screens[1])
    assert "không còn giữ" in other.last.text
    assert len([line for line in desk.audit("done") if line.action == "role.end"]) == 1


def test_nobody_changes_themselves_or_makes_an_administrator_by_chat(administrator: Phone, desk: Desk):
    me, deputy, root = desk.sample.administrator.person_id, desk.sample.deputy.person_id, desk.sample.root
    administrator.send_action(f"q:rr:{me}:{root}:director:-:0")
    administrator.send_action(f"q:rr:{deputy}:{root}:administrator:-:0")
    administrator.send_action(f"q:rr:{deputy}:{root}:delegate_incidents:-:0")
    assert roles(desk.database, me) == {("administrator", root)}
    assert roles(desk.database, deputy) == {("deputy", desk.sample.school)}


def test_an_administrator_of_one_school_touches_nobody_of_another(desk: Desk, new_head: int):
    sample = desk.sample
    mine = person(desk.database, "Quản trị trường mẫu", None, {"unit_id": sample.school, "role": "administrator"})
    desk.database.transact(lambda tx: registry.link_account(tx, mine, "telegram", "1998"))
    phone = Phone(desk.database, desk.rules, "1998")
    director = sample.director.person_id
    account = desk.database.transact(lambda tx: registry.accounts_of(tx, director))[0].id
    for action in (f"p:{director}", f"i:{director}:0", f"x:{account}", f"xx:{account}", f"ll:{director}",
                   f"rr:{director}:{sample.school}:head:-:0", f"rr:{new_head}:{sample.school}:head:-:0",
                   f"u:{sample.other_school}:0", f"w:none:{sample.other_school}:0", f"p:{new_head}"):  # fmt: skip
        phone.send_action(f"q:{action}")
        assert "Giám đốc mẫu" not in phone.last.text
        assert "Trường mẫu B" not in phone.last.text
    assert roles(desk.database, director) == {("director", sample.root)}
    assert desk.database.transact(lambda tx: registry.accounts_of(tx, director))
    assert "không quản trị" in _added(phone, sample, "Nguyễn Văn Mẫu, 0903000007").text


def _added(phone: Phone, sample: Sample, line: str) -> Screen:
    phone.send_action(f"q:n:{sample.school}")
    return phone.write(line)


def test_who_looks_after_a_unit_no_more_is_not_asked_for_its_newcomer_for_ever(administrator: Phone, desk: Desk):
    sample = desk.sample
    administrator.send_action(f"q:n:{sample.school}")
    desk.end_posts(sample.administrator)
    mine = {"person_id": sample.administrator.person_id, "unit_id": sample.other_school, "role": "administrator"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **mine))
    administrator.write("Nguyễn Văn Mẫu, 0903000007")
    assert "không còn dùng được" in administrator.last.text
    administrator.write("Nguyễn Văn Mẫu, 0903000007")
    assert "không còn dùng được" not in administrator.last.text


@pytest.mark.parametrize("asked", ["c:quantri", "q:n:{school}", "q:gu:{deputy}"])
def test_an_administrator_who_heads_a_school_reports_whatever_was_asked(desk: Desk, asked: str):
    sample = desk.sample
    mine = {"person_id": sample.head.person_id, "unit_id": sample.school, "role": "administrator"}
    desk.database.transact(lambda tx: tx.insert(Assignment, **mine))
    head = desk.phone(sample.head)
    head.send_action(asked.format(school=sample.school, deputy=sample.deputy.person_id))
    head.write("3 em lớp 7A bị ong đốt ở sân trường, gọi 0903000111")
    assert drafts(desk.database)[-1].answers["category"] == "injury"


def test_a_newcomer_is_written_down_once_with_name_title_and_number(administrator: Phone, desk: Desk):
    _added(administrator, desk.sample, "Nguyễn Văn Mẫu, Phó Hiệu trưởng, 0903 222 333")
    administrator.press("Cấp phó của đơn vị")
    sure = administrator.last
    administrator.press("Giao", on=sure)
    found = desk.database.transact(lambda tx: registry.person_by_phone(tx, "+84903222333"))
    assert roles(desk.database, found.id) == {("deputy", desk.sample.school)}
    administrator.press("Giao", on=sure)
    assert "từ trước" in administrator.last.text


def test_a_substitute_acts_for_a_head_who_hears_of_it(administrator: Phone, desk: Desk):
    find(administrator, "0903000001")
    administrator.press("Cử người thay")
    administrator.press("Phó Hiệu trưởng mẫu A")
    administrator.press("1 tuần")
    assert ("delegate_incidents", desk.sample.school) in roles(desk.database, desk.sample.deputy.person_id)
    assert "cử Phó Hiệu trưởng mẫu A" in desk.look(desk.phone(desk.sample.head)).text


def test_who_has_not_joined_is_listed_by_unit_and_who_can_be_reached_is_reminded_once(
    administrator: Phone, desk: Desk, new_head: int
):
    administrator.write("/quantri")
    said = administrator.press("Chưa tham gia (1)")
    assert "Trường mẫu B" in said.text
    assert "090 311 12 22" in said.text
    administrator.press("Mới dùng một ứng dụng (9)")
    administrator.press("Nhắc tất cả")
    assert "Đã nhắc 9 người" in administrator.history[-1][0].text or "Đã nhắc 9" in (administrator.toast or "")
    head = desk.phone(desk.sample.head)
    assert "Thêm tài khoản" in str(desk.look(head).rows)
    administrator.send_action("q:wr:0")
    assert "Đã nhắc 0" in administrator.history[-1][0].text


def test_a_lost_message_is_said_anew_once_and_its_text_is_not_shown(administrator: Phone, desk: Desk):
    message = lose_a_message(desk.database, desk.sample, Screen("Nội dung kín mẫu"))
    administrator.write("/quantri")
    said = administrator.press("Tin không đến (1)")
    assert "Hiệu trưởng mẫu A" in said.text
    assert "Nội dung kín mẫu" not in said.text
    administrator.press("Gửi lại Hiệu trưởng", on=said)
    administrator.press("Gửi lại Hiệu trưởng", on=said)
    assert state_of(desk.database, message) == "superseded"
    head = desk.phone(desk.sample.head)
    desk.look(head)
    assert [screen.text for screen, _ in head.history].count("Nội dung kín mẫu") == 1


def test_a_lost_message_is_not_said_to_who_holds_no_post_any_more(administrator: Phone, desk: Desk):
    lose_a_message(desk.database, desk.sample, Screen("Nội dung kín mẫu"))
    administrator.write("/quantri")
    said = administrator.press("Tin không đến (1)")
    desk.end_posts(desk.sample.head)
    administrator.press("Gửi lại Hiệu trưởng", on=said)
    head = desk.phone(desk.sample.head)
    desk.look(head)
    assert "Nội dung kín mẫu" not in [screen.text for screen, _ in head.history]


def test_a_lost_alert_is_said_as_the_incident_stands_now(administrator: Phone, desk: Desk):
    incident = desk.report()
    director = desk.phone(desk.sample.duty_officer)

    def lose(tx):
        rows = table(OutboxMessage)
        tx.execute(
            rows.update()
            .where(rows.c.slot == f"incident:{incident.id}", rows.c.person_id == desk.sample.duty_officer.person_id)
            .values(state="failed", done_at=tx.now)
        )

    desk.database.transact(lose)
    administrator.write("/quantri")
    administrator.press("Tin không đến")
    assert incident.code in administrator.last.text
    assert "ong đốt" not in administrator.last.text
    administrator.press("Gửi lại Cán bộ trực")
    assert incident.code in desk.sees(director, incident).text


def test_it_works_where_there_are_no_buttons(desk: Desk, rules: Catalogue, new_head: int):
    sample = desk.sample
    desk.database.transact(lambda tx: registry.link_account(tx, sample.administrator.person_id, "zalo", "z-9"))
    phone = TypingPhone(desk.database, rules, "z-9")
    phone.write("quản trị")
    assert "Chưa tham gia: 1" in phone.last.text
    phone.write("truong-b")
    assert "Trường mẫu B" in phone.last.text
    phone.write("1")
    assert "Hiệu trưởng mẫu B" in phone.last.text
    phone.write("cấp mã mời mới")
    assert any("Mã mời của" in text for text in phone.said())


def test_an_invitation_that_waits_is_told_once_to_whoever_can_phone(desk: Desk, clock: HandClock, new_head: int):
    desk.database.transact(lambda tx: inviting.ensure(tx, desk.rules))
    invite(desk.database, new_head)
    phone = desk.phone(desk.sample.administrator)
    desk.wait(days=2)
    assert "Hiệu trưởng mẫu B" not in desk.look(phone).text
    desk.wait(days=2)
    assert "Hiệu trưởng mẫu B" in desk.look(phone).text
    told = phone.new_messages
    desk.wait(days=3)
    desk.look(phone)
    assert phone.new_messages == told
    assert desk.database.transact(lambda tx: due.armed(tx, inviting.DUE, 0))


def test_a_press_of_a_stranger_shows_nothing(desk: Desk, rules: Catalogue):
    stranger = Newcomer(desk.database, rules, "7777")
    stranger.send_action(f"q:p:{desk.sample.head.person_id}")
    assert "Hiệu trưởng mẫu" not in " ".join(stranger.said())


def test_forged_actions_are_refused(administrator: Phone):
    forged = "p p:x p:999999 zz:1 rr:1:1:king:-:0 w:other:0:0 v:no:0 x:99999 fr:99999:0 u:-1:0 e:99999 sd:1:2:3"
    for action in ["", *forged.split(), "rr:2:2:division_head:99:0"]:
        administrator.send_action(f"q:{action}")
        assert "không còn dùng được" in (administrator.toast or "")
