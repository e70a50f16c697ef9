"""Somebody presses a button at the very moment at which something is due: one waits for the other, nobody is killed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from department import HandClock, Sample, add_person
from two_at_once import two_at_once

import duty.absences
import duty.delegations
import duty.swaps
from handlers import event as events
from handlers import router
from incidents import escalation
from incidents.media import clock as media_clock
from rules.catalogue import Catalogue
from scheduler.clock import ACTS, lock_first
from storage import absences, delegations, due, incidents, outbox, press_contacts, shifts
from storage.database import Database, Tx
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.conversations import Draft
from storage.tables.duty import Delegation, DutySwap
from storage.tables.incidents import Incident

pytestmark = pytest.mark.parametrize("database", ["postgres"], indirect=True)


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


def beside_the_clock(
    database: Database, rules: Catalogue, first: Callable[[Tx], object], then: Callable[[Tx], object]
) -> tuple[int, list[str]]:
    """`two_at_once`, the other being the clock; and what the clock has done."""
    done: list[str] = []

    def tick(tx: Tx) -> None:
        what = due.take_next(tx, lambda found: lock_first(tx, found))
        if what is not None:
            ACTS[what.kind](tx, rules, what)
            done.append(what.kind)

    return two_at_once(database, first, then, tick), done


def at_the_same_moment(
    database: Database, rules: Catalogue, incident: int, press: Callable[[Tx], None]
) -> tuple[int, list[str]]:
    """A press has locked the incident when the clock begins, and goes on when the clock waits for it."""
    return beside_the_clock(database, rules, lambda tx: incidents.get(tx, incident), press)


def test_what_a_press_has_settled_is_not_due_any_more(
    database: Database, rules: Catalogue, clock: HandClock, incident: int
):
    database.transact(lambda tx: due.arm(tx, escalation.DUE, incident, tx.now, Urgency.SEVERITY_3))

    begun, done = at_the_same_moment(database, rules, incident, lambda tx: due.disarm(tx, escalation.DUE, incident))

    assert (begun, done) == (2, [])


def test_a_reminder_of_the_press_waits_for_whoever_works_on_the_incident(
    database: Database, rules: Catalogue, clock: HandClock, incident: int
):
    database.transact(lambda tx: due.arm(tx, media_clock.DUE, incident, tx.now, Urgency.REMINDER))

    begun, done = at_the_same_moment(database, rules, incident, lambda tx: due.disarm(tx, media_clock.DUE, incident))

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


def asked_absence(tx: Tx, sample: Sample) -> tuple[str, int, Callable[[Tx], object]]:
    """What is due about it, and a press that ends it."""
    leader, other = sample.duty_officer.person_id, sample.chief_of_office.person_id
    times = {"starts_at": tx.now, "ends_at": tx.now}
    made = absences.add(tx, person_id=leader, substitute_id=other, **times)
    return duty.absences.DUE, made.id or 0, lambda tx: absences.move(tx, made, "ended", closed_at=tx.now)


def given_delegation(tx: Tx, sample: Sample) -> tuple[str, int, Callable[[Tx], object]]:
    people = {"from_id": sample.head.person_id, "to_id": sample.deputy.person_id}
    made = delegations.add(tx, unit_id=sample.school, what="both", ends_at=tx.now, **people)
    return delegations.DUE, made.id or 0, lambda tx: delegations.close(tx, made, "declined")


def asked_swap(tx: Tx, sample: Sample) -> tuple[str, int, Callable[[Tx], object]]:
    people = {"asker_id": sample.duty_officer.person_id, "other_id": sample.chief_of_office.person_id}
    made = shifts.ask_swap(tx, shift_id=1, expires_at=tx.now, **people)
    return duty.swaps.DUE, made.id or 0, lambda tx: shifts.close_swap(tx, made.id or 0, "declined")


@pytest.mark.parametrize("begin", [asked_absence, given_delegation, asked_swap])
def test_what_two_people_have_agreed_is_over_once_when_somebody_ends_it_at_its_last_moment(
    database: Database, rules: Catalogue, registry: Sample, begin: Callable[..., Any]
):
    kind, number, end = database.transact(lambda tx: begin(tx, registry))
    database.transact(lambda tx: due.arm(tx, kind, number, tx.now, Urgency.REMINDER))

    begun, done = beside_the_clock(database, rules, end, lambda tx: due.disarm(tx, kind, number))

    assert (begun, done) == (2, [])


def test_two_who_have_asked_each_other_for_the_same_shifts_accept_at_once(
    database: Database, registry: Sample, clock: HandClock
):
    one, other = registry.duty_officer.person_id, registry.chief_of_office.person_id

    def ask(tx: Tx) -> tuple[list[int], DutySwap]:
        begins, ends = tx.now + timedelta(days=1), tx.now + timedelta(days=2)
        made = [shifts.add(tx, registry.root, person, begins, ends) for person in (one, other)]
        of_later = {"shift_id": made[1], "other_shift_id": made[0], "asker_id": other, "other_id": one}
        return made, shifts.ask_swap(tx, expires_at=begins, **of_later)

    (earlier, later), swap = database.transact(ask)

    begun = two_at_once(
        database,
        lambda tx: shifts.lock(tx, [earlier]),
        lambda tx: shifts.lock(tx, [later]),
        lambda tx: duty.swaps.accept(tx, swap),
    )

    assert begun == 2
    held = database.transact(lambda tx: [shifts.find(tx, number) for number in (earlier, later)])
    assert [shift and shift.person_id for shift in held] == [other, one]


def test_a_call_of_the_press_that_is_kept_waits_for_who_works_on_the_incident_and_then_on_it(
    database: Database, rules: Catalogue, registry: Sample, incident: int
):
    who = {"unit_id": registry.school, "noted_by": registry.head.person_id}
    contact = database.transact(lambda tx: press_contacts.add(tx, text="báo mẫu gọi", contacted_at=tx.now, **who))
    action = f"p:{contact.id}:keep:{incident}"
    at = database.clock.now()
    press = events.Event(
        "telegram", registry.head.address, "update-keep", at, kind="press", action=action, press_id="press-1"
    )

    begun = two_at_once(
        database,
        lambda tx: incidents.get(tx, incident),
        lambda tx: press_contacts.locked(tx, contact.id or 0),
        lambda tx: router.handle(tx, press, rules),
    )

    kept = database.transact(lambda tx: press_contacts.get(tx, contact.id or 0))
    assert begun == 2
    assert (kept.state, kept.incident_id) == ("kept", incident)


def test_what_a_deputy_puts_right_while_the_delegation_ends_is_kept(
    database: Database, rules: Catalogue, registry: Sample, incident: int
):
    def give(tx: Tx) -> Delegation:
        teacher = add_person(tx, "Tổ trưởng mẫu A", "+84903000088", "1088").person_id
        people = {"from_id": registry.head.person_id, "to_id": teacher}
        given = delegations.add(tx, unit_id=registry.school, what="both", ends_at=tx.now + timedelta(days=1), **people)
        incidents.change(tx, incident, reporter_id=teacher, delegated_by=registry.head.person_id)
        return given

    given = database.transact(give)

    begun = two_at_once(
        database,
        lambda tx: incidents.change(tx, incident, answers={"phone": "+84903000088", "place": "Sân trường"}),
        lambda tx: None,
        lambda tx: duty.delegations.end(tx, rules, given),
    )

    now = database.transact(lambda tx: incidents.get(tx, incident))
    assert begun == 2
    assert now.reporter_id == registry.head.person_id
    assert now.answers == {"phone": "+84903000001", "place": "Sân trường"}
