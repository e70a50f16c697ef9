"""`bcn accounts`: whose phone is lost is cut off on the server."""

import pytest
from bcn_command import Bcn, rows
from department import Sample
from sqlalchemy import select

from storage import outbox
from storage import registry as people
from storage.database import Database, table
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.messaging import OutboxMessage


@pytest.fixture
def head(database: Database, registry: Sample) -> str:
    """The number of the head, who has joined on both messengers."""
    database.transact(lambda tx: people.link_account(tx, registry.head.person_id, "zalo", "z1"))
    return str(registry.head.person_id)


def channels(database: Database, person: str) -> list[str]:
    return [one.channel for one in database.transact(lambda tx: people.accounts_of(tx, int(person)))]


def test_accounts_are_listed_in_the_order_in_which_they_are_tried(bcn: Bcn, head: str) -> None:
    said = bcn("accounts", "list", head)

    assert said.code == 0
    assert said.out.index("Telegram") < said.out.index("Zalo")


def test_phone_number_says_who_is_meant_as_well(bcn: Bcn, head: str) -> None:
    assert "Zalo" in bcn("accounts", "list", "0903 000 001").out


def test_one_messenger_is_cut_off_and_what_waits_goes_to_the_other(
    bcn: Bcn, database: Database, registry: Sample, head: str
) -> None:
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    database.transact(lambda tx: outbox.send(tx, to, Screen("Chỉ đạo của Sở"), Priority.ALERT))

    said = bcn("accounts", "cut", head, "--channel", "telegram")

    assert said.code == 0, said.out
    assert "Đã cắt của Hiệu trưởng mẫu A: Telegram" in said.out
    assert channels(database, head) == ["zalo"]
    assert rows(database, "SELECT channel, state FROM outbox") == [("zalo", "queued")]
    assert rows(database, "SELECT action, outcome FROM audit WHERE action = 'account.cut'") == [("account.cut", "done")]


def test_what_is_being_sent_to_the_cut_account_is_said_on_the_other_one(
    bcn: Bcn, database: Database, registry: Sample, head: str
) -> None:
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    database.transact(lambda tx: outbox.send(tx, to, Screen("Chỉ đạo của Sở"), Priority.ALERT))
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE outbox SET state = 'sending'")

    bcn("accounts", "cut", head, "--channel", "telegram")

    told = rows(database, "SELECT channel, state, priority FROM outbox ORDER BY id")
    assert told == [("telegram", "superseded", Priority.ALERT), ("zalo", "queued", Priority.ALERT)]


def test_without_a_channel_every_account_is_cut_off(bcn: Bcn, database: Database, head: str) -> None:
    bcn("accounts", "cut", head)

    assert channels(database, head) == []
    assert "chưa có tài khoản" in bcn("accounts", "list", head).out


def test_one_account_by_its_number(bcn: Bcn, database: Database, head: str) -> None:
    number = rows(database, "SELECT id FROM account WHERE channel = 'zalo'")[0][0]

    bcn("accounts", "cut", head, "--account", str(number))

    assert channels(database, head) == ["telegram"]


def test_administrators_hear_that_a_leader_without_account_cannot_be_reached(
    bcn: Bcn, database: Database, registry: Sample
) -> None:
    bcn("accounts", "cut", str(registry.director.person_id))

    out = table(OutboxMessage)
    told = select(out.c.screen).where(out.c.person_id == registry.administrator.person_id)
    [screen] = database.transact(lambda tx: [row.screen for row in tx.rows(told)])
    assert "Giám đốc mẫu" in screen["text"]


def test_what_is_not_there_is_a_sentence_and_changes_nothing(bcn: Bcn, database: Database, head: str) -> None:
    bcn("accounts", "cut", head, "--channel", "zalo")

    said = bcn("accounts", "cut", head, "--channel", "zalo")

    assert said.code == 2
    assert "không có tài khoản nào như vậy" in said.mistakes
    assert channels(database, head) == ["telegram"]
    assert bcn("accounts", "cut", "0900000999").code == 2
