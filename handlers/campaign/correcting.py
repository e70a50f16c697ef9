"""«Xin sửa»: after the due time a unit asks who sees its answers, and one press of any of them lets it correct them."""

from datetime import datetime, timedelta

import locales
from campaigns import access as campaign_access
from campaigns import submitting
from campaigns.naming import round_name, title
from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from incidents.ways import way_to, ways_showing
from rules.calendar import local
from rules.campaigns import definition_of
from rules.escalation import VIETNAM
from rules.notices import WORK_ENDS
from storage import audience, campaigns, outbox, registry, slots
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.campaigns import Period, Task

_NOT_AGAIN = timedelta(hours=1)


def ask(turn: Turn, task: Task, period: Period) -> None:
    """Asks them, at most once an hour; the member hears whom, or why nobody was asked."""
    if task.state not in campaigns.DONE or submitting.may_correct(task, period, turn.tx.now):
        turn.toast(turn.t("correction-free"), alert=True)
        return
    deciding = _deciding(turn, task, period)
    asked = []
    for person_id in deciding:
        to = way_to(turn.tx, person_id)
        if to is None:
            continue
        asked.append(registry.person(turn.tx, person_id).name)
        before = slots.last_said(turn.tx, to, _slot(task))
        if before is not None and turn.tx.now - before < _NOT_AGAIN:
            continue
        lang = registry.person(turn.tx, person_id).lang
        allow, refuse = (
            Button(locales.text(lang, f"correction-{act}"), f"d:t:{task.id}:{act}:{turn.me.person_id}")
            for act in ("allow", "refuse")
        )
        text = locales.text(lang, "correction-asked", name=turn.me.name, **_names(turn, lang, task, period))
        screen = Screen(text, ((allow, refuse),), slot=_slot(task), fresh=True)
        outbox.send(turn.tx, to, screen, Priority.UPDATE)
    turn.audit("task.ask_to_correct", "done" if asked else "failed", f"task:{task.id}")
    turn.say(Screen(turn.t("correction-asks", names=", ".join(asked)) if asked else turn.t("correction-nobody")))


def decide(turn: Turn, task: Task, act: str, asker_id: int) -> None:
    """[Cho sửa] or [Không] of somebody who sees the answers; everybody who was asked sees what was decided."""
    tx, period = turn.tx, campaigns.period(turn.tx, task.period_id)
    path = registry.unit(tx, task.unit_id).path
    seen = campaign_access.areas_seen(turn.me.posts, turn.me.person_id, definition_of(period.definition).results)
    if not any(path.startswith(area) for area in seen):
        turn.audit(f"task.{act}", "refused", f"task:{task.id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    if task.state not in campaigns.DONE:
        raise Tampered("nothing was sent that could be corrected")
    if submitting.may_correct(task, period, tx.now):
        turn.toast(turn.t("correction-decided"), alert=True)
        return
    until = _until(turn)
    if act == "allow":
        task = submitting.allow_correction(tx, task, until, turn.me.person_id)
    else:
        turn.audit("task.refuse_correction", "done", f"task:{task.id}")
    for person_id in {*_deciding(turn, task, period), turn.me.person_id}:
        lang = registry.person(tx, person_id).lang
        names = _names(turn, lang, task, period)
        text = locales.text(lang, f"correction-{act}-told", name=turn.me.name, **names)
        for to in ways_showing(tx, person_id, _slot(task)):
            outbox.send(tx, to, Screen(text, slot=_slot(task), silent=True, brief=text), Priority.UPDATE)
    turn.toast(turn.t(f"correction-{act}-toast"))
    _tell_the_asker(turn, task, period, act, asker_id, until)


def _tell_the_asker(turn: Turn, task: Task, period: Period, act: str, asker_id: int, until: datetime) -> None:
    to = way_to(turn.tx, asker_id) if asker_id in audience.may_fill(turn.tx, task.unit_id) else None
    if to is None:
        return
    lang = registry.person(turn.tx, asker_id).lang
    names = _names(turn, lang, task, period)
    at = moment_text(lang, until, turn.tx.now)
    text = locales.text(lang, f"correction-{act}-answer", name=turn.me.name, at=at, **names)
    rows = ((Button(locales.text(lang, "report-edit"), f"f:{task.id}:fill"),),) if act == "allow" else ()
    outbox.send(turn.tx, to, Screen(text, rows), Priority.UPDATE)


def _deciding(turn: Turn, task: Task, period: Period) -> list[int]:
    path = registry.unit(turn.tx, task.unit_id).path
    return campaign_access.who_decides(turn.tx, definition_of(period.definition), path)


def _until(turn: Turn) -> datetime:
    """The end of the next working day."""
    tomorrow = turn.tx.now.astimezone(VIETNAM).date() + timedelta(days=1)
    return local(turn.rules.calendar.working_near(tomorrow, "after"), WORK_ENDS)


def _names(turn: Turn, lang: str, task: Task, period: Period) -> dict[str, str]:
    return {
        "unit": registry.unit(turn.tx, task.unit_id).name,
        "title": title(lang, period),
        "round": round_name(lang, period.label),
    }


def _slot(task: Task) -> str:
    return f"correction:{task.id}"
