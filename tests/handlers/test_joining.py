"""Getting in: by invitation or by one's own number, and what is shown then."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from department import HandClock
from incident_desk import Desk
from newcomer import (
    NUMBER,
    REFUSAL,
    Newcomer,
    another,
    attempts,
    audited,
    invite,
    person,
)

from handlers import router
from handlers.event import Event
from rules.catalogue import Catalogue
from storage import registry
from storage.database import Database


def test_invitation_lets_its_person_in_with_name_unit_role_and_what_to_do_first(phone: Newcomer, new_head: int):
    phone.open_link(invite(phone.database, new_head))

    screen = phone.welcome()
    assert "Hiệu trưởng mẫu B" in screen.text
    assert "Trường mẫu B" in screen.text
    assert "Thủ trưởng đơn vị" in screen.text
    assert "kể một câu" in screen.text
    assert screen.menu is not None
    assert ("🚨 Khẩn",) in screen.menu
    assert screen.commands is not None
    assert {"khan", "baocao"} <= {name for name, _ in screen.commands}
    assert phone.member().person_id == new_head
    assert attempts(phone.database) == ["joined"]
    assert audited(phone.database) == [("done", "joined")]


@pytest.mark.parametrize("written", ["{}", "  {} ", "Mã của tôi: {}", "https://t.me/bao_cao_nhanh_bot?start={}"])
def test_code_typed_as_text_counts_like_the_link(phone: Newcomer, new_head: int, written: str):
    phone.write(written.format(invite(phone.database, new_head)))

    assert phone.member().person_id == new_head


@pytest.mark.parametrize("typed", [str.upper, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_capitals_and_dashes_of_a_typed_code_make_no_difference(phone: Newcomer, new_head: int, typed):
    phone.write(typed(invite(phone.database, new_head)))

    assert phone.member().person_id == new_head


def test_own_number_of_the_registry_lets_its_person_in(phone: Newcomer, new_head: int):
    phone.share_contact(NUMBER)

    assert "Trường mẫu B" in phone.welcome().text
    assert phone.member().person_id == new_head
    assert audited(phone.database) == [("done", "joined")]


def test_the_same_person_may_open_the_link_again(phone: Newcomer, new_head: int):
    code = invite(phone.database, new_head)
    phone.open_link(code)

    again = phone.open_link(code)

    assert again.text.startswith("Chào")
    assert again.menu
    assert attempts(phone.database) == ["joined"]


def test_somebody_joins_on_a_second_phone_and_is_reached_there(phone: Newcomer, new_head: int, clock: HandClock):
    phone.open_link(invite(phone.database, new_head))
    clock.turn(days=30)
    second = another(phone, "7002")
    second.open_link(invite(phone.database, new_head))

    found = phone.database.transact(lambda tx: [one.address for one in registry.accounts_of(tx, new_head)])

    assert found == ["7002", "7001"]


def test_channel_of_the_first_joining_is_preferred_until_another_is_chosen(phone: Newcomer, new_head: int):
    phone.share_contact(NUMBER)

    assert phone.database.transact(lambda tx: registry.person(tx, new_head)).preferred_channel == "telegram"


def test_leader_who_joins_is_shown_what_is_still_open_and_theirs_to_take(
    database: Database, desk: Desk, phone: Newcomer
):
    officer = person(
        database, "Chánh Văn phòng mới mẫu", NUMBER, {"unit_id": desk.sample.root, "role": "chief_of_office"}
    )
    incident = desk.report()
    desk.pass_by(minutes=30)

    phone.share_contact(NUMBER)

    alert = phone.shown[f"incident:{incident.id}"]
    assert incident.code in alert.text
    assert phone.member().person_id == officer
    phone.press("Tiếp nhận", alert)
    assert desk.now(incident).taken_by == officer


def test_head_who_changes_the_phone_finds_the_unfinished_report_there(phone: Newcomer, desk: Desk):
    head = desk.sample.head
    desk.phone(head).write("3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận")

    phone.open_link(invite(phone.database, head.person_id))

    assert "Báo cáo chưa gửi" in phone.last.text
    assert "ong đốt" in phone.press("Tiếp tục").text


def test_somebody_without_a_role_joins_and_is_told_so(phone: Newcomer):
    phone.open_link(invite(phone.database, person(phone.database, "Người mẫu")))

    screen = phone.welcome()
    assert "không giữ vai trò nào" in screen.text
    assert screen.menu == ()


def test_two_phones_press_the_same_link_at_once_and_one_joins(phone: Newcomer, new_head: int, rules: Catalogue):
    database, code = phone.database, invite(phone.database, new_head)
    at_once(database, rules, code, ["7001", "7002"])

    phones = [another(phone, "7001"), another(phone, "7002")]
    assert sorted(one.member() is not None for one in phones) == [False, True]
    assert sorted(attempts(database)) == ["joined", "wrong_code"]
    [refused] = [one for one in phones if one.member() is None]
    assert refused.said() == [REFUSAL]


def test_the_same_press_on_two_machines_at_once_joins_once_and_refuses_nobody(
    phone: Newcomer, new_head: int, rules: Catalogue
):
    at_once(phone.database, rules, invite(phone.database, new_head), ["7001", "7001"])

    assert phone.member().person_id == new_head
    assert REFUSAL not in phone.said()
    assert attempts(phone.database) == ["joined"]


def at_once(database: Database, rules: Catalogue, code: str, addresses: list[str]) -> None:
    """Everybody opens the link, each in a transaction of their own that has begun before any other has ended."""
    begun = Barrier(len(addresses))

    def press(number: int) -> None:
        event = Event("telegram", addresses[number], f"at-once-{number}", database.clock.now(), "command", text=code)
        event = Event(**{**event_values(event), "command": "start"})

        def work(tx) -> None:
            if tx.postgres:
                begun.wait(10)
            router.handle(tx, event, rules)

        database.transact(work)

    with ThreadPoolExecutor(len(addresses)) as threads:
        list(threads.map(press, range(len(addresses))))


def event_values(event: Event) -> dict:
    return {name: getattr(event, name) for name in event.__slots__}
