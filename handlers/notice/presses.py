"""Buttons of notices: «n:new», «n:<notice>:<what>[:…]»."""

from collections.abc import Callable

from campaigns import notices as life
from handlers import menu
from handlers.notice import addressing, reading, sending, writing
from handlers.turn import Tampered, Turn, is_number
from rules.rights import Right
from storage import notices
from storage.tables.notices import Notice

_OF_READER: dict[str, Callable[[Turn, Notice], None]] = {"read": reading.read, "see": reading.see}


def pressed(turn: Turn, parts: list[str]) -> None:
    """Raises Tampered for what no button of ours carries."""
    if parts == ["new"]:
        _new(turn)
        return
    number, *rest = parts
    if not is_number(number) or not rest:
        raise Tampered("unreadable notice")
    notice = notices.find(turn.tx, int(number))
    if len(rest) == 1 and rest[0] in _OF_READER:
        if notice is None:
            raise Tampered("unknown notice")
        _OF_READER[rest[0]](turn, notice)
    elif notice is None or not life.may_send(turn.tx, turn.me.person_id, notice):
        turn.audit(f"notice.{rest[0]}", "refused", number)
        turn.toast(turn.t("no-right"), alert=True)
    elif notice.state == notices.DRAFT and notice.author_id == turn.me.person_id:
        _write(turn, notice, rest)
    elif notice.state in (notices.QUEUED, notices.SENT, notices.WITHDRAWN):
        _look(turn, notice, rest)
    else:
        turn.toast(turn.t("notice-not-there"), alert=True)


def _new(turn: Turn) -> None:
    if not menu.has(turn.me, Right.SEND_NOTICE):
        turn.audit("notice.begin", "refused")
        turn.toast(turn.t("no-right"), alert=True)
        return
    writing.new(turn)


def _write(turn: Turn, notice: Notice, rest: list[str]) -> None:
    match rest:
        case ["card"]:
            writing.expect(turn, notice, "text")
            writing.card(turn, notice)
        case ["rewrite"]:
            writing.rewrite(turn, notice)
        case ["drop"]:
            writing.drop(turn, notice)
        case ["by"]:
            writing.ask_by(turn, notice)
        case ["by", days] if days in ("0", *map(str, writing.BY_DAYS)):
            writing.set_by(turn, notice, int(days))
        case ["to"]:
            addressing.ask(turn, notice)
        case ["all"]:
            addressing.everybody(turn, notice)
        case ["facet", facet, page] if facet in addressing.FACETS and is_number(page):
            addressing.choose(turn, notice, facet, int(page))
        case ["pick", facet, page, sign] if facet in addressing.FACETS and is_number(page):
            addressing.pick(turn, notice, facet, int(page), sign)
        case ["preview"]:
            sending.preview(turn, notice)
        case ["send", signed]:
            sending.send(turn, notice, signed, quiet_hours=True)
        case ["now", signed]:
            sending.send(turn, notice, signed, quiet_hours=False)
        case _:
            raise Tampered("unknown act on a notice")


def _look(turn: Turn, notice: Notice, rest: list[str]) -> None:
    match rest:
        case ["todo" | "done" as which, page] if is_number(page):
            sending.report(turn, notice, read=which == "done", page=int(page))
        case ["withdraw"]:
            sending.ask_withdraw(turn, notice)
        case ["withdrawn"]:
            sending.withdraw(turn, notice)
        case ["send" | "now", _]:
            turn.toast(turn.t("notice-sent-already"))
        case _:
            turn.toast(turn.t("notice-sent-already"), alert=True)
