"""Who sends, reviews and hears of the news of a unit now: the one table of rights, asked about one unit."""

from incidents import access
from incidents.ways import way_to
from rules.rights import Right, Subject, may, scopes
from rules.roles import Role
from storage import registry
from storage.database import Tx
from storage.registry import Member, Post
from storage.tables.news import NewsItem

_WRITERS = (Role.HEAD, Role.DEPUTY)
# The first of these roles that somebody holds is the desk.
_DESK = (Role.COMMUNICATIONS, Role.CHIEF_OF_OFFICE)


def units_of(member: Member) -> dict[int, str]:
    """id → name of the units whose news the member may send."""
    who = access.holder(member.posts, member.person_id)
    return {post.unit_id: post.unit_name for post in member.posts if may(Right.SEND_NEWS, who, Subject(post.unit_path))}


def areas(posts: tuple[Post, ...], person_id: int) -> list[str]:
    """The paths below which the person reviews news; none lies below another."""
    paths = sorted({area.path_prefix for area in scopes(Right.REVIEW_NEWS, access.holder(posts, person_id))})
    return [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]


def may_send(tx: Tx, person_id: int, unit_id: int) -> bool:
    return _may(tx, Right.SEND_NEWS, person_id, unit_id)


def may_review(tx: Tx, person_id: int, unit_id: int) -> bool:
    return _may(tx, Right.REVIEW_NEWS, person_id, unit_id)


def senders(tx: Tx, item: NewsItem) -> list[int]:
    """Who hears of an item for its unit: its author, or whoever can be reached of the unit once he has left."""
    people = [item.author_id, *(one for role in _WRITERS for one in registry.holders(tx, role, [item.unit_id]))]
    reached = [one for one in dict.fromkeys(people) if way_to(tx, one) is not None and may_send(tx, one, item.unit_id)]
    return reached[:1] if reached[:1] == [item.author_id] else reached


def reviewers(tx: Tx, unit_id: int) -> list[int]:
    """The desk of a unit: the communications desk above it; where there is none, the chief of office."""
    above = registry.ancestors(registry.unit(tx, unit_id).path)
    for role in _DESK:
        if people := registry.holders(tx, role, above):
            return people
    return []


def _may(tx: Tx, right: Right, person_id: int, unit_id: int) -> bool:
    who = access.holder(registry.posts_of(tx, person_id), person_id)
    return may(right, who, Subject(registry.unit(tx, unit_id).path))
