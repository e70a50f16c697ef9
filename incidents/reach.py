"""Accounts that a messenger no longer reaches: the next account, then the next person, at once."""

from incidents import access, administrators, calling, escalation, promises, screens, telling
from incidents.facts import phone_text
from incidents.ways import way_to
from rules.catalogue import Catalogue
from rules.lifecycle import Status
from storage import audit, due, incidents, invitations, outbox, registry, slots
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import from_json
from storage.tables.incidents import Incident
from storage.tables.registry import Account


def account_lost(tx: Tx, rules: Catalogue, channel: str, address: str, reason: str) -> None:
    """The messenger says that this account cannot be reached (blocked, deactivated, gone).

    Another account of the same person gets what was on its way. Without one, every incident that waits for this person
    moves on unless somebody else of the same step can be reached, what this person had taken must be taken anew, the
    leaders of what this person reported are told to phone, and the administrators hear of it. Does nothing when that
    was known already.
    """
    person_id = registry.mark_reachable(tx, channel, address, False, reason)
    if person_id is None:
        return
    audit.note(tx, "account_lost", "done", person_id=person_id, channel=channel, address=address, reason=reason)
    other = way_to(tx, person_id)
    if other is not None:
        outbox.redirect(tx, channel, address, other)
        _show_anew(tx, rules, person_id)
        return
    codes = [incident.code for incident in _leave(tx, rules, person_id)]
    codes += [incident.code for incident in _tell_to_phone(tx, person_id)]
    if codes or access.is_leader(tx, person_id):
        administrators.tell_lost(tx, person_id, codes)


def account_cut_off(tx: Tx, rules: Catalogue, account_id: int) -> bool:
    """Somebody has lost the phone, or left it to others: nothing goes to this account any more, nor comes from it.

    What was on its way goes to the person's other account, as in `account_lost`, and what was just being sent is said
    there too: nobody who should see it will look at this one. Open invitations may lie on the lost phone, so they end
    too. False when the account was cut off already.
    """
    account = registry.cut_off(tx, account_id)
    if account is None:
        return False
    account_lost(tx, rules, account.channel, account.address, "cut_off")
    _say_elsewhere(tx, account)
    outbox.take_back(tx, account.channel, account.address)
    invitations.revoke(tx, account.person_id)
    return True


def _say_elsewhere(tx: Tx, account: Account) -> None:
    """What was being sent to the account goes to another one, but for what has come to stand there already."""
    to = way_to(tx, account.person_id)
    for message in outbox.in_flight(tx, account.channel, account.address):
        if to is None or (message.slot and slots.stands(tx, to, message.slot)):
            due.disarm(tx, due.FAILOVER, message.id or 0)
            continue
        screen, priority = from_json(message.screen), Priority(message.priority)
        again = outbox.send(tx, to, screen, priority, incident_id=message.incident_id)
        due.inherit(tx, due.FAILOVER, message.id or 0, again)


def account_back(tx: Tx, rules: Catalogue, channel: str, address: str) -> None:
    """The person is there again: what is still open and theirs to take is shown to them anew, the rest made true."""
    person_id = registry.mark_reachable(tx, channel, address, True)
    if person_id is not None:
        show_open(tx, rules, person_id)
        for incident in incidents.live_of_reporter(tx, person_id, tx.now - promises.REMEMBERED):
            telling.show_head(tx, rules, telling.seen(tx, incident), fresh=True)


def show_open(tx: Tx, rules: Catalogue, person_id: int) -> None:
    """What could not be brought to this person, on the account that reaches them now: with a sound while it is open."""
    for known in incidents.missed_by(tx, person_id):
        incident = incidents.get(tx, known.id or 0)
        incidents.set_alert_state(tx, incident.id or 0, person_id, "alerted")
        if incident.status == Status.OPEN and person_id in telling.alerted(tx, incident):
            calling.show(tx, rules, telling.seen(tx, incident), person_id, fresh=True)
        telling.refresh(tx, rules, incident)


def _show_anew(tx: Tx, rules: Catalogue, person_id: int) -> None:
    """What is open, or taken by this person, on the account that reaches them now, where nothing of it stands yet."""
    for known in incidents.alerted_live(tx, person_id):
        slot, to = screens.slot(known.id or 0), way_to(tx, person_id)
        if to is None or slots.stands(tx, to, slot):
            continue
        if known.status == Status.OPEN or known.taken_by == person_id:
            calling.show(tx, rules, telling.seen(tx, known), person_id, fresh=True)


def _leave(tx: Tx, rules: Catalogue, person_id: int) -> list[Incident]:
    """Takes the person out of every incident not ended; those that needed this person."""
    needed = []
    name = registry.person(tx, person_id).name
    for known in incidents.alerted_live(tx, person_id):
        incident = incidents.get(tx, known.id or 0)
        incidents.set_alert_state(tx, incident.id or 0, person_id, "unreachable")
        if incident.status == Status.OPEN:
            needed.append(incident)
            incidents.add_entry(tx, incident.id or 0, "unreachable", to=name, people=[person_id])
            if absent := calling.stood_in_for(tx, incident, person_id):
                calling.call(tx, rules, incident, absent)
            if calling.reached_at_step(tx, incident):
                telling.refresh(tx, rules, incident)
            else:
                escalation.rise(tx, rules, incident)
        elif incident.status == Status.ACKNOWLEDGED and incident.taken_by == person_id:
            needed.append(incident)
            incident = incidents.change(tx, incident.id or 0, status=Status.OPEN.value, taken_by=None, taken_at=None)
            incidents.add_entry(tx, incident.id or 0, "lost", to=name, people=[person_id])
            others = calling.reached_at_step(tx, incident)
            escalation.give(tx, rules, incident, others, told=[], key="nudge-lost", name=name)
    return needed


def _tell_to_phone(tx: Tx, person_id: int) -> list[Incident]:
    """Whoever handles what this head has reported learns that only the phone is left; those incidents."""
    reported = incidents.live_of_reporter(tx, person_id, tx.now - promises.REMEMBERED)
    for incident in reported:
        phone = phone_text(telling.seen(tx, incident).phone)
        for leader in telling.interested(tx, incident):
            name = registry.person(tx, person_id).name
            telling.push(tx, incident, leader, "nudge-head-lost", name=name, phone=phone)
    return reported
