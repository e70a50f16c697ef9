"""Who is told what: the message of an incident brought up to date for everybody, and short pushes where it is news."""

from collections.abc import Collection
from typing import Any

import locales
from incidents import screens
from incidents.screens import View
from rules.catalogue import Catalogue
from storage import attachments, incidents, outbox, registry
from storage.database import Tx
from storage.outbox import Priority, Recipient
from storage.screens import Button, Picture, Screen
from storage.tables.incidents import Incident
from storage.tables.registry import Person


def way_to(tx: Tx, person_id: int) -> Recipient | None:
    """The account on which a person is reached now: the preferred one that works, None if none does."""
    for account in registry.accounts_of(tx, person_id):
        if account.reachable:
            return Recipient(account.channel, account.address, person_id)
    return None


def seen(tx: Tx, incident: Incident) -> View:
    return screens.view(tx, incident, attachments.count(tx, incident.draft_id))


def show_leader(tx: Tx, rules: Catalogue, current: View, person_id: int, to: Recipient) -> None:
    """The alert message itself: sent the first time, edited ever after."""
    person = registry.person(tx, person_id)
    screen = screens.leader_screen(person.lang, rules, current)
    outbox.send(tx, to, screen, Priority.ALERT, incident_id=current.incident.id)


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
    """Edits every leader's alert (not those of `besides`) and the head's status to the present truth, without a sound.

    head_fresh: the head's status comes as a new message at the end of the chat, after the head has said something.
    """
    current = seen(tx, incident)
    for alert in incidents.alerts(tx, incident.id or 0):
        if alert.state != "alerted" or alert.person_id in besides:
            continue
        to = way_to(tx, alert.person_id)
        if to is not None:
            screen = screens.leader_screen(registry.person(tx, alert.person_id).lang, rules, current)
            outbox.send(tx, to, screen, Priority.UPDATE, incident_id=incident.id)
    show_head(tx, rules, current, fresh=head_fresh)


def show_head(tx: Tx, rules: Catalogue, current: View, *, fresh: bool = False) -> None:
    """The live status in the chat of the head who reported."""
    incident = current.incident
    to = way_to(tx, incident.reporter_id)
    if to is None:
        return
    screen = screens.head_screen(registry.person(tx, incident.reporter_id).lang, rules, current)
    if fresh:
        screen = Screen(screen.text, screen.rows, slot=screen.slot, fresh=True)
    outbox.send(tx, to, screen, Priority.ANSWER if fresh else Priority.UPDATE, incident_id=incident.id)


def push(
    tx: Tx,
    incident: Incident,
    person_id: int,
    key: str,
    *,
    action: str = "",
    slot: str = "",
    priority: Priority = Priority.ALERT,
    **args: Any,
) -> bool:
    """A short message with a sound that quotes the alert; False when the person cannot be reached.

    action: the button below it («acknowledge», «answer:77»); it carries the incident like the alert's own.
    """
    to = way_to(tx, person_id)
    if to is None:
        return False
    person: Person = registry.person(tx, person_id)
    rows: tuple[tuple[Button, ...], ...] = ()
    if action:
        label = locales.text(person.lang, f"act-{action.partition(':')[0].replace('_', '-')}")
        rows = ((Button(label, f"i:{incident.id}:{action}"),),)
    screen = Screen(
        locales.text(person.lang, key, code=incident.code, **args),
        rows,
        slot=slot or f"news:{incident.id}:{key}",
        fresh=True,
        quotes=screens.slot(incident.id or 0),
    )
    outbox.send(tx, to, screen, priority, incident_id=incident.id)
    return True


def interested(tx: Tx, incident: Incident, *, besides: Collection[int] = ()) -> list[int]:
    """For whom something about the incident is news: whoever took it, or while nobody has, all who were alerted."""
    if incident.taken_by is not None and incident.status != "open":
        people = [incident.taken_by]
    else:
        people = [alert.person_id for alert in incidents.alerts(tx, incident.id or 0) if alert.state == "alerted"]
    return [person_id for person_id in people if person_id not in besides]
