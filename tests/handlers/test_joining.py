"""Joining: who gets in, who is refused, and what a stranger learns (nothing)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from department import HandClock, Sample
from incident_desk import Desk
from newcomer import (
    Newcomer,
    attempts,
    audited,
    change,
    count,
    cut_off,
    everything_kept,
    invite,
    person,
)
from report_desk import Phone

import locales
from handlers import joining, router
from handlers.event import Event
from rules.catalogue import Catalogue
from scheduler import upkeep
from storage import due, invitations, registry
from storage.database import Database
from storage.tables.registry import Account, Person

REFUSAL = locales.text("vi", "join-refused")
NUMBER = "+84903111222"


@pytest.fixture
def new_head(database: Database, registry: Sample) -> int:
    """A head in the registry who has not joined."""
    return person(database, "Hiệu trưởng mẫu B", NUMBER, {"unit_id": registry.other_school, "role": "head"})


@pytest.fixture
def phone(database: Database, registry: Sample, rules: Catalogue) -> Newcomer:
    """The phone of somebody who has no account."""
    return Newcomer(database, rules, "7001")


def another(phone: Newcomer, address: str) -> Newcomer:
    return Newcomer(phone.database, phone.rules, address)


# ---- getting in


def test_invitation_lets_its_person_in_with_name_unit_role_and_what_to_do_first(phone: Newcomer, new_head: int):
    screen = phone.open_link(invite(phone.database, new_head))

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
    screen = phone.share_contact(NUMBER)

    assert "Trường mẫu B" in screen.text
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
    screen = phone.open_link(invite(phone.database, person(phone.database, "Người mẫu")))

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


# ---- being refused


def wrong_code(phone: Newcomer) -> None:
    phone.open_link("bcfg-hjkm-npqr-stvx")


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


def test_stranger_who_writes_a_hundred_messages_is_answered_a_few_times(phone: Newcomer, clock: HandClock):
    for number in range(100):
        phone.write(f"alo {number}")
    assert len(phone.said()) == joining.REFUSALS_TOLD

    clock.turn(hours=2)
    phone.write("alo")

    assert len(phone.said()) == joining.REFUSALS_TOLD + 1


def test_silence_after_many_refusals_keeps_nobody_from_joining(phone: Newcomer, new_head: int):
    for _ in range(20):
        phone.write("alo")

    phone.share_contact(NUMBER)

    assert phone.member().person_id == new_head


def test_every_try_with_a_code_leaves_a_line_even_when_it_is_not_answered(phone: Newcomer):
    for _ in range(8):
        wrong_code(phone)

    assert len(phone.said()) == joining.REFUSALS_TOLD
    assert audited(phone.database) == [("refused", "wrong_code")] * 5 + [("refused", "throttled")] * 3


def test_guessing_is_throttled_for_an_account_until_an_hour_has_passed(
    phone: Newcomer, new_head: int, clock: HandClock
):
    code = invite(phone.database, new_head)
    for _ in range(joining.WRONG_CODES_OF_ONE):
        wrong_code(phone)

    phone.open_link(code)
    assert phone.member() is None

    clock.turn(hours=1)
    phone.open_link(code)
    assert phone.member().person_id == new_head


def test_guessing_from_many_accounts_is_throttled_for_the_whole_bot_but_own_numbers_still_join(
    phone: Newcomer, new_head: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(joining, "WRONG_CODES_OF_ALL", 6)
    code = invite(phone.database, new_head)
    for number in range(6):
        wrong_code(another(phone, f"80{number}"))

    phone.open_link(code)
    assert phone.member() is None
    assert attempts(phone.database)[-1] == "throttled"

    phone.share_contact(NUMBER)
    assert phone.member().person_id == new_head


def test_member_cannot_guess_without_limit_either(head: Phone, new_head: int):
    code = invite(head.database, new_head)
    member = Newcomer(head.database, head.rules, head.address)
    for _ in range(joining.WRONG_CODES_OF_ONE):
        assert "không dùng được" in member.open_link("bcfg-hjkm-npqr-stvx").text

    assert "Hiệu trưởng mẫu B" not in member.open_link(code).text
    assert attempts(head.database) == ["wrong_code"] * joining.WRONG_CODES_OF_ONE


def test_old_attempts_are_forgotten(phone: Newcomer, rules: Catalogue, clock: HandClock):
    database = phone.database
    wrong_code(phone)
    database.transact(upkeep.ensure)
    clock.turn(days=89)
    plain_words(phone)
    clock.turn(days=2)

    what = database.transact(due.take_next)
    database.transact(lambda tx: upkeep.on_due(tx, rules, what))

    assert attempts(database) == ["words"]


def test_stranger_who_unblocks_the_bot_is_not_written_to(phone: Newcomer):
    phone._do(kind="unblocked")

    assert phone.said() == []
    assert attempts(phone.database) == []


# ---- accounts that were shut out


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


# ---- a phone changes hands


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


def test_account_of_somebody_deactivated_is_taken_over_by_who_has_the_phone_now(
    database: Database, registry: Sample, rules: Catalogue, new_head: int
):
    change(database, Person, registry.head.person_id, active=False)
    before = count(database, Account)
    phone = Newcomer(database, rules, registry.head.address)

    phone.share_contact(NUMBER)

    assert phone.member().person_id == new_head
    assert count(database, Account) == before


def test_own_new_invitation_of_a_member_is_used_up_and_changes_nothing(
    database: Database, registry: Sample, rules: Catalogue
):
    code = invite(database, registry.head.person_id)
    member = Newcomer(database, rules, registry.head.address)

    assert member.open_link(code).text.startswith("Chào")

    stranger = Newcomer(database, rules, "7001")
    stranger.open_link(code)
    assert stranger.member() is None


# ---- what is kept


def test_code_is_kept_nowhere_but_as_a_hash(database: Database, registry: Sample, rules: Catalogue, new_head: int):
    code = invite(database, new_head)
    member = Newcomer(database, rules, registry.head.address)
    member.open_link(code)
    Newcomer(database, rules, "7001").write(f"{code} ")

    kept = everything_kept(database)

    assert code not in kept
    assert code.replace("-", "") not in kept


def test_code_can_stand_in_a_link_and_be_typed_on_a_vietnamese_keyboard(database: Database, new_head: int):
    codes = {invite(database, new_head) for _ in range(50)}

    assert len(codes) == 50
    for code in codes:
        assert len(code) <= 64
        assert not set(code) - set("bcfghjkmnpqrstvxz23456789-")
        assert invitations.code_in(code) == code


@pytest.mark.parametrize(
    "words", ["bao cao su co", "0903 123 456", "1111-2222-3333-4444", "bcfg-hjkm", "", "xbcfghjkmnpqrstvxz"]
)
def test_ordinary_words_are_no_code(words: str):
    assert invitations.code_in(words) is None


def test_nobody_is_invited_who_is_not_there_or_not_active(database: Database, new_head: int):
    change(database, Person, new_head, active=False)

    for nobody in (new_head, 99_999):
        with pytest.raises(LookupError):
            invite(database, nobody)


def test_revoking_counts_only_what_was_open(database: Database, new_head: int, phone: Newcomer, clock: HandClock):
    phone.open_link(invite(database, new_head))
    invite(database, new_head, valid_for=timedelta(hours=1))
    clock.turn(hours=2)
    open_one, other = invite(database, new_head), invite(database, new_head)

    assert database.transact(lambda tx: invitations.revoke(tx, new_head)) == 2
    assert database.transact(lambda tx: invitations.revoke(tx, new_head)) == 0

    found = database.transact(lambda tx: [invitations.find(tx, code) for code in (open_one, other)])
    assert [invitations.state_of(one, clock.now()) for one in found] == ["revoked", "revoked"]


# ---- groups


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
