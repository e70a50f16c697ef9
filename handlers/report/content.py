"""What is sent while a report is being made: words, files, a place, a corrected message. Nothing of it is lost."""

from typing import Any

from handlers import engine
from handlers.engine import NOTHING, Outcome, State
from handlers.report import drafting
from handlers.report.answers import Setting
from handlers.turn import Turn
from storage import attachments
from storage.attachments import Arrived
from storage.tables.conversations import Draft

_ABOUT_THE_LAST_ANSWER = ("ref", "took", "added")


def take(turn: Turn, draft: Draft, data: dict[str, Any]) -> None:
    """Gives the event to the draft. `data` of the conversation tells which message gave the last typed answer."""
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    event = turn.event
    fresh = True
    remembered: dict[str, Any] = {name: data[name] for name in _ABOUT_THE_LAST_ANSWER if name in data}
    match event.kind:
        case "text":
            state, outcome = engine.typed(setting, state, event.text)
            remembered = _remember(event.message_ref, outcome)
        case "edited":
            state, outcome = _correct(setting, state, remembered, event.message_ref, event.text)
            if outcome.took:
                remembered = _remember(event.message_ref, outcome)
        case "file":
            fresh = not (event.album and attachments.album_begun(turn.tx, draft.id or 0, event.album))
            attach(turn, draft)
            state, outcome = _caption(setting, state, event.text)
        case "location" if event.location is not None:
            state, outcome = engine.located(setting, state, *event.location)
        case _:
            outcome = Outcome("report-unsupported")
    if not outcome.act:
        drafting.expect(turn, draft, state, **remembered)
    drafting.settle(turn, draft, state, outcome, fresh=fresh)


def attach(turn: Turn, draft: Draft) -> None:
    """Notes the file of the event; it is fetched afterwards."""
    event, file = turn.event, turn.event.file
    if file is None:
        return
    arrived = Arrived(
        channel=event.channel,
        ref=file.ref,
        unique_ref=file.unique_ref,
        kind=file.kind,
        name=file.name,
        mime=file.mime,
        size=file.size,
        album=event.album,
        caption=event.text,
    )
    attachments.add(turn.tx, draft.id or 0, arrived)


def _caption(setting: Setting, state: State, caption: str) -> engine.Step:
    """A caption stays with its file; while nothing is told yet it also tells what happened."""
    if caption and not state.answers.get("what"):
        return engine.typed(setting, state, caption)
    return state, NOTHING


def _remember(message_ref: str, outcome: Outcome) -> dict[str, Any]:
    if not (message_ref and outcome.took):
        return {}
    return {"ref": message_ref, "took": outcome.took, "added": outcome.added}


def _correct(setting: Setting, state: State, data: dict[str, Any], message_ref: str, text: str) -> engine.Step:
    if not message_ref or data.get("ref") != message_ref:
        return state, Outcome("report-edit-unclear")
    return engine.retyped(setting, state, data["took"], data["added"], text)
