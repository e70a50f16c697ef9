"""What the one who fills in sees of a report that is owed: the reminder, and that it was sent."""

import locales
from campaigns import surveys
from campaigns.naming import round_name, title
from incidents.facts import moment_text, value_text
from rules.form import Question
from storage import campaigns, registry
from storage.database import Tx
from storage.screens import Button, Screen
from storage.tables.campaigns import Period, Task

FILL, LATER, OPTION = "fill", "later", "o"


def slot(task_id: int) -> str:
    """The message that speaks of what one unit owes in one round."""
    return f"task:{task_id}"


def action(task_id: int, verb: str) -> str:
    """What a button of it carries: «f:12:fill»."""
    return f"f:{task_id}:{verb}"


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
    question = surveys.question_of(period)
    if question is not None:
        text = f"{text}\n\n{locales.BOLD_ON}{question.ask.of(lang)}{locales.BOLD_OFF}"
    later = (Button(locales.text(lang, "task-later"), action(identity, LATER)),)
    return Screen(text, (*_ways_to_answer(lang, identity, question), later), slot=slot(identity), fresh=True)


def _ways_to_answer(lang: str, task_id: int, question: Question | None) -> tuple[tuple[Button, ...], ...]:
    """One press to the form; of a survey the answers themselves."""
    if question is None:
        return ((Button(locales.text(lang, "task-fill"), action(task_id, FILL)),),)
    return tuple(
        (Button(option.label.of(lang), action(task_id, f"{OPTION}:{option.id}")),) for option in question.options
    )


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
    question = surveys.question_of(period)
    if question is None or task.state not in campaigns.DONE:
        return Screen(text, slot=slot(task.id or 0), silent=True)
    chosen = value_text(lang, question, task.answers.get(question.id), tx.now)
    text = f"{text}\n\n{locales.text(lang, 'survey-own', question=question.ask.of(lang), answer=chosen)}"
    change = Button(locales.text(lang, "survey-change"), action(task.id or 0, FILL))
    return Screen(text, ((change,),) if tx.now <= period.due_at else (), slot=slot(task.id or 0), silent=True)
