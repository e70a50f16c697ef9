"""What the press has asked units: noted as a draft, kept with one press, answered later, listed for the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from storage.areas import inside
from storage.database import Tx, table
from storage.tables.press import PressContact
from storage.tables.registry import Unit

DRAFT, KEPT, DROPPED, REPORT = "draft", "kept", "dropped", "report"

_contact = table(PressContact)
_unit = table(Unit)


def add(tx: Tx, **values: Any) -> PressContact:
    """A new one, as the table describes it."""
    return get(tx, tx.insert(PressContact, noted_at=tx.now, **values))


def find(tx: Tx, contact_id: int) -> PressContact | None:
    return tx.find(PressContact, id=contact_id)


def get(tx: Tx, contact_id: int) -> PressContact:
    """Raises LookupError for an id that is not there."""
    found = find(tx, contact_id)
    if found is None:
        raise LookupError(f"There is no press contact {contact_id}.")
    return found


def locked(tx: Tx, contact_id: int) -> PressContact | None:
    """The contact, which nobody else changes until the transaction ends."""
    tx.lock(PressContact, contact_id)
    return find(tx, contact_id)


def change(tx: Tx, contact_id: int, **values: Any) -> PressContact:
    tx.change(PressContact, {"id": contact_id}, **values)
    return get(tx, contact_id)


def settle(tx: Tx, contact_id: int, state: str, **values: Any) -> bool:
    """A draft becomes `state`; False when it is none any more (a press that came twice)."""
    return bool(tx.change(PressContact, {"id": contact_id, "state": DRAFT}, state=state, **values))


def same_line(tx: Tx, person_id: int, text: str, since: datetime) -> PressContact | None:
    """What the person has noted with exactly these words since then, and not dropped."""
    found = (
        select(_contact)
        .where(_contact.c.noted_by == person_id, _contact.c.text == text, _contact.c.noted_at > since)
        .where(_contact.c.state.in_((DRAFT, KEPT)))
        .order_by(_contact.c.id.desc())
        .limit(1)
    )
    return tx.first(PressContact, found)


def listed(
    tx: Tx, areas: Sequence[str], since: datetime, *, unit_id: int | None = None, limit: int, offset: int = 0
) -> list[tuple[PressContact, str]]:
    """Those kept since then at units below `areas` (or at one of them), the latest first, with the unit's name."""
    rows = tx.rows(
        select(_contact, _unit.c.name.label("unit_name"))
        .join(_unit, _unit.c.id == _contact.c.unit_id)
        .where(*_wanted(areas, since, unit_id))
        .order_by(_contact.c.kept_at.desc(), _contact.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    told = []
    for row in rows:
        values = dict(row._mapping)
        unit_name = values.pop("unit_name")
        told.append((PressContact.model_construct(**values), unit_name))
    return told


def count(tx: Tx, areas: Sequence[str], since: datetime, *, unit_id: int | None = None) -> tuple[int, int]:
    """(all that `listed` would list, those of them without an answer)."""
    wanted = select(func.count()).select_from(_contact.join(_unit, _unit.c.id == _contact.c.unit_id))
    wanted = wanted.where(*_wanted(areas, since, unit_id))
    return tx.scalar(wanted), tx.scalar(wanted.where(_contact.c.answered_at.is_(None)))


def kept_in(tx: Tx, unit_id: int, since: datetime, until: datetime) -> int:
    """How often the press has asked a unit between these moments."""
    number: int = tx.scalar(
        select(func.count())
        .select_from(_contact)
        .where(_contact.c.unit_id == unit_id, _contact.c.state == KEPT)
        .where(_contact.c.contacted_at > since, _contact.c.contacted_at <= until)
    )
    return number


def _wanted(areas: Sequence[str], since: datetime, unit_id: int | None) -> list[ColumnElement[bool]]:
    wanted = [inside(areas), _contact.c.state == KEPT, _contact.c.kept_at >= since]
    return wanted if unit_id is None else [*wanted, _contact.c.unit_id == unit_id]
