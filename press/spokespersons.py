"""Who speaks to the press for a unit: heads are asked once a term, name somebody, confirm; each is told what changes.

Due time "spokespersons" (subject 0): when heads are asked next.
"""

from dataclasses import replace
from datetime import timedelta

import locales
from incidents.facts import speaker_text
from incidents.ways import way_to, ways_showing
from rules.catalogue import Catalogue
from rules.roles import Role
from rules.spokespersons import counts_from, is_confirmed, may_ask, next_asking
from storage import due, outbox, registry, slots, spokesperson_lists, spokespersons
from storage.database import Tx
from storage.due import Urgency
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.spokespersons import Speaker
from storage.tables.upkeep import Due

DUE = "spokespersons"
AT_ONCE = 100
# So many in so long are a tenth of what a messenger takes: nothing else waits for them.
_NEXT = timedelta(seconds=30)


def ensure(tx: Tx, rules: Catalogue) -> None:
    """Arms the asking in a database where it is not armed yet."""
    if not due.armed(tx, DUE, 0):
        due.arm(tx, DUE, 0, next_asking(rules.calendar, tx.now), Urgency.REMINDER)


def on_due(tx: Tx, rules: Catalogue, _what: Due) -> None:
    """The clock's call: some of the heads who are to be asked; the others half a minute later, or another day."""
    again = next_asking(rules.calendar, tx.now)
    if may_ask(rules.calendar, tx.now):
        found = spokesperson_lists.to_ask(tx, counts_from(rules.calendar, tx.now), AT_ONCE)
        for one in found:
            _ask(tx, rules, one.unit_id, one.person_id)
        if len(found) == AT_ONCE:
            again = tx.now + _NEXT
    due.arm(tx, DUE, 0, again, Urgency.REMINDER)


def name(
    tx: Tx, rules: Catalogue, unit_id: int, head_id: int, *, person_id: int | None, name: str, title: str, phone: str
) -> Speaker:
    """A head has authorised somebody; who it is hears of it, and the other heads' questions are answered.

    The very same again (a press that came twice) tells nobody anew.
    """
    before = spokespersons.of_unit(tx, unit_id)
    spokespersons.name(tx, unit_id, head_id, person_id=person_id, name=name, title=title, phone=phone)
    speaker = _now(tx, unit_id)
    same = before is not None and replace(before, confirmed_at=None) == replace(speaker, confirmed_at=None)
    if person_id is not None and person_id != head_id and not same:
        _tell(tx, unit_id, person_id, head_id)
    _answered(tx, rules, unit_id, besides=head_id)
    return speaker


def confirm(tx: Tx, rules: Catalogue, unit_id: int, head_id: int) -> Speaker | None:
    """«Vẫn như cũ»; None when whoever it was does not speak for the unit any more."""
    if spokespersons.of_unit(tx, unit_id) is None:
        return None
    spokespersons.confirm(tx, unit_id, head_id)
    _answered(tx, rules, unit_id, besides=head_id)
    return _now(tx, unit_id)


def waiting(tx: Tx, rules: Catalogue, unit_id: int, head_id: int) -> bool:
    """Whether this head was asked and the unit still has nobody who is confirmed for this term."""
    speaker = spokespersons.of_unit(tx, unit_id)
    stands = speaker is not None and is_confirmed(rules.calendar, speaker.confirmed_at, tx.now)
    return not stands and spokespersons.asked(tx, unit_id, head_id)


def question(tx: Tx, rules: Catalogue, unit_id: int, head_id: int, lang: str) -> Screen:
    """What a head is asked about a unit, as things stand now; below it what can be pressed."""
    speaker = spokespersons.of_unit(tx, unit_id)
    unit = registry.unit(tx, unit_id).name
    if speaker is None:
        text = locales.text(lang, "speaker-ask", unit=unit)
        rows = [_button(lang, "speaker-me", unit_id, "me"), _button(lang, "speaker-other", unit_id, "other")]
        return Screen(text, (tuple(rows),), slot=slot(unit_id))
    confirmed = is_confirmed(rules.calendar, speaker.confirmed_at, tx.now)
    key = "speaker-stands" if confirmed else "speaker-ask-again"
    text = locales.text(lang, key, unit=unit, line=speaker_text(lang, rules, speaker, tx.now))
    same = "speaker-still-me" if speaker.person_id == head_id else "speaker-same"
    first = [] if confirmed else [_button(lang, same, unit_id, "same")]
    others = [] if speaker.person_id == head_id else [_button(lang, "speaker-me", unit_id, "me")]
    others.append(_button(lang, "speaker-other", unit_id, "other"))
    return Screen(text, tuple(row for row in (tuple(first), tuple(others)) if row), slot=slot(unit_id))


def slot(unit_id: int) -> str:
    return f"spokesperson:{unit_id}"


def _ask(tx: Tx, rules: Catalogue, unit_id: int, head_id: int) -> None:
    to = way_to(tx, head_id, waits=True)
    if to is not None:
        lang = registry.person(tx, head_id).lang
        screen = question(tx, rules, unit_id, head_id, lang)
        outbox.send(tx, to, replace(screen, fresh=True), Priority.REMINDER)
        spokespersons.note_asked(tx, unit_id, head_id)


def _tell(tx: Tx, unit_id: int, person_id: int, head_id: int) -> None:
    to = way_to(tx, person_id)
    if to is not None:
        person, head = registry.person(tx, person_id), registry.person(tx, head_id)
        text = locales.text(person.lang, "speaker-told", head=head.name, unit=registry.unit(tx, unit_id).name)
        outbox.send(tx, to, Screen(text), Priority.UPDATE)


def _answered(tx: Tx, rules: Catalogue, unit_id: int, besides: int) -> None:
    """The question in the chats of the other heads says how it stands now."""
    for head_id in registry.holders(tx, Role.HEAD, [unit_id]):
        ways = ways_showing(tx, head_id, slot(unit_id)) if head_id != besides else []
        for to in ways:
            if slots.stands(tx, to, slot(unit_id)):
                screen = question(tx, rules, unit_id, head_id, registry.person(tx, head_id).lang)
                outbox.send(tx, to, replace(screen, silent=True), Priority.UPDATE)


def _now(tx: Tx, unit_id: int) -> Speaker:
    speaker = spokespersons.of_unit(tx, unit_id)
    assert speaker is not None, "somebody was named"
    return speaker


def _button(lang: str, key: str, unit_id: int, verb: str) -> Button:
    return Button(locales.text(lang, key), f"s:{unit_id}:{verb}")
