"""Who was invited and has not joined: reminded where a messenger reaches them, else named to those who can phone.

Due time "invitations" (subject 0): when it is looked at next.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import locales
from incidents.facts import moment_text
from incidents.ways import way_to, ways_to_all
from rules.calendar import Calendar, local
from rules.catalogue import Catalogue
from rules.escalation import VIETNAM
from storage import due, invited, outbox, registry, staff_lists
from storage.database import Tx
from storage.due import Urgency
from storage.invited import Invited
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.tables.upkeep import Due

DUE = "invitations"
SECOND_SLOT = "second-messenger"
AFTER = timedelta(days=3)
AT = time(8, 30)
AT_ONCE = 200
_NEXT = timedelta(seconds=30)
_NAMED = 10


def ensure(tx: Tx, rules: Catalogue) -> None:
    """Arms the look in a database where it is not armed yet."""
    if not due.armed(tx, DUE, 0):
        due.arm(tx, DUE, 0, next_look(rules.calendar, tx.now), Urgency.REMINDER)


def next_look(calendar: Calendar, now: datetime) -> datetime:
    """When it is looked at next: in the morning of a working day, in UTC."""
    there = now.astimezone(VIETNAM)
    first = there.date() if there.time() < AT else there.date() + timedelta(days=1)
    return local(calendar.working_near(first, "after"), AT).astimezone(UTC)


def on_due(tx: Tx, rules: Catalogue, _what: Due) -> None:
    """The clock's call: each invitation that has waited for three days is spoken of once, some at a time."""
    again = next_look(rules.calendar, tx.now)
    found: list[Invited] = []
    if may_look(rules.calendar, tx.now):
        found = invited.still_waiting(tx, tx.now - AFTER, AT_ONCE)
        _speak_of(tx, found)
        invited.note_reminded(tx, [one.id for one in found])
        if len(found) == AT_ONCE:
            again = tx.now + _NEXT
    due.arm(tx, DUE, 0, again, Urgency.REMINDER)


def may_look(calendar: Calendar, now: datetime) -> bool:
    """Whether anybody is spoken to of invitations now: on a working day, not in the quiet hours."""
    there = now.astimezone(VIETNAM)
    return calendar.is_working(there.date()) and calendar.loud(now) <= now


def remind_of_second(tx: Tx, areas: Sequence[str], limit: int) -> int:
    """Whoever has one messenger only is asked to join on the other as well, once a day at most; how many were."""
    since = tx.now - staff_lists.NOT_AGAIN_WITHIN
    people = staff_lists.to_remind(tx, areas, SECOND_SLOT, since, limit)
    ways = ways_to_all(tx, people)
    for person_id, to in ways.items():
        lang = registry.person(tx, person_id).lang
        text = locales.text(lang, "staff-second", channel=to.channel.capitalize())
        rows = ((Button(locales.text(lang, "account-more"), "a:more"),),)
        outbox.send(tx, to, Screen(text, rows, slot=SECOND_SLOT, fresh=True), Priority.REMINDER)
    return len(ways)


def _speak_of(tx: Tx, found: Sequence[Invited]) -> None:
    """To the people themselves where an account reaches them; of the others to whoever looks after their units."""
    to_call: dict[int, list[Invited]] = {}
    for one in found:
        to = way_to(tx, one.person_id, waits=True)
        if to is not None:
            lang = registry.person(tx, one.person_id).lang
            until = moment_text(lang, one.expires_at, tx.now)
            rows = ((Button(locales.text(lang, "account-more"), "a:more"),),)
            screen = Screen(locales.text(lang, "staff-invited", until=until), rows, slot=SECOND_SLOT, fresh=True)
            outbox.send(tx, to, screen, Priority.REMINDER)
            continue
        for administrator in _who_looks_after(tx, one):
            to_call.setdefault(administrator, []).append(one)
    for administrator, people in to_call.items():
        _list_to(tx, administrator, people)


def _who_looks_after(tx: Tx, one: Invited) -> list[int]:
    """The nearest administrators above all units of the person; a nearer one may not look after each of them."""
    lines = [registry.ancestors(path) for path in staff_lists.places(tx, one.person_id)]
    common = [unit for unit in (lines[0] if lines else ()) if all(unit in line for line in lines)]
    for unit_id in reversed(common):
        if found := registry.holders(tx, "administrator", [unit_id]):
            return found
    return []


def _list_to(tx: Tx, administrator: int, people: Sequence[Invited]) -> None:
    to = way_to(tx, administrator, waits=True)
    if to is None:
        return
    lang = registry.person(tx, administrator).lang
    names = "\n".join(f"• {one.name}" for one in people[:_NAMED])
    more = max(len(people) - _NAMED, 0)
    text = locales.text(lang, "staff-to-call", count=len(people), names=names, more=more)
    rows = ((Button(locales.text(lang, "staff-see-list"), "q:w:none:0:0"),),)
    outbox.send(tx, to, Screen(text, rows, slot="staff:waiting", fresh=True), Priority.REMINDER)
