"""`bcn retention`: what has been kept for its time, its content taken away, and what is held beyond it."""

from bot.commands.common import Stop, catalogue, database, settings, show_table
from bot.forgetting import forget
from bot.settings import Settings
from rules.retention import KINDS
from scheduler.retention import step
from storage import retention
from storage.clock import LOCAL_ZONE
from storage.database import Database
from storage.files import FileStore
from storage.keys import Keyring

_NAMES = {
    "incidents": "vụ việc",
    "restricted": "vụ việc hạn chế",
    "drafts": "bản nháp không gửi",
    "submissions": "báo cáo định kỳ",
    "news": "tin bài",
    "notices": "thông báo",
    "press": "liên hệ báo chí",
    "people": "cán bộ đã nghỉ",
    "made_files": "tệp bot đã lập (bảng, biểu đồ, văn bản)",
}


def preview() -> None:
    """Prints what is due now and soon, and what is held; changes nothing."""
    rules = catalogue(settings()).retention
    with database(settings()) as opened:
        found = opened.look(lambda tx: [retention.outlook(tx, kind, rules) for kind in KINDS])
        held = opened.look(retention.held)
    show_table(
        ("Loại", "Giữ (ngày)", "Đã hết hạn", "Cũ nhất", "Hết hạn trong 30 ngày tới"),
        [
            (
                _NAMES[one.kind],
                str(one.period.days),
                str(one.due),
                one.oldest.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y") if one.oldest else "",
                str(one.soon),
            )
            for one in found
        ],
    )
    for code, reason, since in held:
        print(f"Giữ lại: {code} từ {since.astimezone(LOCAL_ZONE):%d/%m/%Y}: {reason}")
    print("Xem trước, chưa xoá gì. Bot tự làm mỗi đêm; làm ngay: bcn retention run")


def run() -> None:
    """Takes the content of everything away whose time is over, with a bar; may be cut off and run again."""
    rules, given = catalogue(settings()), settings()
    with database(given) as opened:
        due = opened.look(lambda tx: sum(retention.outlook(tx, kind, rules.retention).due for kind in KINDS))
        done: dict[str, int] = {}
        from bot.commands.imports import progress

        with progress(due) as told:
            while taken := opened.transact(lambda tx: step(tx, rules)):
                for kind, number in taken.items():
                    done[kind] = done.get(kind, 0) + number
                told(min(sum(done.values()), due))
        files = _forget(opened, given)
    for kind, number in done.items():
        print(f"Đã xoá nội dung: {number} {_NAMES[kind]}.")
    print(f"Đã xoá {files} tệp trên đĩa." if done or files else "Chưa có gì hết hạn.")
    print("Bản sao lưu cũ vẫn còn nội dung cho đến khi bị thay: xem docs/privacy.md.")


def hold(code: str, reason: str) -> None:
    """Raises Stop."""
    with database(settings()) as opened:
        if not opened.transact(lambda tx: retention.hold(tx, code.upper(), reason)):
            raise Stop(f"Không có vụ việc {code.upper()}, hoặc nội dung đã được xoá rồi.")
    print(f"{code.upper()} được giữ nguyên nội dung cho đến khi: bcn retention release {code.upper()}")


def release(code: str) -> None:
    """Raises Stop."""
    with database(settings()) as opened:
        if not opened.transact(lambda tx: retention.release(tx, code.upper())):
            raise Stop(f"Vụ việc {code.upper()} không ở diện giữ lại.")
    print(f"{code.upper()} lại theo thời hạn lưu trữ.")


def _forget(opened: Database, given: Settings) -> int:
    files, gone = FileStore(given.data_dir / "files", Keyring(given.keys_at)), 0
    while done := opened.transact(lambda tx: forget(tx, files))[1]:
        gone += done
    return gone
