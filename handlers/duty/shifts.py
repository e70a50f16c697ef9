"""Changing the roster from the chat: one shift made or removed, by who may."""

from datetime import UTC, datetime, time, timedelta

from duty import roster as acts
from handlers.duty import asking, roster, swapping
from handlers.duty.asking import minutes_of, moment_of, number
from handlers.turn import Tampered, Turn
from incidents.facts import moment_text
from rules.moments import read_moment, start_of
from storage import shifts
from storage.clock import LOCAL_ZONE
from storage.screens import Button
from storage.shifts import Shift

_SHOWN = 8
_BEGINS = (7, 17)
_HOURS = (8, 12, 24)
_FAR = timedelta(days=60)
_MIDNIGHT = time()


def pressed(turn: Turn, parts: list[str]) -> None:
    """«t:new», «t:new:<unit>», «t:who:<unit>:<person>», «t:from:<unit>:<person>:<minutes>»,
    «t:till:<unit>:<person>:<minutes>:<hours>», «t:edit», «t:drop:<shift>», «t:gone:<shift>»; the rest is of the
    list or of a swap. Raises Tampered for anything else."""
    match parts:
        case ["week", "0" | "1" as which]:
            roster.week(turn, int(which))
        case ["new"]:
            _which_unit(turn)
        case ["new", unit]:
            _who(turn, _own(turn, unit))
        case ["who", unit, person]:
            _from_when(turn, _own(turn, unit), _person(turn, unit, person))
        case ["from", unit, person, minutes]:
            _until_when(turn, _own(turn, unit), _person(turn, unit, person), moment_of(number(minutes)))
        case ["till", unit, person, minutes, hours] if number(hours) in _HOURS:
            begins = moment_of(number(minutes))
            _add(turn, _own(turn, unit), _person(turn, unit, person), begins, begins + timedelta(hours=number(hours)))
        case ["edit"]:
            _which_to_remove(turn)
        case ["drop", shift]:
            _sure(turn, number(shift))
        case ["gone", shift]:
            _remove(turn, number(shift))
        case _ if not swapping.pressed(turn, parts):
            raise Tampered("unknown action of the roster")


def typed_person(turn: Turn, args: list[str]) -> bool:
    """Who has the new shift, by name or number; False for what is neither."""
    unit_id = _own(turn, args[0])
    person_id = asking.named(turn, roster.candidates(turn, unit_id))
    if person_id is None:
        return False
    _from_when(turn, unit_id, person_id)
    return True


def typed_from(turn: Turn, args: list[str]) -> bool:
    """When the new shift begins; False for what is no moment."""
    begins = read_moment(turn.event.text, turn.tx.now, _MIDNIGHT)
    if begins is None:
        return False
    _until_when(turn, _own(turn, args[0]), number(args[1]), begins)
    return True


def typed_until(turn: Turn, args: list[str]) -> bool:
    """When it ends; False for what is no moment."""
    begins = moment_of(number(args[2]))
    ends = read_moment(turn.event.text, begins, _MIDNIGHT)
    if ends is None:
        return False
    _add(turn, _own(turn, args[0]), number(args[1]), begins, ends)
    return True


def _own(turn: Turn, written: str) -> int:
    unit_id = number(written)
    if unit_id not in roster.editable(turn):
        raise Tampered("a roster of others")
    return unit_id


def _person(turn: Turn, unit: str, written: str) -> int:
    return asking.offered(turn, written, roster.candidates(turn, _own(turn, unit)))


def _which_unit(turn: Turn) -> None:
    units = roster.editable(turn)
    if not units:
        raise Tampered("no roster to change")
    if len(units) == 1:
        _who(turn, next(iter(units)))
        return
    rows = tuple((Button(name, f"t:new:{unit_id}"),) for unit_id, name in units.items())
    asking.say(turn, roster.SLOT, turn.t("shift-which-unit"), (*rows, roster.back(turn)))


def _who(turn: Turn, unit_id: int) -> None:
    asking.expect(turn, "shift-person", str(unit_id))
    known = roster.candidates(turn, unit_id)
    rows = tuple((Button(one.name, f"t:who:{unit_id}:{one.id}"),) for one in known)
    asking.say(turn, roster.SLOT, turn.t("shift-who"), (*rows, roster.back(turn)))


