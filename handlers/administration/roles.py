"""Roles given, changed and ended: which, where, really; what somebody else has done meanwhile is said instead.

A button holds the person (0: the newcomer who was just typed), the unit, the role, the place of the division in the
catalogue («-»: none), and the post that ends with it (0: none).
"""

from handlers.administration import person as one_person
from handlers.administration import scope
from handlers.administration import unit as one_unit
from handlers.turn import Tampered, Turn
from rules.catalogue import Division
from rules.roles import GIVEN_BY_HEADS, GIVEN_ON_THE_SERVER, OF_A_DIVISION, OF_ONE_UNIT, Role
from staff import roles as acts
from storage import conversations, registry, staff_lists, staffing, unit_names
from storage.screens import Button
from storage.staff_lists import HeldPost
from storage.tables.registry import Person

NO_DIVISION = "-"
_UNITS = 6
_LEADERS = tuple(
    role for role in Role if role not in (*OF_ONE_UNIT, *GIVEN_BY_HEADS, *GIVEN_ON_THE_SERVER)
)  # as the enumeration has them


def choose_unit(turn: Turn, person_id: int) -> None:
    """At which unit: those where the person works already, or whatever is typed."""
    person = scope.person(turn, person_id)
    if scope.is_stranger(turn, person_id):
        return
    scope.expect(turn, "unit", str(person_id))
    places = {post.unit_id: post.unit for post in staff_lists.posts(turn.tx, person_id)}
    rows = [(Button(scope.short(name), f"q:g:{person_id}:{unit_id}"),) for unit_id, name in places.items()]
    scope.say(turn, turn.t("staff-which-unit", name=person.name), [*rows, _never_mind(turn, person_id)])


def typed_unit(turn: Turn, args: list[str]) -> bool:
    """A unit by its name or code."""
    person_id = scope.number(args[0])
    found = unit_names.like(turn.tx, scope.areas(turn), turn.event.text.strip(), _UNITS + 1)
    if not found:
        return False
    if len(found) == 1:
        choose(turn, person_id, found[0][0], 0)
        return True
    rows = [(Button(scope.short(name), f"q:g:{person_id}:{unit_id}"),) for unit_id, name in found[:_UNITS]]
    key = "staff-units-many" if len(found) > _UNITS else "staff-units-found"
    scope.say(turn, turn.t(key), [*rows, _never_mind(turn, person_id)])
    return True


def change(turn: Turn, post_id: int) -> None:
    """Another role at the same unit instead of this one."""
    post = scope.post(turn, post_id)
    if scope.is_stranger(turn, post.person_id) or scope.on_the_server(turn, post.role):
        return
    if not _still_held(turn, post):
        return
    choose(turn, post.person_id, post.unit_id, post_id)


def choose(turn: Turn, person_id: int, unit_id: int, instead_of: int) -> None:
    """Which role, then of which division where one is needed."""
    unit = scope.unit(turn, unit_id)
    name = _name(turn, person_id)
    if name is None:
        one_unit.show(turn, unit_id, 0)
        return
    old = staff_lists.post(turn.tx, instead_of) if instead_of else None
    offered = [*OF_ONE_UNIT, *(_LEADERS if staffing.has_units_below(turn.tx, unit_id) else ())]
    rows = [
        (
            Button(
                acts.role_text(turn.lang, role),
                f"q:r:{person_id}:{unit_id}:{role.value}:{NO_DIVISION}:{instead_of}",
            ),
        )
        for role in offered
        if old is None or role != old.role or role in OF_A_DIVISION
    ]
    text = turn.t("staff-which-role", name=name, unit=unit.name)
    scope.say(turn, text, [*rows, _never_mind(turn, person_id, unit_id)])


