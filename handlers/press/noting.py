"""A contact with the press noted in one line: typed at any time, shown as it was understood, kept with one press."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.press import expecting
from handlers.report import details, doors, drafting
from handlers.report.way import asked
from handlers.turn import Tampered, Turn, is_number
from handlers.understanding.press_calls import PressCall, as_press_call, read_press_call
from press import access
from press import contact_screens as screens
from press import contacts as life
from rules import personal
from rules.rights import Right
from storage import conversations, incidents, press_contacts
from storage.press_contacts import DRAFT, DROPPED, KEPT, REPORT
from storage.screens import Button, Screen
from storage.tables.conversations import Conversation
from storage.tables.press import PressContact

_SAME_LINE = timedelta(days=1)
_FORGOTTEN_AFTER = timedelta(hours=1)
_LONGEST = 1_000


def typed(turn: Turn, flow: Conversation | None = None) -> bool:
    """Takes words that tell of a contact with the press; False for all others, and for those that belong to a flow."""
    if turn.event.kind != "text" or (flow is not None and _holds(turn, flow)):
        return False
    if not access.units(turn.tx, turn.me, Right.NOTE_PRESS):
        return False
    call = read_press_call(turn.event.text, turn.at, turn.rules)
    if call is None:
        return False
    _note(turn, call, turn.event.text)
    return True


def asked_for(turn: Turn) -> None:
    """Words that were asked for as a contact, or stand behind /baochi: taken however they are put."""
    expecting.forget(turn)
    text = turn.event.text.strip()[:_LONGEST]
    _note(turn, as_press_call(text, turn.at, turn.rules), text)


def ask(turn: Turn) -> None:
    """[Ghi cuộc liên hệ]: the next words are one."""
    if not access.units(turn.tx, turn.me, Right.NOTE_PRESS):
        turn.audit("press.note", "refused")
        turn.toast(turn.t("no-right"), alert=True)
        return
    expecting.expect(turn, "press-note", 0)
    rows = ((Button(turn.t("never-mind"), "p:list:30:0"),),)
    turn.say(Screen(turn.t("press-ask"), rows, slot="press", fresh=not turn.event.press_id, plain_numbers=True))


def retyped(turn: Turn, contact_id: int) -> None:
    """The line typed anew; what was kept meanwhile stays as it is."""
    expecting.forget(turn)
    contact = _own(turn, contact_id)
    if contact.state != DRAFT:
        _show(turn, contact)
        return
    text = turn.event.text.strip()[:_LONGEST]
    values = _values(turn, as_press_call(text, turn.at, turn.rules), text)
    _card(turn, press_contacts.change(turn.tx, contact_id, **values))


def pressed(turn: Turn, contact_id: int, what: list[str]) -> bool:
    """The buttons of the card: unit, keep, fix, drop, report; False for any other."""
    match what:
        case ["unit", unit] if is_number(unit):
            _of_unit(turn, _own(turn, contact_id), int(unit))
        case ["keep", incident] if is_number(incident):
            # The incident is locked before the contact, as everywhere.
            if incidents.find(turn.tx, int(incident)) is not None:
                incidents.get(turn.tx, int(incident))
            _keep(turn, _own(turn, contact_id), int(incident))
        case ["fix"]:
            _fix(turn, _own(turn, contact_id))
        case ["drop"]:
            _drop(turn, _own(turn, contact_id))
        case ["report"]:
            _report(turn, _own(turn, contact_id))
        case _:
            return False
    return True


def _holds(turn: Turn, flow: Conversation) -> bool:
    """Whether the words belong to what the person is in the middle of, however much they speak of the press."""
    data: dict[str, Any] = flow.data
    if flow.flow in ("report", "offer"):
        if "incident" in data:
            return details.are_awaited(turn, data)
        draft = conversations.find_draft(turn.tx, int(data.get("draft") or 0))
        if draft is None or draft.status != "open":
            return False
        if draft.door != conversations.REGULAR:
            return turn.at - draft.updated_at < doors.STILL_AT_IT
        question = asked(drafting.setting_of(turn, draft), drafting.state_of(draft))
        return question is not None and question.kind == "text"
    if flow.flow == expecting.FLOW:
        return str(data["ask"]).startswith("press-") and expecting.is_fresh(turn, data)
    if flow.flow == "incident":
        return turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
    return flow.flow != "duty"


def _values(turn: Turn, call: PressCall, text: str) -> dict[str, Any]:
    return {
        "text": text,
        "paper": call.paper,
        "reporter": call.reporter,
        "phone": call.phone,
        "question": call.question,
        "contacted_at": call.at or turn.at,
    }


def _note(turn: Turn, call: PressCall, text: str) -> None:
    """A new draft; the very same line of the last day is no second contact."""
    before = press_contacts.same_line(turn.tx, turn.me.person_id, text, turn.tx.now - _SAME_LINE)
    if before is not None and before.state == KEPT:
        _show(turn, before, turn.t("press-noted-before"))
        return
    units = access.units(turn.tx, turn.me, Right.NOTE_PRESS)
    if not units:
        turn.audit("press.note", "refused")
        turn.toast(turn.t("no-right"), alert=True)
        return
    values = _values(turn, call, text)
    if before is None or before.unit_id not in units:
        before = press_contacts.add(turn.tx, unit_id=next(iter(units)), noted_by=turn.me.person_id, **values)
    else:
        before = press_contacts.change(turn.tx, before.id or 0, **values)
    if len(units) == 1:
        _card(turn, before)
        return
    rows = tuple((Button(name, f"p:{before.id}:unit:{unit_id}"),) for unit_id, name in units.items())
    facts = screens.facts(turn.tx, turn.lang, before)
    text = f"{turn.t('press-which-unit')}\n\n{facts}"
    turn.say(Screen(text, rows, slot=screens.slot(before.id or 0), fresh=not turn.event.press_id))


def _card(turn: Turn, contact: PressContact) -> None:
    open_incidents = life.open_incidents(turn.tx, turn.me, contact.unit_id)
    screen = screens.card(turn.tx, turn.rules, turn.lang, contact, open_incidents)
    if personal.PUPIL_NAME in personal.warnings(contact.text):
        screen = replace(screen, text=f"{screen.text}\n\n{turn.t('press-no-names')}")
    turn.say(replace(screen, fresh=not turn.event.press_id))


def _of_unit(turn: Turn, contact: PressContact, unit_id: int) -> None:
    if unit_id not in access.units(turn.tx, turn.me, Right.NOTE_PRESS):
        raise Tampered("a unit of somebody else")
    if contact.state == DRAFT:
        _card(turn, press_contacts.change(turn.tx, contact.id or 0, unit_id=unit_id))
    else:
        _show(turn, contact)


def _keep(turn: Turn, contact: PressContact, incident_id: int) -> None:
    if contact.state != DRAFT:
        turn.toast(turn.t("press-done" if contact.state == KEPT else "old-button"))
        _show(turn, contact)
        return
    if contact.unit_id not in access.units(turn.tx, turn.me, Right.NOTE_PRESS):
        turn.audit("press.keep", "refused", f"press:{contact.id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    if incident_id and incident_id not in [one.id for one in life.open_incidents(turn.tx, turn.me, contact.unit_id)]:
        turn.toast(turn.t("press-incident-over"), alert=True)
        _card(turn, contact)
        return
    kept = life.keep(turn.tx, turn.rules, turn.me, contact.id or 0, incident_id or None)
    turn.audit("press.keep", "done", f"press:{contact.id}", incident=incident_id, unit=contact.unit_id)
    now = kept or press_contacts.get(turn.tx, contact.id or 0)
    told = "press-done" if life.desk_of(turn.tx, now.unit_id) else "press-done-nobody"
    turn.toast(turn.t(told))
    _show(turn, now, turn.t(told))


def _fix(turn: Turn, contact: PressContact) -> None:
    if contact.state != DRAFT:
        _show(turn, contact)
        return
    expecting.expect(turn, "press-fix", contact.id or 0)
    turn.say(Screen(turn.t("press-retype", text=contact.text), slot=screens.slot(contact.id or 0), plain_numbers=True))


def _drop(turn: Turn, contact: PressContact) -> None:
    if press_contacts.settle(turn.tx, contact.id or 0, DROPPED):
        turn.say(Screen(turn.t("press-dropped"), slot=screens.slot(contact.id or 0)))
    else:
        _show(turn, contact)


def _report(turn: Turn, contact: PressContact) -> None:
    """It is more than a question of the press: the same words begin a report."""
    if not press_contacts.settle(turn.tx, contact.id or 0, REPORT):
        _show(turn, contact)
        return
    turn.say(Screen(turn.t("press-reported"), slot=screens.slot(contact.id or 0), silent=True))
    doors.told_in_words(turn, contact.text)


def _show(turn: Turn, contact: PressContact, done: str = "") -> None:
    if contact.state != KEPT:
        key = "press-reported" if contact.state == REPORT else "press-dropped"
        turn.say(Screen(turn.t(key), slot=screens.slot(contact.id or 0)))
        return
    if not access.allowed(turn.tx, turn.me, Right.SEE_PRESS, contact.unit_id):
        turn.audit("press.see", "refused", f"press:{contact.id}")
        turn.toast(turn.t("no-right"), alert=True)
        return
    viewer = life.viewer(turn.tx, turn.me.person_id, contact)
    screen = screens.kept(turn.tx, turn.rules, viewer, contact, done=done)
    turn.say(replace(screen, fresh=not turn.event.press_id))


def _own(turn: Turn, contact_id: int) -> PressContact:
    """What the member has noted; raises Tampered for anything else."""
    contact = press_contacts.locked(turn.tx, contact_id)
    if contact is None or contact.noted_by != turn.me.person_id:
        raise Tampered("a contact of somebody else")
    return contact
