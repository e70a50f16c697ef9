"""Channels: one messenger each, wire ⇄ Event and Screen. Nothing else in the service knows that a messenger exists."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from bot.logs import scrubbed
from storage.sending import Parcel

__all__ = [
    "Channel",
    "FileGone",
    "FileTooBig",
    "Parcel",
    "Refused",
    "TokenDead",
    "TooFast",
    "Unavailable",
    "Unreachable",
]


class TooFast(Exception):
    """The messenger wants nothing for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too fast, again in {seconds:g} s")
        self.seconds = seconds


class _Told(Exception):
    """An error that a messenger words itself. It is logged and stored, so nothing of a person may be in it."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(scrubbed(reason))


class Unavailable(_Told):
    """The messenger does not answer, or answers that it is broken: worth another try."""


class TokenDead(Unavailable):
    """The messenger does not know our token (any more): nothing goes out until the operator gives a good one."""


class Refused(_Told):
    """The messenger will never take this message."""


class Unreachable(Refused):
    """The messenger will never take any message for this account: blocked, deactivated, gone."""


class FileTooBig(_Told):
    """The messenger does not hand out files of this size."""


class FileGone(_Told):
    """The messenger does not know this file any more."""


class Channel(Protocol):
    """What delivery and fetching ask of a messenger. Errors: the classes above.

    edits: whether a message that is there can be changed. buttons: whether a choice is a press; else it is typed.
    documents: whether it carries files other than pictures.
    """

    name: str
    edits: bool
    buttons: bool
    documents: bool

    def is_group(self, address: str) -> bool: ...

    async def send(self, parcel: Parcel, sent: list[str], pace: Callable[[], Awaitable[None]]) -> str:
        """Brings the parcel to its chat; the message that shows its slot afterwards.

        sent: the references of what earlier tries have posted (of an album joined by spaces, "" when there was nothing
        to post); each new one is added at once, so that a try after a failure goes on from there. pace: awaited before
        every call but the first.
        """

    async def username(self) -> str:
        """The name under which people find the bot."""

    async def set_common_commands(self) -> None:
        """The list of commands that everybody is offered, where the messenger shows one."""

    async def answer_press(self, press_id: str, text: str, alert: bool) -> None: ...

    async def take_buttons(self, address: str, message_ref: str) -> None:
        """A message that another has replaced loses its buttons."""

    def download(self, file_ref: str) -> AsyncIterator[bytes]:
        """The content of a file that somebody sent."""
