"""An event: one thing that a person did, whatever the messenger. Channels make them, handlers read them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from storage.attachments import IncomingFile

Kind = Literal[
    "text",
    "command",
    "press",
    "file",
    "location",
    "contact",
    "edited",
    "blocked",
    "unblocked",
    "unsupported",
]


@dataclass(frozen=True, slots=True)
class Event:
    """`key` is the same whenever the messenger brings the same update again.

    text: what was typed, a caption, or what follows a command; already without control, zero-width and private-use
    characters (rules.folding.clean). command: without the slash, folded. action: what the pressed button carries.
    message_ref: the message itself, or for a press the message that held the button. reply_to: the message answered.
    album: files that were sent as one. phone: E.164; phone_is_own only when the messenger vouches for it.
    private: False in a group. buttons: False where the messenger has none, so that a choice comes as words.
    """

    channel: str
    address: str
    key: str
    at: datetime
    kind: Kind
    text: str = ""
    command: str = ""
    press_id: str = ""
    action: str = ""
    message_ref: str = ""
    reply_to: str = ""
    file: IncomingFile | None = None
    album: str = ""
    location: tuple[float, float] | None = None
    phone: str = ""
    phone_is_own: bool = False
    private: bool = True
    buttons: bool = True

    def to_json(self) -> dict[str, Any]:
        """For an update that is held to be tried again."""
        told = asdict(self)
        told["at"] = self.at.isoformat()
        return told


def from_json(told: dict[str, Any]) -> Event:
    """The event that `to_json` told."""
    file = told.get("file")
    place = told.get("location")
    return Event(
        **{
            **told,
            "at": datetime.fromisoformat(told["at"]),
            "file": IncomingFile(**file) if file else None,
            "location": (place[0], place[1]) if place else None,
        }
    )
