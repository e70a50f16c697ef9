"""`bcn audit`: the record is checked and written to a file; the database itself lets nobody change it."""

import json

import pytest
from bcn_command import Bcn, rows
from department import Sample
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import audit, chain
from storage.database import Database, Tx

CODE = "BCN-2026-000001"


@pytest.fixture
def looked(database: Database, registry: Sample) -> str:
    """The number of a director who has looked at an incident, and seen it in a list; another has looked too."""
    person = registry.director.person_id

    def work(tx: Tx) -> None:
        audit.note(tx, "incident.see", "done", person_id=person, subject=CODE)
        audit.note(tx, "incident.list", "done", person_id=person, codes=[CODE])
        audit.note(tx, "press", "refused", person_id=person, subject="=cmd|' /C calc'!A0")
        audit.note(tx, "incident.see", "done", person_id=registry.head.person_id, subject=CODE)

    database.transact(work)
    database.transact(chain.seal_all)
    return str(person)


def test_record_that_nobody_touched_holds(bcn: Bcn, looked: str):
    said = bcn("audit", "verify")

    assert said.code == 0
    assert "còn nguyên: 4 mục" in said.out


def test_first_break_is_named_and_the_exit_status_says_so(bcn: Bcn, database: Database, looked: str):
    meddle(database, "UPDATE audit SET subject = 'BCN-2026-000002' WHERE action = 'incident.list'")

    said = bcn("audit", "verify")

    assert said.code == 1
    assert "mắt xích 2" in said.out
    assert "đã bị sửa" in said.out


def test_entry_that_bears_an_earlier_time_is_pointed_at(bcn: Bcn, database: Database, looked: str):
    meddle(
        database,
        "INSERT INTO audit (at, channel, address, action, outcome, subject, detail) "
        "VALUES ('2020-01-01 00:00:00.000000', '', '', 'incident.see', 'done', '', '{}')",
    )
    database.transact(chain.seal_all)

    said = bcn("audit", "verify")

    assert said.code == 0
    assert "giờ lùi" in said.out


def test_chain_made_anew_is_found_by_the_head_written_down(bcn: Bcn, database: Database, looked: str):
    head = bcn("audit", "verify").out.split()[-1]
    meddle(database, "DELETE FROM audit_link")
    meddle(database, "DELETE FROM audit WHERE action = 'incident.list'")
    database.transact(chain.seal_all)

    assert bcn("audit", "verify").code == 0
    said = bcn("audit", "verify", "--head", head)
    assert said.code == 1
    assert "làm lại hoặc cắt bớt" in said.out
    assert bcn("audit", "verify", "--head", "7").code == 2


@pytest.mark.parametrize("table", ["audit", "audit_link"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_database_lets_nobody_change_the_record(database: Database, looked: str, table: str, act: str):
    if act.startswith("TRUNCATE") and database.sqlite:
        pytest.skip("SQLite knows no TRUNCATE")
    column = "id" if table == "audit" else "position"
    with pytest.raises(DBAPIError, match="only added to"):
        database.transact(lambda tx: tx.execute(text(act.format(table, column, column))))
    assert rows(database, f"SELECT count(*) FROM {table}") == [(4,)]


def test_what_one_person_has_seen_and_who_has_seen_one_incident(bcn: Bcn, looked: str):
    assert bcn("audit", "export", "seen.jsonl", "--who", looked).code == 0
    assert bcn("audit", "export", "incident.jsonl", "--about", CODE).code == 0

    assert actions(bcn, "seen.jsonl") == ["incident.see", "incident.list", "press"]
    assert actions(bcn, "incident.jsonl") == ["incident.see", "incident.list", "incident.see"]


def test_days_are_bounds(bcn: Bcn, looked: str):
    assert "0 mục" in bcn("audit", "export", "a.jsonl", "--until", "2020-01-01").out
    assert "5 mục" in bcn("audit", "export", "b.jsonl", "--since", "01/01/2020").out, "with the first export"


def test_excel_gets_no_formula_and_the_export_is_noted(bcn: Bcn, database: Database, looked: str):
    assert bcn("audit", "export", "all.csv").code == 0

    written = (bcn.folder / "all.csv").read_text(encoding="utf-8-sig")
    assert ",'=cmd|" in written
    assert rows(database, "SELECT outcome FROM audit WHERE action = 'audit.export'") == [("done",)]


def test_file_that_cannot_be_written_is_a_sentence(bcn: Bcn, looked: str):
    assert bcn("audit", "export", "all.pdf").code == 2
    assert "Không ghi được" in bcn("audit", "export", "none/all.csv").mistakes


def actions(bcn: Bcn, name: str) -> list[str]:
    return [json.loads(line)["action"] for line in (bcn.folder / name).read_text(encoding="utf-8").splitlines()]


def meddle(database: Database, statement: str) -> None:
    """As somebody does who has the whole database in hand."""
    with database.engine.begin() as connection:
        if not database.sqlite:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        else:
            for table in ("audit", "audit_link"):
                for act in ("update", "delete"):
                    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
        connection.exec_driver_sql(statement)
