"""Whom a step of an escalation policy means, at this moment, for this incident."""

from incidents.access import involves_media, may_be_alerted
from rules.escalation import Recipient, Step
from storage import incidents, registry, shifts
from storage.database import Tx
from storage.tables.incidents import Incident


def of_step(tx: Tx, step: Step, incident: Incident) -> list[int]:
    """The ids of the people of one step, each once, in the order of the policy."""
    unit = registry.unit(tx, incident.unit_id)
    found: list[int] = []
    for recipient in step.to:
        if recipient.when_media and not involves_media(incident):
            continue
        found += _people(tx, recipient, incident, registry.ancestors(unit.path))
    return list(dict.fromkeys(found))


def of_division(tx: Tx, incident: Incident, division: str) -> list[int]:
    """Who works in a division of the Department: its heads, its specialists, its communications desk."""
    root = registry.ancestors(registry.unit(tx, incident.unit_id).path)[:1]
    found = [
        *registry.holders(tx, "division_head", root, division),
        *registry.holders(tx, "specialist", root, division),
        *registry.holders(tx, "communications", root, None if division == "communications" else division),
    ]
    return list(dict.fromkeys(found))


def _people(tx: Tx, recipient: Recipient, incident: Incident, line: tuple[int, ...]) -> list[int]:
    """`line` is the way from the root of the tree to the reporting unit.

    Somebody on the roster who holds no post any more is left out: who is alerted may look. In a hole of a roster that
    is kept the chief of office is called, without any roster everybody whose duty it can be.
    """
    if recipient.duty:
        on_duty = [one for one in incidents.on_duty(tx, line) if may_be_alerted(tx, one, incident)]
        chiefs = [] if on_duty or not shifts.is_kept(tx, line) else registry.holders(tx, "chief_of_office", line)
        return on_duty or chiefs or registry.holders(tx, "duty_officer", line)
    if recipient.role is None:
        return []
    units = line if recipient.tree == "ancestors" else line[:1]
    division = incident.division if recipient.division == "responsible" else recipient.division
    return registry.holders(tx, recipient.role.value, units, division)
