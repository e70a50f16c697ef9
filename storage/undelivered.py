"""Messages that never reached anybody and mattered: not answers to what the person did, not overtaken since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, update

from storage import slots
from storage.database import Tx, table
from storage.outbox import UNASKED
from storage.staff_lists import somebody_inside
from storage.tables.incidents import Incident
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Person

SHOWN_FOR = timedelta(days=14)
LOST = ("failed", "expired")
# Nobody of ours was there any more: bot.outcomes.
TAKEN_BACK = "taken back"

_outbox = table(OutboxMessage)
_later = _outbox.alias("later")
_person = table(Person)
_account = table(Account)
_incident = table(Incident)


@dataclass(frozen=True, slots=True)
class Lost:
    """A message that did not arrive, without what it says. code: of the incident it was about, or "".

    reached: whether the person is reached by an account now.
    """

    id: int
    person_id: int
    name: str
    channel: str
    priority: int
    code: str
    at: datetime
    reached: bool


def count(tx: Tx, areas: Sequence[str]) -> int:
    """How many messages to people all of whose posts lie below `areas` did not arrive."""
    found = select(func.count()).select_from(_outbox).join(_person, _person.c.id == _outbox.c.person_id)
    number: int = tx.scalar(found.where(*_mattered(tx, areas)))
    return number


def lines(tx: Tx, areas: Sequence[str], *, limit: int, offset: int = 0) -> list[Lost]:
    """These messages by person, the latest first."""
    reached = exists().where(
        _account.c.person_id == _person.c.id, _account.c.cut_off_at.is_(None), _account.c.reachable
    )
    rows = tx.rows(
        select(
            _outbox.c.id,
            _outbox.c.person_id,
            _person.c.name,
            _outbox.c.channel,
            _outbox.c.priority,
            func.coalesce(_incident.c.code, "").label("code"),
            func.coalesce(_outbox.c.done_at, _outbox.c.created_at, type_=_outbox.c.created_at.type).label("at"),
            reached.label("reached"),
        )
        .join(_person, _person.c.id == _outbox.c.person_id)
        .outerjoin(_incident, _incident.c.id == _outbox.c.incident_id)
        .where(*_mattered(tx, areas))
        .order_by(_person.c.name, _person.c.id, _outbox.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [Lost(**{**row._mapping, "reached": bool(row.reached)}) for row in rows]


def retire(tx: Tx, message_id: int) -> bool:
    """It is said anew, or is no news any more; False when somebody was quicker."""
    done = update(_outbox).where(_outbox.c.id == message_id, _outbox.c.state.in_(LOST)).values(state="superseded")
    return bool(tx.execute(done).rowcount)


def _mattered(tx: Tx, areas: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    newer: Any = exists().where(
        _later.c.person_id == _outbox.c.person_id,
        _later.c.slot == _outbox.c.slot,
        _later.c.id > _outbox.c.id,
        _later.c.state.in_(slots.STANDING),
    )
    return (
        _outbox.c.state.in_(LOST),
        UNASKED,
        _outbox.c.error != TAKEN_BACK,
        _outbox.c.created_at > tx.now - SHOWN_FOR,
        _outbox.c.screen["secret"].as_boolean().is_not(True),
        _person.c.active,
        or_(_outbox.c.slot == "", ~newer),
        somebody_inside(tx, areas, _outbox.c.person_id),
    )
