"""/uyquyen: a head names who may act in the unit's name, sees and ends it; a deputy declines."""

from datetime import timedelta
from typing import Any

from duty import delegations as acts
from handlers import menu
from handlers.duty import asking
from handlers.duty.asking import Rows, number
from handlers.turn import Tampered, Turn
from incidents import access
from incidents.facts import moment_text
from rules.moments import END_OF_DAY, read_moment
from rules.rights import Right, Subject, may
from storage import delegations, people
from storage.people import Known
from storage.screens import Button
from storage.tables.duty import Delegation

_SLOT = "delegation"
_LONGEST = timedelta(days=366)


def show(turn: Turn) -> None:
    """What one has given and what one was given, each with the button that ends it."""
    if not may_see(turn):
        turn.audit("delegation", "refused")
        turn.say(menu.home(turn, turn.t("delegation-not-yours")))
        return
    asking.forget(turn)
    _show(turn)


def may_see(turn: Turn) -> bool:
    """Whether there is anything here for this person."""
    return bool(_units(turn) or delegations.of_deputy(turn.tx, turn.me.person_id))


def pressed(turn: Turn, parts: list[str]) -> None:
    """«u:new:<unit>», «u:to:<unit>:<person>», «u:what:…:<what>», «u:until:…:<days>», «u:end:<id>», «u:no:<id>»,
    «u:show»; raises Tampered for anything else."""
    match parts:
        case ["show"]:
            show(turn)
        case ["new"]:
            _which_unit(turn)
        case ["new", unit]:
            _to_whom(turn, _own(turn, unit))
        case ["to", unit, person]:
            _what(turn, _own(turn, unit), _person(turn, unit, person))
        case ["what", unit, person, what] if what in delegations.WHAT:
            _until_when(turn, _own(turn, unit), _person(turn, unit, person), what)
        case ["until", unit, person, what, days] if what in delegations.WHAT and number(days) in asking.DAYS:
            until = asking.end_of(turn.tx.now, number(days))
            _name(turn, _own(turn, unit), _person(turn, unit, person), what, until)
        case ["end", one]:
            _end(turn, number(one))
        case ["no", one]:
            _decline(turn, number(one))
        case _:
            raise Tampered("unknown action of delegation")


def typed_person(turn: Turn, args: list[str]) -> bool:
    """A name or a telephone number instead of a button; False for what is neither."""
    unit_id = _own(turn, args[0])
    person_id = asking.another(turn, _staff(turn, unit_id))
    if person_id is None:
        return False
    _what(turn, unit_id, person_id)
    return True


def typed_until(turn: Turn, args: list[str]) -> bool:
    """A day instead of a button; False for what is none."""
    until = read_moment(turn.event.text, turn.tx.now, END_OF_DAY)
    if until is None:
        return False
    unit, person, what = args
    if not turn.tx.now < until <= turn.tx.now + _LONGEST:
        asking.say(turn, _SLOT, turn.t("until-too-far"))
        return True
    _name(turn, _own(turn, unit), _person(turn, unit, person), what, until)
    return True


def _units(turn: Turn) -> dict[int, str]:
    """The units for which one may let others act: where one is the head."""
    holder = access.holder(turn.me.posts, turn.me.person_id)
    return {
        post.unit_id: post.unit_name
        for post in turn.me.posts
        if post.role == "head" and may(Right.DELEGATE, holder, Subject(post.unit_path))
    }


def _own(turn: Turn, written: str) -> int:
    unit_id = number(written)
    if unit_id not in _units(turn):
        raise Tampered("a unit of somebody else")
    return unit_id


def _person(turn: Turn, unit: str, written: str) -> int:
    person_id = asking.offered(turn, written, _staff(turn, _own(turn, unit)))
    if asking.somebody(turn, person_id).id == turn.me.person_id:
        raise Tampered("oneself")
    return person_id


def _staff(turn: Turn, unit_id: int) -> list[Known]:
    return people.staff(turn.tx, [unit_id])


