"""The hands of people at Zalo phones: they type words and numbers, for there is nothing to press."""

import contextlib
import re
from dataclasses import dataclass, field
from typing import Any

import records
from hands import Message, Phones, until

from storage.database import Database

_OPTION = re.compile(r"^(\d+)\. (.+)$", re.MULTILINE)
_NEWER = "Vừa có tin mới"
_HANDLED_WITHIN = 10


@dataclass(frozen=True)
class ZaloHand:
    """One person of the sample. `user` is the id on the local Zalo; `sent`: all that was sent, the oldest first."""

    phones: Phones
    database: Database
    user: str
    person_id: int
    name: str
    sent: list[str] = field(default_factory=list, compare=False)

    async def act(self, what: str, **body: Any) -> Any:
        self.sent.append(body.get("text") or what)
        return await self.phones.post(f"users/{self.user}/{what}", **body)

    async def type(self, text: str) -> str:
        """The id of the person's own message."""
        message_id: str = (await self.act("text", text=text))["message_id"]
        return message_id

    async def choose(self, label: str, text: str = "", *, after: str = "") -> str:
        """Types the number before a label once the newest list has it and its message the text; the id of the own one.

        Nobody reads and types as fast as this hand, so it waits until the service knows what it has shown.
        """

        async def number() -> str:
            await self.known()
            lists = [one for one in await self.chat() if one["message_id"] > after and options(one)]
            newest = lists[-1] if lists and text in lists[-1]["text"] else None
            # What was on its way when the chat was read is noted now.
            await self.known()
            return next((number for known, number in options(newest).items() if label in known), "") if newest else ""

        try:
            while True:
                mine = await self.type(await until(number, longest=self.phones.patience))
                if not await self._is_asked_again(mine):
                    return mine
        except AssertionError:
            shown = [one["text"] for one in (await self.chat())[-3:]]
            raise AssertionError(f"no choice «{label}»; typed {self.sent[-3:]}, shown {shown}") from None

    async def _is_asked_again(self, mine: str) -> bool:
        """Whether another list was on its way, so that the number could not be meant for the one that was read."""
        with contextlib.suppress(AssertionError):
            await until(lambda: records.is_handled(self.database, mine), longest=_HANDLED_WITHIN)
        return any(_NEWER in one.screen["text"] for one in records.answers(self.database, mine))

    async def known(self) -> None:
        """Until the service has noted everything that this phone shows."""
        await until(lambda: all(one.address != self.user for one in records.outbox(self.database, "sending")))

    async def sees(self, text: str = "", *, option: str = "", after: str = "") -> Message:
        """The newest message of the bot that holds the text and the choice, as soon as it is there."""
        wanted = {name: what for name, what in (("contains", text), ("button", option)) if what}
        return await self.phones.wait(user=self.user, after=after, **wanted)

    async def chat(self) -> list[Message]:
        """All messages of the bot, the oldest first."""
        told = await self.phones.get(f"users/{self.user}/chat")
        return [message for message in told["messages"] if message["from"] == "bot"]

    async def showing(self, text: str) -> list[Message]:
        return [message for message in await self.chat() if text in message["text"]]

    async def newest_after(self, message_id: str, besides: str = "") -> Message:
        """The newest message of the bot below one's own, once it is not the one whose text is `besides`."""

        async def there() -> Message | None:
            below = [one for one in await self.chat() if one["message_id"] > message_id]
            return below[-1] if below and below[-1]["text"] != besides else None

        found: Message = await until(there, longest=self.phones.patience, every=0.1)
        return found


def options(message: Message) -> dict[str, str]:
    """The numbers of a list by their labels."""
    return {label: number for number, label in _OPTION.findall(message["text"])}
