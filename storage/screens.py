"""A screen: what a person is shown, whatever the messenger. Handlers make them, channels render them."""

from dataclasses import dataclass
from typing import Any

ACTION_BYTES = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A choice. `action` (at most 64 bytes, Telegram's callback_data) comes back in a press; or `url` is opened."""

    label: str
    action: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if len(self.action.encode()) > ACTION_BYTES:
            raise ValueError(f"The action «{self.action}» is longer than {ACTION_BYTES} bytes.")


@dataclass(frozen=True, slots=True)
class Picture:
    """An attachment to show: its id in the table of attachments."""

    attachment_id: int


@dataclass(frozen=True, slots=True)
class Screen:
    """Text (markup only by locales), rows of buttons, and how it stands among the messages already in the chat.

    slot: the message that this screen is («incident:12»); a later screen with the same slot edits it.
    fresh: a new message even though the slot has one; the old one loses its buttons.
    silent: no sound. quotes: the slot of an earlier message that this one answers.
    menu: rows of labels for the keyboard below the chat; () takes it away; None leaves it.
    ask: "contact" or "location": the keyboard below the chat asks for it with one press.
    pictures: attachments sent as albums, after the text. location: (latitude, longitude), sent as a map.
    commands: the member's own (command, description) list of the messenger; None leaves it as it is.
    plain_numbers: a bare number that is typed is an answer itself (how many, at what hour), never a place in the list
    of buttons that a messenger without buttons shows.
    brief: what a messenger that cannot edit says when this screen changes a message that is there; "": nothing.
    captioned: the text stands below its one picture, in one message with it, where a messenger can show it so.
    secret: the text lets whoever reads it in, so nothing of it is kept once it is sent. It stands in no slot.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    slot: str = ""
    fresh: bool = False
    silent: bool = False
    quotes: str = ""
    menu: tuple[tuple[str, ...], ...] | None = None
    ask: str = ""
    pictures: tuple[Picture, ...] = ()
    location: tuple[float, float] | None = None
    commands: tuple[tuple[str, str], ...] | None = None
    plain_numbers: bool = False
    brief: str = ""
    captioned: bool = False
    secret: bool = False

    def __post_init__(self) -> None:
        if self.secret and self.slot:
            raise ValueError("A secret is never replaced, so it has no slot.")

    def to_json(self) -> dict[str, Any]:
        """Only what differs from an empty screen, for the outbox."""
        told: dict[str, Any] = {"text": self.text}
        if self.rows:
            told["rows"] = [[[b.label, b.action, b.url] for b in row] for row in self.rows]
        for name in ("slot", "fresh", "silent", "quotes", "ask", "plain_numbers", "brief", "captioned", "secret"):
            if value := getattr(self, name):
                told[name] = value
        if self.menu is not None:
            told["menu"] = [list(row) for row in self.menu]
        if self.pictures:
            told["pictures"] = [picture.attachment_id for picture in self.pictures]
        if self.location is not None:
            told["location"] = list(self.location)
        if self.commands is not None:
            told["commands"] = [list(command) for command in self.commands]
        return told


def from_json(told: dict[str, Any]) -> Screen:
    """The screen that `to_json` told."""
    menu = told.get("menu")
    location = told.get("location")
    commands = told.get("commands")
    return Screen(
        text=told["text"],
        rows=tuple(tuple(Button(*button) for button in row) for row in told.get("rows", ())),
        slot=told.get("slot", ""),
        fresh=told.get("fresh", False),
        silent=told.get("silent", False),
        quotes=told.get("quotes", ""),
        menu=None if menu is None else tuple(tuple(row) for row in menu),
        ask=told.get("ask", ""),
        pictures=tuple(Picture(number) for number in told.get("pictures", ())),
        location=None if location is None else (location[0], location[1]),
        commands=None if commands is None else tuple((name, what) for name, what in commands),
        plain_numbers=told.get("plain_numbers", False),
        brief=told.get("brief", ""),
        captioned=told.get("captioned", False),
        secret=told.get("secret", False),
    )


def press_answer(press_id: str, text: str = "", alert: bool = False) -> dict[str, Any]:
    """What answers a press of a button (the outbox carries it like a screen): a toast, or a dialog when `alert`."""
    return {"press_id": press_id, "text": text, "alert": alert}


def heard_as(old: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """A screen that replaces an unsent one: what was to be new or to sound is new and sounds all the same."""
    heard = dict(told)
    if old.get("fresh"):
        heard["fresh"] = True
    if not old.get("silent"):
        heard.pop("silent", None)
    return heard
