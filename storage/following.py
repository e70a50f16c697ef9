"""What goes along when a unit becomes part of another: its people, roster, incidents, and what it owes."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, update

from rules.roles import GIVEN_BY_HEADS, Role
from storage import delegations, registry, tasks
from storage.database import Tx, table
from storage.incidents import LIVE
from storage.tables.conversations import Draft
from storage.tables.duty import DutyHole
from storage.tables.incidents import DutyShift, Incident
from storage.tables.news import NewsItem
from storage.tables.press import Spokesperson
from storage.tables.registry import Assignment, Person

_assignment = table(Assignment)
_person = table(Person)
_incident = table(Incident)
_draft = table(Draft)
_shift = table(DutyShift)
_hole = table(DutyHole)
_spokesperson = table(Spokesperson)
_news = table(NewsItem)


@dataclass(frozen=True, slots=True)
class Followed:
    """How much went along. deputies: the names of heads who are deputies now, because there is a head already."""

    roles: int
    incidents: int
    shifts: int
    owed: int
    deputies: list[str] = field(default_factory=list)


def follow(tx: Tx, unit_id: int, into_id: int) -> Followed:
    """Everything of a unit that goes on is from now on the other's; what was submitted stays with the unit.

    Incidents follow whether they are ended or not, so that numbers by unit go on; each keeps the name by which its unit
    reported (and its draft the unit). A spokesperson follows where the other unit has none.
    """
    roles, deputies = _people(tx, unit_id, into_id)
    owed, _ = tasks.unit_closed(tx, unit_id, into_id)
    live = live_incidents(tx, unit_id)
    here = {"unit_id": unit_id}
    tx.change(Incident, here, unit_id=into_id)
    tx.change(Draft, {**here, "status": "open"}, unit_id=into_id)
    coming = update(_shift).where(_shift.c.unit_id == unit_id, _shift.c.ends_at > tx.now)
    shifts: int = tx.execute(coming.values(unit_id=into_id)).rowcount
    tx.execute(delete(_hole).where(_hole.c.unit_id == unit_id))
    undecided = update(_news).where(_news.c.unit_id == unit_id, _news.c.state.in_(("draft", "waiting", "asked")))
    tx.execute(undecided.values(unit_id=into_id))
    named = exists().where(_other_spokesperson.c.unit_id == into_id)
    tx.execute(update(_spokesperson).where(_spokesperson.c.unit_id == unit_id, ~named).values(unit_id=into_id))
    return Followed(roles, live, shifts, owed, deputies)


_other_spokesperson = _spokesperson.alias("other")


def live_incidents(tx: Tx, unit_id: int) -> int:
    """How many incidents of a unit are not ended."""
    here = select(func.count()).where(_incident.c.unit_id == unit_id, _incident.c.status.in_(LIVE))
    number: int = tx.scalar(here)
    return number


def _people(tx: Tx, unit_id: int, into_id: int) -> tuple[int, list[str]]:
    """(how many roles go on at the other unit, the names of heads who are deputies there)."""
    held = tx.rows(
        select(_assignment, _person.c.name)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(_assignment.c.unit_id == unit_id)
        .where(or_(_assignment.c.valid_until.is_(None), _assignment.c.valid_until > tx.now))
        .where(_assignment.c.role.not_in([role.value for role in GIVEN_BY_HEADS]))
        .order_by(_assignment.c.id)
    )
    has_head = bool(registry.holders(tx, Role.HEAD, [into_id]))
    deputies = []
    for one in held:
        role = one.role
        if role == Role.HEAD and has_head and one.person_id not in registry.holders(tx, Role.HEAD, [into_id]):
            role = Role.DEPUTY.value
            deputies.append(one.name)
        _hold(tx, one, into_id, role)
        tx.change(Assignment, {"id": one.id}, valid_until=tx.now)
        if one.role == Role.HEAD:
            if role == Role.HEAD:
                delegations.head_moved(tx, one.person_id, unit_id, into_id)
            else:
                delegations.head_left(tx, one.person_id, unit_id)
    return len(held), deputies


def _hold(tx: Tx, before: Any, into_id: int, role: str) -> None:
    key = {"person_id": before.person_id, "unit_id": into_id, "role": role, "division": before.division}
    known = tx.find(Assignment, **key)
    if known is None:
        begins = max(before.valid_from, tx.now) if before.valid_from else tx.now
        tx.insert(Assignment, **key, title=before.title, valid_from=begins, valid_until=before.valid_until)
    elif known.valid_until is not None and known.valid_until <= tx.now:
        tx.change(Assignment, {"id": known.id}, valid_from=tx.now, valid_until=before.valid_until)
