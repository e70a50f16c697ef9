"""Who is refused, and what a stranger or a group learns: nothing."""

from datetime import timedelta

import pytest
from department import HandClock, Sample
from incident_desk import Desk
from newcomer import (
    NUMBER,
    REFUSAL,
    Newcomer,
    another,
    attempts,
    audited,
    change,
    cut_off,
    invite,
    person,
    wrong_code,
)

import locales
from rules.catalogue import Catalogue
from storage import invitations
from storage.database import Database
from storage.tables.registry import Person


def used_code(phone: Newcomer) -> None:
    code = invite(phone.database, person(phone.database, "Người khác mẫu"))
    another(phone, "7009").open_link(code)
    phone.open_link(code)


def expired_code(phone: Newcomer) -> None:
    code = invite(phone.database, person(phone.database, "Người khác mẫu"), valid_for=timedelta(hours=1))
    phone.database.clock.turn(hours=1)
    phone.open_link(code)


def revoked_code(phone: Newcomer) -> None:
    invited = person(phone.database, "Người khác mẫu")
    code = invite(phone.database, invited)
    assert phone.database.transact(lambda tx: invitations.revoke(tx, invited)) == 1
    phone.open_link(code)


def code_of_somebody_inactive(phone: Newcomer) -> None:
    invited = person(phone.database, "Người khác mẫu")
    code = invite(phone.database, invited)
    change(phone.database, Person, invited, active=False)
    phone.open_link(code)


def unknown_number(phone: Newcomer) -> None:
    phone.share_contact("+84900000000")


def forwarded_contact_of_a_head(phone: Newcomer) -> None:
    phone.share_contact("+84903000001", own=False)


def number_of_somebody_inactive(phone: Newcomer) -> None:
    invited = person(phone.database, "Người khác mẫu", NUMBER)
    change(phone.database, Person, invited, active=False)
    phone.share_contact(NUMBER)


def contact_without_a_number(phone: Newcomer) -> None:
    person(phone.database, "Người không có số mẫu")
    phone.share_contact("")


def plain_words(phone: Newcomer) -> None:
    phone.write("Trường mẫu A có ai là hiệu trưởng?")


def bare_start(phone: Newcomer) -> None:
    phone.open_link("")


def command(phone: Newcomer) -> None:
    phone.write("/dangmo")


def photo(phone: Newcomer) -> None:
    phone.send_photo("anh-mau")


def old_button(phone: Newcomer) -> None:
    phone.send_action("i:1:show")


TRIED = [
    wrong_code,
    used_code,
    expired_code,
    revoked_code,
    code_of_somebody_inactive,
    unknown_number,
    forwarded_contact_of_a_head,
    number_of_somebody_inactive,
    contact_without_a_number,
    plain_words,
    bare_start,
    command,
    photo,
    old_button,
]


@pytest.mark.parametrize("tried", TRIED)
def test_stranger_gets_the_same_refusal_whatever_was_tried_and_it_is_recorded(phone: Newcomer, desk: Desk, tried):
    desk.report()
    tried(phone)

    assert phone.said() == [REFUSAL]
    assert phone.last.ask == "contact"
    assert phone.last.menu is None
    assert phone.last.rows == ()
    assert phone.member() is None
    assert [outcome for outcome, _ in audited(phone.database)][-1] == "refused"
    assert attempts(phone.database)[-1] != "joined"


def test_refusal_holds_no_data_of_the_registry(phone: Newcomer):
    for word in ("Trường mẫu", "Hiệu trưởng mẫu", "BCN-", "0903"):
        assert word not in REFUSAL


def test_stranger_can_press_nothing_of_somebody_elses_incident(phone: Newcomer, desk: Desk):
    incident = desk.report()

    phone.send_action(f"i:{incident.id}:acknowledge")

    assert desk.now(incident).status == "open"
    assert phone.said() == [REFUSAL]
    assert phone.toast == ""


def test_stranger_who_unblocks_the_bot_is_not_written_to(phone: Newcomer):
    phone._do(kind="unblocked")

    assert phone.said() == []
    assert attempts(phone.database) == []


def test_deactivated_person_is_refused_like_a_stranger(database: Database, registry: Sample, rules: Catalogue):
    change(database, Person, registry.head.person_id, active=False)
    phone = Newcomer(database, rules, registry.head.address)

    phone.write("/toi")

    assert phone.said() == [REFUSAL]


def test_cut_off_account_is_refused_and_its_number_does_not_open_it_again(
    database: Database, registry: Sample, rules: Catalogue
):
    phone = Newcomer(database, rules, registry.head.address)
    cut_off(database, phone.address)

    phone.write("/viec")
    phone.share_contact("+84903000001")

    assert phone.said() == [REFUSAL, REFUSAL]
    assert phone.member() is None
    assert attempts(database) == ["words", "cut_off"]


def test_cut_off_account_comes_back_only_with_an_invitation_made_afterwards(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock
):
    phone = Newcomer(database, rules, registry.head.address)
    before = invite(database, registry.head.person_id)
    clock.turn(minutes=1)
    cut_off(database, phone.address)
    clock.turn(minutes=1)

    phone.open_link(before)
    assert phone.member() is None

    phone.open_link(invite(database, registry.head.person_id))
    assert phone.member().person_id == registry.head.person_id


def test_group_is_told_once_a_day_that_the_bot_does_not_work_there(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock
):
    group = Newcomer(database, rules, "-100200")
    for _ in range(30):
        group.write_in_group("3 em lớp 7A bị ong đốt ở sân trường")
        clock.turn(minutes=10)
    assert group.said() == [locales.text("vi", "no-groups")]

    clock.turn(days=1)
    group.write_in_group("alo")

    assert len(group.said()) == 2
    assert group.last.ask == ""
    assert audited(database) == [("refused", "group")] * 2
