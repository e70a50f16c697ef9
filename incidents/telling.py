"""Who is told what: the message of an incident brought up to date for everybody, and short pushes where it is news."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import locales
from incidents import access, screens, substitutes
from incidents.screens import View
from incidents.ways import must_arrive, way_to, ways_showing
from rules.catalogue import Catalogue
from rules.rights import Right
from storage import attachments, incidents, outbox, registry
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Button, Picture, Screen
from storage.tables.incidents import Incident

NEWS_LENGTH = 600
_GRAVE_NEWS_WITHIN, _NEWS_WITHIN = timedelta(seconds=10), timedelta(minutes=1)


def seen(tx: Tx, incident: Incident) -> View:
    return screens.view(tx, incident, attachments.count(tx, incident.draft_id))


def show_leader(tx: Tx, rules: Catalogue, current: View, person_id: int, to: Recipient, *, fresh: bool = False) -> None:
    """The alert message itself: sent the first time or when it is to be heard (`fresh`), edited otherwise."""
    screen = screens.leader_screen(registry.person(tx, person_id).lang, rules, current, person_id)
    message_id = outbox.send(tx, to, replace(screen, fresh=fresh), Priority.ALERT, incident_id=current.incident.id)
    severity = current.incident.severity
    must_arrive(tx, message_id, to, rules.severity(severity).failover_after, Urgency(5 - severity))


def show_silently(tx: Tx, rules: Catalogue, current: View, person_id: int) -> None:
    """The same without a sound and without what is attached, for somebody who is only to see it."""
    to = way_to(tx, person_id, waits=True)
    if to is not None:
        screen = screens.leader_screen(registry.person(tx, person_id).lang, rules, current, person_id)
        outbox.send(tx, to, replace(screen, silent=True), Priority.UPDATE, incident_id=current.incident.id)


def show_attached(tx: Tx, incident: Incident, to: Recipient, lang: str, entry_id: int | None = None) -> None:
    """Pictures, files and the map after an alert, without a sound; with `entry_id` only what came with that entry."""
    files = attachments.of_draft(tx, incident.draft_id)
    chosen = [file for file in files if entry_id is None or file.entry_id == entry_id]
    if chosen:
        outbox.send(
            tx,
            to,
            Screen(
                locales.text(lang, "alert-files-caption", code=incident.code),
                silent=True,
                quotes=screens.slot(incident.id or 0),
                pictures=tuple(Picture(file.id or 0) for file in chosen),
            ),
            Priority.UPDATE,
            incident_id=incident.id,
        )
    place = incident.answers.get("location")
    if place and entry_id is None:
        outbox.send(
            tx,
            to,
            Screen(
                locales.text(lang, "alert-map-caption", code=incident.code),
                silent=True,
                quotes=screens.slot(incident.id or 0),
                location=(place["lat"], place["lon"]),
            ),
            Priority.UPDATE,
            incident_id=incident.id,
        )


def show_file(tx: Tx, incident: Incident, to: Recipient, lang: str, attachment_id: int) -> None:
    """One more file of an incident, without a sound."""
    caption = locales.text(lang, "alert-files-caption", code=incident.code)
    screen = Screen(caption, silent=True, quotes=screens.slot(incident.id or 0), pictures=(Picture(attachment_id),))
    outbox.send(tx, to, screen, Priority.UPDATE, incident_id=incident.id)


def refresh(
    tx: Tx, rules: Catalogue, incident: Incident, *, head_fresh: bool = False, besides: Collection[int] = ()
) -> None:
    """Edits the message of everybody who has it (not of `besides`) to the present truth, without a sound.

    Whoever may no longer look at the incident is left with what was seen. head_fresh: the head's status comes as a new
    message at the end of the chat, after the head has said something.
    """
    current = seen(tx, incident)
    for alert in incidents.alerts(tx, incident.id or 0):
        if alert.state != "unreachable" and alert.person_id not in (*besides, incident.reporter_id):
            _edit(tx, rules, current, alert.person_id)
    show_head(tx, rules, current, fresh=head_fresh)


def show_head(tx: Tx, rules: Catalogue, current: View, *, fresh: bool = False) -> None:
    """The live status in the chat of the head who reported, made true wherever it stands; new only where it is read.

    A head who is none any more is left with what was seen.
    """
    incident = current.incident
    if not access.person_allowed(tx, incident.reporter_id, Right.SEE_INCIDENT, incident):
        return
    screen = screens.head_screen(registry.person(tx, incident.reporter_id).lang, rules, current)
    to = way_to(tx, incident.reporter_id)
    for way in ways_showing(tx, incident.reporter_id, screens.slot(incident.id or 0)):
        new = fresh and way == to
        priority = Priority.ANSWER if new else Priority.UPDATE
        outbox.send(tx, way, replace(screen, fresh=new), priority, incident_id=incident.id)


def push(
    tx: Tx,
    incident: Incident,
    person_id: int,
    key: str,
    *,
    action: str = "",
    buttons: Sequence[tuple[str, str]] = (),
    slot: str = "",
    priority: Priority = Priority.ALERT,
    **args: Any,
) -> bool:
    """A short message with a sound that quotes the incident's own; False when the person cannot be reached, or has
    reported it and may not see it any more.

    action: the button below it («close», «answer:77»); it carries the incident like the alert's own. buttons: several,
    each (key of its label, action).
    """
    to = way_to(tx, person_id, waits=priority >= Priority.REMINDER)
    reported = person_id == incident.reporter_id
    if to is None or (reported and not access.person_allowed(tx, person_id, Right.SEE_INCIDENT, incident)):
        return False
    lang = registry.person(tx, person_id).lang
    offered = [(f"act-{action.partition(':')[0].replace('_', '-')}", action)] if action else buttons
    rows = tuple((Button(locales.text(lang, label), f"i:{incident.id}:{what}"),) for label, what in offered)
    screen = Screen(
        locales.text(lang, key, code=incident.code, **args),
        rows,
        slot=slot or f"news:{incident.id}:{key}",
        fresh=True,
        quotes=screens.slot(incident.id or 0),
    )
    message_id = outbox.send(tx, to, screen, priority, incident_id=incident.id)
    if priority == Priority.ALERT:
        within = _GRAVE_NEWS_WITHIN if incident.severity == 4 else _NEWS_WITHIN
        must_arrive(tx, message_id, to, within, Urgency(5 - incident.severity))
    return True


def call(tx: Tx, incident: Incident, person_id: int, key: str, **args: Any) -> bool:
    """A push that asks to take the incident; there is one such message in a chat, and `call_off` ends it."""
    return push(tx, incident, person_id, key, action="acknowledge", slot=_call_slot(incident), **args)


def call_off(tx: Tx, incident: Incident) -> None:
    """The incident need not be taken any more: what asked for it says how it stands now, without a sound."""
    slot, current = _call_slot(incident), seen(tx, incident)
    for alert in incidents.alerts(tx, incident.id or 0):
        to = way_to(tx, alert.person_id) if alert.state == "alerted" else None
        if to is None:
            continue
        outbox.drop_waiting(tx, to, slot)
        shown = outbox.posted(tx, to.channel, to.address, slot)
        if shown is not None and access.person_allowed(tx, alert.person_id, Right.SEE_INCIDENT, incident):
            text = screens.called_off_text(registry.person(tx, alert.person_id).lang, current)
            screen = Screen(text, slot=slot, quotes=screens.slot(incident.id or 0))
            outbox.send(tx, to, screen, Priority.UPDATE, incident_id=incident.id)


def alerted(tx: Tx, incident: Incident) -> list[int]:
    """Who was alerted, can be reached now and may still look at the incident, by the order of their alerts."""
    return [
        alert.person_id
        for alert in incidents.alerts(tx, incident.id or 0)
        if alert.state == "alerted"
        and way_to(tx, alert.person_id) is not None
        and access.person_allowed(tx, alert.person_id, Right.SEE_INCIDENT, incident)
    ]


def interested(tx: Tx, incident: Incident, *, besides: Collection[int] = ()) -> list[int]:
    """For whom something about the incident is news: whoever took it; all who were alerted while nobody has, or while
    whoever took it cannot be reached."""
    people = alerted(tx, incident)
    taker = incident.taken_by
    if taker is not None and incident.status != "open" and way_to(tx, taker) is not None:
        people = [taker]
    people = [other for one in people for other in _present(tx, incident, one)]
    return [person_id for person_id in dict.fromkeys(people) if person_id not in besides]


def _present(tx: Tx, incident: Incident, person_id: int) -> list[int]:
    """The person, or who stands in and may look at the incident."""
    standing_in = substitutes.present(tx, [person_id])
    if all(access.person_allowed(tx, one, Right.SEE_INCIDENT, incident) for one in standing_in if one != person_id):
        return standing_in or [person_id]
    return [person_id]


def _edit(tx: Tx, rules: Catalogue, current: View, person_id: int) -> None:
    ways = ways_showing(tx, person_id, screens.slot(current.incident.id or 0))
    if not ways:
        return
    lang, incident = registry.person(tx, person_id).lang, current.incident
    if access.person_allowed(tx, person_id, Right.ACT_ON_INCIDENT, incident):
        screen = screens.leader_screen(lang, rules, current, person_id)
    elif access.person_allowed(tx, person_id, Right.SEE_INCIDENT, incident):
        screen = screens.head_screen(lang, rules, current)
    else:
        return
    for to in ways:
        outbox.send(tx, to, screen, Priority.UPDATE, incident_id=incident.id)


def _call_slot(incident: Incident) -> str:
    return f"call:{incident.id}"
