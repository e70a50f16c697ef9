"""`bcn admin` and `bcn people leave`: roles given and ended on the server."""

import pytest
from bcn_command import SAMPLES, Bcn, rows
from department import Sample

from storage import outbox
from storage import registry as people
from storage.database import Database
from storage.outbox import Priority, Recipient
from storage.screens import Screen

HELD = """
    SELECT person.phone, unit.code, assignment.role, assignment.division FROM assignment
    JOIN person ON person.id = assignment.person_id JOIN unit ON unit.id = assignment.unit_id
    WHERE assignment.valid_until IS NULL ORDER BY assignment.id
"""


@pytest.fixture
def founded(bcn: Bcn) -> Bcn:
    """There are units, and nobody."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    return bcn


def test_the_first_administrator_is_made_on_the_server(founded: Bcn, database: Database) -> None:
    said = founded("admin", "grant", "0900 000 108", "--role", "administrator", "--name", "Quản trị mẫu")
    assert said.code == 0, said.out
    assert rows(database, HELD) == [("+84900000108", "SO-MAU", "administrator", "")]
    assert rows(database, "SELECT action FROM audit WHERE action = 'role.grant'") == [("role.grant",)]


def test_giving_a_role_twice_gives_it_once(founded: Bcn, database: Database) -> None:
    founded("admin", "grant", "0900000108", "--role", "administrator", "--name", "Quản trị mẫu")
    identity = str(rows(database, "SELECT id FROM person")[0][0])
    assert "Đã giữ vai trò này" in founded("admin", "grant", identity, "--role", "quản trị").out
    assert len(rows(database, HELD)) == 1


def test_a_role_is_given_at_a_unit_and_for_a_division(founded: Bcn, database: Database) -> None:
    founded("admin", "grant", "0900000113", "--role", "head", "--unit", "thcs-mau-c", "--name", "Hiệu trưởng mẫu")
    founded("admin", "grant", "0900000113", "--role", "specialist", "--division", "Giáo dục tiểu học")
    assert rows(database, HELD) == [
        ("+84900000113", "THCS-MAU-C", "head", ""),
        ("+84900000113", "SO-MAU", "specialist", "primary"),
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("0900000999", "--role", "administrator"), "--name"),
        (("0900000999", "--role", "king", "--name", "Mẫu"), "không có vai trò «king»"),
        (("0900000999", "--role", "head", "--unit", "XA", "--name", "Mẫu"), "Không có đơn vị mã «XA»"),
        (("0900000999", "--role", "division_head", "--name", "Mẫu"), "--division"),
        (("090000", "--role", "head", "--name", "Mẫu"), "không đúng"),
    ],
)
def test_a_role_that_cannot_be_given_is_a_sentence(
    founded: Bcn, database: Database, words: tuple[str, ...], reason: str
) -> None:
    said = founded("admin", "grant", *words)
    assert said.code == 2
    assert reason in said.mistakes
    assert rows(database, "SELECT * FROM person") == []


def test_without_units_the_operator_is_told_to_import_them(bcn: Bcn) -> None:
    said = bcn("admin", "grant", "0900000108", "--role", "administrator", "--name", "Quản trị mẫu")
    assert said.code == 2
    assert "bcn units import" in said.mistakes


def test_with_several_tops_the_unit_must_be_said(founded: Bcn) -> None:
    founded("units", "import", founded.excel(("Mã", "Tên"), ("SO-2", "Sở mẫu hai")))
    said = founded("admin", "grant", "0900000108", "--role", "administrator", "--name", "Quản trị mẫu")
    assert "SO-MAU, SO-2" in said.mistakes


def test_one_role_ends_and_the_others_stay(bcn: Bcn, database: Database, registry: Sample) -> None:
    bcn("admin", "grant", str(registry.director.person_id), "--role", "duty_officer")
    said = bcn("admin", "revoke", str(registry.director.person_id), "--role", "director")
    assert "Đã kết thúc 1 vai trò" in said.out
    assert [post.role for post in database.transact(lambda tx: people.posts_of(tx, registry.director.person_id))] == [
        "duty_officer"
    ]


def test_a_role_that_is_not_held_cannot_end(bcn: Bcn, registry: Sample) -> None:
    assert bcn("admin", "revoke", str(registry.head.person_id), "--role", "director").code == 2


def test_a_role_that_ended_can_be_given_again(bcn: Bcn, database: Database, registry: Sample) -> None:
    who = str(registry.head.person_id)
    bcn("admin", "revoke", who)
    assert database.transact(lambda tx: people.posts_of(tx, registry.head.person_id)) == ()
    bcn("admin", "grant", who, "--role", "head", "--unit", "TRUONG-A")
    assert len(database.transact(lambda tx: people.posts_of(tx, registry.head.person_id))) == 1


def test_the_old_account_of_somebody_who_comes_back_stays_shut(bcn: Bcn, database: Database, registry: Sample) -> None:
    who = str(registry.head.person_id)
    bcn("people", "leave", who)
    assert bcn("admin", "grant", who, "--role", "head", "--unit", "TRUONG-A").code == 0
    assert database.transact(lambda tx: people.find_member(tx, "telegram", registry.head.address)) is None


def test_somebody_who_has_left_is_a_stranger(bcn: Bcn, database: Database, registry: Sample) -> None:
    bcn("invite", "--person", str(registry.head.person_id), "--username", "mau_bot")
    said = bcn("people", "leave", str(registry.head.person_id))
    assert said.code == 0
    assert database.transact(lambda tx: people.find_member(tx, "telegram", registry.head.address)) is None
    assert database.transact(lambda tx: people.holders(tx, "head", [registry.school])) == []
    assert rows(database, "SELECT count(*) FROM invitation WHERE revoked_at IS NULL") == [(0,)]
    assert bcn("people", "leave", "0900000999").code == 2


def test_nothing_that_waits_is_sent_to_somebody_who_has_left(bcn: Bcn, database: Database, registry: Sample) -> None:
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    database.transact(lambda tx: outbox.send(tx, to, Screen("Chỉ đạo của Sở"), Priority.ALERT))

    bcn("people", "leave", str(registry.head.person_id))

    told = rows(database, f"SELECT state FROM outbox WHERE address = '{registry.head.address}'")
    assert told == [("superseded",)]
