"""A unit: who works there, who of them has joined, and one more person for it."""

from handlers import asked
from handlers.administration import person as one_person
from handlers.administration import roles, scope
from handlers.turn import Turn
from handlers.understanding.speaker import read_speaker
from staff.roles import role_text
from storage import staff_lists, staffing
from storage.screens import Button

_PAGE = 7


def show(turn: Turn, unit_id: int, page: int, done: str = "") -> None:
    """The unit with its staff, a page of them as buttons."""
    unit = scope.unit(turn, unit_id)
    staff = staff_lists.of_unit(turn.tx, unit_id)
    lines = [turn.t("staff-unit", name=unit.name, code=unit.code, open="yes" if unit.active else "no")]
    if unit.address:
        lines.append(unit.address)
    lines.append(turn.t("staff-unit-people", count=len(staff), joined=sum(line.joined for line in staff)))
    shown = staff[page * _PAGE : (page + 1) * _PAGE]
    rows: list[tuple[Button, ...]] = [(Button(_label(turn, line), f"q:p:{line.person_id}"),) for line in shown]
    rows += scope.turning(turn, f"q:u:{unit_id}", page, len(staff) > (page + 1) * _PAGE)
    rows.append((Button(turn.t("staff-new-person"), f"q:n:{unit_id}"),))
    _, waiting = staff_lists.count_lacking(turn.tx, [unit.path], staff_lists.NONE)
    if waiting:
        rows.append((Button(turn.t("staff-waiting-button", count=waiting), f"q:w:none:{unit_id}:0"),))
    rows.append((Button(turn.t("staff-home-button"), "c:quantri"),))
    scope.say(turn, "\n".join(lines), rows, done=done)
    turn.audit("registry.unit", "done", f"unit:{unit_id}")


def ask_newcomer(turn: Turn, unit_id: int) -> None:
    """Who is to work at the unit: name and number in one line."""
    unit = scope.unit(turn, unit_id)
    scope.expect(turn, "newcomer", str(unit_id))
    scope.say(turn, turn.t("staff-newcomer", unit=unit.name), (_back(turn, unit_id),))


def typed_newcomer(turn: Turn, args: list[str]) -> bool:
    """«Trần Thị Mẫu, 0903 000 111»; somebody who is known by this number already is taken as such."""
    unit = scope.unit(turn, scope.number(args[0]))
    told = read_speaker(turn.event.text)
    if told is None or not told.phone or asked.tells_an_incident(turn):
        return False
    known = staffing.person_known_as(turn.tx, phone=told.phone)
    if known is None:
        scope.expect(turn, "role", args[0], name=told.name, phone=told.phone, title=told.title)
        roles.choose(turn, 0, unit.id or 0, 0)
    elif any(scope.holds(turn, path) for path in staff_lists.places(turn.tx, known.id or 0)):
        scope.forget(turn)
        one_person.show(turn, known.id or 0, turn.t("staff-known-already", name=known.name))
    else:
        scope.forget(turn)
        turn.audit("registry.person", "refused", f"person:{known.id}")
        scope.say(turn, turn.t("staff-of-others"), (_back(turn, unit.id or 0),))
    return True


def _label(turn: Turn, line: staff_lists.Line) -> str:
    mark = "" if line.joined else "○ "
    return scope.short(f"{mark}{line.name} · {role_text(turn.lang, line.role)}")


def _back(turn: Turn, unit_id: int) -> tuple[Button, ...]:
    return (Button(turn.t("never-mind"), f"q:u:{unit_id}:0"),)
