"""Who is who: the member behind an account, the people who hold a role, units by their place in the tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, or_, select, update

from storage.database import Tx, table
from storage.tables.messaging import ChannelState
from storage.tables.registry import Account, Assignment, Person, Unit

_account = table(Account)
_person = table(Person)
_assignment = table(Assignment)
_unit = table(Unit)
_state = table(ChannelState)


@dataclass(frozen=True, slots=True)
class Post:
    """A role that a person holds now, and where. `unit_path` is "/1/14/203/"."""

    role: str
    unit_id: int
    unit_path: str
    unit_name: str
    division: str
    title: str


@dataclass(frozen=True, slots=True)
class Member:
    """A person who has joined, seen through the account that spoke."""

    account_id: int
    channel: str
    address: str
    person_id: int
    name: str
    phone: str | None
    lang: str
    reachable: bool
    notice_version: str
    posts: tuple[Post, ...]

    def holds(self, *roles: str) -> bool:
        return any(post.role in roles for post in self.posts)


def valid(held: Any, now: Any) -> ColumnElement[bool]:
    """That an assignment (the table of them, or an alias of it) holds at a moment."""
    return and_(
        or_(held.c.valid_from.is_(None), held.c.valid_from <= now),
        or_(held.c.valid_until.is_(None), held.c.valid_until > now),
    )


_valid = valid(_assignment, bindparam("now"))
_post_columns = (
    _assignment.c.person_id,
    _assignment.c.role,
    _assignment.c.division,
    _assignment.c.title,
    _unit.c.id.label("unit_id"),
    _unit.c.path.label("unit_path"),
    _unit.c.name.label("unit_name"),
)
_member = (
    select(
        _account.c.id.label("account_id"),
        _account.c.reachable,
        _person.c.name,
        _person.c.phone,
        _person.c.lang,
        _person.c.notice_version,
        _person.c.id.label("member_id"),
        *_post_columns,
    )
    .select_from(_account)
    .join(_person, _person.c.id == _account.c.person_id)
    .outerjoin(_assignment, and_(_assignment.c.person_id == _person.c.id, _valid))
    .outerjoin(_unit, _unit.c.id == _assignment.c.unit_id)
    .where(
        _account.c.channel == bindparam("channel"),
        _account.c.address == bindparam("address"),
        _account.c.cut_off_at.is_(None),
        _person.c.active,
    )
    .order_by(_assignment.c.id)
)
_posts_of = (
    select(*_post_columns)
    .join(_unit, _unit.c.id == _assignment.c.unit_id)
    .where(_assignment.c.person_id == bindparam("person"), _valid)
    .order_by(_assignment.c.id)
)
_names = select(_person.c.id, _person.c.name).where(_person.c.id.in_(bindparam("people", expanding=True)))
_member_locked = _member.with_for_update(of=(_account, _person), key_share=True)


def _post(row: Row[tuple[object, ...]]) -> Post:
    return Post(row.role, row.unit_id, row.unit_path, row.unit_name, row.division, row.title)


def find_member(tx: Tx, channel: str, address: str) -> Member | None:
    """Who speaks from this account, with the roles held now; None for a stranger or a cut-off account.

    On PostgreSQL the rows of the account and the person are locked, so one person's updates are handled one after the
    other, from whichever messenger they come.
    """
    statement = _member_locked if tx.postgres else _member
    rows = tx.rows(statement, {"channel": channel, "address": address, "now": tx.now})
    if not rows:
        return None
    first = rows[0]
    return Member(
        account_id=first.account_id,
        channel=channel,
        address=address,
        person_id=first.member_id,
        name=first.name,
        phone=first.phone,
        lang=first.lang,
        reachable=first.reachable,
        notice_version=first.notice_version,
        posts=tuple(_post(row) for row in rows if row.role is not None),
    )


def posts_of(tx: Tx, person_id: int) -> tuple[Post, ...]:
    """The roles that a person holds now."""
    return tuple(_post(row) for row in tx.rows(_posts_of, {"person": person_id, "now": tx.now}))


def person(tx: Tx, person_id: int) -> Person:
    """Raises LookupError for an id that is not there."""
    found = tx.find(Person, id=person_id)
    if found is None:
        raise LookupError(f"There is no person {person_id}.")
    return found


def unit(tx: Tx, unit_id: int) -> Unit:
    """Raises LookupError for an id that is not there."""
    found = tx.find(Unit, id=unit_id)
    if found is None:
        raise LookupError(f"There is no unit {unit_id}.")
    return found


def roots(tx: Tx) -> list[int]:
    """The ids of the units with none above them."""
    return [row.id for row in tx.rows(select(_unit.c.id).where(_unit.c.parent_id.is_(None), _unit.c.active))]


def ancestors(path: str) -> tuple[int, ...]:
    """The ids on the way from the root to the unit itself: "/1/14/203/" → (1, 14, 203)."""
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def holders(tx: Tx, role: str, unit_ids: Sequence[int], division: str | None = None) -> list[int]:
    """The people who hold `role` now at one of the units (in a division, if given), by their ids."""
    statement = (
        select(_assignment.c.person_id)
        .join(_person, _person.c.id == _assignment.c.person_id)
        .where(_assignment.c.role == role, _assignment.c.unit_id.in_(list(unit_ids)), _valid, _person.c.active)
        .order_by(_assignment.c.person_id)
        .distinct()
    )
    if division is not None:
        statement = statement.where(_assignment.c.division == division)
    return [row.person_id for row in tx.rows(statement, {"now": tx.now})]


def all_holders(tx: Tx, role: str) -> list[int]:
    """The people who hold `role` now at any unit, by their ids."""
    return [row.person_id for row in tx.rows(_all_holders, {"role": role, "now": tx.now})]


_all_holders = (
    select(_assignment.c.person_id)
    .join(_person, _person.c.id == _assignment.c.person_id)
    .where(_assignment.c.role == bindparam("role"), _valid, _person.c.active)
    .order_by(_assignment.c.person_id)
    .distinct()
)
_accounts = (
    select(_account)
    .join(_person, _person.c.id == _account.c.person_id)
    .where(_account.c.cut_off_at.is_(None), _person.c.active)
    .order_by(
        (_account.c.channel == _person.c.preferred_channel).desc(), _account.c.joined_at.desc(), _account.c.id.desc()
    )
)
_accounts_of = _accounts.where(_account.c.person_id == bindparam("person"))
_accounts_of_all = _accounts.where(_account.c.person_id.in_(bindparam("people", expanding=True)))
_accounts_down_last = (
    _accounts_of.order_by(None)
    .outerjoin(_state, _state.c.channel == _account.c.channel)
    .order_by(
        _state.c.down_since.is_not(None),
        (_account.c.channel == _person.c.preferred_channel).desc(),
        _account.c.joined_at.desc(),
        _account.c.id.desc(),
    )
)


def account(tx: Tx, channel: str, address: str) -> Account | None:
    """The account at an address, whoever it belongs to, cut off or not."""
    return tx.find(Account, channel=channel, address=address)


def account_numbered(tx: Tx, account_id: int) -> Account | None:
    """The account by its id, cut off or not."""
    return tx.find(Account, id=account_id)


def accounts_of(tx: Tx, person_id: int, *, down_last: bool = False) -> list[Account]:
    """The accounts of a person that are not cut off, the preferred channel first, reachable or not.

    On one channel the latest comes first, because whoever joins anew on the same messenger has changed the phone.
    down_last: whatever is on a messenger that is down comes after everything else.
    """
    return tx.all(Account, _accounts_down_last if down_last else _accounts_of, {"person": person_id})


def accounts_of_all(tx: Tx, person_ids: Sequence[int]) -> dict[int, list[Account]]:
    """`accounts_of` for many people at once, by their ids; nobody without an account is among them."""
    found: dict[int, list[Account]] = {}
    for one in tx.all(Account, _accounts_of_all, {"people": list(person_ids)}):
        found.setdefault(one.person_id, []).append(one)
    return found


def mark_reachable(tx: Tx, channel: str, address: str, reachable: bool, reason: str = "") -> int | None:
    """Notes whether the messenger reaches this account; the person's id when that has changed, else None."""
    found = tx.row(
        update(_account)
        .where(_account.c.channel == channel, _account.c.address == address, _account.c.reachable != reachable)
        .values(reachable=reachable, unreachable_reason=reason)
        .returning(_account.c.person_id)
    )
    return None if found is None else found.person_id