def ask(turn: Turn, person_id: int, unit_id: int, written: str, place: str, instead_of: int) -> None:
    """Whether the role is really to be given; a new head, and what happens to the present one."""
    role, unit = _role(turn, written), scope.unit(turn, unit_id)
    if role is None or (person_id and _may_not(turn, person_id)):
        return
    name = _name(turn, person_id)
    if name is None:
        one_unit.show(turn, unit_id, 0)
        return
    if role in OF_A_DIVISION and place == NO_DIVISION:
        _choose_division(turn, person_id, unit_id, role, instead_of)
        return
    stem = f"q:rr:{person_id}:{unit_id}:{role.value}:{place}"
    heads = [] if role != Role.HEAD else _other_heads(turn, person_id, unit_id)
    told = turn.t(
        "staff-give-sure",
        name=name,
        role=_role_of(turn, role, place),
        unit=unit.name,
        instead=_instead(turn, instead_of),
        heads=", ".join(registry.names(turn.tx, [post.person_id for post in heads])) or "none",
    )
    rows = [
        (Button(scope.short(turn.t("staff-give-and-end", name=_name(turn, post.person_id))), f"{stem}:{post.id}"),)
        for post in heads[:2]
    ]
    rows.append((Button(turn.t("staff-give-also" if heads else "staff-give-yes"), f"{stem}:{instead_of}"),))
    scope.say(turn, told, [*rows, _never_mind(turn, person_id, unit_id)])


def give(turn: Turn, person_id: int, unit_id: int, written: str, place: str, instead_of: int) -> None:
    """The role is given now, and the post that it takes the place of ends."""
    role = _role(turn, written)
    scope.unit(turn, unit_id)
    division = _division(turn, role, place) if role is not None else None
    if role is None or (person_id and _may_not(turn, person_id)):
        return
    old = scope.post(turn, instead_of) if instead_of else None
    if old is not None:
        if scope.is_stranger(turn, old.person_id) or scope.on_the_server(turn, old.role):
            return
        if old.unit_id != unit_id or not (old.person_id == person_id or role == old.role == Role.HEAD):
            raise Tampered("a post that has nothing to do with this one")
        if not _still_held(turn, old):
            return
    if not person_id:
        person_id, title = _newcomer(turn, unit_id)
        if not person_id:
            one_unit.show(turn, unit_id, 0, turn.t("staff-added-already"))
            return
    else:
        title = ""
    by, name = turn.me.person_id, registry.person(turn.tx, person_id).name
    given = acts.give(turn.tx, turn.rules, person_id, unit_id, role, division or "", by=by, title=title)
    if old is not None and (old.person_id, old.role, old.division) != (person_id, role, division or ""):
        acts.end(turn.tx, turn.rules, old.person_id, [old], by=by)
    if role == Role.HEAD:
        _end_as_deputy(turn, person_id, unit_id)
    scope.forget(turn)
    key = "staff-given-done" if given else "staff-given-already"
    one_person.show(turn, person_id, turn.t(key, name=name, role=acts.role_text(turn.lang, role)))


def _end_as_deputy(turn: Turn, person_id: int, unit_id: int) -> None:
    """Nobody is the deputy of themselves."""
    held = staff_lists.posts(turn.tx, person_id)
    as_deputy = [post for post in held if post.role == Role.DEPUTY and post.unit_id == unit_id]
    acts.end(turn.tx, turn.rules, person_id, as_deputy, by=turn.me.person_id)


def ask_end(turn: Turn, post_id: int) -> None:
    """Whether this post is really to end."""
    post = scope.post(turn, post_id)
    if scope.is_stranger(turn, post.person_id) or scope.on_the_server(turn, post.role):
        return
    if not _still_held(turn, post):
        return
    role = acts.role_text(turn.lang, post.role)
    text = turn.t("staff-end-sure", name=_name(turn, post.person_id), role=role, unit=post.unit)
    rows = ((Button(turn.t("staff-end-yes"), f"q:ee:{post_id}"),), _never_mind(turn, post.person_id))
    scope.say(turn, text, rows)


def end(turn: Turn, post_id: int) -> None:
    """The post ends now."""
    post = scope.post(turn, post_id)
    if scope.is_stranger(turn, post.person_id) or scope.on_the_server(turn, post.role):
        return
    if post.role in GIVEN_BY_HEADS:
        raise Tampered("what a head has given")
    if not _still_held(turn, post):
        return
    acts.end(turn.tx, turn.rules, post.person_id, [post], by=turn.me.person_id)
    role = acts.role_text(turn.lang, post.role)
    one_person.show(turn, post.person_id, turn.t("staff-ended-done", name=_name(turn, post.person_id), role=role))


