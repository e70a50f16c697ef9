"""Contacts with the press for tests: the line that a head types, what is kept of it, what the desk was sent."""

from department import Somebody
from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import select

from storage.database import table
from storage.tables.messaging import OutboxMessage
from storage.tables.press import PressContact

LINE = "phóng viên báo Tuổi Trẻ gọi lúc 9h hỏi về vụ bếp ăn"


def contacts(desk: Desk) -> list[PressContact]:
    rows = table(PressContact)
    return desk.database.transact(lambda tx: tx.all(PressContact, select(rows).order_by(rows.c.id)))


def note(head: Phone, line: str = LINE, button: str = "Ghi nhận") -> None:
    head.write(line)
    head.press(button)


def told_at_priority(desk: Desk, somebody: Somebody) -> list[int]:
    rows = table(OutboxMessage)
    found = select(rows.c.priority).where(rows.c.address == somebody.address, rows.c.slot.like("press:%"))
    return desk.database.transact(lambda tx: [row.priority for row in tx.rows(found)])
