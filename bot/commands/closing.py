"""`bcn units close` and `bcn units reopen`: units that are no more, or are part of another, and units that are back."""

from bot.commands.common import Stop, database, settings
from bot.commands.staff import find_unit
from campaigns.closing import close_unit
from storage import audit, staffing
from storage.database import Tx

_REASONS = {
    "into": "Đơn vị nhận sáp nhập phải là một đơn vị khác, đang hoạt động.",
    "below": "Bên dưới đơn vị này còn đơn vị đang hoạt động: xin đóng hoặc chuyển các đơn vị đó trước.",
}


def close(code: str, into: str | None) -> None:
    """Raises Stop."""

    def work(tx: Tx) -> str:
        unit, other = find_unit(tx, code), find_unit(tx, into) if into else None
        if not unit.active:
            raise Stop(f"{unit.name} đã đóng từ trước; không có gì thay đổi.")
        try:
            moved, excused = close_unit(tx, unit.id or 0, other.id if other else None)
        except ValueError as error:
            raise Stop(_REASONS[str(error)]) from None
        told = [f"Đã đóng {unit.name}."]
        if other is not None:
            told.append(f"{moved} báo cáo định kỳ chưa nộp chuyển sang {other.name}.")
        if excused:
            told.append(f"{excused} báo cáo định kỳ chưa nộp được miễn.")
        told.append("Vai trò của cán bộ ở đơn vị này không đổi; xem bcn people leave và bcn admin revoke.")
        return "\n".join(told)

    with database(settings()) as opened:
        print(opened.transact(work))


def reopen(code: str) -> None:
    """Raises Stop."""

    def work(tx: Tx) -> str:
        unit = find_unit(tx, code)
        if not staffing.set_unit_active(tx, unit.id or 0, True):
            raise Stop(f"{unit.name} đang hoạt động; không có gì thay đổi.")
        audit.note(tx, "unit.reopen", "done", subject=f"unit:{unit.code}")
        return f"{unit.name} hoạt động trở lại, được yêu cầu báo cáo từ kỳ sau."

    with database(settings()) as opened:
        print(opened.transact(work))
