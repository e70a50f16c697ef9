"""An alert that one messenger does not take goes out on the person's other one, once; reminders wait."""

from dataclasses import replace
from datetime import timedelta

import pytest
from department import HandClock, Sample, Somebody
from incident_desk import Desk
from sqlalchemy import select

from incidents import failover
from scheduler.clock import ACTS
from storage import due, outbox, registry
from storage.database import Database, Tx, table
from storage.outbox import Priority, Recipient
from storage.screens import from_json
from storage.tables.incidents import Incident
from storage.tables.messaging import OutboxMessage

DEAD = {"dead": 1, "pupils_affected": 1}


@pytest.fixture
def duty(database: Database, registry: Sample) -> Somebody:
    """The duty officer, who has joined on both messengers and prefers Telegram."""
    somebody = registry.duty_officer
    join(database, somebody)
    return somebody


def join(database: Database, somebody: Somebody, channel: str = "zalo") -> None:
    address = f"z{somebody.address}"
    database.transact(lambda tx: registry.link_account(tx, somebody.person_id, channel, address))


def messages(database: Database, somebody: Somebody, channel: str) -> list[OutboxMessage]:
    out = table(OutboxMessage)
    found = select(out).where(out.c.person_id == somebody.person_id, out.c.channel == channel).order_by(out.c.id)
    return database.transact(lambda tx: tx.all(OutboxMessage, found))


def alerts(database: Database, somebody: Somebody, channel: str) -> list[OutboxMessage]:
    return [one for one in messages(database, somebody, channel) if one.priority == Priority.ALERT]


def let_time_act(desk: Desk) -> None:
    """What is due is done, as the clock does it."""

    def one(tx: Tx) -> bool:
        what = due.take_next(tx)
        if what is not None:
            ACTS[what.kind](tx, desk.rules, what)
        return what is not None

    while desk.database.transact(one):
        pass


def settle(database: Database, message: OutboxMessage, state: str) -> None:
    def work(tx: Tx) -> None:
        outbox.settle(tx, message, state, milliseconds=1)
        failover.settled(tx, message, state)

    database.transact(lambda tx: tx.execute(table(OutboxMessage).update().values(state="sending")))
    database.transact(work)


def test_alert_that_is_not_taken_in_time_goes_out_on_the_other_messenger_once(
    desk: Desk, clock: HandClock, duty: Somebody, database: Database
):
    desk.report(DEAD)
    clock.turn(seconds=9)
    let_time_act(desk)
    assert alerts(database, duty, "zalo") == []

    clock.turn(seconds=1)
    let_time_act(desk)
    clock.turn(seconds=30)
    let_time_act(desk)

    [first] = alerts(database, duty, "telegram")
    [jumped] = alerts(database, duty, "zalo")
    assert (first.state, jumped.state) == ("queued", "queued")
    assert jumped.screen == first.screen


def test_alert_whose_place_a_newer_state_took_before_it_was_sent_goes_out_in_time_too(
    desk: Desk, clock: HandClock, duty: Somebody, database: Database
):
    desk.report(DEAD)
    [first] = messages(database, duty, "telegram")
    told = replace(from_json(first.screen), text="Đã báo thêm")
    to = Recipient("telegram", duty.address, duty.person_id)
    database.transact(lambda tx: outbox.send(tx, to, told, Priority.UPDATE, incident_id=first.incident_id))

    clock.turn(seconds=10)
    let_time_act(desk)

    assert messages(database, duty, "telegram")[0].state == "superseded"
    assert [one.screen["text"] for one in alerts(database, duty, "zalo")] == ["Đã báo thêm"]


def test_time_is_set_by_the_severity(desk: Desk, clock: HandClock, duty: Somebody, database: Database):
    desk.report({"injured": 1, "in_hospital": 0, "media": "none", "pupils_affected": 1})
    clock.turn(seconds=59)
    let_time_act(desk)
    assert alerts(database, duty, "zalo") == []

    clock.turn(seconds=1)
    let_time_act(desk)

    assert len(alerts(database, duty, "zalo")) == 1


def test_alert_that_was_sent_does_not_jump(desk: Desk, clock: HandClock, duty: Somebody, database: Database):
    desk.report(DEAD)
    settle(database, alerts(database, duty, "telegram")[0], "sent")

    clock.turn(seconds=30)
    let_time_act(desk)

    assert alerts(database, duty, "zalo") == []


