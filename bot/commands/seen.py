"""`bcn audit seen`: everything that one person has looked at or was sent in a time, for the case of a leak."""

from datetime import date, datetime, time, timedelta

from bot.commands.common import database, settings, show_table
from bot.commands.staff import find_person
from storage import audit, looks
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.looks import Look

_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=LOCAL_ZONE), datetime(2999, 1, 1, tzinfo=LOCAL_ZONE)


def show(who: str, since: date | None, until: date | None) -> None:
    """Prints the looks in the order of time, and how many incidents and files they were. Raises Stop.

    Days are Vietnam's, both inclusive. Asking is itself noted.
    """

    def look(tx: Tx) -> tuple[str, list[Look]]:
        person = find_person(tx, who)
        begin = datetime.combine(since, time(), LOCAL_ZONE) if since else _EARLIEST
        end = datetime.combine(until + timedelta(days=1), time(), LOCAL_ZONE) if until else _LATEST
        audit.note(tx, "audit.seen", "done", subject=f"person:{person.id}")
        return person.name, looks.of_person(tx, person.id or 0, begin, end)

    with database(settings()) as opened:
        name, found = opened.transact(look)
    show_table(
        ("Lúc", "Cách", "Qua", "Gì"),
        [(f"{one.at.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M:%S}", one.how, one.by, one.what) for one in found],
        whole=True,
    )
    codes = {code for one in found for code in one.codes}
    print(f"{name}: {len(found)} lượt, {len(codes)} vụ việc, {sum(one.files for one in found)} tệp.")
    print("Danh sách chứa dữ liệu cá nhân: xin giữ kín. Việc cần làm khi lộ: docs/privacy.md.")
