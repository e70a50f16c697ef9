"""A message that did not arrive, said anew: as things stand now, on the account that reaches the person now."""

from dataclasses import replace
from typing import Literal

from campaigns import notice_screens
from incidents import access, calling, screens, telling
from incidents.ways import way_to
from press import access as press_access
from press import contact_screens
from rules.catalogue import Catalogue
from rules.rights import Right
from storage import incidents, notices, outbox, press_contacts, registry, undelivered
from storage.database import Tx
from storage.incidents import LIVE
from storage.outbox import Priority, Recipient
from storage.screens import Screen, from_json
from storage.tables.messaging import OutboxMessage

Outcome = Literal["sent", "gone", "unreachable", "over"]


def resend(tx: Tx, rules: Catalogue, message_id: int) -> Outcome:
    """Says it anew, once.

    gone: somebody was quicker. unreachable: no account reaches the person, and it stays as it is. over: it is no news
    any more (an incident that is closed, a notice that was read), or not for this person any more.
    """
    message = outbox.find(tx, message_id)
    if message is None or message.state not in undelivered.LOST or message.person_id is None:
        return "gone"
    to = way_to(tx, message.person_id)
    if to is None:
        return "unreachable"
    if not undelivered.retire(tx, message_id):
        return "gone"
    return "sent" if _say(tx, rules, message, to) else "over"


def _say(tx: Tx, rules: Catalogue, message: OutboxMessage, to: Recipient) -> bool:
    if message.incident_id is not None:
        return _of_incident(tx, rules, message, to)
    if (notice_id := notice_screens.notice_in(message.slot)) is not None:
        return _notice(tx, notice_id, to)
    if not registry.posts_of(tx, message.person_id or 0) or not _may_see_contact(tx, message):
        return False
    _again(tx, message, to)
    return True


def _may_see_contact(tx: Tx, message: OutboxMessage) -> bool:
    """Whether the message is about no contact of the press, or about one that its reader still looks after."""
    number = contact_screens.contact_in(message.slot)
    contact = None if number is None else press_contacts.find(tx, number)
    person_id = message.person_id or 0
    return contact is None or (
        press_access.person_allowed(tx, person_id, Right.SEE_PRESS, contact.unit_id)
        and press_access.sees(tx, person_id, contact)
    )


def _of_incident(tx: Tx, rules: Catalogue, message: OutboxMessage, to: Recipient) -> bool:
    """The incident's own message as it is now; what was said besides, while the incident is not ended."""
    person_id = to.person_id or 0
    incident = incidents.get(tx, message.incident_id or 0)
    if incident.status not in LIVE or not access.person_allowed(tx, person_id, Right.SEE_INCIDENT, incident):
        return False
    if message.slot != screens.slot(incident.id or 0):
        _again(tx, message, to)
    elif access.person_allowed(tx, person_id, Right.ACT_ON_INCIDENT, incident):
        calling.show(tx, rules, telling.seen(tx, incident), person_id, fresh=True)
    elif incident.reporter_id == person_id:
        telling.show_head(tx, rules, telling.seen(tx, incident), fresh=True)
    else:
        return False
    return True


def _notice(tx: Tx, notice_id: int, to: Recipient) -> bool:
    seen = notices.seen_by(tx, notice_id, to.person_id or 0)
    if seen.notice.state != notices.SENT or seen.read_at is not None:
        return False
    outbox.send(tx, to, notice_screens.for_reader(tx, seen, fresh=True), Priority.UPDATE)
    return True


def _again(tx: Tx, message: OutboxMessage, to: Recipient) -> None:
    screen: Screen = replace(from_json(message.screen), fresh=True)
    outbox.send(tx, to, screen, Priority(message.priority), incident_id=message.incident_id)
