"""What an administrator may look at and change: the table of rights, asked about units and about people.

Whoever invites somebody anew, or cuts them off, has all they have in hand. So that is done only to people all of whose
posts lie where the administrator looks after the registry; of anybody else only the posts that lie there are shown.
"""

from collections.abc import Sequence

from handlers import menu
from handlers.turn import Tampered, Turn, is_number
from incidents import access
from rules.rights import Right, Subject, may
from rules.roles import Role
from storage import conversations, registry, staff_lists
from storage.screens import Button, Screen
from storage.staff_lists import HeldPost
from storage.tables.registry import Person, Unit

SLOT = "administration"
FLOW = "administration"
LABEL = 34

Rows = tuple[tuple[Button, ...], ...]


def areas(turn: Turn, right: Right = Right.MANAGE_REGISTRY) -> list[str]:
    """The paths below which the member has the right."""
    return [area.path_prefix for area in access.areas(turn.me, right)[0]]


def allowed(turn: Turn) -> bool:
    """Whether the member looks after any unit; if not that is noted and said."""
    if areas(turn):
        return True
    turn.audit("registry", "refused")
    if turn.event.press_id:
        turn.toast(turn.t("no-right"), alert=True)
    else:
        turn.say(menu.home(turn, turn.t("no-right")))
    return False


def number(written: str) -> int:
    """The number that a button carries; raises Tampered for anything else."""
    if not is_number(written):
        raise Tampered("no number of ours")
    return int(written)


def holds(turn: Turn, path: str, right: Right = Right.MANAGE_REGISTRY) -> bool:
    """Whether the member has the right over a unit."""
    return may(right, access.holder(turn.me.posts, turn.me.person_id), Subject(path))


def unit(turn: Turn, unit_id: int) -> Unit:
    """A unit that the member looks after. Raises Tampered."""
    try:
        found = registry.unit(turn.tx, unit_id)
    except LookupError:
        raise Tampered("no such unit") from None
    if not holds(turn, found.path):
        raise Tampered("a unit that somebody else looks after")
    return found


def person(turn: Turn, person_id: int) -> Person:
    """Somebody with a post, or of whoever has none a former one, where the member looks after it. Raises Tampered."""
    try:
        found = registry.person(turn.tx, person_id)
    except LookupError:
        raise Tampered("no such person") from None
    if not any(holds(turn, path) for path in staff_lists.places(turn.tx, person_id)):
        raise Tampered("somebody whom others look after")
    return found


def wholly(turn: Turn, person_id: int, right: Right = Right.MANAGE_REGISTRY) -> bool:
    """Whether everything that the person holds lies where the member has the right."""
    found = staff_lists.places(turn.tx, person_id)
    return bool(found) and all(holds(turn, path, right) for path in found)


def post(turn: Turn, post_id: int) -> HeldPost:
    """A post of today or of before that the member looks after. Raises Tampered."""
    found = staff_lists.post_ever(turn.tx, post_id)
    if found is None or not holds(turn, found.unit_path):
        raise Tampered("a post that somebody else looks after")
    return found


def is_stranger(turn: Turn, person_id: int) -> bool:
    """Whether the member is nobody who may change this person; that is noted and said."""
    if person_id == turn.me.person_id:
        key = "staff-not-oneself"
    elif not wholly(turn, person_id):
        key = "staff-partly"
    else:
        return False
    turn.audit("registry.change", "refused", f"person:{person_id}")
    turn.toast(turn.t(key), alert=True)
    return True


def on_the_server(turn: Turn, role: str) -> bool:
    """Whether this role is given and ended on the server only; that is noted and said."""
    if role != Role.ADMINISTRATOR:
        return False
    turn.audit("registry.change", "refused", reason="administrator")
    turn.toast(turn.t("staff-on-the-server"), alert=True)
    return True


def expect(turn: Turn, ask: str, *args: str, **said: str) -> None:
    """The next words of this person answer the question `ask`."""
    at = turn.tx.now.isoformat()
    conversations.expect(turn.tx, turn.me.person_id, FLOW, ask=ask, args=list(args), said=said, at=at)


def forget(turn: Turn) -> None:
    """Nothing of ours is waited for any more; whatever else the person is in the middle of stays."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is not None and flow.flow == FLOW:
        conversations.expect_nothing(turn.tx, turn.me.person_id)


def say(turn: Turn, text: str, rows: Sequence[Sequence[Button]] = (), *, done: str = "") -> None:
    """The one screen of the administration: edited after a press, new at the end of the chat after words.

    done: what has just happened; it answers the press as well.
    """
    if done and turn.event.press_id:
        turn.toast(done)
    whole = "\n\n".join(part for part in (done, text) if part)
    screen = Screen(whole, tuple(map(tuple, rows)), slot=SLOT, fresh=not turn.event.press_id)
    turn.say(screen)


def short(name: str) -> str:
    """As it fits a button."""
    return name if len(name) <= LABEL else f"{name[:LABEL].rstrip()}…"


def turning(turn: Turn, action: str, page: int, more: bool) -> list[tuple[Button, ...]]:
    """The row that turns pages; none where there is only one. `action` ends before the number of the page."""
    row = [Button(turn.t("page-back"), f"{action}:{page - 1}")] if page > 0 else []
    row += [Button(turn.t("page-on"), f"{action}:{page + 1}")] if more else []
    return [tuple(row)] if row else []
