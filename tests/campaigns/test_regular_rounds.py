"""Rounds are opened by the clock, each once: after a stop, with two clocks, when rules, holidays or units change."""

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from department import HandClock, Sample
from regular import Desk, at, written
from sqlalchemy import select

from campaigns import living, periods
from campaigns.closing import close_unit
from rules.calendar import DaysOff
from rules.campaigns import Definition, definition_of
from rules.catalogue import Catalogue
from rules.texts import Text
from storage import campaigns, due
from storage.database import Database, Tx, table
from storage.tables.campaigns import Task
from storage.tables.registry import Unit


@pytest.fixture
def desk(database: Database, rules: Catalogue, clock: HandClock, registry: Sample) -> Desk:
    return Desk(database, rules, clock, registry)


def with_days_off(rules: Catalogue, first: date, last: date | None = None) -> Catalogue:
    off = DaysOff(day=first, until=last, name=Text(vi="Nghỉ thêm"))
    return rules.model_copy(update={"calendar": rules.calendar.model_copy(update={"days_off": (off,)})})


def with_campaign(rules: Catalogue, changed: Definition) -> Catalogue:
    others = [one for one in rules.campaigns if one.id != changed.id]
    return rules.model_copy(update={"campaigns": (changed, *others)})


def test_monthly_round_opens_a_week_before_it_is_due_for_every_unit(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 18), 7, 59))
    assert desk.rounds() == []
    desk.wait_until(at(date(2026, 11, 18), 8))
    assert desk.rounds() == [("2026-11", "25/11 17:00")]
    assert desk.task().state == "open"
    assert desk.task(desk.sample.other_school).state == "open", "a unit that has nobody yet owes it all the same"
    units = desk.database.transact(lambda tx: tx.rows(select(table(Task).c.unit_id)))
    assert desk.sample.root not in {row.unit_id for row in units}


def test_a_year_of_rounds_comes_one_after_the_other(desk: Desk) -> None:
    desk.start(reminders={"days_before": [], "overdue_days": 0})
    desk.wait_until(at(date(2027, 11, 10), 9))
    labels = [label for label, _ in desk.rounds()]
    assert labels == ["2026-11", "2026-12", *(f"2027-{month:02}" for month in range(1, 11))]


def test_weekly_round_is_not_opened_in_summer(desk: Desk) -> None:
    desk.clock.at = at(date(2027, 5, 17), 9)
    desk.start("safety_week", reminders={"days_before": [], "overdue_days": 0})
    desk.wait_until(at(date(2027, 9, 15), 9))
    assert [label for label, _ in desk.rounds()] == ["2027-W20", "2027-W21", "2027-W36", "2027-W37"]


def test_of_two_due_times_missed_in_a_stop_the_latest_is_made_up_for(desk: Desk) -> None:
    daily = {"every": "rule", "rule": "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "at": "16:00"}
    desk.start("safety_week", rhythm=daily, opens_before="8h", reminders={"days_before": [], "overdue_days": 0})
    desk.wait_until(at(date(2026, 11, 16), 10))
    assert [label for label, _ in desk.rounds()] == ["2026-11-16"]
    desk.stand_still_until(at(date(2026, 11, 19), 22))
    assert desk.rounds() == [("2026-11-16", "16/11 16:00")], "the next day's round opens before it could be filled in"
    desk.stand_still_until(at(date(2026, 11, 20), 9))
    assert desk.rounds()[1:] == [("2026-11-20", "20/11 16:00")]


def test_a_round_that_was_missed_in_a_stop_gets_a_due_time_of_its_own(desk: Desk) -> None:
    desk.start("safety_week")
    desk.wait_until(at(date(2026, 11, 23), 9))
    desk.stand_still_until(at(date(2026, 11, 28), 10))
    assert desk.rounds() == [("2026-W47", "20/11 16:00"), ("2026-W48", "30/11 16:00")]
    assert desk.task().state == "open"
    desk.wait_until(at(date(2026, 12, 4), 9))
    assert [label for label, _ in desk.rounds()] == ["2026-W47", "2026-W48", "2026-W49"]


def test_a_clock_that_jumps_ahead_and_back_opens_nothing_twice(desk: Desk) -> None:
    desk.start()
    desk.stand_still_until(at(date(2027, 1, 20), 9))
    first = desk.rounds()
    desk.stand_still_until(at(date(2026, 11, 20), 9))
    desk.wait_until(at(date(2027, 1, 21), 9))
    assert desk.rounds() == first
    assert len(set(first)) == len(first)


def test_two_clocks_that_start_at_once_open_a_round_once(desk: Desk) -> None:
    campaign = desk.start()
    desk.clock.at = at(date(2026, 11, 18), 8)
    ready = threading.Barrier(2)

    def open_it() -> None:
        ready.wait(5)

        def opened(tx: Tx) -> None:
            what = due.take_next(tx)
            if what is not None and what.kind == periods.DUE:
                periods.on_due(tx, desk.rules, what)

        desk.database.transact(opened)

    both = [threading.Thread(target=open_it) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(20)
    desk.work()
    assert [label for label, _ in desk.rounds()] == ["2026-11"]
    tasks = desk.database.transact(lambda tx: tx.rows(select(table(Task).c.unit_id)))
    assert sorted(row.unit_id for row in tasks) == sorted([desk.sample.school, desk.sample.other_school])
    assert campaign.id == desk.periods()[0].campaign_id


def test_a_round_that_is_open_keeps_its_form_when_the_campaign_is_changed(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 18), 8))
    definition = desk.rules.campaign("communications_month")
    shorter = definition.model_copy(update={"form": definition.form[:1]})
    desk.database.transact(lambda tx: living.change(tx, campaigns.get(tx, campaign.id or 0), shorter))
    desk.wait_until(at(date(2026, 12, 20), 9))
    november, december = desk.periods()
    assert len(definition_of(november.definition).form) == len(definition.form)
    assert len(definition_of(december.definition).form) == 1