def _still_held(turn: Turn, post: HeldPost) -> bool:
    """Whether nobody was quicker; otherwise it is said how things stand."""
    turn.tx.lock(Person, post.person_id)
    if staff_lists.post(turn.tx, post.id) is not None:
        return True
    role = acts.role_text(turn.lang, post.role)
    one_person.show(turn, post.person_id, turn.t("staff-ended-already", name=_name(turn, post.person_id), role=role))
    return False


def _may_not(turn: Turn, person_id: int) -> bool:
    scope.person(turn, person_id)
    return scope.is_stranger(turn, person_id)


def _name(turn: Turn, person_id: int) -> str | None:
    """The name of a person, or of the newcomer who was typed; None where nobody is held any more."""
    if person_id:
        scope.person(turn, person_id)
        return registry.person(turn.tx, person_id).name
    said = _said(turn)
    return said["name"] if said else None


def _said(turn: Turn) -> dict[str, str]:
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is None or flow.flow != scope.FLOW or flow.data["ask"] != "role":
        return {}
    said: dict[str, str] = flow.data["said"]
    return said


def _newcomer(turn: Turn, unit_id: int) -> tuple[int, str]:
    """(id, title) of whoever was typed, written down now; 0 where that was done or is over."""
    said = _said(turn)
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if not said or flow is None or flow.data["args"] != [str(unit_id)]:
        return 0, ""
    if staffing.person_known_as(turn.tx, phone=said["phone"]) is not None:
        scope.forget(turn)
        return 0, ""
    person_id = turn.tx.insert(Person, name=said["name"], phone=said["phone"])
    turn.audit("person.add", "done", f"person:{person_id}", unit=unit_id)
    return person_id, said["title"]


def _role(turn: Turn, written: str) -> Role | None:
    """None where it is given on the server only, which is said. Raises Tampered for what is no role of ours."""
    if written not in set(Role) or written in GIVEN_BY_HEADS:
        raise Tampered("no role that is given here")
    return None if scope.on_the_server(turn, written) else Role(written)


def _division(turn: Turn, role: Role, place: str) -> str:
    found = _division_at(turn, place)
    if (found is None) == (role in OF_A_DIVISION):
        raise Tampered("no division of ours")
    return found.id if found else ""


def _division_at(turn: Turn, place: str) -> Division | None:
    if place == NO_DIVISION:
        return None
    number = scope.number(place)
    if number >= len(turn.rules.divisions):
        raise Tampered("no division of ours")
    return turn.rules.divisions[number]


def _choose_division(turn: Turn, person_id: int, unit_id: int, role: Role, instead_of: int) -> None:
    rows = [
        (
            Button(
                scope.short(division.name.of(turn.lang)),
                f"q:r:{person_id}:{unit_id}:{role.value}:{place}:{instead_of}",
            ),
        )
        for place, division in enumerate(turn.rules.divisions)
    ]
    text = turn.t("staff-which-division", role=acts.role_text(turn.lang, role))
    scope.say(turn, text, [*rows, _never_mind(turn, person_id, unit_id)])


def _other_heads(turn: Turn, person_id: int, unit_id: int) -> list[HeldPost]:
    heads = [one for one in registry.holders(turn.tx, Role.HEAD, [unit_id]) if one != person_id]
    found = [post for one in heads for post in staff_lists.posts(turn.tx, one)]
    return [
        post
        for post in found
        if post.role == Role.HEAD and post.unit_id == unit_id and scope.wholly(turn, post.person_id)
    ]


def _instead(turn: Turn, post_id: int) -> str:
    old = scope.post(turn, post_id) if post_id else None
    return "none" if old is None else acts.role_text(turn.lang, old.role)


def _role_of(turn: Turn, role: Role, place: str) -> str:
    division = _division_at(turn, place)
    text = acts.role_text(turn.lang, role)
    return f"{text} · {division.name.of(turn.lang)}" if division else text


def _never_mind(turn: Turn, person_id: int, unit_id: int = 0) -> tuple[Button, ...]:
    return (Button(turn.t("never-mind"), f"q:p:{person_id}" if person_id else f"q:u:{unit_id}:0"),)
