"""What is sent while a report is being made: words, files, a place, a corrected message. Nothing of it is lost."""

from typing import Any

from handlers import engine
from handlers.engine import Outcome, State
from handlers.report import drafting
from handlers.report.answers import Setting
from handlers.report.state import Step
from handlers.turn import Turn
from rules import personal
from storage import attachments
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
        case "file" if event.file is not None:
            fresh = not (event.album and attachments.album_begun(turn.tx, draft.id or 0, event.album))
            attach(turn, draft)
            state, outcome = _caption(setting, state, event.text)
        case "location" if event.location is not None:
            state, outcome = engine.located(setting, state, *event.location, event.text)
        case _:
            outcome = Outcome("report-unsupported" if event.buttons else "report-unsupported-typing")
    if not outcome.act:
        drafting.expect(turn, draft, state, **remembered)
    drafting.settle(turn, draft, state, outcome, fresh=fresh)


def take_words(turn: Turn, draft: Draft) -> None:
    """Words that came with a command open the draft: «/khan cháy ở bếp ăn»."""
    setting, state = drafting.setting_of(turn, draft), drafting.state_of(draft)
    if draft.asking is None:
        state = engine.begin(setting, state)
    state, outcome = engine.typed(setting, state, turn.event.text)
    if not outcome.act:
        drafting.expect(turn, draft, state, **_remember(turn.event.message_ref, outcome))
    drafting.settle(turn, draft, state, outcome, fresh=True)


def attach(turn: Turn, draft: Draft) -> None:
    """Notes the file of the event; it is fetched afterwards."""
    event = turn.event
    if event.file is not None:
        attachments.add(
            turn.tx, draft.id or 0, event.file, channel=event.channel, album=event.album, caption=event.text
        )


def _caption(setting: Setting, state: State, caption: str) -> Step:
    """A caption stays with its file; while nothing is told yet it also tells what happened."""
    if caption and not setting.regular and not state.answers.get("what"):
        return engine.typed(setting, state, caption)
    return state, Outcome(personal=tuple(personal.warnings(caption)))


def _remember(message_ref: str, outcome: Outcome) -> dict[str, Any]:
    if not (message_ref and outcome.took):
        return {}
    return {"ref": message_ref, "took": outcome.took, "added": outcome.added}


def _correct(setting: Setting, state: State, data: dict[str, Any], message_ref: str, text: str) -> Step:
    if not message_ref or data.get("ref") != message_ref:
        return state, Outcome("report-edit-unclear")
    return engine.retyped(setting, state, data["took"], data["added"], text)
