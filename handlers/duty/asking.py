"""What the conversations about standing in share: people to choose from, numbers in buttons, days, what is typed next.

The conversation flow "duty" holds {"ask", "args", "at"}: which question the next words answer, what is known already.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from handlers import joining
from handlers.asked import NotTaken
from handlers.turn import Tampered, Turn
from handlers.understanding.phones import read_phone
from rules.folding import fold
from rules.moments import END_OF_DAY, start_of
from rules.rights import RIGHTS, Right
from storage import conversations, invitations, registry
from storage.clock import LOCAL_ZONE
from storage.people import Known
from storage.screens import Button, Screen
from storage.tables.registry import Person

FLOW = "duty"
ACTING_ROLES = frozenset(role for role, rights in RIGHTS.items() if Right.ACT_ON_INCIDENT in rights)
DAYS = (0, 2, 6, 29)
_LONGEST_NUMBER = 9
_SHORTEST_NAME = 3
_MISSED = "unknown_person"

Rows = tuple[tuple[Button, ...], ...]


def expect(turn: Turn, ask: str, *args: str) -> None:
    """The next words of this person answer the question `ask`."""
    conversations.expect(turn.tx, turn.me.person_id, FLOW, ask=ask, args=list(args), at=turn.tx.now.isoformat())


def forget(turn: Turn) -> None:
    """Nothing of ours is waited for any more; whatever else the person is in the middle of stays."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is not None and flow.flow == FLOW:
        conversations.expect_nothing(turn.tx, turn.me.person_id)


def say(turn: Turn, slot: str, text: str, rows: Rows = (), *, done: str = "") -> None:
    """The one screen of a conversation: edited after a press, new at the end of the chat after words.

    done: what has just happened; it answers the press as well.
    """
    if done and turn.event.press_id:
        turn.toast(done)
    whole = "\n\n".join(part for part in (done, text) if part)
    turn.say(Screen(whole, rows, slot=slot, fresh=not turn.event.press_id))


def number(written: str) -> int:
    """The number that a button carries; raises Tampered for anything else."""
    if not written.isascii() or not written.isdigit() or len(written) > _LONGEST_NUMBER:
        raise Tampered("no number of ours")
    return int(written)


def offered(turn: Turn, written: str, known: Sequence[Known]) -> int:
    """Whom a button names: one of those offered, or whom the person has named in words in this conversation.

    Raises Tampered otherwise: a number must not tell who else is in the registry.
    """
    person_id = number(written)
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    named_before = flow.data["args"] if flow is not None and flow.flow == FLOW else []
    if person_id not in {one.id for one in known} and str(person_id) not in named_before:
        raise Tampered("somebody who was not offered")
    return person_id


def somebody(turn: Turn, person_id: int) -> Person:
    """Raises Tampered where a button names nobody who is there."""
    try:
        found = registry.person(turn.tx, person_id)
    except LookupError:
        raise Tampered("nobody has this number") from None
    if not found.active:
        raise Tampered("somebody who has left")
    return found


def people(turn: Turn, known: Sequence[Known], action: Callable[[int], str]) -> Rows:
    """A button for each person but oneself, and the way back."""
    return tuple((Button(one.name, action(one.id)),) for one in known if one.id != turn.me.person_id)


def named(turn: Turn, known: Sequence[Known]) -> int | None:
    """Whom the typed words mean: whoever has that phone number in the registry, else one of the people by name.

    Raises NotTaken where too many numbers that nobody has were typed on this account within the hour: nobody tries
    numbers until they tell who is in the registry.
    """
    phone = read_phone(turn.event.text)
    if phone is not None:
        return _with_number(turn, phone)
    wanted = fold(turn.event.text)
    alike = [one.id for one in known if len(wanted) >= _SHORTEST_NAME and wanted in fold(one.name)]
    same = [one.id for one in known if fold(one.name) == wanted]
    return next(iter(same if len(same) == 1 else alike if len(alike) == 1 else []), None)


def another(turn: Turn, known: Sequence[Known]) -> int | None:
    """As `named`; raises NotTaken for oneself as well."""
    person_id = named(turn, known)
    if person_id == turn.me.person_id:
        raise NotTaken("person-is-oneself")
    return person_id


def _with_number(turn: Turn, phone: str) -> int | None:
    account = (turn.event.channel, turn.event.address)
    missed = invitations.attempts(turn.tx, turn.tx.now - joining.WINDOW, of=account, outcome=_MISSED)
    if missed >= joining.WRONG_CODES_OF_ONE:
        turn.audit("person.lookup", "refused", reason="throttled")
        raise NotTaken("person-numbers-guessed")
    found = registry.person_by_phone(turn.tx, phone)
    turn.audit("person.lookup", "done" if found else "failed", f"person:{found.id}" if found else "")
    if found is None:
        invitations.note_attempt(turn.tx, *account, _MISSED)
        return None
    return found.id


def until_rows(turn: Turn, begins: datetime, action: Callable[[int], str]) -> Rows:
    """How many days it lasts, by one press: to the end of the first day, or of a later one."""
    today = begins.astimezone(LOCAL_ZONE).date() == turn.tx.now.astimezone(LOCAL_ZONE).date()
    labels = ["until-today" if today else "until-that-day", "until-3-days", "until-week", "until-month"]
    buttons = [Button(turn.t(label), action(days)) for label, days in zip(labels, DAYS, strict=True)]
    return (tuple(buttons[:2]), tuple(buttons[2:]))


def end_of(begins: datetime, days: int) -> datetime:
    """The end of the day that comes so many days later, in Vietnam."""
    day = begins.astimezone(LOCAL_ZONE).date() + timedelta(days=days)
    return start_of(day, END_OF_DAY.hour * 60 + END_OF_DAY.minute).astimezone(UTC)


def minutes_of(at: datetime) -> int:
    """A moment as a button carries it: minutes since 1970."""
    return int(at.timestamp()) // 60


def moment_of(minutes: int) -> datetime:
    """What `minutes_of` has written."""
    return datetime.fromtimestamp(minutes * 60, UTC)
