"""What is typed for the media response: the statement, to whom and when it was said, the link.

The conversation flow "media" holds {"incident", "step", "audience", "to", "given", "at"}; the steps are "edit", "to",
"when" and "link".
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.media import views
from handlers.report import doors
from handlers.report.answers import Setting, read_answer
from handlers.turn import Turn
from incidents import access
from incidents.media import clock, statements
from rules import personal
from rules.checks import CLOCK_TOLERANCE
from rules.media import LONGEST_STATEMENT
from rules.rights import Right
from storage import conversations, incidents
from storage.screens import Screen
from storage.tables.incidents import Incident

FLOW = "media"
LONGEST_RECEIVER = 200
LONGEST_LINK = 500
_FORGOTTEN_AFTER = timedelta(hours=1)


def expect(turn: Turn, incident: Incident, step: str, **data: Any) -> None:
    """The next words of the member belong to this step."""
    at = turn.tx.now.isoformat()
    conversations.expect(turn.tx, turn.me.person_id, FLOW, incident=incident.id, step=step, at=at, **data)


def forget(turn: Turn, incident: Incident) -> None:
    """The next words belong to nothing here any more; whatever else the person is in the middle of stays."""
    if held(turn, incident):
        conversations.expect_nothing(turn.tx, turn.me.person_id)


def held(turn: Turn, incident: Incident) -> dict[str, Any]:
    """What the next words about this incident are meant for; {} if for nothing."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    return flow.data if flow is not None and flow.flow == FLOW and flow.data["incident"] == incident.id else {}


def typed(turn: Turn, data: dict[str, Any]) -> None:
    """Words or a file while the flow is on."""
    incident = incidents.get(turn.tx, data["incident"])
    if turn.at - datetime.fromisoformat(data["at"]) >= _FORGOTTEN_AFTER:
        conversations.expect_nothing(turn.tx, turn.me.person_id)
        doors.just_typed(turn)
    elif turn.event.kind == "edited":
        turn.say(Screen(turn.t("edited-not-read")))
    elif turn.event.kind != "text":
        turn.say(Screen(turn.t("words-please")))
    elif data["step"] == "link":
        _link(turn, incident, int(data["given"]))
    elif not views.is_live(incident):
        forget(turn, incident)
        turn.say(Screen(turn.t("media-ended")))
    elif data["step"] == "edit":
        _statement(turn, incident)
    elif not views.may_approve(turn, incident):
        _refuse(turn, incident)
    elif data["step"] == "to":
        _receiver(turn, incident)
    else:
        _when(turn, incident, data)


def ask_when(turn: Turn, incident: Incident, audience: str, to: str) -> None:
    expect(turn, incident, "when", audience=audience, to=to)
    views.when(turn, incident, audience, to)


def receiver(turn: Turn, incident: Incident, audience: str) -> str:
    """To whom it was said, as it is noted: the name of the catalogue, or the words that were typed; "" if forgotten."""
    if audience:
        return turn.rules.media.audience(audience).label.vi
    data = held(turn, incident)
    return str(data.get("to") or "") if data.get("step") == "when" and not data.get("audience") else ""


def note_given(turn: Turn, incident: Incident, audience: str, to: str, said_at: datetime) -> None:
    """Notes that what was approved has been said."""
    try:
        statements.give(turn.tx, turn.rules, turn.me, incident, said_at=said_at, audience=audience, to=to)
    except statements.Changed:
        turn.toast(turn.t("media-approve-first"), alert=True)
        return
    forget(turn, incident)
    turn.audit("media.give", "done", incident.code)
    turn.toast(turn.t("media-given-noted"))
    next_step = "media-given-next" if turn.rules.media.counts(audience) else "media-given-runs-on"
    views.desk(turn, incident, first=turn.t(next_step))


def _statement(turn: Turn, incident: Incident) -> None:
    text = turn.event.text.strip()
    if not access.allowed(turn.tx, turn.me, Right.ADD_TO_INCIDENT, incident):
        _refuse(turn, incident)
    elif len(text) > LONGEST_STATEMENT:
        turn.say(Screen(turn.t("statement-too-long", most=LONGEST_STATEMENT)))
    elif text:
        draft = statements.write(turn.tx, turn.rules, turn.me, incident, text)
        forget(turn, incident)
        first = turn.t("statement-personal") if personal.warnings(text) else ""
        views.statement(turn, incident, draft, first=first)


def _receiver(turn: Turn, incident: Incident) -> None:
    to = " ".join(turn.event.text.split())
    if len(to) > LONGEST_RECEIVER:
        turn.say(Screen(turn.t("media-to-too-long", most=LONGEST_RECEIVER)))
    elif to:
        ask_when(turn, incident, "", to)


def _when(turn: Turn, incident: Incident, data: dict[str, Any]) -> None:
    question = turn.rules.question("occurred_at")
    setting = Setting(turn.rules, turn.tx.now, turn.lang)
    value = read_answer(setting, question, {}, turn.event.text).value
    at = datetime.fromisoformat(value) if isinstance(value, str) else None
    if at is None:
        turn.say(Screen(turn.t("media-when-not-read")))
    elif not clock.event_of(incident) <= at <= turn.tx.now + CLOCK_TOLERANCE:
        turn.say(Screen(turn.t("media-when-impossible")))
    else:
        audience = str(data.get("audience") or "")
        to = turn.rules.media.audience(audience).label.vi if audience else str(data["to"])
        note_given(turn, incident, audience, to, min(at, turn.tx.now))


def _link(turn: Turn, incident: Incident, given_id: int) -> None:
    if not (views.may_write(turn, incident) or views.may_mark(turn, incident)):
        _refuse(turn, incident)
        return
    found = read_answer(
        Setting(turn.rules, turn.tx.now, turn.lang), turn.rules.question("media_links"), {}, turn.event.text
    ).value
    links = [link for link in found or [] if len(link) <= LONGEST_LINK]
    if not links:
        turn.say(Screen(turn.t("media-no-link")))
        return
    for link in links:
        statements.add_link(turn.tx, turn.rules, turn.me, incident, given_id, link)
    forget(turn, incident)
    turn.audit("media.link", "done", incident.code)
    views.desk(turn, incident, first=turn.t("media-link-noted"))


def _refuse(turn: Turn, incident: Incident) -> None:
    forget(turn, incident)
    turn.audit("media.typed", "refused", incident.code)
    turn.say(Screen(turn.t("no-right")))
