"""Parcels as delivery makes them, for tests that begin at the channel."""

from department import BEGIN

from storage.screens import Screen
from storage.sending import Parcel
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage, Posted


def parcel(
    screen: Screen, *, to: int = 1001, shown: str = "", quoted: str = "", pictures: tuple[Attachment, ...] = ()
) -> Parcel:
    """shown: the message that shows the slot of the screen now; quoted: the message that the screen answers."""
    where = {"channel": "telegram", "address": str(to)}
    message = OutboxMessage(
        **where, id=1, priority=2, slot=screen.slot, screen=screen.to_json(), created_at=BEGIN, not_before=BEGIN
    )
    posted = Posted(**where, message_ref=shown, slot=screen.slot, digest="", at=BEGIN)
    return Parcel(message, screen, posted if shown else None, quoted, pictures, "vi")


def attachment(number: int, kind: str, ref: str = "", **more: str) -> Attachment:
    return Attachment(
        id=number,
        draft_id=1,
        channel="telegram",
        file_ref=ref or f"ref{number}",
        unique_ref=f"u{number}",
        kind=kind,
        created_at=BEGIN,
        **more,
    )
