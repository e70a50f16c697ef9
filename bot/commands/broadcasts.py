"""`bcn broadcasts …`: what is being said to many people, looked at, paused, resumed and cancelled on the server."""

from collections.abc import Callable

from bot.commands.campaign_words import short_time
from bot.commands.common import Stop, database, settings, show_table
from campaigns import broadcasts
from storage import audit
from storage import broadcasts as records
from storage.database import Tx
from storage.tables.broadcasts import Broadcast

_SHOWN = 20
_STATES = {"running": "đang gửi", "paused": "tạm dừng", "cancelled": "đã huỷ", "ended": "đã gửi xong"}


def show_all() -> None:
    """The latest, the newest first."""
    with database(settings()) as opened:
        found = opened.transact(lambda tx: [_line(tx, one) for one in records.latest(tx, _SHOWN)])
    show_table(("Số", "Nội dung", "Trạng thái", "Lúc", "Đã nhận", "Còn chờ", "Chặn bot", "Không được"), found)


def pause(number: int) -> None:
    """Raises Stop where it is not being sent."""
    _turn(number, "pause", broadcasts.pause, f"Đã tạm dừng lần gửi {number}.", "Chỉ tạm dừng được khi đang gửi")


def resume(number: int) -> None:
    """Raises Stop where it is not paused."""
    _turn(number, "resume", broadcasts.resume, f"Đang gửi tiếp lần gửi {number}.", "Chỉ gửi tiếp được khi tạm dừng")


def cancel(number: int) -> None:
    """Raises Stop where it is over."""
    done = f"Đã huỷ lần gửi {number}, không gửi thêm cho ai."
    _turn(number, "cancel", broadcasts.cancel, done, "Chỉ huỷ được khi chưa xong")


def _turn(number: int, action: str, act: Callable[[Tx, int], bool], done: str, otherwise: str) -> None:
    def turned(tx: Tx) -> None:
        broadcast = records.find(tx, number)
        if broadcast is None:
            raise Stop(f"Không có lần gửi số {number}. Xem các lần gửi: bcn broadcasts list")
        if not act(tx, number):
            raise Stop(f"{otherwise}; lần gửi {number} {_STATES[broadcast.state]}.")
        audit.note(tx, f"broadcast.{action}", "done", subject=f"broadcast:{number}")

    with database(settings()) as opened:
        opened.transact(turned)
    print(done)


def _line(tx: Tx, broadcast: Broadcast) -> tuple[str, ...]:
    so_far = broadcasts.progress_of(tx, broadcast)
    return (
        str(broadcast.id),
        broadcast.title,
        _STATES[broadcast.state],
        short_time(broadcast.created_at),
        f"{so_far.sent}/{so_far.total}",
        str(so_far.waiting + so_far.queued),
        str(so_far.blocked),
        str(so_far.failed + so_far.unreachable),
    )
