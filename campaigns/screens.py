"""What the one who fills in sees of a report that is owed: the reminder, and that it was sent."""

import locales
from campaigns.naming import round_name, title
from incidents.facts import moment_text
from storage import campaigns, registry
from storage.database import Tx
from storage.screens import Button, Screen
from storage.tables.campaigns import Period, Task

FILL, LATER = "fill", "later"


def slot(task_id: int) -> str:
    """The message that speaks of what one unit owes in one round."""
    return f"task:{task_id}"


def action(task_id: int, verb: str) -> str:
    """What a button of it carries: «t:12:fill»."""
    return f"t:{task_id}:{verb}"


def reminder(tx: Tx, lang: str, task: Task, period: Period) -> Screen:
    """«📝 Công tác truyền thông tháng … Hạn nộp: 17:00 25/11», with one press to the form."""
    identity = task.id or 0
    key = "task-overdue" if tx.now > period.due_at else "task-due"
    text = locales.text(
        lang,
        key,
        title=title(lang, period),
        round=round_name(lang, period.label),
        unit=registry.unit(tx, task.unit_id).name,
        due=moment_text(lang, period.due_at, tx.now),
    )
    rows = (
        (Button(locales.text(lang, "task-fill"), action(identity, FILL)),),
        (Button(locales.text(lang, "task-later"), action(identity, LATER)),),
    )
    return Screen(text, rows, slot=slot(identity), fresh=True)


def settled(tx: Tx, lang: str, task: Task, period: Period) -> Screen:
    """The same message once nothing is owed any more: no buttons, no sound."""
    key = "task-done-late" if task.state == campaigns.LATE else "task-done"
    if task.state == campaigns.EXCUSED:
        key = "task-excused"
    at = task.submitted_at or tx.now
    text = locales.text(
        lang,
        key,
        title=title(lang, period),
        round=round_name(lang, period.label),
        unit=registry.unit(tx, task.unit_id).name,
        at=moment_text(lang, at, tx.now),
    )
    return Screen(text, slot=slot(task.id or 0), silent=True)
