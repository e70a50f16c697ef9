"""Reminders: by the plan, to whoever fills in, each once, never after the report was sent; late reports are taken."""

from datetime import date, timedelta
from typing import Any

import pytest
from department import HandClock, Sample
from regular import Desk, at
from sqlalchemy import select

from campaigns import living, reminders, submitting
from rules.catalogue import Catalogue
from storage import campaigns, delegations, due
from storage.database import Database, Tx, table
from storage.tables.broadcasts import Broadcast
from storage.tables.campaigns import Task
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Assignment, Unit

NOVEMBER = ["20/11 08:00", "23/11 08:00", "25/11 08:00"]


@pytest.fixture
def desk(database: Database, rules: Catalogue, clock: HandClock, registry: Sample) -> Desk:
    return Desk(database, rules, clock, registry)


def snooze(desk: Desk) -> bool:
    task = desk.task()
    return desk.database.transact(lambda tx: reminders.snooze(tx, desk.rules, campaigns.task(tx, task.id or 0)))


def broadcasts_begun(desk: Desk) -> int:
    return len(desk.database.transact(lambda tx: tx.rows(select(table(Broadcast)))))


def last_shown(desk: Desk, address: str) -> OutboxMessage:
    messages = table(OutboxMessage)
    wanted = select(messages).where(messages.c.address == address).order_by(messages.c.id.desc()).limit(1)
    found = desk.database.transact(lambda tx: tx.first(OutboxMessage, wanted))
    assert found is not None
    return found


def test_head_is_reminded_three_days_before_one_day_before_and_on_the_day(desk: Desk) -> None:
    """The day before is a holiday, so that reminder comes on the working day before it."""
    desk.start()
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == NOVEMBER
    assert desk.heard(desk.sample.deputy.address) == []


def test_a_reminder_as_early_as_the_round_opens_comes_when_it_opens(desk: Desk) -> None:
    desk.start(reminders={"days_before": [7], "overdue_days": 0})
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == ["18/11 08:00"]


def test_head_is_reminded_every_working_day_when_overdue_and_not_for_ever(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 12, 10), 16))
    overdue = ["26/11 08:00", "27/11 08:00", *(f"{day:02}/12 08:00" for day in (1, 2, 3, 4))]
    assert desk.heard(desk.sample.head.address) == [*NOVEMBER, *overdue[:2], "30/11 08:00", *overdue[2:]]
    assert "muộn vẫn được nhận" in last_shown(desk, desk.sample.head.address).screen["text"]
    assert desk.periods()[0].closed_at == at(date(2026, 12, 6), 8)


def test_reminders_stop_the_moment_the_report_is_sent(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 23), 9))
    assert desk.submit().state == "submitted"
    assert "đã nộp lúc 09:00" in last_shown(desk, desk.sample.head.address).screen["text"]
    desk.wait_until(at(date(2026, 12, 15), 9))
    assert desk.heard(desk.sample.head.address) == NOVEMBER[:2]


def test_a_reminder_that_waits_for_the_messenger_is_not_sent_once_the_report_is(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 7, 59))
    desk.clock.at = at(date(2026, 11, 20), 8)
    desk.work()
    assert desk.heard(desk.sample.head.address) == NOVEMBER[:1]
    desk.submit()
    desk.deliver()
    assert desk.heard(desk.sample.head.address, "Hạn nộp|đã nộp") == []


def test_a_report_sent_while_a_broadcast_is_on_its_way_is_not_asked_for(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 7, 59))
    desk.clock.at = at(date(2026, 11, 20), 8)
    desk.step()
    assert broadcasts_begun(desk) == 1
    desk.submit()
    desk.work()
    assert desk.heard(desk.sample.head.address, "Hạn nộp|đã nộp") == []


def test_put_off_for_two_hours_it_comes_again_once_then(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 25), 8, 10))
    assert snooze(desk)
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == [*NOVEMBER, "25/11 10:10"]


def test_put_off_over_the_next_reminder_only_its_own_comes(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 25), 7))
    assert snooze(desk)
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == [*NOVEMBER[:2], "25/11 09:00"]
    assert broadcasts_begun(desk) == 2, "nobody else was to be reminded on the day"


def test_put_off_in_the_evening_it_comes_in_the_morning(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 20))
    assert snooze(desk)
    desk.wait_until(at(date(2026, 11, 22), 16))
    assert desk.heard(desk.sample.head.address) == [NOVEMBER[0], "21/11 06:30"]


