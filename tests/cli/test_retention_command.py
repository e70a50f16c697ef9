"""`bcn retention`: looks, takes away, holds and releases."""

from datetime import UTC, datetime

import pytest
from bcn_command import Bcn, rows
from department import HandClock, Sample, add_sample
from incident_desk import Desk

from rules.catalogue import load_catalogue
from storage.database import Database
from storage.tables.incidents import Incident

OLD = datetime(2015, 5, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def old(bcn: Bcn, database: Database) -> str:
    """The code of an incident that was closed long ago."""
    kept, database.clock = database.clock, HandClock()
    database.clock.at = OLD
    sample: Sample = database.transact(add_sample)
    incident = Desk(database, load_catalogue(), database.clock, sample).report({"what": "bimatmau"})
    database.transact(lambda tx: tx.change(Incident, {"id": incident.id}, status="closed", ended_at=OLD))
    database.transact(lambda tx: tx.connection.exec_driver_sql("UPDATE media_clock SET state = 'off'"))
    database.clock = kept
    return incident.code


def words(database: Database) -> bool:
    return "bimatmau" in str(rows(database, "SELECT answers FROM incident"))


def test_a_look_shows_what_is_due_and_changes_nothing(bcn: Bcn, old: str, database: Database):
    said = bcn("retention", "preview")
    assert said.code == 0, said.out
    line = next(line for line in said.out.splitlines() if "vụ việc " in line and "hạn chế" not in line)
    assert [cell.strip() for cell in line.strip("│ ").split("│")][1:4] == ["1825", "1", "04/05/2015"]
    assert words(database)


def test_it_is_taken_away_at_once_and_only_once(bcn: Bcn, old: str, database: Database):
    said = bcn("retention", "run")
    assert said.code == 0, said.out
    assert "Đã xoá nội dung: 1 vụ việc." in said.out
    assert not words(database)
    assert rows(database, "SELECT code, severity FROM incident")[0][0] == old
    assert "Chưa có gì hết hạn" in bcn("retention", "run").out


def test_what_is_held_is_listed_and_kept(bcn: Bcn, old: str, database: Database):
    assert bcn("retention", "hold", old.lower(), "--reason", "thanh tra").code == 0
    assert f"Giữ lại: {old}" in bcn("retention", "preview").out
    bcn("retention", "run")
    assert words(database)
    assert bcn("retention", "release", old).code == 0
    again = bcn("retention", "release", old)
    assert again.code != 0
    assert "không ở diện giữ lại" in again.out
    bcn("retention", "run")
    assert not words(database)
    assert bcn("retention", "hold", old, "--reason", "muộn").code != 0