def test_alert_that_is_refused_for_good_jumps_at_once(desk: Desk, duty: Somebody, database: Database):
    desk.report(DEAD)

    settle(database, alerts(database, duty, "telegram")[0], "failed")

    assert len(alerts(database, duty, "zalo")) == 1


def test_leader_with_one_messenger_is_alerted_there_only(
    desk: Desk, clock: HandClock, registry: Sample, database: Database
):
    desk.report(DEAD)
    clock.turn(seconds=30)
    let_time_act(desk)

    assert len(alerts(database, registry.duty_officer, "telegram")) == 1
    assert alerts(database, registry.duty_officer, "zalo") == []


def test_messenger_that_is_down_is_skipped_and_what_waits_for_it_jumps_at_once(
    desk: Desk, clock: HandClock, duty: Somebody, database: Database
):
    desk.report(DEAD)
    database.transact(lambda tx: failover.channel_turned(tx, "telegram", well=False))
    let_time_act(desk)
    assert len(alerts(database, duty, "zalo")) == 1

    desk.report(DEAD)

    assert len(alerts(database, duty, "zalo")) == 2
    assert len(alerts(database, duty, "telegram")) == 1

    database.transact(lambda tx: failover.channel_turned(tx, "telegram", well=True))
    desk.report(DEAD)

    assert len(alerts(database, duty, "telegram")) == 2


def test_administrator_hears_once_when_a_messenger_goes_and_when_it_returns(
    desk: Desk, clock: HandClock, registry: Sample, database: Database
):
    join(database, registry.administrator)
    for well in (False, False, True, True):
        database.transact(lambda tx, well=well: failover.channel_turned(tx, "telegram", well=well))

    [down] = messages(database, registry.administrator, "zalo")
    [back] = messages(database, registry.administrator, "telegram")
    assert "Telegram không trả lời" in down.screen["text"]
    assert "Telegram đã hoạt động lại" in back.screen["text"]


def test_reminder_waits_for_the_preferred_messenger(desk: Desk, clock: HandClock, registry: Sample, database: Database):
    join(database, registry.head)
    incident = desk.report(DEAD)
    desk.take(desk.phone(registry.duty_officer), incident)
    database.transact(lambda tx: failover.channel_turned(tx, "telegram", well=False))

    owed = desk.now(incident).update_due_at
    assert owed is not None
    clock.at = owed - timedelta(minutes=1)
    let_time_act(desk)

    asked = [
        [one for one in messages(database, registry.head, channel) if one.priority == Priority.REMINDER]
        for channel in ("telegram", "zalo")
    ]
    assert [len(one) for one in asked] == [1, 0]


def test_alert_that_still_waits_for_its_messenger_comes_as_things_are_then(
    desk: Desk, clock: HandClock, duty: Somebody, registry: Sample, database: Database
):
    incident = desk.report(DEAD)
    database.transact(lambda tx: failover.channel_turned(tx, "telegram", well=False))
    clock.turn(seconds=10)
    let_time_act(desk)
    [alert] = alerts(database, duty, "zalo")
    database.transact(lambda tx: outbox.remember_posted(tx, alert, "m1", "shown"))

    desk.take(desk.phone(registry.chief_of_office), incident)

    [waits] = [one for one in messages(database, duty, "telegram") if one.state == "queued"]
    assert "Đã tiếp nhận" in waits.screen["text"]


def test_acknowledging_on_either_messenger_is_shown_on_both(
    desk: Desk, clock: HandClock, duty: Somebody, registry: Sample, database: Database
):
    incident = desk.report(DEAD)
    clock.turn(seconds=10)
    let_time_act(desk)
    for channel in ("telegram", "zalo"):
        [alert] = alerts(database, duty, channel)
        database.transact(lambda tx, alert=alert: outbox.remember_posted(tx, alert, f"m{alert.id}", "shown"))

    desk.take(desk.phone(registry.chief_of_office), incident)

    for channel in ("telegram", "zalo"):
        newest: Incident | OutboxMessage = messages(database, duty, channel)[-1]
        assert "tiếp nhận" in newest.screen["brief"]
