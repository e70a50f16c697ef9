"""/dinhky: what the member's units owe, the most urgent first, and what they have sent; and the buttons «f:…»."""

from campaigns import reminders, screens, submitting, surveys
from campaigns.naming import round_name, short_title, title
from handlers import menu
from handlers.campaign import card, correcting, forms
from handlers.turn import Tampered, Turn, is_number
from incidents import access
from incidents.facts import moment_text
from rules.campaigns import definition_of
from rules.rights import Right, Subject, may
from storage import attachments, campaigns, registry
from storage.registry import Member
from storage.screens import Button, Picture, Screen
from storage.tables.campaigns import Period, Task

_PAGE, _SENT = 6, 3


def units_of(member: Member) -> dict[int, str]:
    """id → name of the units that the member may fill in for."""
    who = access.holder(member.posts, member.person_id)
    return {post.unit_id: post.unit_name for post in member.posts if may(Right.FILL_IN, who, Subject(post.unit_path))}


def show(turn: Turn, page: int = 0, *, fresh: bool = True) -> None:
    """A page of what is owed; below the first page what was sent lately."""
    units = units_of(turn.me)
    if not units:
        turn.audit("task.list", "refused")
        turn.say(menu.home(turn, turn.t("regular-not-yours")))
        return
    turn.audit("task.list", "done")
    owed = campaigns.owed(turn.tx, list(units))
    shown = owed[page * _PAGE : (page + 1) * _PAGE]
    sent = campaigns.submitted(turn.tx, list(units), limit=_SENT) if page == 0 else []
    if not owed and not sent:
        turn.say(menu.home(turn, turn.t("regular-none")))
        return
    lines = [turn.t("regular-owed", count=len(owed)) if owed else turn.t("regular-all-sent")]
    rows: list[tuple[Button, ...]] = []
    for task, period in shown:
        overdue = turn.tx.now > period.due_at
        lines.append(_line(turn, "regular-line-overdue" if overdue else "regular-line", task, period, units))
        rows.append((_button(turn, "✏️" if not overdue else "⏰", task, period, screens.FILL, units),))
    turning = []
    if page > 0:
        turning.append(Button(turn.t("page-back"), f"f:page:{page - 1}"))
    if len(owed) > (page + 1) * _PAGE:
        turning.append(Button(turn.t("page-on"), f"f:page:{page + 1}"))
    if turning:
        rows.append(tuple(turning))
    if sent:
        lines.append(turn.t("regular-sent-lately"))
    for task, period in sent:
        lines.append(_line(turn, f"regular-line-{task.state}", task, period, units))
        rows.append((_button(turn, "👁", task, period, "see", units),))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="regular", fresh=fresh))


def pressed(turn: Turn, parts: list[str]) -> None:
    """«f:<task>:fill|later|see|ask», «f:<task>:o:<option>», «f:page:<page>»; raises Tampered for anything else."""
    match parts:
        case ["page", page] if is_number(page):
            show(turn, int(page), fresh=False)
            return
        case [number, *_] if is_number(number):
            task = _own(turn, int(number), parts[1:])
        case _:
            raise Tampered("unreadable task")
    if task is None:
        return
    period = campaigns.period(turn.tx, task.period_id)
    match parts[1:]:
        case [screens.FILL]:
            _fill(turn, task, period)
        case [screens.LATER]:
            _later(turn, task)
        case [screens.OPTION, option]:
            _answer(turn, task, period, option)
        case ["see"]:
            _see(turn, task, period)
        case ["ask"]:
            correcting.ask(turn, task, period)
        case _:
            raise Tampered("unknown act on a task")


def _own(turn: Turn, task_id: int, what: list[str]) -> Task | None:
    """The task, locked, if the member may fill it in; otherwise says why not. Raises Tampered for an unknown one."""
    try:
        task = campaigns.task(turn.tx, task_id)
    except LookupError:
        raise Tampered("unknown task") from None
    if not forms.may_fill(turn, task.unit_id):
        turn.audit(f"task.{what[0] if what else 'fill'}"[:40], "refused", f"task:{task_id}")
        turn.toast(turn.t("no-right"), alert=True)
        return None
    if task.state == campaigns.EXCUSED:
        turn.toast(turn.t("regular-excused"), alert=True)
        return None
    return task


