"""What the next typed words are meant for, once the bot has asked something about the press.

The conversation flow "press" holds {"ask", "about", "said", "at"}: which question, of which unit or contact, and what
is known of the answer already.
"""

from datetime import datetime, timedelta
from typing import Any

from handlers.turn import Turn
from storage import conversations

FLOW = "press"
_FORGOTTEN_AFTER = timedelta(hours=1)


def expect(turn: Turn, ask: str, about: int, said: dict[str, Any] | None = None) -> None:
    at = turn.tx.now.isoformat()
    conversations.expect(turn.tx, turn.me.person_id, FLOW, ask=ask, about=about, said=said or {}, at=at)


def held(turn: Turn, ask: str, about: int) -> dict[str, Any] | None:
    """What is known of the answer to this question; None when it is not what is waited for."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is None or flow.flow != FLOW or (flow.data["ask"], flow.data["about"]) != (ask, about):
        return None
    said: dict[str, Any] = flow.data["said"]
    return said


def forget(turn: Turn) -> None:
    """Nothing of ours is waited for any more; whatever else the person is in the middle of stays."""
    flow = conversations.flow_of(turn.tx, turn.me.person_id)
    if flow is not None and flow.flow == FLOW:
        conversations.expect_nothing(turn.tx, turn.me.person_id)


def is_fresh(turn: Turn, data: dict[str, Any]) -> bool:
    return turn.at - datetime.fromisoformat(data["at"]) < _FORGOTTEN_AFTER
