"""What administrators hear: who cannot be reached, that nobody can, that a messenger is down. Of incidents the code."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import locales
from incidents.facts import moment_text, phone_text
from incidents.ways import must_arrive, way_to
from storage import outbox, registry
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.incidents import Incident

_WITHIN = timedelta(seconds=20)


def tell_lost(tx: Tx, person_id: int, codes: Sequence[str]) -> None:
    """That a person can no longer be reached, to those who can invite anew. codes: of the incidents that need them."""
    lines = {unit for post in registry.posts_of(tx, person_id) for unit in registry.ancestors(post.unit_path)}
    _tell(
        tx,
        sorted(lines),
        "admin-unreachable",
        f"admin:lost:{person_id}",
        Priority.ANSWER,
        name=registry.person(tx, person_id).name,
        incidents=", ".join(codes) or "none",
    )


def tell_nobody(tx: Tx, incident: Incident, people: Sequence[int]) -> None:
    """That no leader at all can be reached of an incident; `people` are those to phone."""
    found = [registry.person(tx, person_id) for person_id in people]
    numbers = [f"{one.name} · {phone_text(one.phone)}" for one in found if one.phone]
    line = registry.ancestors(registry.unit(tx, incident.unit_id).path)
    _tell(
        tx,
        line,
        "admin-nobody",
        f"admin:nobody:{incident.id}",
        Priority.ALERT,
        code=incident.code,
        numbers="\n".join(numbers) or "none",
    )


def tell_channel(tx: Tx, channel: str, key: str, since: datetime) -> None:
    """That a whole messenger is down, or back; to every administrator whom another messenger reaches, once each.

    What could only be said on the messenger itself is left for its return, when the whole story is told.
    """
    for person_id in registry.all_holders(tx, "administrator"):
        to = way_to(tx, person_id)
        if to is None or (to.channel == channel and key == "admin-channel-down"):
            continue
        since_then = moment_text(registry.person(tx, person_id).lang, since, tx.now)
        slot = f"admin:channel:{channel}"
        _say(tx, person_id, key, slot, Priority.ALERT, channel=channel.capitalize(), since=since_then)


def tell_given_up(tx: Tx, held_id: int, tries: int) -> None:
    """That something a person did could not be handled, however often it was tried."""
    for person_id in registry.all_holders(tx, "administrator"):
        _say(tx, person_id, "update-given-up", f"admin:held:{held_id}", Priority.ALERT, tries=tries, number=held_id)


def tell_backup_failed(tx: Tx) -> None:
    """That the daily backup could not be made; one message a day, however often it is tried."""
    for person_id in registry.all_holders(tx, "administrator"):
        day = moment_text(registry.person(tx, person_id).lang, tx.now, tx.now)
        slot = f"admin:backup:{tx.now.astimezone(LOCAL_ZONE):%Y%m%d}"
        _say(tx, person_id, "admin-backup-failed", slot, Priority.ANSWER, at=day)


def tell_reform(tx: Tx, key: str, number: int, holds_from: datetime, rows: int, reasons: str = "") -> None:
    """What becomes of a reform that was laid down for a day, to the administrators of the whole tree."""
    day = holds_from.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")
    told = {"day": day, "rows": rows, "number": number, "reasons": reasons}
    _tell(tx, registry.roots(tx), key, f"admin:{key}:{number}", Priority.ANSWER, **told)


def _tell(tx: Tx, units: Sequence[int], key: str, slot: str, priority: Priority, **args: Any) -> None:
    for person_id in registry.holders(tx, "administrator", units):
        _say(tx, person_id, key, slot, priority, **args)


def _say(tx: Tx, person_id: int, key: str, slot: str, priority: Priority, **args: Any) -> None:
    to = way_to(tx, person_id)
    if to is None:
        return
    text = locales.text(registry.person(tx, person_id).lang, key, **args)
    message_id = outbox.send(tx, to, Screen(text, slot=slot, fresh=True), priority)
    if priority == Priority.ALERT:
        must_arrive(tx, message_id, to, _WITHIN, Urgency.SEVERITY_4)