def link_account(tx: Tx, person_id: int, channel: str, address: str) -> None:
    """Binds an account to a person, taking it from whoever had it before (a phone changes hands).

    The channel on which somebody joins first is the preferred one until another is chosen.
    """
    tx.upsert(
        Account,
        ("channel", "address"),
        channel=channel,
        address=address,
        person_id=person_id,
        joined_at=tx.now,
        reachable=True,
        unreachable_reason="",
        cut_off_at=None,
    )
    tx.execute(
        update(_person)
        .where(_person.c.id == person_id, _person.c.preferred_channel.is_(None))
        .values(preferred_channel=channel)
    )


def prefer(tx: Tx, person_id: int, channel: str) -> None:
    """From now on the person is reached on this channel first."""
    tx.change(Person, {"id": person_id}, preferred_channel=channel)


def cut_off(tx: Tx, account_id: int) -> Account | None:
    """Shuts an account: whoever speaks there is a stranger from now on. The account; None when it was shut already."""
    shut = tx.execute(
        update(_account).where(_account.c.id == account_id, _account.c.cut_off_at.is_(None)).values(cut_off_at=tx.now)
    )
    return account_numbered(tx, account_id) if shut.rowcount else None


def person_by_phone(tx: Tx, phone: str) -> Person | None:
    """Whose number the registry says it is (E.164)."""
    return tx.first(Person, select(_person).where(_person.c.phone == phone, _person.c.active))


def names(tx: Tx, person_ids: Sequence[int]) -> list[str]:
    """The names of people, in the order of the ids."""
    if not person_ids:
        return []
    rows = tx.rows(_names, {"people": list(person_ids)})
    by_id = {row.id: row.name for row in rows}
    return [by_id[person_id] for person_id in person_ids if person_id in by_id]
