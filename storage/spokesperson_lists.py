"""Spokespersons of many units at once: which heads are still to be asked, which units have none or none confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from rules.campaigns import Audience
from rules.roles import Role
from storage import audience, registry
from storage.areas import inside
from storage.database import Tx, table
from storage.incidents import LIVE
from storage.tables.conversations import Conversation, Draft
from storage.tables.incidents import Incident
from storage.tables.press import Spokesperson, SpokespersonQuestion
from storage.tables.registry import Account, Assignment, Person, Unit

CONFIRMED, UNCONFIRMED, NONE = "confirmed", "unconfirmed", "none"

_WRITING, _TALKING = timedelta(hours=12), timedelta(hours=1)

_unit = table(Unit)
_named = table(Spokesperson)
_question = table(SpokespersonQuestion)
_assignment = table(Assignment)
_other = _assignment.alias("head_of_today")
_person = table(Person)
_speaker = _person.alias("speaker")
_account = table(Account)
_draft = table(Draft)
_talk = table(Conversation)
_incident = table(Incident)


@dataclass(frozen=True, slots=True)
class Asking:
    """A head who is to be asked about a unit."""

    unit_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units have a spokesperson confirmed for this term, one not confirmed, and none."""

    confirmed: int
    unconfirmed: int
    none: int

    @property
    def units(self) -> int:
        return self.confirmed + self.unconfirmed + self.none


def to_ask(tx: Tx, since: datetime, limit: int) -> list[Asking]:
    """Heads whose unit has nobody confirmed since then, who were not asked since then and can be reached now.

    Nobody who is writing a report or answering something, nor while an incident of the unit is not ended.
    """
    asked = exists().where(
        _question.c.unit_id == _assignment.c.unit_id,
        _question.c.person_id == _assignment.c.person_id,
        _question.c.asked_at >= since,
    )
    reached = exists().where(
        _account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None), _account.c.reachable
    )
    writing = exists().where(
        _draft.c.person_id == _person.c.id, _draft.c.status == "open", _draft.c.updated_at > tx.now - _WRITING
    )
    talking = exists().where(_talk.c.person_id == _person.c.id, _talk.c.updated_at > tx.now - _TALKING)
    in_trouble = exists().where(_incident.c.unit_id == _unit.c.id, _incident.c.status.in_(LIVE))
    found = (
        select(_unit.c.id.label("unit_id"), _person.c.id.label("person_id"))
        .select_from(_assignment)
        .join(_unit, and_(_unit.c.id == _assignment.c.unit_id, _unit.c.active))
        .join(_person, and_(_person.c.id == _assignment.c.person_id, _person.c.active))
        .where(_assignment.c.role == Role.HEAD.value, registry.valid(_assignment, tx.now))
        .where(reached, ~asked, ~_confirmed(tx, since), ~writing, ~talking, ~in_trouble)
        .distinct()
        .order_by(_unit.c.id, _person.c.id)
        .limit(limit)
    )
    return [Asking(row.unit_id, row.person_id) for row in tx.rows(found)]


def counts(tx: Tx, areas: Sequence[str], since: datetime) -> Counts:
    """Of the units below `areas` that report."""
    row = tx.row(
        select(
            func.coalesce(func.sum(case((_state(tx, since, CONFIRMED), 1), else_=0)), 0),
            func.coalesce(func.sum(case((_state(tx, since, UNCONFIRMED), 1), else_=0)), 0),
            func.coalesce(func.sum(case((_state(tx, since, NONE), 1), else_=0)), 0),
        ).where(audience.asked(tx, Audience()), inside(areas))
    )
    assert row is not None, "a sum is always there"
    return Counts(*map(int, row))


def lines(
    tx: Tx, areas: Sequence[str], since: datetime, state: str, *, limit: int, offset: int = 0
) -> list[tuple[int, str]]:
    """(id, name) of the units below `areas` that report and are in this state, by name."""
    rows = tx.rows(
        select(_unit.c.id, _unit.c.name)
        .where(audience.asked(tx, Audience()), inside(areas), _state(tx, since, state))
        .order_by(_unit.c.name, _unit.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [(row.id, row.name) for row in rows]


def _state(tx: Tx, since: datetime, state: str) -> ColumnElement[bool]:
    if state == CONFIRMED:
        return _confirmed(tx, since)
    if state == UNCONFIRMED:
        return and_(_stands(tx), ~_confirmed(tx, since))
    return ~_stands(tx)


def _confirmed(tx: Tx, since: datetime) -> ColumnElement[bool]:
    """That a head of today has authorised somebody who is still there, since then."""
    return _exists_named(_named.c.confirmed_at >= since, _in_office(tx))


def _stands(tx: Tx) -> ColumnElement[bool]:
    """As storage.spokespersons.of_unit: somebody is named who is still there, and no head who is none any more."""
    spoke_in_person = _named.c.person_id == _named.c.named_by
    return _exists_named(or_(_named.c.person_id.is_(None), ~spoke_in_person, _in_office(tx)))


def _exists_named(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    has_left = exists().where(_speaker.c.id == _named.c.person_id, ~_speaker.c.active)
    found: ColumnElement[bool] = exists().where(_named.c.unit_id == _unit.c.id, ~has_left, *conditions)
    return found


def _in_office(tx: Tx) -> ColumnElement[bool]:
    found: ColumnElement[bool] = exists().where(
        _other.c.unit_id == _named.c.unit_id,
        _other.c.person_id == _named.c.named_by,
        _other.c.role == Role.HEAD.value,
        registry.valid(_other, tx.now),
    )
    return found
