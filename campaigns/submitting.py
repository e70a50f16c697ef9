"""A report that was filled in: submitted, late or in time, corrected, excused; from then on it is not asked for."""

from datetime import datetime
from typing import Any

from campaigns import screens
from campaigns.reminders import SNOOZE
from incidents.ways import ways_showing
from storage import audience, audit, campaigns, due, outbox, registry, slots
from storage.database import Tx
from storage.outbox import Priority
from storage.tables.campaigns import Period, Task


def submit(tx: Tx, task: Task, person_id: int, answers: dict[str, Any]) -> Task:
    """Takes the answers, whenever they come: after the due time they are marked late. Submitted already: corrects.

    The caller has asked rules.rights for the unit, and `may_correct` for what was submitted already.
    """
    period = campaigns.period(tx, task.period_id)
    if task.state in campaigns.DONE:
        task = campaigns.change_task(tx, task.id or 0, answers=answers, person_id=person_id, corrected_at=tx.now)
    else:
        task = campaigns.change_task(
            tx,
            task.id or 0,
            state=campaigns.LATE if tx.now > period.due_at else campaigns.SUBMITTED,
            answers=answers,
            person_id=person_id,
            submitted_by=person_id,
            submitted_at=tx.now,
            snoozed_until=None,
            reason="",
        )
    settle(tx, task, period)
    return task


def may_correct(task: Task, period: Period, now: datetime) -> bool:
    """Until the due time whoever fills in corrects freely; afterwards as long as that was allowed."""
    return now <= period.due_at or (task.correct_until is not None and now <= task.correct_until)


def allow_correction(tx: Tx, task: Task, until: datetime, by: int | None = None) -> Task:
    """What was submitted may be corrected until then."""
    audit.note(tx, "task.allow_correction", "done", person_id=by, subject=f"task:{task.id}")
    return campaigns.change_task(tx, task.id or 0, correct_until=until)


def excuse(tx: Tx, task: Task, reason: str, by: int | None = None) -> bool:
    """The unit owes nothing this time; False when it has submitted, or was excused, already."""
    if task.state != campaigns.OPEN:
        return False
    task = campaigns.change_task(tx, task.id or 0, state=campaigns.EXCUSED, reason=reason)
    audit.note(tx, "task.excuse", "done", person_id=by, subject=f"task:{task.id}")
    settle(tx, task, campaigns.period(tx, task.period_id))
    return True


def settle(tx: Tx, task: Task, period: Period) -> None:
    """No reminder that is still on its way is sent; the one that stands in a chat says how it ended."""
    due.disarm(tx, SNOOZE, task.id or 0)
    slot = screens.slot(task.id or 0)
    people = {*audience.may_fill(tx, task.unit_id), task.person_id}
    for person_id in sorted(one for one in people if one is not None):
        for to in ways_showing(tx, person_id, slot):
            outbox.drop_waiting(tx, to, slot)
            if slots.stands(tx, to, slot):
                screen = screens.settled(tx, registry.person(tx, person_id).lang, task, period)
                outbox.send(tx, to, screen, Priority.UPDATE)