def test_put_off_in_the_evening_it_comes_at_night_where_the_campaign_says_so(desk: Desk) -> None:
    desk.start(reminders={"days_before": [3], "at_night": True, "overdue_days": 0})
    desk.wait_until(at(date(2026, 11, 20), 20))
    assert snooze(desk)
    desk.wait_until(at(date(2026, 11, 22), 16))
    assert desk.heard(desk.sample.head.address) == [NOVEMBER[0], "20/11 22:00"]


def test_put_off_and_then_sent_it_does_not_come_again(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 25), 8, 10))
    snooze(desk)
    desk.submit()
    assert not snooze(desk)
    task = desk.task()
    assert not desk.database.transact(lambda tx: due.armed(tx, reminders.SNOOZE, task.id or 0))
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == NOVEMBER


def test_the_deputy_is_reminded_while_the_head_has_delegated(desk: Desk) -> None:
    def delegated(tx: Tx) -> None:
        delegations.add(
            tx,
            unit_id=desk.sample.school,
            from_id=desk.sample.head.person_id,
            to_id=desk.sample.deputy.person_id,
            what="regular",
            ends_at=at(date(2026, 11, 24), 0),
        )

    desk.database.transact(delegated)
    desk.start()
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.deputy.address) == NOVEMBER[:2]
    assert desk.heard(desk.sample.head.address) == NOVEMBER[2:]


def test_a_unit_without_a_head_is_asked_through_its_deputy(desk: Desk) -> None:
    posts = table(Assignment)

    def left(tx: Tx) -> None:
        tx.execute(posts.update().where(posts.c.role == "head").values(valid_until=tx.now))

    desk.database.transact(left)
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 16))
    assert desk.heard(desk.sample.deputy.address) == NOVEMBER[:1]
    assert desk.heard(desk.sample.head.address) == []


def test_after_a_stop_over_several_reminders_one_is_sent(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 19), 9))
    desk.stand_still_until(at(date(2026, 11, 27), 10))
    desk.wait_until(at(date(2026, 11, 27), 20))
    assert desk.heard(desk.sample.head.address) == ["27/11 10:00"]
    assert broadcasts_begun(desk) == 1


def test_after_a_stop_that_ends_at_night_nobody_is_woken(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 19), 9))
    desk.stand_still_until(at(date(2026, 11, 21), 2))
    assert broadcasts_begun(desk) == 0, "whoever started it is not told of it at night either"
    desk.wait_until(at(date(2026, 11, 21), 12))
    assert desk.heard(desk.sample.head.address) == ["21/11 06:30"]


def test_after_a_stop_longer_than_the_round_nobody_is_reminded_of_it(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 19), 9))
    desk.stand_still_until(at(date(2026, 12, 10), 10))
    desk.wait_until(at(date(2026, 12, 10), 20))
    assert desk.heard(desk.sample.head.address) == []
    assert desk.periods()[0].closed_at is not None


def test_a_clock_that_jumps_back_reminds_nobody_twice(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 23), 9))
    desk.clock.at = at(date(2026, 11, 20), 7)
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == NOVEMBER


def test_every_reminder_is_once_in_the_records_whoever_looks_at_the_clock_how_often(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 8))
    period = desk.periods()[0]
    for _ in range(3):
        desk.database.transact(lambda tx: due.arm(tx, reminders.DUE, period.id or 0, tx.now, due.Urgency.REMINDER))
        desk.work()
    assert broadcasts_begun(desk) == 1


def test_a_paused_campaign_reminds_nobody_and_goes_on_with_the_next_reminder(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 20), 9))
    desk.database.transact(lambda tx: living.pause(tx, campaign))
    desk.wait_until(at(date(2026, 11, 23), 12))
    desk.database.transact(lambda tx: living.resume(tx, desk.rules, campaign))
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == [NOVEMBER[0], NOVEMBER[2]]


def test_what_a_broadcast_has_not_sent_yet_is_not_sent_when_the_campaign_ends(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 20), 7, 59))
    desk.clock.at = at(date(2026, 11, 20), 8)
    desk.work()
    desk.database.transact(lambda tx: living.end(tx, campaign))
    desk.deliver()
    assert desk.heard(desk.sample.head.address) == []


