"""Invitations as whoever looks after them sees them: for whom, by whom, what has become of each; which still wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, select, update

from storage.database import Tx, table
from storage.staff_lists import somebody_inside
from storage.tables.registry import Account, Invitation, Person

OPEN, USED, EXPIRED, REVOKED = "open", "used", "expired", "revoked"
STATES = (OPEN, USED, EXPIRED, REVOKED)

_invitation = table(Invitation)
_person = table(Person)
_maker = _person.alias("maker")
_account = table(Account)
_later = _invitation.alias("later")


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation. state: one of STATES. maker: who made it, "" on the server. used_at: when it let somebody in."""

    id: int
    person_id: int
    name: str
    maker_id: int | None
    maker: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    state: str


def lines(
    tx: Tx, areas: Sequence[str], state: str | None, *, limit: int | None = None, offset: int = 0
) -> list[Invited]:
    """The latest invitation of each person all of whose posts lie below `areas` (in one state, if given)."""
    found = _listed(tx).where(somebody_inside(tx, areas, _invitation.c.person_id), _is_latest())
    if state is not None:
        found = found.where(_state(tx) == state)
    ordered = found.order_by(_invitation.c.id.desc()).offset(offset)
    return [Invited(**row._mapping) for row in tx.rows(ordered if limit is None else ordered.limit(limit))]


def counts(tx: Tx, areas: Sequence[str]) -> dict[str, int]:
    """How many people's latest invitation is in which state."""
    state = _state(tx)
    found = select(state.label("state"), func.count().label("number")).where(
        somebody_inside(tx, areas, _invitation.c.person_id), _is_latest()
    )
    return {row.state: row.number for row in tx.rows(found.group_by(state))}


def latest(tx: Tx, person_id: int) -> Invited | None:
    """The latest invitation of a person, whatever has become of it."""
    row = tx.row(_listed(tx).where(_invitation.c.person_id == person_id, _is_latest()))
    return None if row is None else Invited(**row._mapping)


def still_waiting(tx: Tx, made_before: datetime, limit: int) -> list[Invited]:
    """Invitations that are open, were made before then, and of which nobody was reminded yet; the oldest first.

    Not of whoever has joined on an account since it was made.
    """
    joined_since = exists().where(
        _account.c.person_id == _invitation.c.person_id,
        _account.c.cut_off_at.is_(None),
        _account.c.joined_at > _invitation.c.created_at,
    )
    found = _listed(tx).where(
        _state(tx) == OPEN,
        _invitation.c.created_at <= made_before,
        _invitation.c.reminded_at.is_(None),
        _person.c.active,
        ~joined_since,
    )
    return [Invited(**row._mapping) for row in tx.rows(found.order_by(_invitation.c.id).limit(limit))]


def note_reminded(tx: Tx, invitation_ids: Sequence[int]) -> None:
    """Whoever is to be reminded of these was, or whoever is to call them was told."""
    if invitation_ids:
        which = _invitation.c.id.in_(list(invitation_ids))
        tx.execute(update(_invitation).where(which).values(reminded_at=tx.now))


def _listed(tx: Tx) -> Any:
    return (
        select(
            _invitation.c.id,
            _invitation.c.person_id,
            _person.c.name,
            _invitation.c.created_by.label("maker_id"),
            func.coalesce(_maker.c.name, "").label("maker"),
            _invitation.c.created_at,
            _invitation.c.expires_at,
            _invitation.c.used_at,
            _state(tx).label("state"),
        )
        .select_from(_invitation)
        .join(_person, _person.c.id == _invitation.c.person_id)
        .outerjoin(_maker, _maker.c.id == _invitation.c.created_by)
    )


def _state(tx: Tx) -> ColumnElement[str]:
    """As storage.invitations.state_of."""
    found: ColumnElement[str] = case(
        (_invitation.c.used_at.is_not(None), USED),
        (_invitation.c.revoked_at.is_not(None), REVOKED),
        (_invitation.c.expires_at <= tx.now, EXPIRED),
        else_=OPEN,
    )
    return found


def _is_latest() -> ColumnElement[bool]:
    """Of one person the last stands for all: it has made the earlier ones worthless."""
    found: ColumnElement[bool] = ~exists().where(
        _later.c.person_id == _invitation.c.person_id, _later.c.id > _invitation.c.id
    )
    return found
