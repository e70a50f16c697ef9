"""/toi: one's accounts, which comes first, one more, and one that is cut off because the phone is lost."""

import re

import pytest
from department import HandClock, Sample
from incident_desk import Desk
from newcomer import Newcomer, audited, change, end_roles, everything_kept
from report_desk import Phone, incidents
from sqlalchemy import select, update
from typing_phone import TypingPhone

from incidents import failover
from rules.catalogue import Catalogue
from storage import due, outbox, registry
from storage.database import Database, Tx, table
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Person

BEES = "9h sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận"


@pytest.fixture
def zalo(database: Database, registry: Sample, rules: Catalogue, clock: HandClock) -> TypingPhone:
    """The head's phone with Zalo, joined a day after the one with Telegram."""
    clock.turn(days=1)
    join(database, registry.head.person_id, "z1")
    return TypingPhone(database, rules, "z1")


def join(database: Database, person_id: int, address: str, channel: str = "zalo") -> None:
    database.transact(lambda tx: registry.link_account(tx, person_id, channel, address))


def way(database: Database, person_id: int) -> str:
    """The channel on which the person is reached first."""
    return database.transact(lambda tx: registry.accounts_of(tx, person_id))[0].channel


def member_at(database: Database, channel: str, address: str) -> bool:
    return database.transact(lambda tx: registry.find_member(tx, channel, address)) is not None


def states(database: Database, channel: str) -> list[str]:
    rows = table(OutboxMessage)
    found = select(rows.c.state).where(rows.c.channel == channel).order_by(rows.c.id)
    return database.transact(lambda tx: [row.state for row in tx.rows(found)])


def code_on(screen: Screen) -> str:
    found = re.search(r"\w{4}(-\w{4}){3}", screen.text)
    assert found is not None, screen.text
    return found[0]


# ---- what /toi tells


def test_accounts_are_told_with_since_when_which_is_used_and_which_comes_first(head: Phone, zalo: TypingPhone):
    told = head.write("/toi")

    assert "• Telegram, từ 16/11/2026 · đang dùng · nhận tin trước" in told.text
    assert "• Zalo, từ 17/11/2026" in told.text
    assert head.labels() == ["Nhận tin trên Zalo trước", "✂️ Cắt tài khoản Zalo", "➕ Thêm tài khoản", "🤝 Uỷ quyền"]
    assert "Zalo, từ 17/11/2026 · đang dùng" in zalo.write("/toi").text


def test_whoever_has_one_account_can_only_add_one(head: Phone):
    told = head.write("/toi")

    assert "nhận tin trước" not in told.text
    assert head.labels() == ["➕ Thêm tài khoản", "🤝 Uỷ quyền"]


def test_whoever_has_no_role_adds_no_account(head: Phone, registry: Sample):
    head.write("/toi")
    shown = head.last
    end_roles(head.database, registry.head.person_id)

    assert head.write("/toi").rows == ()
    head.press("Thêm tài khoản", on=shown)
    assert "không còn dùng được" in (head.toast or "")


# ---- which comes first


def test_chosen_messenger_comes_first_from_then_on(head: Phone, zalo: TypingPhone, registry: Sample):
    head.write("/toi")
    told = head.press("Nhận tin trên Zalo trước")

    assert head.toast == "Từ nay tin đến Zalo trước."
    assert "• Zalo, từ 17/11/2026 · nhận tin trước" in told.text
    assert head.button("Nhận tin trên Telegram trước")
    assert way(head.database, registry.head.person_id) == "zalo"


def test_messenger_without_buttons_chooses_by_number_and_is_answered_once(zalo: TypingPhone, registry: Sample):
    zalo.write("tôi là ai")
    zalo.write("/toi")
    before = len(zalo.history)
    zalo.write("Cắt tài khoản Telegram")
    zalo.write("thôi")
    zalo.write("/toi")
    change(zalo.database, Person, registry.head.person_id, preferred_channel="zalo")
    zalo.write("/toi")
    told = zalo.write("1")

    assert told.text.startswith("Từ nay tin đến Telegram trước.")
    assert len(zalo.history) == before + 5
    assert way(zalo.database, registry.head.person_id) == "telegram"


# ---- a lost phone


def test_lost_phone_is_cut_off_from_the_other_one_after_one_more_press(
    head: Phone, zalo: TypingPhone, database: Database, registry: Sample
):
    zalo.write("/toi")
    asked = zalo.write("cắt tài khoản telegram")
    assert "Cắt tài khoản Telegram" in asked.text
    assert member_at(database, "telegram", registry.head.address)

    told = zalo.write("1")

    assert "Đã cắt tài khoản Telegram" in told.text
    assert "• Telegram" not in told.text
    assert not member_at(database, "telegram", registry.head.address)
    assert audited(database, "account.cut") == [("done", "")]


