"""Roles given and ended, people who leave: at once, and whoever it concerns is told, what becomes of their work too."""

from collections.abc import Sequence
from typing import Any

import locales
from incidents import access, posts, reach
from incidents.ways import way_to
from rules.catalogue import Catalogue
from rules.rights import RIGHTS, Right
from rules.roles import Role
from storage import conversations, outbox, registry, staff_lists, staffing
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import Screen
from storage.staff_lists import HeldPost
from storage.tables.registry import Person


def give(
    tx: Tx,
    rules: Catalogue,
    person_id: int,
    unit_id: int,
    role: Role,
    division: str = "",
    *,
    by: int | None = None,
    title: str = "",
) -> bool:
    """The person holds the role from now on and hears of it; False when it was held already.

    by: whoever gives it; None on the server. Those who look after the record hear of a role that sees
    reports of others. What the unit has reported and nobody could go on with is the new head's.
    """
    tx.lock(Person, person_id)
    if not staffing.grant(tx, person_id, unit_id, role, division, by=by, title=title):
        return False
    unit = registry.unit(tx, unit_id)
    tell(tx, person_id, "staff-given", role=role, unit=unit.name)
    posts.settle_reported(tx, rules, unit_id)
    if by is not None and Right.ACT_ON_INCIDENT in RIGHTS[role]:
        _tell_the_watchful(tx, by, person_id, role, unit_id)
    return True


def end(tx: Tx, rules: Catalogue, person_id: int, held: Sequence[HeldPost], *, by: int | None = None) -> int:
    """These posts of a person are over now; how many were not so before. What is under way goes on in other hands."""
    tx.lock(Person, person_id)
    ended = [
        post
        for post in held
        if staffing.end(tx, person_id, Role(post.role), post.unit_id, division=post.division, by=by)
    ]
    if ended:
        after_end(tx, rules, person_id, ended)
    return len(ended)


def leave(tx: Tx, rules: Catalogue, person_id: int, *, by: int | None = None) -> bool:
    """The person has left for good: no role, no account, no invitation; False when that was so already."""
    tx.lock(Person, person_id)
    held = staff_lists.posts(tx, person_id)
    accounts = registry.accounts_of(tx, person_id)
    if not registry.person(tx, person_id).active and not held and not accounts:
        return False
    staffing.end(tx, person_id, by=by)
    # Accounts go first: nothing of what follows is to be said to whoever holds the phone now.
    for account in accounts:
        reach.account_cut_off(tx, rules, account.id or 0)
    staffing.leave(tx, person_id, by=by)
    after_end(tx, rules, person_id, held)
    return True


def after_end(tx: Tx, rules: Catalogue, person_id: int, ended: Sequence[HeldPost]) -> None:
    """What follows when these posts have just ended."""
    posts.post_ended(tx, rules, person_id)
    for unit_id in sorted({post.unit_id for post in ended}):
        posts.settle_reported(tx, rules, unit_id)
    for post in ended:
        unsent = _has_unsent(tx, person_id, post.unit_id)
        tell(tx, person_id, "staff-ended", role=Role(post.role), unit=post.unit, unsent="yes" if unsent else "no")


def tell(tx: Tx, person_id: int, key: str, *, role: Role, **args: Any) -> None:
    """A short message to whom it concerns, if they can be reached."""
    to = way_to(tx, person_id)
    if to is None:
        return
    lang = registry.person(tx, person_id).lang
    text = locales.text(lang, key, role=role_text(lang, role), **args)
    outbox.send(tx, to, Screen(text), Priority.UPDATE)


def role_text(lang: str, role: str) -> str:
    """«Thủ trưởng đơn vị»."""
    return locales.text(lang, f"role-{role.replace('_', '-')}")


def _has_unsent(tx: Tx, person_id: int, unit_id: int) -> bool:
    """Whether a report was begun that the person cannot send any more."""
    draft = conversations.open_draft(tx, person_id)
    if draft is None or draft.unit_id != unit_id:
        return False
    return not access.may_report(tx, person_id, unit_id)


def _tell_the_watchful(tx: Tx, by: int, person_id: int, role: Role, unit_id: int) -> None:
    line = registry.ancestors(registry.unit(tx, unit_id).path)
    watchful = {
        one
        for watching, rights in RIGHTS.items()
        if Right.SEE_AUDIT in rights
        for one in registry.holders(tx, watching, line)
    }
    actor, name = registry.person(tx, by).name, registry.person(tx, person_id).name
    for one in sorted(watchful - {by, person_id}):
        unit = registry.unit(tx, unit_id).name
        tell(tx, one, "staff-given-to-see", role=role, unit=unit, name=name, actor=actor)
