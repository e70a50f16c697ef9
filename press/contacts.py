"""What the press has asked a unit: kept, told to the communications desk at once, answered, published."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from itertools import islice

import locales
from incidents import access as incident_access
from incidents import reporter, substitutes
from incidents.actions import NotPossible
from incidents.ways import must_arrive, way_to, ways_showing
from press import access
from press import contact_screens as screens
from press.contact_screens import Viewer
from rules.catalogue import Catalogue
from rules.rights import Right
from rules.roles import Role
from storage import incidents, outbox, press_contacts, registry, slots
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.press_contacts import KEPT
from storage.registry import Member
from storage.tables.incidents import Incident
from storage.tables.press import PressContact

OFFERED_INCIDENTS = 4
MOST_LINKS = 20
_TOLD_WITHIN = timedelta(minutes=1)


def open_incidents(tx: Tx, member: Member, unit_id: int) -> list[Incident]:
    """Those of the unit that the member may say a contact is about, the latest first."""
    live = incidents.live_of_unit(tx, unit_id)
    mine = (one for one in live if incident_access.allowed(tx, member, Right.ADD_TO_INCIDENT, one))
    return list(islice(mine, OFFERED_INCIDENTS))


def keep(tx: Tx, rules: Catalogue, member: Member, contact_id: int, incident_id: int | None) -> PressContact | None:
    """The draft is right: the desk hears of it, and whoever follows the incident. None when it was kept already.

    An incident that is over meanwhile stays as it is, and the contact stands alone.
    """
    incident = incidents.get(tx, incident_id) if incident_id is not None else None
    if incident is not None and incident.status not in incidents.LIVE:
        incident = None
    about = None if incident is None else incident.id
    if not press_contacts.settle(tx, contact_id, KEPT, kept_at=tx.now, incident_id=about):
        return None
    contact = press_contacts.get(tx, contact_id)
    desk = [one for one in desk_of(tx, contact.unit_id) if one != member.person_id]
    alerted_before = _alerted(tx, about) if about is not None else set()
    if about is not None:
        try:
            reporter.press_called(tx, rules, member, about, screens.summary("vi", tx, contact), desk)
        except NotPossible:
            contact = press_contacts.change(tx, contact_id, incident_id=None)
    # Whoever is alerted of the incident because of this hears that, and no second sound.
    alerted_now = _alerted(tx, about) - alerted_before if about is not None else set()
    for person_id in desk:
        _tell(tx, rules, contact, person_id, heard=person_id in alerted_now)
    return contact


def answer(tx: Tx, rules: Catalogue, member: Member, contact_id: int, text: str, by: str) -> PressContact:
    """What the press was told, and by whom; the latest words count, earlier ones stay on the incident's timeline."""
    _locked(tx, contact_id)
    contact = press_contacts.change(
        tx, contact_id, answer=text, answered_by=by, answered_at=tx.now, answer_noted_by=member.person_id
    )
    return _made_known(tx, rules, member, contact, f"{by}: {text}")


def publish(tx: Tx, rules: Catalogue, member: Member, contact_id: int, links: Collection[str]) -> PressContact:
    """What was published, by its address; the same address once."""
    before = _locked(tx, contact_id)
    new = [link for link in dict.fromkeys(links) if link not in before.links]
    if not new:
        return before
    contact = press_contacts.change(tx, contact_id, links=[*before.links, *new][-MOST_LINKS:])
    return _made_known(tx, rules, member, contact, " ".join(new))


def desk_of(tx: Tx, unit_id: int) -> list[int]:
    """Who looks after the press for a unit and can be reached: the communications desk, else the chief of office."""
    above = registry.ancestors(registry.unit(tx, unit_id).path)
    for role in (Role.COMMUNICATIONS, Role.CHIEF_OF_OFFICE):
        people = substitutes.present(tx, registry.holders(tx, role, above))
        if reached := [one for one in people if way_to(tx, one) is not None]:
            return reached
    return []


def viewer(tx: Tx, person_id: int, contact: PressContact) -> Viewer:
    return Viewer(
        registry.person(tx, person_id).lang,
        may_answer=access.person_allowed(tx, person_id, Right.ANSWER_PRESS, contact.unit_id),
        of_unit=access.person_allowed(tx, person_id, Right.NOTE_PRESS, contact.unit_id),
        sees=access.sees(tx, person_id, contact),
    )


def _locked(tx: Tx, contact_id: int) -> PressContact:
    """The incident before the contact, as whoever keeps one does."""
    known = press_contacts.find(tx, contact_id)
    if known is not None and known.incident_id is not None:
        incidents.get(tx, known.incident_id)
    press_contacts.locked(tx, contact_id)
    return press_contacts.get(tx, contact_id)


def _alerted(tx: Tx, incident_id: int) -> set[int]:
    return {alert.person_id for alert in incidents.alerts(tx, incident_id) if alert.state == "alerted"}


def _tell(tx: Tx, rules: Catalogue, contact: PressContact, person_id: int, *, heard: bool) -> None:
    """With a sound, but at night only where an incident is behind it."""
    to = way_to(tx, person_id)
    if to is None:
        return
    screen = screens.kept(tx, rules, viewer(tx, person_id, contact), contact)
    quiet = contact.incident_id is None and rules.calendar.loud(tx.now) > tx.now
    message = outbox.send(tx, to, replace(screen, fresh=True, silent=quiet or heard), Priority.ALERT)
    must_arrive(tx, message, to, _TOLD_WITHIN, Urgency.SEVERITY_2)


def _made_known(tx: Tx, rules: Catalogue, member: Member, contact: PressContact, said: str) -> PressContact:
    """The timeline of the incident tells it, and every message of the contact shows it, without a sound."""
    if contact.incident_id is not None:
        reporter.press_answered(tx, rules, member, contact.incident_id, said)
    for person_id in dict.fromkeys([*desk_of(tx, contact.unit_id), contact.noted_by]):
        if person_id == member.person_id or not access.person_allowed(tx, person_id, Right.SEE_PRESS, contact.unit_id):
            continue
        seen_by = viewer(tx, person_id, contact)
        screen = screens.kept(tx, rules, seen_by, contact)
        told = locales.text(seen_by.lang, "press-brief", unit=registry.unit(tx, contact.unit_id).name, text=said)
        brief = told if seen_by.sees else ""
        for to in ways_showing(tx, person_id, screen.slot):
            if slots.stands(tx, to, screen.slot):
                outbox.send(tx, to, replace(screen, silent=True, brief=brief), Priority.UPDATE)
    return contact
