"""A leader has seen that the media are involved, or that they are not: the report says so, and the unit hears of it."""

from incidents import reporter, telling
from incidents.actions import NotPossible
from incidents.facts import value_text
from incidents.media import people
from rules.catalogue import Catalogue
from rules.lifecycle import Action, Status, allowed
from storage import incidents, registry
from storage.database import Tx
from storage.registry import Member
from storage.tables.incidents import Incident


def mark(tx: Tx, rules: Catalogue, member: Member, incident_id: int, value: str) -> Incident:
    """`value` is an option of the question `media`. Raises NotPossible once the incident is closed or withdrawn."""
    incident = incidents.get(tx, incident_id)
    if not allowed(Status(incident.status), Action.CORRECT):
        raise NotPossible(incident)
    own = people.of_unit(tx, incident)
    incident = reporter.put_right(tx, rules, member, incident, "media", value, told=[member.person_id, *own])
    for person_id in own:
        lang = registry.person(tx, person_id).lang
        said = value_text(lang, rules.question("media"), value, tx.now)
        telling.push(tx, incident, person_id, "media-set", action="media", actor=member.name, text=said)
    telling.refresh(tx, rules, incident)
    return incident