def test_a_campaign_follows_the_catalogue_from_the_next_round_on(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 18), 8))
    stored = desk.rules.campaign("communications_month").stored()
    moved = Definition.model_validate({**stored, "rhythm": {"every": "month", "day": 10}})
    rules = with_campaign(desk.rules, moved)
    desk.database.transact(lambda tx: periods.ensure(tx, rules))
    desk.wait_until(at(date(2026, 12, 20), 9), rules)
    assert desk.rounds() == [("2026-11", "25/11 17:00"), ("2026-12", "10/12 17:00")]


def test_a_holiday_added_later_moves_what_is_not_open_and_leaves_what_is(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 18), 8))
    rules = with_days_off(desk.rules, date(2026, 11, 25))
    desk.database.transact(lambda tx: periods.ensure(tx, rules))
    [november] = desk.periods()
    assert written(november.due_at) == "25/11 17:00"
    by_calendar = periods.due_by_calendar(rules, campaign, november)
    assert by_calendar is not None
    assert written(by_calendar) == "23/11 17:00", "the 24th is off too"
    rules = with_days_off(desk.rules, date(2026, 12, 23), date(2026, 12, 27))
    desk.database.transact(lambda tx: periods.ensure(tx, rules))
    desk.wait_until(at(date(2026, 12, 20), 9), rules)
    assert desk.rounds()[1] == ("2026-12", "22/12 17:00")


def test_the_due_time_of_an_open_round_is_moved_by_decision(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 18), 8))
    period = desk.periods()[0]
    desk.database.transact(lambda tx: living.move_due(tx, desk.rules, period, at(date(2026, 11, 30), 17)))
    desk.wait_until(at(date(2026, 11, 26), 9))
    assert desk.submit().state == "submitted"


def test_a_paused_campaign_opens_nothing_and_makes_up_for_nothing(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 17), 9))
    assert desk.database.transact(lambda tx: living.pause(tx, campaign))
    assert not desk.database.transact(lambda tx: living.pause(tx, campaign))
    desk.wait_until(at(date(2026, 12, 28), 9))
    assert desk.rounds() == []
    assert desk.database.transact(lambda tx: living.resume(tx, desk.rules, campaign))
    desk.wait_until(at(date(2027, 1, 20), 9))
    assert [label for label, _ in desk.rounds()] == ["2027-01"]


def test_an_ended_campaign_opens_nothing_until_it_is_started_anew(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 18), 9))
    assert desk.database.transact(lambda tx: living.end(tx, campaign))
    assert desk.periods()[0].closed_at == desk.clock.now()
    desk.wait_until(at(date(2026, 12, 28), 9))
    desk.start()
    desk.wait_until(at(date(2027, 1, 20), 9))
    assert [label for label, _ in desk.rounds()] == ["2026-11", "2027-01"]
    assert desk.periods()[0].closed_at is not None


def test_a_campaign_ended_by_mistake_goes_on_with_its_open_round_when_started_again(desk: Desk) -> None:
    campaign = desk.start()
    desk.wait_until(at(date(2026, 11, 20), 9))
    desk.database.transact(lambda tx: living.end(tx, campaign))
    desk.start()
    assert desk.periods()[0].closed_at is None
    desk.wait_until(at(date(2026, 11, 23), 9))
    assert desk.heard(desk.sample.head.address) == ["20/11 08:00", "23/11 08:00"]


