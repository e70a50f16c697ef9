"""Invitations: what has become of each, who made it and when."""

from handlers.administration import person, scope
from handlers.turn import Tampered, Turn
from storage import invited
from storage.screens import Button

_PAGE = 7
_ALL = "all"


def show(turn: Turn, written: str, page: int) -> None:
    """A page of them in one state, or in any."""
    if written not in (_ALL, *invited.STATES):
        raise Tampered("no such state")
    areas = scope.areas(turn)
    counts = invited.counts(turn.tx, areas)
    number = sum(counts.values()) if written == _ALL else counts.get(written, 0)
    state = None if written == _ALL else written
    found = invited.lines(turn.tx, areas, state, limit=_PAGE, offset=page * _PAGE)
    numbers = {one: counts.get(one, 0) for one in invited.STATES}
    lines = [turn.t("staff-invitations", **numbers)]
    lines += [f"👤 {one.name}\n{person.invitation_text(turn, one)}" for one in found]
    rows: list[tuple[Button, ...]] = [(Button(scope.short(f"👤 {one.name}"), f"q:p:{one.person_id}"),) for one in found]
    rows += scope.turning(turn, f"q:v:{written}", page, number > (page + 1) * _PAGE)
    others = [one for one in (_ALL, *invited.STATES) if one != written and (one == _ALL or counts.get(one))]
    buttons = [Button(turn.t(f"staff-invitations-{one}"), f"q:v:{one}:0") for one in others]
    rows += [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    rows.append((Button(turn.t("staff-home-button"), "c:quantri"),))
    scope.say(turn, "\n\n".join(lines), rows)
    turn.audit("registry.invitations", "done", state=written)