def test_confirming_can_be_left(head: Phone, zalo: TypingPhone):
    head.write("/toi")
    head.press("Cắt tài khoản Zalo")
    told = head.press("Thôi")

    assert "• Zalo" in told.text
    assert zalo.member() is not None


def test_buttons_of_the_cut_account_do_nothing(head: Phone, zalo: TypingPhone, database: Database):
    head.write("/khan")
    head.press("Cháy nổ")
    shown = head.last
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    head.press("GỬI NGAY", on=shown)
    head.write(BEES)

    assert incidents(database) == []
    assert "đã được Sở đăng ký" in head.last.text


def test_what_waits_for_the_cut_account_comes_to_the_one_that_speaks(
    head: Phone, zalo: TypingPhone, database: Database, registry: Sample
):
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    database.transact(lambda tx: outbox.send(tx, to, Screen("Chỉ đạo của Sở"), Priority.ALERT))
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    assert "Chỉ đạo của Sở" in zalo.said()
    assert states(database, "telegram") == []


def test_message_in_flight_to_the_cut_account_is_not_tried_again(
    head: Phone, zalo: TypingPhone, database: Database, registry: Sample
):
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    number = database.transact(lambda tx: outbox.send(tx, to, Screen("Chỉ đạo của Sở"), Priority.ALERT))
    change(database, OutboxMessage, number, state="sending")
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    def fails(tx) -> None:
        message = outbox.find(tx, number)
        assert message is not None
        outbox.settle(tx, message, "queued", milliseconds=1, again=tx.now)

    database.transact(fails)

    assert states(database, "telegram") == ["superseded"]


def test_what_was_alerting_on_the_cut_account_comes_once_on_the_other_one(
    head: Phone, zalo: TypingPhone, database: Database, registry: Sample
):
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    number = database.transact(lambda tx: outbox.send(tx, to, Screen("Chỉ đạo của Sở"), Priority.ALERT))
    database.transact(lambda tx: due.arm(tx, due.FAILOVER, number, tx.now, Urgency.SEVERITY_4))
    change(database, OutboxMessage, number, state="sending")
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    def fails(tx: Tx) -> None:
        message = outbox.find(tx, number)
        assert message is not None
        failover.settled(tx, message, "failed")

    database.transact(fails)

    assert zalo.said().count("Chỉ đạo của Sở") == 1


def test_alert_in_flight_to_the_cut_account_stands_once_on_the_other_one_as_it_is_now(
    desk: Desk, database: Database, registry: Sample, rules: Catalogue
):
    officer = registry.duty_officer
    incident = desk.report()
    rows = table(OutboxMessage)
    flying = update(rows).where(rows.c.address == officer.address).values(state="sending")
    database.transact(lambda tx: tx.execute(flying))
    join(database, officer.person_id, "z2")
    zalo = TypingPhone(database, rules, "z2")
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    assert desk.got(zalo, incident)
    assert sum(incident.code in said for said in zalo.said()) == 1


def test_open_alert_is_shown_anew_on_the_account_that_is_left(
    desk: Desk, database: Database, registry: Sample, rules: Catalogue
):
    officer = registry.duty_officer
    incident = desk.report()
    desk.look(desk.phone(officer))
    join(database, officer.person_id, "z2")
    zalo = TypingPhone(database, rules, "z2")
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    assert desk.got(zalo, incident)


def test_invitation_that_was_made_on_the_lost_phone_opens_nothing_after_the_cut(
    head: Phone, zalo: TypingPhone, phone: Newcomer
):
    head.write("/toi")
    code = code_on(head.press("Thêm tài khoản"))
    zalo.write("/toi")
    zalo.write("cắt tài khoản telegram")
    zalo.write("1")

    phone.write(code)

    assert phone.member() is None


def test_pressing_twice_cuts_once(head: Phone, zalo: TypingPhone, database: Database):
    head.write("/toi")
    sure = head.press("Cắt tài khoản Zalo")
    head.press("Cắt tài khoản Zalo", on=sure)
    head.press("Cắt tài khoản Zalo", on=sure)

    assert head.toast == "Tài khoản này đã cắt rồi."
    assert len(audited(database, "account.cut")) == 1


