"""Reading a notice: [Đã đọc] pressed, typed or replied; a notice seen again."""

from campaigns import notice_screens as screens
from campaigns import notices as life
from handlers.notice import home
from handlers.turn import Turn
from incidents.ways import ways_showing
from rules.folding import fold
from storage import notices, outbox
from storage.outbox import Priority
from storage.screens import Screen
from storage.tables.notices import Notice

_READ_ALONE = frozenset({"da doc", "doc roi", "da doc roi", "da doc thong bao"})
_READ = _READ_ALONE | {"da xem", "da nhan", "da ro", "ok", "oke", "vang", "da"}


def see(turn: Turn, notice: Notice) -> None:
    """The notice at the end of the chat, with its files."""
    if not _is_mine(turn, notice, "see"):
        return
    seen = notices.seen_by(turn.tx, notice.id or 0, turn.me.person_id)
    turn.say(screens.for_reader(turn.tx, seen, fresh=True))
    turn.audit("notice.see", "done", str(notice.id))


def read(turn: Turn, notice: Notice) -> None:
    """The reader has read it: that stands on every message of it, and is thanked for once."""
    if not _is_mine(turn, notice, "read"):
        return
    tx, person_id = turn.tx, turn.me.person_id
    life.read(tx, notice, person_id)
    turn.audit("notice.read", "done", str(notice.id))
    turn.toast(turn.t("notice-thanks"))
    screen = screens.for_reader(tx, notices.seen_by(tx, notice.id or 0, person_id), files=False)
    for to in ways_showing(tx, person_id, screens.slot(notice.id or 0)):
        outbox.send(tx, to, screen, Priority.UPDATE)


def typed(turn: Turn) -> bool:
    """«Đã đọc» in words, at the end of the chat: of the one notice that is not read yet, or which of several.

    False when the words say something else, or there is nothing to read.
    """
    if turn.event.kind != "text" or _words(turn) not in _READ_ALONE:
        return False
    unread = notices.to_read(turn.tx, turn.me.person_id, 2, unread=True)
    if len(unread) == 1:
        read(turn, unread[0][0])
    elif unread:
        home.inbox(turn)
    return bool(unread)


def replied(turn: Turn, notice_id: int) -> None:
    """Words that answer a notice: that it was read, or what nobody would see here."""
    notice = notices.find(turn.tx, notice_id)
    if notice is not None and turn.event.kind == "text" and _words(turn) in _READ:
        read(turn, notice)
    else:
        turn.say(Screen(turn.t("notice-no-replies")))


def _words(turn: Turn) -> str:
    """What was typed, folded, without punctuation."""
    return "".join(char for char in fold(turn.event.text) if char.isalnum() or char == " ").strip()


def _is_mine(turn: Turn, notice: Notice, what: str) -> bool:
    """Whether the notice is to be read by this person and still holds; otherwise says why not."""
    if not notices.is_reader(turn.tx, notice.id or 0, turn.me.person_id):
        turn.audit(f"notice.{what}", "refused", str(notice.id))
        turn.toast(turn.t("no-right"), alert=True)
        return False
    if notice.state != notices.SENT:
        turn.toast(turn.t("notice-withdrawn", title=screens.title(notice)), alert=True)
        return False
    return True