def test_a_survey_is_announced_at_once_and_reminded_of_until_its_time_is_over(desk: Desk) -> None:
    desk.start("quick_survey")
    desk.wait_until(at(date(2026, 11, 18), 9))
    assert desk.heard(desk.sample.head.address) == ["16/11 09:30", "17/11 08:00", "18/11 08:00"]


def test_a_clock_that_looks_a_little_late_announces_and_reminds_all_the_same(desk: Desk) -> None:
    desk.start("quick_survey", rhythm={"every": "once", "within": "3d"}, reminders={"overdue_days": 0})
    [period] = desk.periods()
    begun = broadcasts_begun(desk)
    desk.start(announce=True, reminders={"days_before": [7], "overdue_days": 0})
    desk.stand_still_until(at(date(2026, 11, 18), 8) + timedelta(seconds=4))
    desk.work()
    assert (begun, period.label) == (1, "2026-11-19")
    assert "18/11 08:00" in desk.heard(desk.sample.head.address)


def test_a_survey_started_at_night_waits_for_the_morning(desk: Desk) -> None:
    desk.clock.at = at(date(2026, 11, 16), 23)
    desk.start("quick_survey", reminders={"days_before": [], "overdue_days": 0})
    desk.wait_until(at(date(2026, 11, 17), 12))
    assert desk.heard(desk.sample.head.address) == ["17/11 06:30"]


def test_a_late_report_is_taken_and_marked_late(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 25), 17))
    desk.clock.turn(minutes=1)
    task = desk.submit()
    assert (task.state, task.submitted_at) == ("late", desk.clock.now())
    desk.wait_until(at(date(2026, 12, 20), 9))
    assert desk.database.transact(lambda tx: campaigns.tally(tx, task.period_id))["late"] == 1


def test_a_report_that_comes_after_the_round_was_closed_is_taken_too(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 12, 10), 9))
    assert desk.periods()[0].closed_at is not None
    assert desk.submit().state == "late"


def test_a_report_is_corrected_until_it_is_due_and_then_by_permission(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 24), 9))
    task, period = desk.submit({"news_sent": 1}), desk.periods()[0]
    assert submitting.may_correct(task, period, desk.clock.now())
    corrected = desk.submit({"news_sent": 2})
    assert (corrected.state, corrected.answers, corrected.submitted_at) == (
        "submitted",
        {"news_sent": 2},
        task.submitted_at,
    )
    desk.clock.at = at(date(2026, 11, 26), 9)
    assert not submitting.may_correct(corrected, period, desk.clock.now())
    until = at(date(2026, 11, 27), 17)
    allowed = desk.database.transact(lambda tx: submitting.allow_correction(tx, corrected, until))
    assert submitting.may_correct(allowed, period, desk.clock.now())
    assert not submitting.may_correct(allowed, period, until + timedelta(seconds=1))
    assert desk.submit({"news_sent": 3}).state == "submitted", "it was in time, whenever it is corrected"


def test_an_excused_unit_is_not_reminded(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 9))
    task = desk.task()

    def excused(tx: Tx) -> bool:
        return submitting.excuse(tx, campaigns.task(tx, task.id or 0), "Đang sửa trường")

    assert desk.database.transact(excused)
    assert not desk.database.transact(excused)
    desk.wait_until(at(date(2026, 11, 25), 16))
    assert desk.heard(desk.sample.head.address) == NOVEMBER[:1]


def test_a_unit_closed_without_more_ado_is_excused_at_the_next_reminder(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 20), 9))
    units: Any = table(Unit)
    closed = units.update().where(units.c.id == desk.sample.school).values(active=False)
    desk.database.transact(lambda tx: tx.execute(closed))
    desk.wait_until(at(date(2026, 11, 23), 9))
    assert desk.heard(desk.sample.head.address) == NOVEMBER[:1]
    assert desk.task().state == "excused"


def test_whoever_started_the_campaign_sees_how_far_a_reminder_has_come(desk: Desk) -> None:
    campaign = desk.start()
    people: Any = table(Task)
    assert desk.database.transact(lambda tx: tx.rows(select(people))) == []
    desk.database.transact(
        lambda tx: campaigns.change(tx, campaign.id or 0, created_by=desk.sample.communications.person_id)
    )
    desk.wait_until(at(date(2026, 11, 20), 9))
    shown = last_shown(desk, desk.sample.communications.address).screen["text"]
    assert "Công tác truyền thông tháng, tháng 11/2026" in shown
    assert "1/1" in shown
