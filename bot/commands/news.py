"""`bcn news …`: what the communications desk has accepted, as one Word document."""

from datetime import date
from pathlib import Path

from bot.commands.common import Stop, catalogue, database, settings
from news import export as exporting
from reports import news_document
from rules.news_periods import Period, read_day
from storage.database import Database
from storage.files import FileStore
from storage.keys import Keyring, KeysUnusable

_EVERYTHING = ("/",)


def export(first: str, last: str, output: Path, lang: str = "vi") -> None:
    """Writes the accepted items of a period, days by Vietnam's time, both included. Raises Stop."""
    if output.suffix.lower() != ".docx":
        raise Stop(f"Tên tệp phải kết thúc bằng .docx, không phải «{output.name}».")
    configured = settings()
    rules = catalogue(configured)
    files = FileStore(configured.data_dir / "files", Keyring(configured.keys_at))
    with database(configured) as opened:
        period = Period(_day(opened, first), _day(opened, last))
        if period.last < period.first:
            raise Stop(f"Ngày cuối ({last}) phải sau ngày đầu ({first}).")
        held = opened.transact(lambda tx: exporting.extent(tx, _EVERYTHING, period))
        if not held.items:
            raise Stop(f"Không có tin bài nào được nhận {exporting.period_text(lang, period)}.")
        told = opened.transact(lambda tx: exporting.gathered(tx, rules, lang, _EVERYTHING, period))
    try:
        output.write_bytes(news_document.make(told, exporting.content_of(files)))
    except KeysUnusable as error:
        raise Stop(str(error)) from None
    except OSError as error:
        raise Stop(f"Không ghi được «{output}»: {error.strerror}.") from None
    print(f"Đã ghi {held.items} tin bài của {held.units} đơn vị, {held.pictures} ảnh, vào {output}.")
    if held.kept:
        print(f"Giữ lại {held.kept} ảnh có học sinh mà chưa có đồng ý của phụ huynh.")


def _day(opened: Database, written: str) -> date:
    found = read_day(written, opened.clock.now())
    if found is None:
        raise Stop(f"Chưa rõ ngày «{written}». Viết như 01/11/2026 hoặc 2026-11-01.")
    return found
