"""What an ended or new post changes at once in what is under way: who is called, who goes on as the reporter."""

from incidents import access, calling, escalation, telling
from rules.catalogue import Catalogue
from rules.lifecycle import Status
from rules.rights import Right
from rules.roles import Role
from storage import incidents, outbox, registry
from storage.database import Tx
from storage.tables.incidents import Incident


def post_ended(tx: Tx, rules: Catalogue, person_id: int) -> None:
    """The person may do less than before: what they may not see is not sent any more, what they had taken rises anew.

    Where nobody else of the present step is left, the next one is called at once. To whoever holds no post any more
    nothing is sent that waits and answers nothing.
    """
    name = registry.person(tx, person_id).name
    known = {one.id or 0 for one in (*incidents.alerted_live(tx, person_id), *incidents.taken_by(tx, person_id))}
    waiting = outbox.waiting_of_incidents(tx, person_id)
    for incident_id in sorted(known | waiting.keys()):
        incident = incidents.get(tx, incident_id)
        if not access.person_allowed(tx, person_id, Right.SEE_INCIDENT, incident):
            for message_id in waiting.get(incident_id, ()):
                outbox.supersede(tx, message_id)
        if incident_id not in known or access.person_allowed(tx, person_id, Right.ACT_ON_INCIDENT, incident):
            continue
        incidents.set_alert_state(tx, incident.id or 0, person_id, "looked")
        if incident.status == Status.ACKNOWLEDGED and incident.taken_by == person_id:
            _free(tx, rules, incident, name, person_id)
        elif incident.status == Status.OPEN and not calling.reached_at_step(tx, incident):
            escalation.rise(tx, rules, incident)
        else:
            telling.refresh(tx, rules, incident)
    if not registry.posts_of(tx, person_id):
        outbox.take_back_news(tx, person_id)


def settle_reported(tx: Tx, rules: Catalogue, unit_id: int) -> None:
    """What a unit has reported and its reporter may not add to any more is the head's (else a deputy's) to go on with.

    It stays as it is where nobody is there to go on.
    """
    successor = _who_goes_on(tx, unit_id)
    if successor is None:
        return
    # In the order in which post_ended locks them.
    for known in sorted(one.id or 0 for one in incidents.live_of_unit(tx, unit_id)):
        incident = incidents.get(tx, known)
        may = access.person_allowed(tx, incident.reporter_id, Right.ADD_TO_INCIDENT, incident)
        if not may and incident.reporter_id != successor:
            give_to(tx, rules, incident, successor)


def give_to(tx: Tx, rules: Catalogue, incident: Incident, person_id: int) -> None:
    """From now on this person is asked and answers as the reporter of the incident, whose status is shown to them."""
    old, new = registry.person(tx, incident.reporter_id), registry.person(tx, person_id)
    answers = dict(incident.answers)
    if answers.get("phone") == old.phone and new.phone:
        answers["phone"] = new.phone
    changed = incidents.change(tx, incident.id or 0, reporter_id=person_id, delegated_by=None, answers=answers)
    incidents.add_entry(tx, incident.id or 0, "give_back", person_id, to=old.name)
    telling.refresh(tx, rules, changed, head_fresh=True)


def _free(tx: Tx, rules: Catalogue, incident: Incident, name: str, person_id: int) -> None:
    incident = incidents.change(tx, incident.id or 0, status=Status.OPEN.value, taken_by=None, taken_at=None)
    incidents.add_entry(tx, incident.id or 0, "left_post", to=name, people=[person_id])
    others = calling.reached_at_step(tx, incident)
    escalation.give(tx, rules, incident, others, told=[], key="nudge-left-post", name=name)


def _who_goes_on(tx: Tx, unit_id: int) -> int | None:
    for role in (Role.HEAD, Role.DEPUTY):
        holders = registry.holders(tx, role, [unit_id])
        if holders:
            joined = registry.accounts_of_all(tx, holders)
            return next((one for one in holders if one in joined), holders[0])
    return None
