"""What a unit owes as a draft: opened, gone on with, put aside, sent, corrected. It is kept at every step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from campaigns import submitting, surveys
from campaigns.naming import round_name, title
from handlers.campaign import card
from handlers.engine import NOTHING, Outcome, State, begin, place_from
from handlers.report.answers import Setting
from handlers.report.card import slot
from handlers.report.view import View
from handlers.turn import Turn
from incidents import access
from incidents.facts import moment_text
from rules.campaigns import AskedQuestion, Definition, definition_of
from rules.checks import check_answer
from rules.form import answered, applies
from rules.rights import Right, Subject, may
from storage import attachments, audience, campaigns, conversations, drafts, incidents, news, press_contacts, registry
from storage.conversations import REGULAR
from storage.screens import Button, Screen
from storage.tables.campaigns import Period, Task
from storage.tables.conversations import Draft

_NEVER_AS_BEFORE = ("files", "location", "time")


@dataclass(frozen=True, slots=True)
class Form:
    """What is being filled in."""

    task: Task
    period: Period
    definition: Definition


def form_of(turn: Turn, draft: Draft) -> Form | None:
    """None when the unit does not owe it any more."""
    task = campaigns.task_of_draft(turn.tx, draft.id or 0)
    if task is None or task.state == campaigns.EXCUSED:
        return None
    period = campaigns.period(turn.tx, task.period_id)
    return Form(task, period, definition_of(period.definition))


def may_fill(turn: Turn, unit_id: int) -> bool:
    """Whether the member may fill in for the unit now."""
    who = access.holder(turn.me.posts, turn.me.person_id)
    allowed = may(Right.FILL_IN, who, Subject(registry.unit(turn.tx, unit_id).path))
    return allowed and turn.me.person_id in audience.may_fill(turn.tx, unit_id)


def open_form(turn: Turn, task: Task, period: Period) -> None:
    """Shows the form where it stands, or begins it; who opens it fills it in from now on."""
    tx, me = turn.tx, turn.me.person_id
    draft = conversations.find_draft(tx, task.draft_id) if task.draft_id else None
    outcome = NOTHING
    if draft is None:
        draft = conversations.new_draft(tx, me, task.unit_id, REGULAR, {})
        task = campaigns.change_task(tx, task.id or 0, draft_id=draft.id, person_id=me)
    elif draft.status != "open":
        drafts.reopen(tx, draft.id or 0, me, task.answers if task.state in campaigns.DONE else {})
        task = campaigns.change_task(tx, task.id or 0, person_id=me)
    elif draft.person_id != me:
        outcome = Outcome("regular-taken-over", {"name": registry.person(tx, draft.person_id).name})
        drafts.hand_over(tx, draft.id or 0, me)
        task = campaigns.change_task(tx, task.id or 0, person_id=me)
        turn.audit("task.take_over", "done", f"task:{task.id}")
    draft = conversations.find_draft(tx, draft.id or 0) or draft
    form = Form(task, period, definition_of(period.definition))
    state = _with_what_is_known(turn, form, _state_of(draft))
    if draft.asking is None and task.state not in campaigns.DONE:
        state = begin(setting_of(turn, draft), state)
    conversations.save_draft(tx, draft.id or 0, dict(state.answers), list(state.skipped), state.place.written())
    conversations.expect(tx, me, "report", draft=draft.id)
    turn.say(screen(turn, draft, state, outcome, fresh=True))
    turn.audit("task.open", "done", f"task:{task.id}")


def setting_of(turn: Turn, draft: Draft) -> Setting:
    """The conversation's setting; the form is the one that the round was opened with."""
    form = form_of(turn, draft)
    questions = form.definition.form if form is not None else ()
    before = _answers_before(turn, form) if form is not None else {}
    unit = registry.unit(turn.tx, draft.unit_id)
    return Setting(
        turn.rules.model_copy(update={"form": questions}),
        turn.at,
        turn.lang,
        draft.door,
        ((draft.unit_id, unit.name),),
        turn.me.phone,
        last=draft.updated_at,
        before=before,
    )


def screen(turn: Turn, draft: Draft, state: State, outcome: Outcome = NOTHING, *, fresh: bool) -> Screen:
    """The form as it stands."""
    form = form_of(turn, draft)
    if form is None:
        return Screen(turn.t("regular-excused"), slot=slot(draft.id or 0), fresh=fresh)
    view = View(draft.id or 0, setting_of(turn, draft), state, attachments.count(turn.tx, draft.id or 0), outcome)
    return card.screen(
        card.FormView(
            view,
            heading_of(turn, form.task, form.period),
            form.definition.about.of(turn.lang),
            _notes(turn, form),
            corrects=form.task.state in campaigns.DONE,
        ),
        fresh=fresh,
    )


def heading_of(turn: Turn, task: Task, period: Period) -> str:
    """«📝 Công tác truyền thông tháng, tháng 11/2026 · Trường mẫu A · hạn 17:00 25/11»."""
    key = "regular-heading-late" if task.state == campaigns.OPEN and turn.tx.now > period.due_at else "regular-heading"
    return turn.t(
        key,
        title=title(turn.lang, period),
        round=round_name(turn.lang, period.label),
        unit=registry.unit(turn.tx, task.unit_id).name,
        due=moment_text(turn.lang, period.due_at, turn.tx.now),
    )


def lets_go_on(turn: Turn, draft: Draft) -> bool:
    """Whether the member may touch the draft now; says why not."""
    form = form_of(turn, draft)
    if form is None:
        told = turn.t("regular-excused")
    elif not may_fill(turn, form.task.unit_id):
        turn.audit("task.fill", "refused", f"task:{form.task.id}")
        told = turn.t("no-right")
    elif draft.status != "open":
        told = turn.t("regular-is-sent" if draft.status == "sent" else "regular-is-put-off")
    elif draft.person_id != turn.me.person_id:
        told = turn.t("regular-filled-by", name=registry.person(turn.tx, draft.person_id).name)
    else:
        return True
    turn.toast(told, alert=True)
    return False


