"""What people are told about their data: at joining, answered once, asked anew, never in the way of a report."""

import pytest
from department import HandClock, Sample
from incident_desk import Desk
from newcomer import Newcomer, audited, change, invite
from report_desk import Phone, incidents
from sqlalchemy import select

from rules.catalogue import Catalogue
from storage import registry
from storage.database import Database, table
from storage.tables.registry import Person
from storage.tables.upkeep import AuditEntry

AGREE, REFUSE = "Tôi đồng ý", "Tôi không đồng ý"


@pytest.fixture
def joined(phone: Newcomer, new_head: int) -> Newcomer:
    phone.open_link(invite(phone.database, new_head))
    return phone


def person_of(phone: Phone) -> Person:
    member = phone.database.transact(lambda tx: registry.find_member(tx, phone.channel, phone.address))
    assert member is not None
    return phone.database.transact(lambda tx: registry.person(tx, member.person_id))


def with_new_words(phone: Phone) -> None:
    """The Department has changed the notice."""
    notice = phone.rules.privacy.model_copy(update={"version": "2027-01"})
    phone.rules = phone.rules.model_copy(update={"privacy": notice})


def test_whoever_joins_is_told_what_is_kept_and_agrees_with_one_press(joined: Newcomer, rules: Catalogue):
    notice = joined.last
    assert "Dữ liệu cá nhân của Thầy/Cô" in notice.text
    assert "không ghi tên học sinh" in notice.text
    assert person_of(joined).notice_answer == ""

    agreed = joined.press(AGREE)

    assert "Đã ghi nhận" in (joined.toast or "")
    assert "Thầy/Cô đã đồng ý" in agreed.text
    kept = person_of(joined)
    assert (kept.notice_version, kept.notice_answer) == (rules.privacy.version, "agreed")
    assert kept.notice_answered_at == joined.database.clock.now()
    entries = table(AuditEntry)
    found = select(entries).where(entries.c.action == "privacy.agreed")
    [entry] = joined.database.transact(lambda tx: tx.all(AuditEntry, found))
    assert entry.detail == {"version": rules.privacy.version, "wording": rules.privacy.wording("vi")}


def test_a_double_tap_is_one_answer_on_record(joined: Newcomer):
    notice = joined.last
    joined.press(AGREE, on=notice)
    joined.press(AGREE, on=notice)
    assert audited(joined.database, "privacy.agreed") == [("done", "")]


def test_all_of_it_can_be_read_and_refused_and_agreed_to_later(joined: Newcomer):
    full = joined.press("Xem đầy đủ")
    assert "QUYỀN CỦA THẦY/CÔ" in full.text

    refused = joined.press(REFUSE)

    assert "chưa đồng ý" in refused.text
    assert person_of(joined).notice_answer == "refused"
    joined.press(AGREE)
    assert person_of(joined).notice_answer == "agreed"
    joined.write("riêng tư")
    joined.press("Rút lại đồng ý")
    assert person_of(joined).notice_answer == "refused"
    assert len(audited(joined.database, "privacy.refused")) == 2


@pytest.mark.parametrize("said", ["", REFUSE])
def test_nobody_is_kept_from_reporting_by_it(joined: Newcomer, said: str):
    if said:
        joined.press(said)
    joined.write("/khan")
    joined.press("Ngộ độc")
    joined.press("GỬI NGAY")
    assert len(incidents(joined.database)) == 1


def test_new_words_are_shown_once_at_the_next_word_without_a_sound(joined: Newcomer):
    joined.press(AGREE)
    with_new_words(joined)

    joined.write("/toi")

    asked = joined.last
    assert asked.silent
    assert person_of(joined).notice_answer == ""
    before = joined.new_messages
    joined.write("/toi")
    assert joined.new_messages == before + 1
    joined.press(AGREE, on=asked)
    assert person_of(joined).notice_version == "2027-01"


def test_who_has_agreed_below_old_words_is_shown_the_new_ones(joined: Newcomer):
    old = joined.last
    with_new_words(joined)
    joined.press(AGREE, on=old)
    assert "vừa thay đổi" in (joined.toast or "")
    assert person_of(joined).notice_answer == ""


def test_who_is_in_the_middle_of_a_report_is_not_interrupted(joined: Newcomer):
    joined.press(AGREE)
    with_new_words(joined)

    card = joined.write("3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận")

    assert "Dữ liệu cá nhân" not in card.text
    assert joined.last is card


def test_who_joined_before_there_were_any_words_is_told(joined: Newcomer):
    change(joined.database, Person, person_of(joined).id or 0, notice_version="-", notice_answer="")
    joined.write("/toi")
    assert "Dữ liệu cá nhân của Thầy/Cô" in joined.last.text


def test_without_buttons_no_list_takes_the_numbers_of_another(head: Phone, registry: Sample):
    change(head.database, Person, registry.head.person_id, notice_version="-")
    head._do(kind="command", command="toi", buttons=False)
    said = head.last
    assert "riêng tư" in said.text
    assert not said.rows


@pytest.mark.parametrize("action", ["y:agreed", "y:yes:1", "y:x", "y:full:1", "y:agreed:2026-11:3"])
def test_a_forged_press_is_refused_and_changes_nothing(joined: Newcomer, action: str):
    joined.send_action(action)
    assert "không còn dùng được" in (joined.toast or "")
    assert person_of(joined).notice_answer == ""


def test_the_administrator_sees_how_many_have_not_agreed(
    database: Database, registry: Sample, rules: Catalogue, clock: HandClock, joined: Newcomer
):
    administrator = Desk(database, rules, clock, registry).phone(registry.administrator)
    before = administrator.write("/quantri").text
    joined.press(AGREE)
    after = administrator.write("/quantri").text
    assert "chưa đồng ý về dữ liệu cá nhân: 10 người" in before
    assert "chưa đồng ý về dữ liệu cá nhân: 9 người" in after
