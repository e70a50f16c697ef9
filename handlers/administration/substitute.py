"""Somebody who acts in a head's name for a time, named by an administrator: the head may be in hospital."""

from duty import delegations as acts
from handlers.administration import person as one_person
from handlers.administration import scope
from handlers.duty import asking
from handlers.turn import Tampered, Turn
from rules.roles import Role
from storage import people, registry, staff_lists
from storage.people import Known
from storage.screens import Button
from storage.staff_lists import HeldPost
from storage.tables.registry import Person


def ask_who(turn: Turn, post_id: int) -> None:
    """Who of the unit acts for this head; names can be typed as well."""
    post = _head(turn, post_id)
    if post is None:
        return
    scope.expect(turn, "substitute", str(post_id))
    rows = [(Button(scope.short(one.name), f"q:sp:{post_id}:{one.id}"),) for one in _others(turn, post)]
    head = registry.person(turn.tx, post.person_id).name
    key = "staff-substitute-who" if rows else "staff-substitute-nobody"
    scope.say(turn, turn.t(key, head=head, unit=post.unit), [*rows, _back(turn, post)])


def typed_who(turn: Turn, args: list[str]) -> bool:
    """A name or number of the unit's staff, instead of a button."""
    post = _head(turn, scope.number(args[0]))
    if post is None:
        return True
    found = asking.named(turn, _others(turn, post))
    if found not in {one.id for one in _others(turn, post)}:
        return False
    ask_how_long(turn, post.id, found or 0)
    return True


def ask_how_long(turn: Turn, post_id: int, person_id: int) -> None:
    """Until when."""
    post = _head(turn, post_id)
    if post is None:
        return
    name = _other(turn, post, person_id)
    scope.forget(turn)
    rows = asking.until_rows(turn, turn.tx.now, lambda days: f"q:sd:{post_id}:{person_id}:{days}")
    head = registry.person(turn.tx, post.person_id).name
    text = turn.t("staff-substitute-until", name=name, head=head, unit=post.unit)
    scope.say(turn, text, [*rows, _back(turn, post)])


def name(turn: Turn, post_id: int, person_id: int, days: int) -> None:
    """It holds from now on; the substitute is told, and so is the head."""
    post = _head(turn, post_id)
    if post is None:
        return
    called = _other(turn, post, person_id)
    if days not in asking.DAYS:
        raise Tampered("no number of days of ours")
    until = asking.end_of(turn.tx.now, days)
    made, reached = acts.name(turn.tx, post.person_id, post.unit_id, person_id, "both", until)
    turn.audit("delegation", "done", f"delegation:{made.id}", to=person_id, unit=post.unit_id, head=post.person_id)
    acts.tell_head_of(turn.tx, made, turn.me.name)
    key = "delegation-done" if reached else "delegation-done-not-told"
    one_person.show(turn, post.person_id, turn.t(key, deputy=called))


def _head(turn: Turn, post_id: int) -> HeldPost | None:
    """The post of a head who holds it now; None: it is over, which is said. Raises Tampered."""
    post = scope.post(turn, post_id)
    if post.role != Role.HEAD:
        raise Tampered("no head")
    if scope.is_stranger(turn, post.person_id):
        return None
    turn.tx.lock(Person, post.person_id)
    if staff_lists.post(turn.tx, post_id) is None:
        called = registry.person(turn.tx, post.person_id).name
        told = turn.t("staff-ended-already", name=called, role=turn.t("role-head"))
        one_person.show(turn, post.person_id, told)
        return None
    return post


def _others(turn: Turn, post: HeldPost) -> list[Known]:
    return [one for one in people.staff(turn.tx, [post.unit_id]) if one.id != post.person_id]


def _other(turn: Turn, post: HeldPost, person_id: int) -> str:
    """The name of somebody of the unit. Raises Tampered."""
    found = next((one.name for one in _others(turn, post) if one.id == person_id), None)
    if found is None:
        raise Tampered("somebody of another unit")
    return found


def _back(turn: Turn, post: HeldPost) -> tuple[Button, ...]:
    return (Button(turn.t("never-mind"), f"q:p:{post.person_id}"),)