def _fill(turn: Turn, task: Task, period: Period) -> None:
    if task.state in campaigns.DONE and not submitting.may_correct(task, period, turn.tx.now):
        _see(turn, task, period)
    elif surveys.question_of(period) is not None:
        turn.say(screens.reminder(turn.tx, turn.lang, task, period))
    else:
        forms.open_form(turn, task, period)


def _later(turn: Turn, task: Task) -> None:
    if not reminders.snooze(turn.tx, turn.rules, task):
        told = "regular-is-sent" if task.state in campaigns.DONE else "regular-reminds-no-more"
        turn.toast(turn.t(told), alert=True)
        return
    until = campaigns.find_task(turn.tx, task.id or 0).snoozed_until
    assert until is not None, "it has just been put off"
    turn.audit("task.snooze", "done", f"task:{task.id}")
    told = turn.t("regular-snoozed", at=moment_text(turn.lang, until, turn.tx.now))
    turn.toast(told)


def _answer(turn: Turn, task: Task, period: Period, option_id: str) -> None:
    """A survey is answered by one press; by another one it is corrected, as long as that is allowed."""
    question = surveys.question_of(period)
    option = question.option(option_id) if question is not None else None
    if question is None or option is None:
        raise Tampered("an option that was not offered")
    if task.state in campaigns.DONE and not submitting.may_correct(task, period, turn.tx.now):
        turn.toast(turn.t("regular-too-late"), alert=True)
        return
    turn.toast(turn.t("survey-recorded", answer=option.label.of(turn.lang)))
    forms.submit(turn, task, period, {question.id: option.id})


def _see(turn: Turn, task: Task, period: Period) -> None:
    """What was sent, with its files, and the way to correct it."""
    if task.state not in campaigns.DONE:
        _fill(turn, task, period)
        return
    form = definition_of(period.definition).form
    files = attachments.of_draft(turn.tx, task.draft_id) if task.draft_id else []
    told = card.facts(turn.lang, form, task.answers, turn.tx.now)
    row = forms.ask_row(turn, task)
    if submitting.may_correct(task, period, turn.tx.now):
        row = (Button(turn.t("report-edit"), f"f:{task.id}:fill"),)
    text = "\n\n".join([forms.heading_of(turn, task, period), told, _sent_text(turn, task)])
    turn.say(Screen(text, (row,), pictures=tuple(Picture(one.id or 0) for one in files)))
    turn.audit("task.see", "done", f"task:{task.id}")


def _sent_text(turn: Turn, task: Task) -> str:
    key = "regular-see-late" if task.state == campaigns.LATE else "regular-see-sent"
    by = registry.person(turn.tx, task.submitted_by).name if task.submitted_by else ""
    at = moment_text(turn.lang, task.submitted_at or turn.tx.now, turn.tx.now)
    return turn.t(key, at=at, name=by)


def _line(turn: Turn, key: str, task: Task, period: Period, units: dict[int, str]) -> str:
    return turn.t(
        key,
        title=title(turn.lang, period),
        round=round_name(turn.lang, period.label),
        unit=units[task.unit_id] if len(units) > 1 else "none",
        due=moment_text(turn.lang, period.due_at, turn.tx.now),
        begun="yes" if task.person_id and task.state == campaigns.OPEN else "no",
    )


def _button(turn: Turn, icon: str, task: Task, period: Period, verb: str, units: dict[int, str]) -> Button:
    name = f"{icon} {short_title(turn.lang, period)} · {moment_text(turn.lang, period.due_at, turn.tx.now)}"
    if len(units) > 1:
        name = f"{name} · {units[task.unit_id][:20]}"
    return Button(name, screens.action(task.id or 0, verb))
