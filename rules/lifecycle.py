"""The life of an incident: which action is possible in which status, and what it leads to.

Asking and instructing do not take an incident: only «Tiếp nhận» says who answers for it. Handing over and escalating
open it again, so that it keeps rising until the next one takes it. Resolving, reopening and withdrawing need a reason,
because others act on it; handing over and escalating must work with one thumb and ask for none.
"""

from enum import StrEnum


class Status(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    TAKE_OVER = "take_over"
    ASK = "ask"
    ANSWER = "answer"
    INSTRUCT = "instruct"
    HAND_OVER = "hand_over"
    ESCALATE = "escalate"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    UPDATE = "update"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    FINAL_REPORT = "final_report"


_TALK = (Action.ASK, Action.ANSWER, Action.INSTRUCT, Action.UPDATE, Action.CORRECT, Action.FINAL_REPORT)

_AFTER: dict[tuple[Status, Action], Status] = {
    **{(status, action): status for status in (Status.OPEN, Status.ACKNOWLEDGED, Status.RESOLVED) for action in _TALK},
    (Status.OPEN, Action.ACKNOWLEDGE): Status.ACKNOWLEDGED,
    (Status.OPEN, Action.HAND_OVER): Status.OPEN,
    (Status.OPEN, Action.ESCALATE): Status.OPEN,
    (Status.OPEN, Action.RESOLVE): Status.RESOLVED,
    (Status.OPEN, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.ACKNOWLEDGED, Action.TAKE_OVER): Status.ACKNOWLEDGED,
    (Status.ACKNOWLEDGED, Action.HAND_OVER): Status.OPEN,
    (Status.ACKNOWLEDGED, Action.ESCALATE): Status.OPEN,
    (Status.ACKNOWLEDGED, Action.RESOLVE): Status.RESOLVED,
    (Status.ACKNOWLEDGED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.RESOLVED, Action.CLOSE): Status.CLOSED,
    (Status.RESOLVED, Action.REOPEN): Status.OPEN,
    (Status.CLOSED, Action.REOPEN): Status.OPEN,
    (Status.WITHDRAWN, Action.REOPEN): Status.OPEN,
}

_REASONED = frozenset({Action.RESOLVE, Action.REOPEN, Action.WITHDRAW})

_LEADER_BUTTONS = (
    Action.ACKNOWLEDGE,
    Action.ASK,
    Action.INSTRUCT,
    Action.HAND_OVER,
    Action.ESCALATE,
    Action.RESOLVE,
    Action.CLOSE,
    Action.REOPEN,
)
_HEAD_BUTTONS = (Action.UPDATE, Action.CORRECT, Action.FINAL_REPORT, Action.WITHDRAW)


def allowed(status: Status, action: Action) -> bool:
    return (status, action) in _AFTER


def after(status: Status, action: Action) -> Status:
    """The status that `action` leads to. Raises ValueError if it is not allowed."""
    if not allowed(status, action):
        raise ValueError(f"{action} is not allowed while an incident is {status}")
    return _AFTER[status, action]


def needs_reason(action: Action, status: Status) -> bool:
    return action in _REASONED and allowed(status, action)


def leader_actions(status: Status) -> tuple[Action, ...]:
    """The buttons under a leader's alert, in order."""
    return tuple(action for action in _LEADER_BUTTONS if allowed(status, action))


def head_actions(status: Status) -> tuple[Action, ...]:
    """The buttons under the head's own report, in order; answers are given under the question itself."""
    return tuple(action for action in _HEAD_BUTTONS if allowed(status, action))
