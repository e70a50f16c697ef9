"""Whether somebody may look at an incident or act on it: the one table of rights, asked about one incident."""

from collections.abc import Sequence
from dataclasses import replace

from rules.rights import (
    RIGHTS,
    Area,
    Held,
    Holder,
    Personal,
    Right,
    Subject,
    in_sight,
    may,
    personal_scope,
    scopes,
)
from rules.roles import Role
from storage import incidents, registry, spokespersons
from storage.database import Tx
from storage.registry import Member, Post
from storage.tables.incidents import Incident


def holder(posts: tuple[Post, ...], person_id: int) -> Holder:
    """The posts of a person as the table of rights takes them."""
    held = [Held(Role(post.role), post.unit_path, post.division or None) for post in posts]
    return Holder(held, person_id)


def allowed(tx: Tx, member: Member, right: Right, incident: Incident) -> bool:
    """Whether `member` has `right` over `incident` now."""
    return _allowed(tx, holder(member.posts, member.person_id), member.person_id, right, incident)


def person_allowed(tx: Tx, person_id: int, right: Right, incident: Incident) -> bool:
    """`allowed` for somebody who has not just spoken: by the posts held now."""
    return _allowed(tx, holder(registry.posts_of(tx, person_id), person_id), person_id, right, incident)


def may_be_alerted(tx: Tx, person_id: int, incident: Incident) -> bool:
    """Whether the posts that the person holds now let him or her be alerted of the incident."""
    subject = Subject(
        unit_path=registry.unit(tx, incident.unit_id).path,
        division=incident.division,
        alerted=True,
        media=involves_media(incident),
        restricted=incident.restricted,
    )
    return may(Right.BE_ALERTED, holder(registry.posts_of(tx, person_id), person_id), subject)


def may_approve(tx: Tx, person_id: int, incident: Incident) -> bool:
    """Whether the posts held now let the person approve what the unit says to the public, and note that it was said."""
    speaker = spokespersons.of_unit(tx, incident.unit_id)
    subject = Subject(
        unit_path=registry.unit(tx, incident.unit_id).path,
        speaks=speaker is not None and speaker.person_id == person_id,
    )
    return may(Right.APPROVE_STATEMENT, holder(registry.posts_of(tx, person_id), person_id), subject)


def is_leader(tx: Tx, person_id: int) -> bool:
    """Whether the person holds a post that acts on incidents."""
    return any(Right.ACT_ON_INCIDENT in RIGHTS[Role(post.role)] for post in registry.posts_of(tx, person_id))


def areas(member: Member, right: Right) -> tuple[list[Area], Personal]:
    """Where the member has the right, for a query over many incidents."""
    who = holder(member.posts, member.person_id)
    return scopes(right, who), personal_scope(right, who)


def areas_of_results(posts: tuple[Post, ...], person_id: int, results: Sequence[str]) -> list[str]:
    """The paths below which the person sees the answers of a campaign whose `results` are for these roles."""
    who = holder(tuple(post for post in posts if post.role in results), person_id)
    return [area.path_prefix for area in scopes(Right.SEE_RESULTS, who)]


def areas_in_sight(member: Member, right: Right) -> tuple[list[Area], Personal]:
    """`areas` with what is restricted there: a list says of it that it is there, after asking `allowed` of each."""
    found, personal = areas(member, right)
    return in_sight(found), personal


def involves_media(incident: Incident) -> bool:
    return bool(incident.answers.get("media", "none") != "none")


def _allowed(tx: Tx, who: Holder, person_id: int, right: Right, incident: Incident) -> bool:
    subject = Subject(
        unit_path=registry.unit(tx, incident.unit_id).path,
        division=incident.division,
        own=incident.reporter_id == person_id,
        media=involves_media(incident),
        restricted=incident.restricted,
    )
    if may(right, who, subject):
        return True
    asked = (incident.restricted or personal_scope(right, who).alerted) and may(
        right, who, replace(subject, alerted=True)
    )
    return asked and incidents.alerted(tx, incident.id or 0, person_id)


def may_report(tx: Tx, person_id: int, unit_id: int) -> bool:
    """Whether the person may report for the unit now."""
    subject = Subject(registry.unit(tx, unit_id).path)
    return may(Right.REPORT, holder(registry.posts_of(tx, person_id), person_id), subject)