def _from_when(turn: Turn, unit_id: int, person_id: int) -> None:
    name = asking.somebody(turn, person_id).name
    if not acts.may_be_on_duty(turn.tx, person_id, unit_id):
        roster.week(turn, 0, turn.t("shift-may-not", name=name))
        return
    asking.expect(turn, "shift-from", str(unit_id), str(person_id))
    today = turn.tx.now.astimezone(LOCAL_ZONE).date()
    offered = [start_of(today + timedelta(days=day), hour * 60) for day in (0, 1) for hour in _BEGINS]
    buttons = [
        Button(_label(turn, at), f"t:from:{unit_id}:{person_id}:{minutes_of(at)}") for at in offered if at > turn.tx.now
    ]
    asking.say(
        turn, roster.SLOT, turn.t("shift-from-when", name=name), (*((one,) for one in buttons), roster.back(turn))
    )


def _until_when(turn: Turn, unit_id: int, person_id: int, begins: datetime) -> None:
    minutes = minutes_of(begins)
    asking.expect(turn, "shift-until", str(unit_id), str(person_id), str(minutes))
    buttons = tuple(
        Button(_label(turn, begins + timedelta(hours=hours)), f"t:till:{unit_id}:{person_id}:{minutes}:{hours}")
        for hours in _HOURS
    )
    text = turn.t("shift-until-when", starts=_label(turn, begins))
    asking.say(turn, roster.SLOT, text, (*((one,) for one in buttons), roster.back(turn)))


def _add(turn: Turn, unit_id: int, person_id: int, begins: datetime, ends: datetime) -> None:
    asking.forget(turn)
    begins, ends = begins.astimezone(UTC), ends.astimezone(UTC)
    name = asking.somebody(turn, person_id).name
    if not acts.may_be_on_duty(turn.tx, person_id, unit_id):
        roster.week(turn, 0, turn.t("shift-may-not", name=name))
    elif ends <= max(begins, turn.tx.now) or ends - begins > acts.LONGEST or begins > turn.tx.now + _FAR:
        roster.week(turn, 0, turn.t("shift-bad-time"))
    else:
        shift_id = acts.add(turn.tx, turn.me, unit_id, person_id, begins, ends)
        turn.audit("roster.add", "done", f"shift:{shift_id}", person=person_id)
        roster.week(turn, 0, turn.t("shift-added", name=name, starts=_label(turn, begins), ends=_label(turn, ends)))


def _which_to_remove(turn: Turn) -> None:
    units = list(roster.editable(turn))
    if not units:
        raise Tampered("no roster to change")
    coming = shifts.between(turn.tx, units, turn.tx.now, turn.tx.now + _FAR)[:_SHOWN]
    rows = tuple((Button(f"{one.name} · {roster.time_text(turn, one)}", f"t:drop:{one.id}"),) for one in coming)
    asking.say(turn, roster.SLOT, turn.t("shift-remove-which" if coming else "shift-none"), (*rows, roster.back(turn)))


def _sure(turn: Turn, shift_id: int) -> None:
    shift = _editable_shift(turn, shift_id)
    if shift is None:
        roster.week(turn, 0, turn.t("shift-is-gone"))
        return
    rows = ((Button(turn.t("shift-remove-yes"), f"t:gone:{shift_id}"),), roster.back(turn))
    text = turn.t("shift-remove-sure", name=shift.name, shift=roster.time_text(turn, shift))
    asking.say(turn, roster.SLOT, text, rows)


def _remove(turn: Turn, shift_id: int) -> None:
    shift = _editable_shift(turn, shift_id)
    removed = shift is not None and acts.remove(turn.tx, turn.me, shift)
    turn.audit("roster.remove", "done" if removed else "failed", f"shift:{shift_id}")
    roster.week(turn, 0, turn.t("shift-removed-done" if removed else "shift-is-gone"))


def _editable_shift(turn: Turn, shift_id: int) -> Shift | None:
    shift = shifts.find(turn.tx, shift_id)
    if shift is not None and shift.unit_id not in roster.editable(turn):
        raise Tampered("a roster of others")
    return shift


def _label(turn: Turn, at: datetime) -> str:
    return moment_text(turn.lang, at, turn.tx.now)
