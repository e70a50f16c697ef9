"""Who has to do with the media response of an incident: who may approve, who hears the reminders."""

from incidents import access, substitutes
from rules.rights import Right
from rules.roles import Role
from storage import registry, spokespersons
from storage.database import Tx
from storage.spokespersons import Speaker
from storage.tables.incidents import Incident


def speaker(tx: Tx, incident: Incident) -> Speaker:
    """Who speaks for the unit; until it has named somebody that is its head."""
    named = spokespersons.of_unit(tx, incident.unit_id)
    if named is not None:
        return named
    heads = registry.holders(tx, Role.HEAD, [incident.unit_id])
    head = registry.person(tx, heads[0] if heads else incident.reporter_id)
    return Speaker(head.name, "", head.phone or "", head.id, None)


def who_may_approve(tx: Tx, incident: Incident) -> list[int]:
    """The heads of the unit, and whoever was named to speak for it and may look at the incident."""
    speaks = spokespersons.of_unit(tx, incident.unit_id)
    named = [speaks.person_id] if speaks is not None and speaks.person_id is not None else []
    people = dict.fromkeys([*registry.holders(tx, Role.HEAD, [incident.unit_id]), *named])
    return [
        one
        for one in people
        if access.may_approve(tx, one, incident) and access.person_allowed(tx, one, Right.SEE_INCIDENT, incident)
    ]


def of_unit(tx: Tx, incident: Incident) -> list[int]:
    """Who hears the reminders at the unit: whoever may approve, and whoever has reported."""
    people = dict.fromkeys([*who_may_approve(tx, incident), incident.reporter_id])
    return [one for one in people if access.person_allowed(tx, one, Right.ADD_TO_INCIDENT, incident)]


def desk(tx: Tx, incident: Incident) -> list[int]:
    """The communications desk, or who stands in, that may look at the incident."""
    line = registry.ancestors(registry.unit(tx, incident.unit_id).path)
    people = substitutes.present(tx, registry.holders(tx, "communications", line))
    return [one for one in people if access.person_allowed(tx, one, Right.SEE_INCIDENT, incident)]
