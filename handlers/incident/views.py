"""Looking at an incident: its one message anew, the whole text with the timeline, the files, the checklist."""

from dataclasses import replace

from handlers.turn import Turn
from incidents import access, screens, telling, timeline
from incidents.facts import moment_text
from rules.rights import Right
from storage import incidents
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.incidents import Incident


def standing(turn: Turn, incident: Incident) -> str:
    """How an incident stands and who has brought it there, for somebody whose button came too late."""
    entry, actor = incidents.last_move(turn.tx, incident.id or 0)
    if entry.kind in ("opened", "overdue", "lost", "left_post"):
        return turn.t("too-late-waiting")
    to = next((one.name.of(turn.lang) for one in turn.rules.divisions if one.id == entry.data.get("division")), "")
    at = moment_text(turn.lang, entry.at, turn.tx.now)
    return turn.t(f"too-late-{entry.kind.replace('_', '-')}", name=actor, at=at, to=to)


def show(turn: Turn, incident: Incident) -> None:
    """The incident's message at the end of the chat, true from now on; the older one there loses its buttons."""
    incidents.note_look(turn.tx, incident.id or 0, turn.me.person_id)
    turn.say(replace(_screen(turn, incident), fresh=True), incident_id=incident.id)
    turn.audit("incident.show", "done", incident.code)


def show_current(turn: Turn, incident: Incident) -> None:
    """Edits the message that the member has to the present truth."""
    turn.say(_screen(turn, incident), Priority.UPDATE, incident_id=incident.id)


def keep_current(turn: Turn, incident: Incident) -> None:
    """For a leader who has the incident's message without having been alerted: the others' are edited anyway."""
    if incident.reporter_id != turn.me.person_id and not incidents.alerted(
        turn.tx, incident.id or 0, turn.me.person_id
    ):
        show_current(turn, incident)


def whole(turn: Turn, incident: Incident) -> None:
    """The whole report and everything that has happened to it, nothing shortened."""
    seen = telling.seen(turn.tx, incident)
    lines = [
        timeline.line(turn.lang, turn.rules, entry, actor, turn.tx.now, most=None)
        for entry, actor in incidents.timeline(turn.tx, incident.id or 0)
    ]
    text = f"{screens.report_text(turn.lang, turn.rules, seen)}\n\n{turn.t('timeline-title')}\n" + "\n".join(lines)
    again = Button(turn.t("see-again"), f"i:{incident.id}:show")
    press = Button(turn.t("act-media"), f"i:{incident.id}:media")
    turn.say(Screen(text, ((again, press),), slot=f"whole:{incident.id}", fresh=True), incident_id=incident.id)
    turn.audit("incident.see", "done", incident.code)


def files(turn: Turn, incident: Incident) -> None:
    """Everything that was attached, and the map."""
    if not telling.seen(turn.tx, incident).files and not incident.answers.get("location"):
        turn.toast(turn.t("no-files"))
        return
    telling.show_attached(turn.tx, incident, turn.to, turn.lang)
    turn.audit("incident.files", "done", incident.code)


def checklist(turn: Turn, incident: Incident) -> None:
    text = screens.checklist_text(turn.lang, turn.rules, incident)
    turn.say(Screen(text, slot=f"checklist:{incident.id}", fresh=True), incident_id=incident.id)


def _screen(turn: Turn, incident: Incident) -> Screen:
    """What the member may do decides which of the two it is; the one who reported always has the status."""
    seen = telling.seen(turn.tx, incident)
    leads = access.allowed(turn.tx, turn.me, Right.ACT_ON_INCIDENT, incident)
    if incident.reporter_id == turn.me.person_id or not leads:
        return screens.head_screen(turn.lang, turn.rules, seen)
    return screens.leader_screen(turn.lang, turn.rules, seen, turn.me.person_id)
