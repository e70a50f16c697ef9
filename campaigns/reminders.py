"""Reminders of regular reports: by the plan of the round to all who owe it, and again when somebody has put it off.

Due time "reminders", of a period: its next reminder or its end. Due time "snooze", of a task: «nhắc lại sau 2 giờ».
"""

from datetime import datetime, timedelta

from campaigns import broadcasts, queuing, screens
from campaigns.naming import round_name, title
from incidents.ways import way_to
from rules.campaigns import Definition, definition_of
from rules.catalogue import Catalogue
from rules.reminding import Moment, after, minded_until, missed, moments
from storage import broadcasts as records
from storage import campaigns, due, outbox, registry, tasks
from storage.campaigns import ACTIVE, ENDED
from storage.database import Tx
from storage.delegations import who_fills
from storage.due import Urgency
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.broadcasts import Broadcast, BroadcastTarget
from storage.tables.campaigns import Period, Task
from storage.tables.upkeep import Due

DUE, SNOOZE = "reminders", "snooze"
KIND = "reminder"
SNOOZED_FOR = timedelta(hours=2)


def arm(tx: Tx, rules: Catalogue, period: Period) -> None:
    """Sets the next reminder of a round that is open, or its end; what was to come up to `reminded_at` is over."""
    definition = definition_of(period.definition)
    seen_to = period.reminded_at or period.opens_at - timedelta(microseconds=1)
    coming = after(plan_of(rules, definition, period), seen_to)
    until = minded_until(definition, period.due_at)
    due.arm(tx, DUE, period.id or 0, min(coming.at, until) if coming else until, Urgency.REMINDER)


def plan_of(rules: Catalogue, definition: Definition, period: Period) -> list[Moment]:
    """All reminders of a round; the first says that it is open, where the campaign announces that."""
    opening = [Moment(period.opens_at, "before")] if definition.announce else []
    return [*opening, *moments(definition, rules.calendar, period.opens_at, period.due_at)]


def on_due(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: reminds all who owe it, or ends the round. Of several missed moments only the latest counts."""
    campaign = campaigns.get(tx, campaigns.period(tx, what.subject_id).campaign_id)
    period = campaigns.period_locked(tx, what.subject_id)
    if period.closed_at is not None or campaign.state != ACTIVE:
        due.disarm(tx, DUE, what.subject_id)
        return
    definition = definition_of(period.definition)
    if tx.now >= minded_until(definition, period.due_at):
        close(tx, period)
        if definition.rhythm.every == "once":
            campaigns.change(tx, campaign.id or 0, state=ENDED)
        return
    come = missed(plan_of(rules, definition, period), period.reminded_at, tx.now)
    if come is not None:
        if (loud := _loud(rules, period, tx.now)) > tx.now:
            due.arm(tx, DUE, what.subject_id, loud, Urgency.REMINDER)
            return
        tasks.excuse_closed(tx, what.subject_id)
        _remind(tx, period, campaign.created_by, at_night=definition.reminders.at_night)
        period = campaigns.change_period(tx, what.subject_id, reminded_at=come.at)
    arm(tx, rules, period)


def remind_now(tx: Tx, period: Period, by: int) -> bool:
    """Somebody wants all who owe it to be reminded at once, by day; the progress is shown to them.

    False while the reminder before is still on its way.
    """
    if any(broadcasts.is_under_way(tx, one.id or 0) for one in records.about(tx, KIND, period.id or 0)):
        return False
    tasks.excuse_closed(tx, period.id or 0)
    _remind(tx, period, by, at_night=False)
    return True


def close(tx: Tx, period: Period) -> None:
    """The round is over: nobody is reminded any more. What still comes is taken all the same, and late."""
    stop(tx, period)
    campaigns.change_period(tx, period.id or 0, closed_at=tx.now)


def stop(tx: Tx, period: Period) -> None:
    """Nothing more is said of the round for now, not even what a broadcast has not sent yet."""
    due.disarm(tx, DUE, period.id or 0)
    _cancel(tx, period)


def snooze(tx: Tx, rules: Catalogue, task: Task) -> bool:
    """Not reminded before two hours are over, or the night; False when there is no reminder to come anyway."""
    period = campaigns.period(tx, task.period_id)
    if not is_owed(tx, task, period):
        return False
    at = _loud(rules, period, tx.now + SNOOZED_FOR)
    campaigns.change_task(tx, task.id or 0, snoozed_until=at)
    due.arm(tx, SNOOZE, task.id or 0, at, Urgency.REMINDER)
    return True


def on_snooze_over(tx: Tx, rules: Catalogue, what: Due) -> None:
    """The clock's call: reminds whoever fills in for the unit now of the one report that was put off."""
    due.disarm(tx, SNOOZE, what.subject_id)
    task = campaigns.task(tx, what.subject_id)
    period = campaigns.period(tx, task.period_id)
    if not is_owed(tx, task, period) or task.snoozed_until is None:
        return
    if (loud := _loud(rules, period, tx.now)) > tx.now:
        due.arm(tx, SNOOZE, what.subject_id, loud, Urgency.REMINDER)
        return
    campaigns.change_task(tx, what.subject_id, snoozed_until=None)
    for person_id in who_fills(tx, [task.unit_id]).get(task.unit_id, ()):
        to = way_to(tx, person_id, waits=True)
        if to is not None:
            outbox.send(
                tx, to, screens.reminder(tx, registry.person(tx, person_id).lang, task, period), Priority.REMINDER
            )


def _loud(rules: Catalogue, period: Period, at: datetime) -> datetime:
    """`at`, or the end of the night, unless the round reminds at night as well."""
    return at if definition_of(period.definition).reminders.at_night else rules.calendar.loud(at)


def is_owed(tx: Tx, task: Task, period: Period) -> bool:
    """Whether a reminder of it still makes sense."""
    return (
        task.state == campaigns.OPEN
        and period.closed_at is None
        and campaigns.find(tx, period.campaign_id).state == ACTIVE
        and registry.unit(tx, task.unit_id).active
    )


def compose(tx: Tx, _rules: Catalogue, broadcast: Broadcast, target: BroadcastTarget) -> Screen | None:
    """What a reminder says when it is about to leave; None when the report has been sent or put off meanwhile."""
    task, period = campaigns.find_task(tx, target.about_id), campaigns.period(tx, broadcast.subject_id)
    if not is_owed(tx, task, period) or (task.snoozed_until is not None and task.snoozed_until > tx.now):
        return None
    return screens.reminder(tx, registry.person(tx, target.person_id).lang, task, period)


queuing.COMPOSERS[KIND] = compose


def _remind(tx: Tx, period: Period, started_by: int | None, *, at_night: bool) -> None:
    """To everybody who owes it, at once the only reminder of this round that is under way."""
    _cancel(tx, period)
    chosen = tasks.to_remind(tx, period.id or 0)
    if tx.row(chosen.limit(1)) is None:
        return
    lang = "vi" if started_by is None else registry.person(tx, started_by).lang
    broadcasts.begin(
        tx,
        KIND,
        period.id or 0,
        chosen,
        started_by,
        title=f"{title(lang, period)}, {round_name(lang, period.label)}",
        quiet_hours=not at_night,
    )


def _cancel(tx: Tx, period: Period) -> None:
    for earlier in records.about(tx, KIND, period.id or 0):
        broadcasts.cancel(tx, earlier.id or 0)
