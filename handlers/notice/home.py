"""/thongbao: for who may send notices those sent lately and a new one, for everybody else those to read."""

from campaigns import notice_screens as screens
from campaigns import notices as life
from handlers import menu
from handlers.turn import Turn
from incidents.facts import moment_text
from rules.rights import Right
from storage import notices
from storage.screens import Button, Screen
from storage.tables.notices import Notice

_SHOWN = 6
_LOOKED_THROUGH = 30
_LABEL = 30


def home(turn: Turn) -> None:
    if menu.has(turn.me, Right.SEND_NOTICE):
        _desk(turn)
    else:
        inbox(turn)


def inbox(turn: Turn) -> None:
    """The latest notices to this person, each to be seen again."""
    found = notices.to_read(turn.tx, turn.me.person_id, _SHOWN)
    if not found:
        turn.say(menu.home(turn, turn.t("notice-none-yet")))
        return
    lines = [turn.t("notice-inbox")]
    rows = []
    for notice, read_at in found:
        sign = "✅" if read_at is not None else "🔵"
        lines.append(f"{sign} {_line(turn, notice)}")
        rows.append((Button(f"{sign} {_label(notice)}", f"n:{notice.id}:see"),))
    turn.say(Screen("\n\n".join(lines), tuple(rows), slot="notices", fresh=True))


def _desk(turn: Turn) -> None:
    mine = [
        notice
        for notice in notices.sent_lately(turn.tx, _LOOKED_THROUGH)
        if life.may_send(turn.tx, turn.me.person_id, notice)
    ][:_SHOWN]
    lines = [turn.t("notice-desk" if mine else "notice-desk-empty"), *(_line(turn, notice) for notice in mine)]
    begun = notices.being_written(turn.tx, turn.me.person_id)
    new = Button(turn.t("notice-new"), "n:new")
    first = new if begun is None else Button(turn.t("notice-go-on"), f"n:{begun.id}:card")
    rows = ((first,), *((Button(f"📊 {_label(notice)}", f"n:{notice.id}:todo:0"),) for notice in mine))
    turn.say(Screen("\n\n".join(lines), rows, slot="notices", fresh=True))
    turn.audit("notice.list", "done")


def _line(turn: Turn, notice: Notice) -> str:
    at = moment_text(turn.lang, notice.sent_at or notice.created_at, turn.tx.now)
    key = "notice-listed-withdrawn" if notice.state == notices.WITHDRAWN else "notice-listed"
    return turn.t(key, title=screens.title(notice), at=at)


def _label(notice: Notice) -> str:
    title = screens.title(notice)
    return title if len(title) <= _LABEL else f"{title[:_LABEL].rstrip()}…"
