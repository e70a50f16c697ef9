"""What the bot asks about an incident at the end of the chat, and what the next words of that person are meant for.

The conversation flow "incident" holds {"incident", "action", "argument", "files", "said", "at"}. said: words that wait
for their files, or (action "choose") for being called a question, an instruction or a result.
"""

from typing import Any

from handlers.turn import Turn
from incidents import screens
from rules.lifecycle import Action
from storage import conversations, outbox
from storage.screens import Button, Screen
from storage.tables.incidents import Incident

FLOW = "incident"
_SAID_BY_THE_STATE = frozenset({"done-resolve", "done-close"})
_SHOWS_THE_REPORTER = frozenset({"done-update", "done-answer", "done-correct", "done-withdraw", "done-final-report"})
PRESETS = {Action.ASK: 4, Action.INSTRUCT: 3, Action.RESOLVE: 2, Action.UPDATE: 2, Action.WITHDRAW: 2}


def prompt(
    turn: Turn, incident: Incident, text: str, rows: tuple[tuple[Button, ...], ...], *, plain_numbers: bool = False
) -> None:
    """A question about an incident at the end of the chat; the alert itself stays as it is.

    plain_numbers: as storage.screens.Screen has it.
    """
    rows = (*rows, (drop_button(turn, incident),))
    screen = Screen(text, rows, slot=slot(incident), fresh=True, plain_numbers=plain_numbers)
    turn.say(screen, incident_id=incident.id)


def slot(incident: Incident) -> str:
    return f"prompt:{incident.id}"


def drop_button(turn: Turn, incident: Incident) -> Button:
    return Button(turn.t("never-mind"), f"i:{incident.id}:drop")


def preset_rows(turn: Turn, incident: Incident, action: Action) -> tuple[tuple[Button, ...], ...]:
    """Words that one press says."""
    return tuple(
        (Button(preset(turn, action, number), f"i:{incident.id}:{action.value}:{number}"),)
        for number in range(1, PRESETS.get(action, 0) + 1)
    )


def preset(turn: Turn, action: Action, number: int) -> str:
    return turn.t(f"preset-{key(action)}-{number}")


def finish(turn: Turn, incident: Incident, name: str, **args: str) -> None:
    """The prompt turns into what came of it. Where it cannot, the incident's own message may say so already."""
    said = turn.t(name, code=incident.code, **args)
    if turn.event.press_id:
        turn.toast(said)
    if name in _SAID_BY_THE_STATE and told_in_brief(turn, incident):
        return
    by_reporter = name in _SHOWS_THE_REPORTER and incident.reporter_id == turn.me.person_id
    quotes = "" if by_reporter else screens.slot(incident.id or 0)
    turn.say(Screen(said, slot=slot(incident), quotes=quotes), incident_id=incident.id)


def told_in_brief(turn: Turn, incident: Incident) -> bool:
    """Where there are no buttons, the incident's own message is not edited but says anew how it stands."""
    about = screens.slot(incident.id or 0)
    return not turn.event.buttons and outbox.posted(turn.tx, turn.to.channel, turn.to.address, about) is not None


def held(turn: Turn, incident: Incident) -> dict[str, Any]:
    """What the next words about this incident are meant for; {} if for nothing."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    return flow.data if flow is not None and flow.flow == FLOW and flow.data["incident"] == incident.id else {}


def forget(turn: Turn, incident: Incident) -> None:
    """The next words are meant for nothing any more; whatever else the person is in the middle of stays."""
    if held(turn, incident):
        conversations.expect_nothing(turn.tx, turn.me.person_id)


def expect(
    turn: Turn,
    incident: Incident,
    action: str,
    argument: str = "",
    files: list[int] | None = None,
    said: str = "",
) -> None:
    """The next words, files or places of this person belong to the action."""
    conversations.expect(
        turn.tx,
        turn.me.person_id,
        FLOW,
        incident=incident.id,
        action=str(action),
        argument=argument,
        files=files or [],
        said=said,
        at=turn.tx.now.isoformat(),
    )


def key(action: Action) -> str:
    """The action as the sentences name it."""
    return action.value.replace("_", "-")
