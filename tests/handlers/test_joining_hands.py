"""A phone changes hands: an account of one person becomes another's, never silently."""

from department import HandClock, Sample
from incident_desk import Desk
from newcomer import (
    NUMBER,
    Newcomer,
    audited,
    change,
    count,
    cut_off,
    invite,
)

import locales
from rules.catalogue import Catalogue
from storage import registry
from storage.database import Database
from storage.tables.registry import Account, Person


def test_invitation_of_another_person_never_switches_an_account_silently(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    member = Newcomer(database, rules, registry.head.address)
    code = invite(database, new_head)

    asked = member.open_link(code)

    assert "Hiệu trưởng mẫu B" in asked.text
    assert "Hiệu trưởng mẫu A" in asked.text
    assert member.member().person_id == registry.head.person_id
    member.press("Giữ nguyên")
    assert member.member().person_id == registry.head.person_id
    assert audited(database) == [("refused", "another_person")]
    owner = Newcomer(database, rules, "7001")
    owner.open_link(code)
    assert owner.member().person_id == new_head


def test_confirmed_switch_gives_the_account_to_the_other_person(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    member = Newcomer(database, rules, registry.head.address)
    asked = member.open_link(invite(database, new_head))

    member.press("Chuyển cho", asked)

    assert member.member().person_id == new_head
    assert any("Chào mừng" in text and "Trường mẫu B" in text for text in member.said())
    assert "Chuyển cho" not in member.labels()


def test_switch_pressed_twice_or_after_the_code_was_used_changes_nothing_more(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    member = Newcomer(database, rules, registry.head.address)
    asked = member.open_link(invited := invite(database, new_head))
    Newcomer(database, rules, "7001").open_link(invited)

    member.press("Chuyển cho", asked)

    assert "không dùng được" in member.last.text
    assert member.member().person_id == registry.head.person_id


def test_switch_that_no_button_of_ours_can_have_sent_is_refused_and_recorded(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    asked = Newcomer(database, rules, registry.deputy.address).open_link(invite(database, new_head))
    action = asked.rows[1][0].action
    forger = Newcomer(database, rules, registry.head.address)

    for forged in (action, "j:1:" + "0" * 32, "j:999:x", "j:²:x", "j:stay:1:2", "j:x"):
        forger.send_action(forged)
        assert forger.toast == locales.text("vi", "old-button")

    assert forger.member().person_id == registry.head.person_id
    assert len(audited(database, "press")) == 6


def test_what_waits_for_the_person_before_is_not_sent_to_the_person_after(
    database: Database, desk: Desk, rules: Catalogue, new_head: int
):
    officer = desk.sample.duty_officer
    member = Newcomer(database, rules, officer.address)
    asked = member.open_link(invite(database, new_head))
    incident = desk.report()

    member.press("Chuyển cho", asked)

    assert f"incident:{incident.id}" not in member.shown
    assert "unreachable" in desk.kinds(incident)
    assert any(officer.name in text for text in Newcomer(database, rules, desk.sample.administrator.address).said())


def test_alert_that_was_on_the_phone_given_away_is_shown_on_the_other_phone_of_its_person(
    database: Database, desk: Desk, rules: Catalogue, new_head: int, clock: HandClock
):
    officer = desk.sample.duty_officer
    old = Newcomer(database, rules, "7001")
    old.open_link(invite(database, officer.person_id))
    clock.turn(minutes=1)
    given_away = Newcomer(database, rules, officer.address)
    database.transact(lambda tx: registry.link_account(tx, officer.person_id, "telegram", officer.address))
    incident = desk.report()
    assert desk.got(given_away, incident)
    assert not desk.got(old, incident)

    given_away.press("Chuyển cho", given_away.open_link(invite(database, new_head)))

    assert desk.got(old, incident)
    assert "unreachable" not in desk.kinds(incident)


def test_account_of_somebody_deactivated_is_taken_over_by_who_has_the_phone_now(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    change(database, Person, registry.head.person_id, active=False)
    before = count(database, Account)
    phone = Newcomer(database, rules, registry.head.address)

    phone.share_contact(NUMBER)

    assert phone.member().person_id == new_head
    assert count(database, Account) == before


def test_account_that_was_cut_off_opens_for_somebody_else_who_has_the_phone_now(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    cut_off(database, registry.head.address)
    phone = Newcomer(database, rules, registry.head.address)

    phone.share_contact(NUMBER)

    assert phone.member().person_id == new_head


def test_own_new_invitation_of_a_member_is_used_up_and_changes_nothing(
    database: Database, registry: Sample, rules: Catalogue
):
    code = invite(database, registry.head.person_id)
    member = Newcomer(database, rules, registry.head.address)

    assert member.open_link(code).text.startswith("Chào")

    stranger = Newcomer(database, rules, "7001")
    stranger.open_link(code)
    assert stranger.member() is None