@pytest.mark.parametrize("act", ["cut", "gone"])
def test_account_of_somebody_else_and_the_one_that_speaks_cannot_be_cut(
    head: Phone, zalo: TypingPhone, database: Database, registry: Sample, act: str
):
    rows = table(Account)

    def number(address: str) -> int:
        found = select(rows.c.id).where(rows.c.address == address)
        return int(database.transact(lambda tx: tx.scalar(found)))

    for address in (registry.head.address, registry.director.address):
        head.send_action(f"a:{act}:{number(address)}")
        assert "không còn dùng được" in (head.toast or "")
        assert member_at(database, "telegram", address)
    assert len(audited(database, "press")) == 2


@pytest.mark.parametrize("action", ["a:first:sms", "a:cut:x", "a:cut:99999999", "a:what", "a:cut:", "a:cut:1:2"])
def test_forged_action_is_refused(head: Phone, action: str):
    head.send_action(action)

    assert "không còn dùng được" in (head.toast or "")


# ---- one more account


def test_code_of_add_an_account_lets_the_same_person_in_on_the_other_messenger(
    head: Phone, database: Database, registry: Sample, rules: Catalogue
):
    head.write("/toi")
    code = code_on(head.press("Thêm tài khoản"))
    zalo = TypingPhone(database, rules, "z9")

    zalo.write(code.upper().replace("-", " "))

    assert "Hiệu trưởng mẫu A" in zalo.welcome().text
    member = zalo.member()
    assert member is not None
    assert member.person_id == registry.head.person_id


def test_other_account_hears_at_once_that_one_has_joined_and_can_cut_it_off(
    head: Phone, desk: Desk, database: Database, rules: Catalogue
):
    head.write("/toi")
    zalo = TypingPhone(database, rules, "z9")
    zalo.write(code_on(head.press("Thêm tài khoản")))

    told = desk.look(head)
    assert "Zalo vừa tham gia" in told.text
    head.write("/toi")
    sure = head.press("Cắt tài khoản Zalo")
    head.press("Cắt tài khoản Zalo", on=sure)

    assert zalo.member() is None


def test_code_is_good_for_a_day(head: Phone, clock: HandClock, phone: Newcomer):
    head.write("/toi")
    code = code_on(head.press("Thêm tài khoản"))
    clock.turn(days=1)

    phone.write(code)

    assert phone.member() is None


def test_second_code_makes_the_first_worthless_and_says_so(head: Phone, database: Database):
    head.write("/toi")
    shown = head.last
    first = head.press("Thêm tài khoản", on=shown)
    assert "thôi dùng được" not in first.text
    second = head.press("Thêm tài khoản", on=shown)
    assert second.text.endswith("Mã cấp trước đó của Thầy/Cô thôi dùng được.")

    phone = Newcomer(database, head.rules, "z9", channel="zalo")
    phone.open_link(code_on(first))
    assert phone.member() is None
    phone.open_link(code_on(second))
    assert phone.member() is not None


def test_code_is_kept_nowhere_but_in_the_message_that_tells_it(head: Phone, database: Database):
    head.write("/toi")
    code = code_on(head.press("Thêm tài khoản"))

    assert code not in everything_kept(database, OutboxMessage.__tablename__)


def test_code_that_waits_for_an_account_that_is_cut_off_is_kept_no_longer(
    head: Phone, zalo: TypingPhone, database: Database
):
    zalo.write("/toi")
    code = code_on(zalo.write("thêm tài khoản"))
    assert code in everything_kept(database)

    head.write("/toi")
    head.press("Cắt tài khoản Zalo", on=head.press("Cắt tài khoản Zalo"))

    assert code not in everything_kept(database)


def test_member_who_types_a_code_alone_opens_the_invitation_and_begins_no_report(head: Phone, zalo: TypingPhone):
    head.write("/toi")
    code = code_on(head.press("Thêm tài khoản"))

    assert "Chào" in zalo.write(code).text
    assert incidents(head.database) == []
    assert "Phiếu" not in zalo.last.text


# ---- where there are no buttons


def test_stranger_is_told_only_what_can_be_done_there(database: Database, registry: Sample, rules: Catalogue):
    refused = TypingPhone(database, rules, "z5").write("xin chào")

    assert "gõ mã mời" in refused.text
    assert "số điện thoại" not in refused.text


def test_help_says_how_to_choose_only_where_there_are_no_buttons(head: Phone, zalo: TypingPhone):
    assert "gõ số" in plain(zalo.write("/trogiup"))
    assert "gõ số" not in plain(head.write("/trogiup"))


def test_sticker_is_answered_with_what_can_be_sent_there(head: Phone, zalo: TypingPhone):
    assert "chữ hoặc ảnh" in zalo.send_sticker().text
    assert "ghi âm" in head.send_sticker().text


def plain(screen: Screen) -> str:
    return re.sub("[\ue000\ue001]", "", screen.text)
