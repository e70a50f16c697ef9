"""A reform for a day to come: tried at once, done by the clock on the day, told before and after, cancelled."""

from datetime import datetime, timedelta

import pytest
from bcn_command import Bcn, rows
from department import add_person
from sqlalchemy import select
from test_reform_command import REFORM, wards  # noqa: F401 - a fixture

from rules.catalogue import load_catalogue
from rules.roles import Role
from scheduler.clock import ACTS, lock_first
from staff import reforming
from storage import chain, due
from storage.clock import LOCAL_ZONE, Clock
from storage.database import Database, Tx, table
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Unit
from storage.tables.upkeep import Due

_outbox, _unit = table(OutboxMessage), table(Unit)
DAYS = 30


class LaterClock(Clock):
    """Real time, turned forward."""

    def __init__(self, by: timedelta) -> None:
        super().__init__()
        self.by = by

    def now(self) -> datetime:
        return super().now() + self.by


def day(after: int = DAYS) -> str:
    return (datetime.now(LOCAL_ZONE) + timedelta(days=after)).strftime("%d/%m/%Y")


def midnight() -> float:
    """In how many days the planned day begins."""
    now = datetime.now(LOCAL_ZONE)
    begins = (now + timedelta(days=DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (begins - now) / timedelta(days=1)


@pytest.fixture
def administrator(wards: Bcn, database: Database) -> None:  # noqa: F811
    def add(tx: Tx) -> None:
        root = tx.find(Unit, code="SO")
        assert root is not None
        add_person(tx, "Quản trị mẫu", "+84900000999", "1009", {"unit_id": root.id, "role": Role.ADMINISTRATOR})

    database.transact(add)


def pass_days(database: Database, days: float) -> None:
    """Everything of a planned reform that is due by then happens."""
    kept, database.clock = database.clock, LaterClock(timedelta(days=days))

    def one(tx: Tx) -> bool:
        what = due.take_next(tx, lambda found: lock_first(tx, found))
        if what is not None:
            ACTS[what.kind](tx, load_catalogue(), what)
        return what is not None

    while database.transact(one):
        pass
    database.clock = kept


def told(database: Database) -> list[str]:
    return [row.screen["text"] for row in database.transact(lambda tx: tx.rows(select(_outbox.c.screen)))]


def active(database: Database) -> set[str]:
    found = select(_unit.c.code).where(_unit.c.active)
    return {row.code for row in database.transact(lambda tx: tx.rows(found))}


def planned(bcn: Bcn, *lines: tuple[str, ...]) -> str:
    said = bcn("units", "reform", bcn.excel(REFORM, *lines), "--plan")
    assert said.code == 0, said.out
    return said.out


def test_it_is_done_on_the_day_and_the_administrators_hear_before_and_after(
    wards: Bcn,  # noqa: F811
    administrator: None,
    database: Database,
):
    out = planned(wards, ("Sáp nhập", "A", "B", "", "", day()))
    assert "Đã lên kế hoạch số 1: 1 việc" in out
    assert "A" in active(database)

    pass_days(database, midnight() - 16 / 24)
    assert told(database) == []
    pass_days(database, midnight() - 1 / 24)
    assert len(told(database)) == 1
    assert "A" in active(database)
    pass_days(database, midnight() + 1 / 24)

    assert "A" not in active(database)
    assert ["Ngày mai" in text for text in told(database)] == [True, False]
    assert "Đã sắp xếp đơn vị theo kế hoạch số 1" in told(database)[1]
    assert "đã làm" in wards("units", "planned").out
    database.transact(chain.seal_all)


def test_what_can_no_longer_be_done_changes_nothing_and_says_why(
    wards: Bcn,  # noqa: F811
    administrator: None,
    database: Database,
):
    planned(wards, ("Đổi tên", "B", "", "Trường mẫu B1", "", day()), ("Sáp nhập", "A", "B", "", "", day()))
    assert wards("units", "close", "A").code == 0

    pass_days(database, DAYS + 1)

    names = database.transact(lambda tx: {row.name for row in tx.rows(select(_unit.c.name))})
    assert "Trường mẫu B1" not in names
    assert any("Không sắp xếp đơn vị được" in text and "3:" in text for text in told(database))
    assert "không làm được" in wards("units", "planned").out
    before = len(told(database))
    pass_days(database, DAYS + 3)
    assert len(told(database)) == before


def test_a_plan_that_is_cancelled_is_not_done(wards: Bcn, administrator: None, database: Database):  # noqa: F811
    planned(wards, ("Giải thể", "A", "", "", "", day()))
    assert "Đã huỷ" in wards("units", "planned", "--cancel", "1").out
    again = wards("units", "planned", "--cancel", "1")
    assert again.code != 0
    assert "Không có kế hoạch số 1" in again.out

    pass_days(database, DAYS + 1)

    assert "A" in active(database)
    assert told(database) == []
    left = database.transact(lambda tx: tx.rows(select(table(Due).c.kind)))
    assert not {reforming.DUE, reforming.EVE} & {row.kind for row in left}


def test_what_cannot_be_done_today_is_not_laid_down(wards: Bcn, database: Database):  # noqa: F811
    said = wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "X", "B", "", "", day())), "--plan")
    assert said.code == 1
    assert "không có đơn vị mã «X»" in " ".join(said.out.split())
    assert "Chưa có kế hoạch" in wards("units", "planned").out


def test_a_plan_without_a_day_to_come_is_refused(wards: Bcn, database: Database):  # noqa: F811
    said = wards("units", "reform", wards.excel(REFORM, ("Sáp nhập", "A", "B", "", "", "")), "--plan")
    assert said.code != 0
    assert "ngày chưa đến" in said.out


def test_rows_of_two_days_are_two_plans(wards: Bcn, database: Database):  # noqa: F811
    out = planned(
        wards, ("Đổi tên", "A", "", "Trường mẫu A1", "", day()), ("Đổi tên", "B", "", "Trường mẫu B1", "", day(60))
    )
    assert "kế hoạch số 2" in out
    pass_days(database, DAYS + 1)
    names = database.transact(lambda tx: {row.name for row in tx.rows(select(_unit.c.name))})
    assert "Trường mẫu A1" in names
    assert "Trường mẫu B1" not in names
    assert rows(database, "SELECT count(*) FROM planned_reform WHERE state = 'planned'") == [(1,)]