def later(turn: Turn, draft: Draft) -> None:
    """Put aside: everything is kept, and words typed now are no answer to it."""
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    text = turn.t("regular-kept")
    button = Button(turn.t("task-fill"), f"r:{draft.id}:resume")
    turn.say(Screen(text, ((button,),), slot=slot(draft.id or 0), brief=text))


def resume(turn: Turn, draft: Draft) -> None:
    """The form that was put aside, where it stood."""
    form = form_of(turn, draft)
    if form is not None:
        open_form(turn, form.task, form.period)


def dropped(turn: Turn, draft: Draft) -> None:
    """The draft was given up: what is owed stays owed, what was submitted stays as it was."""
    form = form_of(turn, draft)
    if form is not None and form.task.state not in campaigns.DONE:
        drafts.drop_files(turn.tx, draft.id or 0)
        campaigns.change_task(turn.tx, form.task.id or 0, person_id=None)
    text = turn.t("regular-dropped")
    turn.say(Screen(text, slot=slot(draft.id or 0), brief=text))


def send(turn: Turn, draft: Draft) -> None:
    """[Nộp]: in time, late, or as a correction where that is allowed."""
    form, identity = form_of(turn, draft), draft.id or 0
    if form is None or not may_fill(turn, form.task.unit_id):
        lets_go_on(turn, draft)
        return
    task = campaigns.task(turn.tx, form.task.id or 0)
    if task.state in campaigns.DONE and not submitting.may_correct(task, form.period, turn.tx.now):
        turn.say(Screen(turn.t("regular-too-late"), (ask_row(turn, task),), slot=slot(identity), fresh=True))
        return
    if not conversations.end_draft(turn.tx, identity, "sent"):
        turn.toast(turn.t("regular-is-sent"), alert=True)
        return
    again = task.state in campaigns.DONE
    task = submit(turn, task, form.period, told_answers(form.definition.form, draft.answers))
    conversations.expect_nothing(turn.tx, turn.me.person_id)
    how = "again" if again else "late" if task.state == campaigns.LATE else "first"
    thanks = turn.t(f"regular-thanks-{how}")
    turn.toast(thanks)
    files = attachments.count(turn.tx, identity)
    told = "\n\n".join(
        part
        for part in (
            turn.t(f"regular-sent-{how}", heading=heading_of(turn, task, form.period)),
            card.facts(turn.lang, form.definition.form, task.answers, turn.tx.now),
            turn.t("report-files", count=files) if files else "",
        )
        if part
    )
    rows: tuple[tuple[Button, ...], ...] = ()
    if submitting.may_correct(task, form.period, turn.tx.now):
        rows = ((Button(turn.t("report-edit"), f"f:{task.id}:fill"),),)
    turn.say(Screen(told, rows, slot=slot(identity), silent=True, brief=thanks))


def submit(turn: Turn, task: Task, period: Period, answers: Mapping[str, Any]) -> Task:
    """Takes the answers of a form or a survey."""
    task = submitting.submit(turn.tx, task, turn.me.person_id, dict(answers))
    surveys.answered(turn.tx, period)
    turn.audit("task.submit", "done", f"task:{task.id}", state=task.state, corrected=task.corrected_at is not None)
    return task


def told_answers(form: tuple[AskedQuestion, ...], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is submitted: of a draft only the questions that make sense with the answers as they are."""
    return {one.id: answers[one.id] for one in form if answered(one, answers) and applies(one, answers)}


def ask_row(turn: Turn, task: Task) -> tuple[Button, ...]:
    return (Button(turn.t("regular-ask-to-correct"), f"f:{task.id}:ask"),)


def _state_of(draft: Draft) -> State:
    return State(draft.unit_id, draft.answers, tuple(draft.skipped), place_from(draft.asking))


def _with_what_is_known(turn: Turn, form: Form, state: State) -> State:
    """The numbers that the system counts, until somebody has confirmed them."""
    for question in form.definition.form:
        if question.known and (question.id not in state.answers or state.is_unsure(question.id)):
            count = _count(turn, form, question)
            if count or question.known == "incidents":
                state = state.with_answer(question.id, count).unsure_of(question.id)
    return state


def _count(turn: Turn, form: Form, question: AskedQuestion) -> int:
    """What the system has counted since the round before."""
    counted = {"news": news.accepted_of, "press": press_contacts.kept_in}.get(question.known or "", incidents.opened_in)
    return counted(turn.tx, form.task.unit_id, form.period.covers_from, min(turn.tx.now, form.period.due_at))


def _notes(turn: Turn, form: Form) -> dict[str, str]:
    since = moment_text(turn.lang, form.period.covers_from, turn.tx.now)
    notes = {}
    for question in form.definition.form:
        count = _count(turn, form, question) if question.known else 0
        if question.known in ("news", "press") and count:
            notes[question.id] = turn.t(f"regular-known-{question.known}", count=count, since=since)
        elif question.known == "incidents":
            notes[question.id] = turn.t("regular-known", count=count, since=since)
    return notes


def _answers_before(turn: Turn, form: Form) -> dict[str, Any]:
    """What the unit answered the last time and may answer again."""
    last = campaigns.last_answers(turn.tx, form.period.campaign_id, form.task.unit_id, form.period.due_at)
    return {
        one.id: last[one.id]
        for one in form.definition.form
        if one.remember
        and one.kind not in _NEVER_AS_BEFORE
        and answered(one, last)
        and check_answer(one, last[one.id], {}, turn.tx.now) is None
    }