def test_a_survey_is_open_at_once_and_over_when_its_time_is(desk: Desk) -> None:
    first, second = desk.start("quick_survey"), desk.start("quick_survey")
    assert [first.code, second.code] == ["quick_survey_1", "quick_survey_2"]
    assert desk.rounds() == [("2026-11-18", "18/11 09:30")] * 2
    desk.wait_until(at(date(2026, 12, 1), 9))
    states = desk.database.transact(lambda tx: [one.state for one in campaigns.all_of(tx)])
    assert states == ["ended", "ended"]
    assert len(desk.periods()) == 2


def test_a_unit_that_is_closed_owes_nothing_any_more(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 18), 9))
    assert desk.database.transact(lambda tx: close_unit(tx, desk.sample.school)) == (0, 1)
    task = desk.task()
    assert (task.state, task.reason) == ("excused", "unit_closed")
    desk.wait_until(at(date(2026, 12, 20), 9))
    december = desk.periods()[-1]
    tally = desk.database.transact(lambda tx: campaigns.tally(tx, december.id or 0))
    assert tally == {"open": 1, "submitted": 0, "late": 0, "excused": 0}


def test_what_a_merged_unit_owes_goes_to_the_other_one_unless_that_owes_it_too(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 11, 18), 9))
    assert desk.database.transact(lambda tx: close_unit(tx, desk.sample.school, desk.sample.other_school)) == (0, 1)

    def new_unit(tx: Tx) -> int:
        return tx.insert(Unit, code="TRUONG-C", name="Trường mẫu C", parent_id=desk.sample.root, path="/1/9/")

    new = desk.database.transact(new_unit)
    assert desk.database.transact(lambda tx: close_unit(tx, desk.sample.other_school, new)) == (1, 0)
    assert desk.task(new).state == "open"


@pytest.mark.parametrize("into", ["itself", "a closed one"])
def test_a_unit_is_not_merged_into_itself_or_into_a_closed_one(desk: Desk, into: str) -> None:
    desk.database.transact(lambda tx: close_unit(tx, desk.sample.other_school))
    target = desk.sample.school if into == "itself" else desk.sample.other_school
    with pytest.raises(ValueError, match="into"):
        desk.database.transact(lambda tx: close_unit(tx, desk.sample.school, target))
    with pytest.raises(ValueError, match="below"):
        desk.database.transact(lambda tx: close_unit(tx, desk.sample.root))


def test_the_audience_is_chosen_by_tree_kind_tags_and_exceptions(desk: Desk) -> None:
    def described(tx: Tx) -> None:
        units: Any = table(Unit)
        tx.execute(units.update().where(units.c.id == desk.sample.school).values(kind="THPT", tags="Bán trú, nội trú"))
        tx.execute(units.update().where(units.c.id == desk.sample.other_school).values(kind="Mầm non", tags="bán trú"))
        tx.execute(units.update().where(units.c.id == desk.sample.other_school).values(code="Truong-b"))

    desk.database.transact(described)
    both = {desk.sample.school, desk.sample.other_school}
    for audience, expected in [
        ({}, both),
        ({"under": ["so"]}, both),
        ({"under": ["TRUONG-A"]}, {desk.sample.school}),
        ({"under": ["KHONG-CO"]}, set()),
        ({"except_under": ["TRUONG-A"]}, {desk.sample.other_school}),
        ({"under": ["TRUONG-B"]}, {desk.sample.other_school}),
        ({"kinds": ["mam non"]}, {desk.sample.other_school}),
        ({"tags": ["ban tru"]}, both),
        ({"tags": ["nội trú", "chuyên"]}, {desk.sample.school}),
        ({"tags": ["bán trú"], "except_tags": ["NỘI TRÚ"]}, {desk.sample.other_school}),
        ({"kinds": ["THPT"], "except_under": ["TRUONG-A"]}, set()),
    ]:
        survey = desk.start("quick_survey", audience=audience)
        [period] = desk.database.transact(lambda tx, of=survey: campaigns.periods_of(tx, of.id or 0))
        rows = desk.database.transact(
            lambda tx, of=period: tx.rows(select(table(Task).c.unit_id).where(table(Task).c.period_id == of.id))
        )
        assert {row.unit_id for row in rows} == expected, audience


def test_what_is_counted_for_a_round_happened_since_the_one_before_was_due(desk: Desk) -> None:
    desk.start()
    desk.wait_until(at(date(2026, 12, 20), 9))
    november, december = desk.periods()
    assert december.covers_from == november.due_at
    assert november.due_at - november.covers_from < timedelta(days=35)
