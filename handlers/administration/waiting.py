"""Who has not joined, or only on one messenger: by unit, reminded where that is possible, else a list for calling."""

from handlers.administration import scope
from handlers.turn import Tampered, Turn
from incidents.facts import phone_text
from staff import calling_list, inviting
from staff.roles import role_text
from storage import making, staff_lists
from storage.outbox import Priority
from storage.screens import Button, Screen
from storage.staff_lists import NONE, ONE, Lacking

_PAGE = 8
_AT_ONCE = 500


def show(turn: Turn, written: str, unit_id: int, page: int, done: str = "") -> None:
    """A page of them; of one unit and below, or everywhere (0)."""
    what, areas = _what(written), _areas(turn, unit_id)
    lines, people = staff_lists.count_lacking(turn.tx, areas, what)
    if page and page * _PAGE >= lines:
        page = 0
    found = staff_lists.lacking(turn.tx, areas, what, limit=_PAGE, offset=page * _PAGE)
    where = scope.unit(turn, unit_id).name if unit_id else "none"
    text = [turn.t(f"staff-waiting-{what}", count=people, unit=where)]
    last = 0
    for line in found:
        if line.unit_id != last:
            text.append(turn.t("staff-waiting-unit", unit=line.unit))
            last = line.unit_id
        phone = phone_text(line.phone) or turn.t("staff-no-phone")
        text.append(turn.t("staff-waiting-line", name=line.name, role=role_text(turn.lang, line.role), phone=phone))
    rows: list[tuple[Button, ...]] = [
        (Button(scope.short(f"👤 {line.name}"), f"q:p:{line.person_id}"),) for line in found
    ]
    rows += scope.turning(turn, f"q:w:{what}:{unit_id}", page, lines > (page + 1) * _PAGE)
    if what == ONE and found:
        rows.append((Button(turn.t("staff-remind-all"), f"q:wr:{unit_id}"),))
    if what == NONE and found:
        rows.append((Button(turn.t("staff-calling-list"), f"q:wl:{unit_id}"),))
    other: Lacking = ONE if what == NONE else NONE
    _, others = staff_lists.count_lacking(turn.tx, areas, other)
    if others:
        rows.append((Button(turn.t(f"staff-waiting-show-{other}", count=others), f"q:w:{other}:{unit_id}:0"),))
    rows.append((Button(turn.t("staff-home-button"), "c:quantri"),))
    scope.say(turn, "\n".join(text), rows, done=done)
    turn.audit("registry.waiting", "done", what=what, unit=unit_id)


def remind(turn: Turn, unit_id: int) -> None:
    """Everybody with one messenger only is asked for the other, once a day."""
    told = inviting.remind_of_second(turn.tx, _areas(turn, unit_id), _AT_ONCE)
    turn.audit("registry.remind", "done", count=told, unit=unit_id)
    show(turn, ONE, unit_id, 0, turn.t("staff-reminded", count=told))


def send_list(turn: Turn, unit_id: int) -> None:
    """Names and numbers of those whom no messenger reaches, as a file for whoever phones them."""
    wish = making.Wish(
        turn.me.person_id,
        Screen(turn.t("staff-calling-list-here")),
        Screen(turn.t("staff-calling-list-failed")),
        Priority.ANSWER,
        turn.event.channel,
        turn.event.address,
    )
    calling_list.ask(turn.tx, turn.lang, _areas(turn, unit_id), wish)
    turn.audit("registry.calling_list", "done", unit=unit_id)
    turn.toast(turn.t("staff-calling-list-soon"))


def _what(written: str) -> Lacking:
    if written == NONE:
        return NONE
    if written == ONE:
        return ONE
    raise Tampered("no such list")


def _areas(turn: Turn, unit_id: int) -> list[str]:
    return [scope.unit(turn, unit_id).path] if unit_id else scope.areas(turn)
