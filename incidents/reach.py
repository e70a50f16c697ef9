"""Accounts that a messenger no longer reaches: whoever cannot be reached is passed over at once."""

from incidents import escalation, telling
from rules.catalogue import Catalogue
from storage import audit, incidents, registry
from storage.database import Tx


def account_lost(tx: Tx, rules: Catalogue, channel: str, address: str, reason: str) -> None:
    """The messenger says that this account cannot be reached (blocked, deactivated, gone).

    Every incident that waits for this person moves on unless somebody else of the same step can be reached;
    the administrators hear of it. Does nothing when that was known already.
    """
    person_id = registry.mark_reachable(tx, channel, address, False, reason)
    if person_id is None:
        return
    audit.note(tx, "account_lost", "done", person_id=person_id, channel=channel, address=address, reason=reason)
    if telling.way_to(tx, person_id) is not None:
        return
    name = registry.person(tx, person_id).name
    for known in incidents.open_alerts_of(tx, person_id):
        incident = incidents.get(tx, known.id or 0)
        incidents.note_alert(tx, incident.id or 0, person_id, incident.step, "unreachable")
        incidents.add_entry(tx, incident.id or 0, "unreachable", to=name, people=[person_id])
        escalation.tell_administrators(
            tx, incident, "admin-unreachable", about=person_id, name=name, incidents=incident.code
        )
        if escalation.reached_at_step(tx, incident):
            telling.refresh(tx, rules, incident)
        else:
            escalation.rise(tx, rules, incident)


def account_back(tx: Tx, rules: Catalogue, channel: str, address: str) -> None:
    """The person is there again: what is still open and theirs to take is shown to them anew."""
    person_id = registry.mark_reachable(tx, channel, address, True)
    if person_id is not None:
        show_open(tx, rules, person_id)


def show_open(tx: Tx, rules: Catalogue, person_id: int) -> None:
    """What nobody has taken yet and this person was to be alerted of, on the account that reaches them now."""
    for known in incidents.open_alerts_of(tx, person_id):
        escalation.alert_person(tx, rules, incidents.get(tx, known.id or 0), person_id)
