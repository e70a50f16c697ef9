"""/quantri: what wants looking after, and people and units found by what is typed."""

from handlers import asked
from handlers.administration import person as one_person
from handlers.administration import scope
from handlers.administration import unit as one_unit
from handlers.turn import Turn
from handlers.understanding.phones import read_phone
from staff.roles import role_text
from storage import invited, privacy, staff_lists, undelivered, unit_names
from storage.screens import Button

_FOUND = 8
_SHORTEST = 2


def show(turn: Turn) -> None:
    """The numbers with the ways to each; words behind the command are looked for at once."""
    if not scope.allowed(turn):
        return
    words = turn.event.text.strip() if turn.event.kind == "command" else ""
    scope.expect(turn, "find")
    if words:
        search(turn, words)
    else:
        overview(turn)


def overview(turn: Turn, done: str = "") -> None:
    """How many have not joined, how many messages were lost, how invitations stand."""
    areas = scope.areas(turn)
    _, nobody = staff_lists.count_lacking(turn.tx, areas, staff_lists.NONE)
    _, one = staff_lists.count_lacking(turn.tx, areas, staff_lists.ONE)
    lost = undelivered.count(turn.tx, areas)
    wary = privacy.not_agreed(turn.tx, areas, turn.rules.privacy.version)
    waiting = invited.counts(turn.tx, areas).get(invited.OPEN, 0)
    text = turn.t("staff-home", nobody=nobody, one=one, lost=lost, waiting=waiting, wary=wary)
    rows = [
        (Button(turn.t("staff-waiting-button", count=nobody), "q:w:none:0:0"),),
        (Button(turn.t("staff-lost-button", count=lost), "q:f:0"),),
        (Button(turn.t("staff-invited-button"), "q:v:all:0"),),
    ]
    scope.say(turn, text, rows, done=done)


def search(turn: Turn, words: str) -> None:
    """Units and people by name, code or number; the only one that fits is shown at once."""
    phone = read_phone(words)
    areas = scope.areas(turn)
    if phone is None and len(words) < _SHORTEST:
        scope.say(turn, turn.t("staff-find-longer"), (_home(turn),))
        return
    people = staff_lists.like(turn.tx, areas, words, phone, _FOUND + 1)
    units = [] if phone else unit_names.like(turn.tx, areas, words, _FOUND + 1)
    turn.audit("registry.find", "done", people=len(people), units=len(units))
    if len(people) + len(units) == 1:
        if people:
            one_person.show(turn, people[0].person_id)
        else:
            one_unit.show(turn, units[0][0], 0)
        return
    rows = [(Button(scope.short(f"🏫 {name}"), f"q:u:{unit_id}:0"),) for unit_id, name in units[:_FOUND]]
    for line in people[:_FOUND]:
        label = f"👤 {line.name} · {role_text(turn.lang, line.role)}"
        rows.append((Button(scope.short(label), f"q:p:{line.person_id}"),))
    key = "staff-find-none" if not rows else "staff-find-many" if _too_many(people, units) else "staff-found"
    scope.say(turn, turn.t(key, words=words), [*rows, _home(turn)])


def typed(turn: Turn, _args: list[str]) -> bool:
    """Words while the administration is open: somebody, or some unit, is looked for.

    What tells an incident is a report of somebody who reports as well, unless it is a name: «mẫu» in one is no «máu».
    """
    words = turn.event.text.strip()
    if asked.tells_an_incident(turn) and not _finds(turn, words):
        return False
    scope.expect(turn, "find")
    search(turn, words)
    return True


def _finds(turn: Turn, words: str) -> bool:
    """Whether anybody or any unit is called so."""
    areas = scope.areas(turn)
    return bool(
        staff_lists.like(turn.tx, areas, words, read_phone(words), 1) or unit_names.like(turn.tx, areas, words, 1)
    )


def _too_many(people: list[staff_lists.Line], units: list[tuple[int, str]]) -> bool:
    return len(people) > _FOUND or len(units) > _FOUND


def _home(turn: Turn) -> tuple[Button, ...]:
    return (Button(turn.t("staff-home-button"), "c:quantri"),)
