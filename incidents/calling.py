"""Calling people to take an incident: the alert to whoever has none yet, a push to the others, a note for the lost."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from incidents import administrators, substitutes, telling
from incidents.facts import duration_text
from incidents.screens import View
from incidents.ways import way_to
from rules.catalogue import Catalogue
from storage import incidents, registry
from storage.database import Tx
from storage.tables.incidents import Alert, Incident

_WAITS_SINCE = ("opened", "hand_over", "escalate", "reopen", "overdue", "lost", "left_post")


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

    Whoever is absent gets the message without a sound, and the substitute is alerted in their stead.
    Whoever has the alert already hears a push instead: `key` with `args`, or how long nobody has taken it. Whoever is
    in `told` has heard or done this very thing and hears nothing. The first time that somebody cannot be reached it
    is noted, and the administrators hear of it.
    """
    identity = incident.id or 0
    alerts = incidents.alerts(tx, identity)
    before = {alert.person_id: alert.state for alert in alerts}
    meant = substitutes.called(tx, people)
    people = meant.people
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
    absent = _note_absent(tx, incident, alerts, meant.instead)
    current = telling.seen(tx, incident)
    shown = [person_id for person_id in new if person_id not in told or before.get(person_id) != "looked"]
    for person_id in reached:
        if person_id in shown:
            show(tx, rules, current, person_id, fresh=person_id in before)
        elif person_id not in told:
            _push(tx, incident, person_id, key, args)
    for person_id in absent:
        if before.get(person_id) in (None, "unreachable"):
            telling.show_silently(tx, rules, current, person_id)
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
        if alert.step == incident.step and alert.state not in ("looked", "away")
    ]


def away(tx: Tx, incident: Incident) -> list[int]:
    """The absent leaders in whose stead somebody was alerted."""
    return [alert.person_id for alert in incidents.alerts(tx, incident.id or 0) if alert.state == "away"]


def stood_in_for(tx: Tx, incident: Incident, person_id: int) -> list[int]:
    """Those of them in whose stead this person was alerted."""
    return [
        alert.person_id
        for alert in incidents.alerts(tx, incident.id or 0)
        if alert.state == "away" and alert.substitute_id == person_id
    ]


def reached_at_step(tx: Tx, incident: Incident) -> list[int]:
    """Whom the present step really reaches now."""
    return [person_id for person_id in at_step(tx, incident) if way_to(tx, person_id) is not None]


def _note_absent(tx: Tx, incident: Incident, alerts: Sequence[Alert], instead: Mapping[int, int]) -> Sequence[int]:
    """Notes who is alerted in whose stead, on the timeline once; who is absent."""
    known = {alert.person_id: alert.substitute_id for alert in alerts if alert.state == "away"}
    for absent, substitute in instead.items():
        if known.get(absent) != substitute:
            name = registry.person(tx, absent).name
            incidents.add_entry(tx, incident.id or 0, "stands_in", substitute, to=name)
        incidents.note_alert(tx, incident.id or 0, absent, incident.step, "away", substitute)
    return list(instead)


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
