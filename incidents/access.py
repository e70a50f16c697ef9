"""Whether a member may look at an incident or act on it: the one table of rights, asked about one incident."""

from rules.rights import Area, Held, Holder, Personal, Right, Subject, may, personal_scope, scopes
from rules.roles import Role
from storage import incidents, registry
from storage.database import Tx
from storage.registry import Member, Post
from storage.tables.incidents import Incident


def holder(posts: tuple[Post, ...], person_id: int) -> Holder:
    """The posts of a person as the table of rights takes them."""
    held = [Held(Role(post.role), post.unit_path, post.division or None) for post in posts]
    return Holder(held, person_id)


def allowed(tx: Tx, member: Member, right: Right, incident: Incident) -> bool:
    """Whether `member` has `right` over `incident` now."""
    subject = Subject(
        unit_path=registry.unit(tx, incident.unit_id).path,
        division=incident.division,
        alerted=incidents.alerted(tx, incident.id or 0, member.person_id),
        own=incident.reporter_id == member.person_id,
        media=involves_media(incident),
    )
    return may(right, holder(member.posts, member.person_id), subject)


def areas(member: Member, right: Right) -> tuple[list[Area], Personal]:
    """Where the member has the right, for a query over many incidents."""
    who = holder(member.posts, member.person_id)
    return scopes(right, who), personal_scope(right, who)


def involves_media(incident: Incident) -> bool:
    return bool(incident.answers.get("media", "none") != "none")
