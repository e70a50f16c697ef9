"""Buttons below the progress of a broadcast: «b:<broadcast>:pause|resume|cancel»."""

from campaigns import broadcasts as life
from handlers import menu
from handlers.turn import Tampered, Turn, is_number
from rules.rights import Right
from storage import broadcasts

_RIGHTS = (Right.SEND_NOTICE, Right.RUN_CAMPAIGNS)
_ACTS = {"pause": life.pause, "resume": life.resume, "cancel": life.cancel}


def pressed(turn: Turn, parts: list[str]) -> None:
    """Only who started it, and may still send to units, holds it or gives it up. Raises Tampered for anything else
    than our buttons."""
    match parts:
        case [number, name] if name in _ACTS and is_number(number):
            _act(turn, int(number), name)
        case _:
            raise Tampered("unknown act on a broadcast")


def _act(turn: Turn, broadcast_id: int, name: str) -> None:
    broadcast = broadcasts.find(turn.tx, broadcast_id)
    mine = broadcast is not None and broadcast.started_by == turn.me.person_id
    if broadcast is None or not mine or not any(menu.has(turn.me, right) for right in _RIGHTS):
        turn.audit(f"broadcast.{name}", "refused", str(broadcast_id))
        turn.toast(turn.t("no-right"), alert=True)
        return
    if name == "cancel" and broadcast.state == life.RUNNING:
        # One slip of the finger must not end it: it stands still, and the same button ends it.
        life.pause(turn.tx, broadcast_id)
        turn.audit("broadcast.pause", "done", str(broadcast_id))
        turn.toast(turn.t("broadcast-sure"), alert=True)
        return
    if not _ACTS[name](turn.tx, broadcast_id):
        turn.toast(turn.t("broadcast-too-late"), alert=True)
        life.show(turn.tx, broadcast)
        return
    turn.audit(f"broadcast.{name}", "done", str(broadcast_id))
    turn.toast(turn.t(f"broadcast-done-{name}"))
