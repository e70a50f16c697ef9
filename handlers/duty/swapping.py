"""One's own shift to a colleague, perhaps in exchange for one of theirs: asked here, consented to with one press."""

from duty import roster as acts
from duty import swaps
from handlers.duty import asking, roster
from handlers.duty.asking import number
from handlers.turn import Tampered, Turn
from storage import shifts
from storage.screens import Button
from storage.shifts import Shift
from storage.tables.duty import DutySwap

_SHOWN = 8


def pressed(turn: Turn, parts: list[str]) -> bool:
    """«t:mine», «t:swap:<shift>», «t:ask:<shift>:<person>», «t:for:<shift>:<person>:<shift, 0: none>», «t:yes:<id>»,
    «t:no:<id>»; False for any other."""
    match parts:
        case ["mine"]:
            _my_shifts(turn)
        case ["swap", shift]:
            _with_whom(turn, _mine(turn, shift))
        case ["ask", shift, person]:
            _in_exchange(turn, _mine(turn, shift), _colleague(turn, shift, person))
        case ["for", shift, person, other]:
            _ask(turn, _mine(turn, shift), _colleague(turn, shift, person), number(other))
        case ["yes" | "no" as answer, swap]:
            _answer(turn, number(swap), accepted=answer == "yes")
        case _:
            return False
    return True


def typed_colleague(turn: Turn, args: list[str]) -> bool:
    """Who is asked to take a shift, by name or number; False for what is neither."""
    shift = _mine(turn, args[0])
    if shift is None:
        return False
    person_id = asking.another(turn, roster.candidates(turn, shift.unit_id))
    if person_id is None:
        return False
    _in_exchange(turn, shift, person_id)
    return True


def _my_shifts(turn: Turn) -> None:
    mine = shifts.of_person(turn.tx, turn.me.person_id, turn.tx.now, _SHOWN)
    rows = tuple((Button(roster.time_text(turn, one), f"t:swap:{one.id}"),) for one in mine)
    asking.say(turn, roster.SLOT, turn.t("swap-which" if mine else "swap-none"), (*rows, roster.back(turn)))


def _mine(turn: Turn, written: str) -> Shift | None:
    """A shift of one's own that has not begun; None, and it is said, where it is gone or another's meanwhile."""
    shift = shifts.find(turn.tx, number(written))
    if shift is None or shift.person_id != turn.me.person_id or shift.starts_at <= turn.tx.now:
        turn.toast(turn.t("shift-not-yours"), alert=True)
        return None
    return shift


def _with_whom(turn: Turn, shift: Shift | None) -> None:
    if shift is None:
        return
    asking.expect(turn, "swap-colleague", str(shift.id))
    rows = asking.people(turn, roster.candidates(turn, shift.unit_id), lambda person: f"t:ask:{shift.id}:{person}")
    text = turn.t("swap-with-whom", shift=roster.time_text(turn, shift))
    asking.say(turn, roster.SLOT, text, (*rows, roster.back(turn)))


def _in_exchange(turn: Turn, shift: Shift | None, person_id: int) -> None:
    if shift is None:
        return
    asking.expect(turn, "swap-for", str(shift.id), str(person_id))
    theirs = [one for one in shifts.of_person(turn.tx, person_id, turn.tx.now, _SHOWN) if one.unit_id == shift.unit_id]
    rows = [(Button(turn.t("swap-only-take"), f"t:for:{shift.id}:{person_id}:0"),)]
    rows += [(Button(roster.time_text(turn, one), f"t:for:{shift.id}:{person_id}:{one.id}"),) for one in theirs]
    name = asking.somebody(turn, person_id).name
    text = turn.t("swap-for-what", name=name, shift=roster.time_text(turn, shift))
    asking.say(turn, roster.SLOT, text, (*rows, roster.back(turn)))


def _ask(turn: Turn, shift: Shift | None, person_id: int, other_id: int) -> None:
    if shift is None:
        return
    other = shifts.find(turn.tx, other_id) if other_id else None
    taken = other_id and (other is None or other.person_id != person_id or other.starts_at <= turn.tx.now)
    name = asking.somebody(turn, person_id).name
    if taken or not acts.may_be_on_duty(turn.tx, person_id, shift.unit_id):
        roster.week(turn, 0, turn.t("swap-not-possible", name=name))
        return
    if any(one.other_id == person_id for one in shifts.asked_for(turn.tx, shift.id)):
        roster.week(turn, 0, turn.t("swap-asked-already", name=name))
        return
    swap, reached = swaps.ask(turn.tx, turn.me, shift, person_id, other)
    turn.audit("swap", "done", f"swap:{swap.id}", to=person_id)
    roster.week(turn, 0, turn.t("swap-ask-done" if reached else "swap-not-told", name=name))


def _answer(turn: Turn, swap_id: int, *, accepted: bool) -> None:
    swap = _swap(turn, swap_id)
    done = swaps.accept(turn.tx, swap) if accepted else swaps.decline(turn.tx, swap)
    turn.audit("swap.accept" if accepted else "swap.decline", "done" if done else "failed", f"swap:{swap_id}")
    key = ("swap-accepted" if accepted else "swap-refused") if done else "swap-is-over"
    rows = ((Button(turn.t("roster-open"), "c:lichtruc"),),) if accepted and done else ()
    asking.say(turn, f"swap:{swap_id}", "", rows, done=turn.t(key))


def _swap(turn: Turn, swap_id: int) -> DutySwap:
    swap = shifts.find_swap(turn.tx, swap_id)
    if swap is None or swap.other_id != turn.me.person_id:
        raise Tampered("somebody else was asked")
    return swap


def _colleague(turn: Turn, shift: str, written: str) -> int:
    found = shifts.find(turn.tx, number(shift))
    known = roster.candidates(turn, found.unit_id) if found is not None else []
    person_id = asking.offered(turn, written, known)
    if person_id == turn.me.person_id:
        raise Tampered("oneself")
    return person_id
