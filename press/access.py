"""Who names spokespersons, who notes and sees contacts with the press: the one table of rights, asked about units."""

from incidents import access
from rules.rights import Right, Subject, may
from storage import incidents, registry
from storage.database import Tx
from storage.registry import Member
from storage.tables.press import PressContact


def units(tx: Tx, member: Member, right: Right) -> dict[int, str]:
    """id → name of the units at which the member holds a post that gives the right there; none that is closed."""
    who = access.holder(member.posts, member.person_id)
    found = {post.unit_id: post.unit_name for post in member.posts if may(right, who, Subject(post.unit_path))}
    return {unit_id: name for unit_id, name in found.items() if registry.unit(tx, unit_id).active}


def allowed(tx: Tx, member: Member, right: Right, unit_id: int) -> bool:
    """Whether the member has the right over a unit."""
    subject = Subject(registry.unit(tx, unit_id).path)
    return may(right, access.holder(member.posts, member.person_id), subject)


def person_allowed(tx: Tx, person_id: int, right: Right, unit_id: int) -> bool:
    """`allowed` for somebody who has not just spoken: by the posts held now."""
    who = access.holder(registry.posts_of(tx, person_id), person_id)
    return may(right, who, Subject(registry.unit(tx, unit_id).path))


def areas(member: Member, right: Right) -> list[str]:
    """The paths below which the member has the right, for a query over many units."""
    return [area.path_prefix for area in access.areas(member, right)[0]]


def sees(tx: Tx, person_id: int, contact: PressContact) -> bool:
    """Whether what the press asked may be shown to the person: of a restricted incident only to who must know of it."""
    incident = incidents.find(tx, contact.incident_id) if contact.incident_id else None
    if incident is None or not incident.restricted:
        return True
    return access.person_allowed(tx, person_id, Right.SEE_INCIDENT, incident)
