"""What the tests of the media response see and do: the clock, the desk, the statement."""

from incident_desk import Desk
from report_desk import Phone

from storage import due, media
from storage.screens import Screen
from storage.tables.incidents import Incident
from storage.tables.media import MediaClock, Statement, StatementGiven


def clock_of(desk: Desk, incident: Incident) -> MediaClock | None:
    return desk.database.transact(lambda tx: media.clock(tx, incident.id or 0))


def is_armed(desk: Desk, incident: Incident) -> bool:
    return desk.database.transact(lambda tx: due.armed(tx, "media_clock", incident.id or 0))


def statements_of(desk: Desk, incident: Incident) -> list[Statement]:
    return desk.database.transact(lambda tx: media.statements(tx, incident.id or 0))


def given_of(desk: Desk, incident: Incident) -> list[StatementGiven]:
    return desk.database.transact(lambda tx: media.givens(tx, incident.id or 0))


def plain(screen: Screen) -> str:
    return screen.text.replace("\ue000", "").replace("\ue001", "")


def room(phone: Phone, incident: Incident, label: str) -> Screen:
    """The person presses a button of the media response; the desk as it is shown then."""
    phone.press(label, on=phone.shown[f"media:{incident.id}"])
    return phone.shown[f"media:{incident.id}"]


def open_desk(desk: Desk, phone: Phone, incident: Incident) -> Screen:
    """The person presses [🎙 Phát ngôn] below the incident's own message."""
    return phone.press("🎙 Phát ngôn", on=desk.sees(phone, incident))


def see_draft(desk: Desk, phone: Phone, incident: Incident) -> Screen:
    open_desk(desk, phone, incident)
    return phone.press("Xem bản soạn sẵn")


def approve(desk: Desk, phone: Phone, incident: Incident) -> Screen:
    see_draft(desk, phone, incident)
    return room(phone, incident, "Duyệt")


def give(desk: Desk, phone: Phone, incident: Incident, to: str = "Báo chí") -> Screen:
    """What is approved was just said to one of the catalogue."""
    approve(desk, phone, incident)
    room(phone, incident, "Đã phát ngôn")
    room(phone, incident, to)
    return room(phone, incident, "Vừa xong")


def correct(desk: Desk, phone: Phone, incident: Incident, field: str, value: str) -> None:
    phone.press("Đính chính", on=desk.sees(phone, incident))
    phone.press(field)
    phone.write(value)


def reminders(desk: Desk, phone: Phone) -> list[str]:
    """The reminders of the clock that came with a sound, as plain text."""
    texts = [text.replace("\ue000", "").replace("\ue001", "") for text in desk.heard(phone)]
    return [text for text in texts if text.startswith("⏰") and "phát ngôn" in text]
