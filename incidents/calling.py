"""Calling people to take an incident: the alert to whoever has none yet, a push to the others, a note for the lost."""

from collections.abc import Collection, Sequence
from typing import Any

from incidents import administrators, telling
from incidents.facts import duration_text
from incidents.screens import View
from incidents.ways import way_to
from rules.catalogue import Catalogue
from storage import incidents, registry
from storage.database import Tx
from storage.tables.incidents import Incident

_WAITS_SINCE = ("opened", "hand_over", "escalate", "reopen", "overdue", "lost")


def call(
    tx: Tx,
    rules: Catalogue,
    incident: Incident,
    people: Sequence[int],
    *,
    told: Collection[int] = (),
    key: str = "",
    **args: Any,
) -> list[int]:
    """Alerts these people at the incident's present step and shows everybody the truth; who of them can be reached.

    Whoever has the alert already hears a push instead: `key` with `args`, or how long nobody has taken it. Whoever is
    in `told` has heard or done this very thing and hears nothing. The first time that somebody cannot be reached it
    is noted, and the administrators hear of it.
    """
    identity = incident.id or 0
    before = {alert.person_id: alert.state for alert in incidents.alerts(tx, identity)}
    reached = [person_id for person_id in people if way_to(tx, person_id) is not None]
    new = [person_id for person_id in reached if before.get(person_id) != "alerted"]
    lost = [person_id for person_id in people if person_id not in reached and before.get(person_id) != "unreachable"]
    if lost:
        incidents.add_entry(tx, identity, "unreachable", to=_names(tx, lost), people=lost)
    if new:
        incidents.add_entry(tx, identity, "risen" if before else "alerted", to=_names(tx, new), people=new)
    for person_id in people:
        state = "alerted" if person_id in reached else "unreachable"
        incidents.note_alert(tx, identity, person_id, incident.step, state)
    current = telling.seen(tx, incident)
    shown = [person_id for person_id in new if person_id not in told or before.get(person_id) != "looked"]
    for person_id in reached:
        if person_id in shown:
            show(tx, rules, current, person_id, fresh=person_id in before)
        elif person_id not in told:
            _push(tx, incident, person_id, key, args)
    if before or incident.opened_at < tx.now:
        telling.refresh(tx, rules, incident, besides=shown)
    for person_id in lost:
        administrators.tell_lost(tx, person_id, [incident.code])
    return reached


def show(tx: Tx, rules: Catalogue, current: View, person_id: int, *, fresh: bool) -> None:
    """The alert with a sound, and what is attached to the report."""
    to = way_to(tx, person_id)
    if to is not None:
        telling.show_leader(tx, rules, current, person_id, to, fresh=fresh)
        telling.show_attached(tx, current.incident, to, registry.person(tx, person_id).lang)


def at_step(tx: Tx, incident: Incident) -> list[int]:
    """Who was called at the present step, reachable or not."""
    return [
        alert.person_id
        for alert in incidents.alerts(tx, incident.id or 0)
        if alert.step == incident.step and alert.state != "looked"
    ]


def reached_at_step(tx: Tx, incident: Incident) -> list[int]:
    """Whom the present step really reaches now."""
    return [person_id for person_id in at_step(tx, incident) if way_to(tx, person_id) is not None]


def _push(tx: Tx, incident: Incident, person_id: int, key: str, args: dict[str, Any]) -> None:
    if key:
        telling.call(tx, incident, person_id, key, **args)
        return
    since = incidents.last_of(tx, incident.id or 0, _WAITS_SINCE)
    waited = (tx.now - (since.at if since else incident.opened_at)).total_seconds()
    telling.call(
        tx,
        incident,
        person_id,
        "nudge-repeat",
        waited=duration_text(registry.person(tx, person_id).lang, waited),
        unit=registry.unit(tx, incident.unit_id).name,
    )


def _names(tx: Tx, people: Sequence[int]) -> str:
    return ", ".join(registry.names(tx, people))