def _show(turn: Turn, done: str = "") -> None:
    given = delegations.of_units(turn.tx, list(_units(turn)))
    got = delegations.of_deputy(turn.tx, turn.me.person_id)
    lines, rows = [turn.t("delegation-title")], []
    for one in given:
        until = moment_text(turn.lang, one.ends_at, turn.tx.now)
        lines.append(turn.t("delegation-given", deputy=one.deputy, unit=one.unit, what=one.what, until=until))
        rows.append((Button(turn.t("delegation-end", deputy=one.deputy), f"u:end:{one.id}"),))
    for one in got:
        until = moment_text(turn.lang, one.ends_at, turn.tx.now)
        lines.append(turn.t("delegation-got", head=one.head, unit=one.unit, what=one.what, until=until))
        rows.append((Button(turn.t("delegation-give-up", unit=one.unit), f"u:no:{one.id}"),))
    if not given and not got:
        lines.append(turn.t("delegation-none"))
    if _units(turn):
        rows.append((Button(turn.t("delegation-new"), "u:new"),))
    asking.say(turn, _SLOT, "\n".join(lines), tuple(rows), done=done)


def _which_unit(turn: Turn) -> None:
    units = _units(turn)
    if len(units) == 1:
        _to_whom(turn, next(iter(units)))
        return
    if not units:
        raise Tampered("no unit of one's own")
    rows = tuple((Button(name, f"u:new:{unit_id}"),) for unit_id, name in units.items())
    asking.say(turn, _SLOT, turn.t("delegation-which-unit"), (*rows, _back(turn)))


def _to_whom(turn: Turn, unit_id: int) -> None:
    asking.expect(turn, "delegation-person", str(unit_id))
    rows = asking.people(turn, _staff(turn, unit_id), lambda person_id: f"u:to:{unit_id}:{person_id}")
    text = turn.t("delegation-to-whom", unit=_units(turn)[unit_id])
    asking.say(turn, _SLOT, text, (*rows, _back(turn)))


def _what(turn: Turn, unit_id: int, person_id: int) -> None:
    asking.expect(turn, "delegation-what", str(unit_id), str(person_id))
    name = asking.somebody(turn, person_id).name
    choices: Rows = tuple(
        (Button(turn.t(f"delegation-what-{what}"), f"u:what:{unit_id}:{person_id}:{what}"),)
        for what in delegations.WHAT
    )
    asking.say(turn, _SLOT, turn.t("delegation-what", deputy=name), (*choices, _back(turn)))


def _until_when(turn: Turn, unit_id: int, person_id: int, what: str) -> None:
    asking.expect(turn, "delegation-until", str(unit_id), str(person_id), what)
    name = asking.somebody(turn, person_id).name
    rows = asking.until_rows(turn, turn.tx.now, lambda days: f"u:until:{unit_id}:{person_id}:{what}:{days}")
    asking.say(turn, _SLOT, turn.t("delegation-until", deputy=name), (*rows, _back(turn)))


def _name(turn: Turn, unit_id: int, person_id: int, what: str, until: Any) -> None:
    asking.forget(turn)
    made, reached = acts.name(turn.tx, turn.me.person_id, unit_id, person_id, what, until)
    turn.audit("delegation", "done", f"delegation:{made.id}", to=person_id, unit=unit_id, what=what)
    key = "delegation-done" if reached else "delegation-done-not-told"
    _show(turn, turn.t(key, deputy=asking.somebody(turn, person_id).name))


def _end(turn: Turn, delegation_id: int) -> None:
    delegation = _find(turn, delegation_id)
    if delegation.unit_id not in _units(turn):
        raise Tampered("a delegation of another unit")
    ended = acts.end(turn.tx, turn.rules, delegation)
    turn.audit("delegation.end", "done" if ended else "failed", f"delegation:{delegation_id}")
    _show(turn, turn.t("delegation-end-done" if ended else "delegation-is-over"))


def _decline(turn: Turn, delegation_id: int) -> None:
    delegation = _find(turn, delegation_id)
    if delegation.to_id != turn.me.person_id:
        raise Tampered("a delegation to somebody else")
    declined = acts.decline(turn.tx, turn.rules, delegation)
    turn.audit("delegation.decline", "done" if declined else "failed", f"delegation:{delegation_id}")
    text = turn.t("delegation-refused" if declined else "delegation-is-over")
    asking.say(turn, f"delegation:{delegation_id}", "", done=text)


def _find(turn: Turn, delegation_id: int) -> Delegation:
    found = delegations.find(turn.tx, delegation_id)
    if found is None:
        raise Tampered("no such delegation")
    return found


def _back(turn: Turn) -> tuple[Button, ...]:
    return (Button(turn.t("never-mind"), "u:show"),)
