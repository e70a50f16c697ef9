"""Somebody presses a button at the very moment at which something is due: one waits for the other, nobody is killed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from department import HandClock, Sample
from sqlalchemy import text

from incidents import escalation
from rules.catalogue import Catalogue
from scheduler.clock import ACTS, lock_first
from storage import due, incidents, outbox
from storage.database import Database, Tx
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.conversations import Draft
from storage.tables.incidents import Incident

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)
LONGEST_WAIT = 20


@pytest.fixture
def incident(database: Database, registry: Sample) -> int:
    """An open one."""

    def add(tx: Tx) -> int:
        where = {"unit_id": registry.school, "answers": {}}
        draft = tx.insert(
            Draft,
            person_id=registry.head.person_id,
            door="typed",
            skipped=[],
            created_at=tx.now,
            updated_at=tx.now,
            **where,
        )
        return tx.insert(
            Incident,
            code="BCN-2026-000001",
            draft_id=draft,
            reporter_id=registry.head.person_id,
            category="injury",
            division="",
            severity=3,
            status="open",
            policy="serious",
            step=0,
            opened_at=tx.now,
            changed_at=tx.now,
            **where,
        )

    return database.transact(add)


def somebody_waits_for_a_lock(database: Database) -> bool:
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with database.engine.connect() as connection:
        return bool(connection.execute(text(waits)).scalar())


def at_the_same_moment(
    database: Database, rules: Catalogue, incident: int, press: Callable[[Tx], None]
) -> tuple[int, list[str]]:
    """A press has locked the incident when the clock begins, and goes on when the clock waits for it.

    How often the two were begun (2: nobody had to begin anew), and what the clock has done.
    """
    held = Event()
    begun: list[str] = []
    done: list[str] = []

    def pressed(tx: Tx) -> None:
        begun.append("press")
        incidents.get(tx, incident)
        held.set()
        deadline = time.monotonic() + LONGEST_WAIT
        while not somebody_waits_for_a_lock(database):
            assert time.monotonic() < deadline, "the clock does not wait for the press"
            time.sleep(0.01)
        press(tx)

    def ticked(tx: Tx) -> None:
        begun.append("tick")
        what = due.take_next(tx, lambda found: lock_first(tx, found))
        if what is not None:
            ACTS[what.kind](tx, rules, what)
            done.append(what.kind)

    with ThreadPoolExecutor(2) as threads:
        one = threads.submit(database.transact, pressed)
        assert held.wait(LONGEST_WAIT)
        other = threads.submit(database.transact, ticked)
        one.result()
        other.result()
    return len(begun), done


def test_what_a_press_has_settled_is_not_due_any_more(
    database: Database, rules: Catalogue, clock: HandClock, incident: int
):
    database.transact(lambda tx: due.arm(tx, escalation.DUE, incident, tx.now, Urgency.SEVERITY_3))

    begun, done = at_the_same_moment(database, rules, incident, lambda tx: due.disarm(tx, escalation.DUE, incident))

    assert (begun, done) == (2, [])


def test_what_a_press_has_put_off_is_not_done_yet(
    database: Database, rules: Catalogue, clock: HandClock, incident: int
):
    database.transact(lambda tx: due.arm(tx, escalation.DUE, incident, tx.now, Urgency.SEVERITY_3))
    later = clock.now().replace(year=2031)

    begun, done = at_the_same_moment(
        database, rules, incident, lambda tx: due.arm(tx, escalation.DUE, incident, later, Urgency.SEVERITY_3)
    )

    assert (begun, done) == (2, [])
    assert database.transact(lambda tx: due.time_of(tx, escalation.DUE, incident)) == later


def test_alert_that_is_about_to_jump_waits_for_who_changes_its_incident(
    database: Database, rules: Catalogue, registry: Sample, incident: int
):
    to = Recipient("telegram", registry.duty_officer.address, registry.duty_officer.person_id)

    def alert(tx: Tx) -> int:
        number = outbox.send(tx, to, Screen("Báo động", slot="s"), Priority.ALERT, incident_id=incident)
        due.arm(tx, due.FAILOVER, number, tx.now, Urgency.SEVERITY_4)
        return number

    number = database.transact(alert)

    begun, done = at_the_same_moment(database, rules, incident, lambda tx: due.disarm(tx, due.FAILOVER, number))

    assert (begun, done) == (2, [])
