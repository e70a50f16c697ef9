"""The hands of people at their phones: they type, press by what a button says, and wait until they see something."""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

import aiohttp

LONGEST_WAIT = 90
_LONGEST_POLL = 50
Message = dict[str, Any]


class Phones:
    """The control API of the local Telegram. `patience`: how many seconds people wait for what they want to see."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.patience = LONGEST_WAIT

    async def post(self, path: str, **body: Any) -> Any:
        async with self._session.post(f"/control/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def wait(self, **wanted: Any) -> Message:
        """The message that is wanted, as soon as it is there. One call may wait for less than people do."""
        deadline = time.monotonic() + self.patience
        while True:
            left = min(deadline - time.monotonic(), _LONGEST_POLL)
            async with self._session.post("/control/wait", json={**wanted, "timeout": left}) as answer:
                told: Message = await answer.json()
                if answer.status == 200:
                    return told
                assert answer.status == 408, told
                assert time.monotonic() < deadline, told

    async def get(self, path: str, **query: Any) -> Any:
        async with self._session.get(f"/control/{path}", params=query) as answer:
            return await answer.json()

    async def content(self, message: Message) -> bytes:
        """The file of a message, as the phone opens it."""
        async with self._session.get(message["file"]["url"]) as answer:
            return await answer.read()

    async def misbehave(self, **rule: Any) -> None:
        """Without a rule the local Telegram is well again."""
        await self.post("misbehave", **rule)

    async def calls(self, after: int = 0) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = await self.get("calls", after=after)
        return calls


@dataclass(frozen=True)
class Hand:
    """One person of the sample. `user` is the id on the local Telegram."""

    phones: Phones
    user: int
    person_id: int
    name: str

    async def act(self, what: str, **body: Any) -> Any:
        return await self.phones.post(f"users/{self.user}/{what}", **body)

    async def type(self, text: str, **more: Any) -> int:
        """The id of the person's own message."""
        message_id: int = (await self.act("text", text=text, **more))["message_id"]
        return message_id

    async def press(self, label: str, *, after: int = 0) -> Any:
        """Presses as soon as there is such a button in a message after `after`; what Telegram showed for it."""
        message = await self.sees(button=label, after=after)
        return await self.press_on(message, label)

    async def tap(self, label: str, *, text: str = "", after: int = 0) -> None:
        """As `press`, below a message that holds the text; does not wait for what Telegram shows for it."""
        message = await self.sees(text, button=label, after=after)
        data = next(one["data"] for one in buttons(message) if label in one["text"])
        await self.act("press", message_id=message["message_id"], data=data, forged=True)

    async def press_on(self, message: Message, label: str) -> Any:
        """A button of this message, as the message was when it was read."""
        data = next(one["data"] for one in buttons(message) if label in one["text"])
        return await self.forge(message["message_id"], data)

    async def forge(self, message_id: int, data: str) -> Any:
        """A press with any data, on any message."""
        done = await self.act("press", message_id=message_id, data=data, forged=True, wait=self.phones.patience)
        return done["answer"]

    async def sees(self, text: str = "", *, button: str = "", after: int = 0) -> Message:
        """The newest message of the bot that holds the text and the button, as soon as it is there."""
        wanted = {name: what for name, what in (("contains", text), ("button", button)) if what}
        return await self.phones.wait(user=self.user, after=after, **wanted)

    async def sees_one_of(self, *labels: str, after: int) -> str:
        """The label of which there is a button after a message, as soon as there is one."""

        async def there() -> str:
            shown = [label for one in await self.chat() if one["message_id"] > after for label in labels_of(one)]
            return next((label for label in labels if any(label in one for one in shown)), "")

        found: str = await until(there, longest=self.phones.patience, every=0.1)
        return found

    async def chat(self) -> list[Message]:
        """All messages of the bot, the oldest first."""
        told = await self.phones.get(f"users/{self.user}/chat")
        return [message for message in told["messages"] if message["from"] == "bot"]

    async def showing(self, text: str) -> list[Message]:
        """The messages of the bot that hold the text now."""
        return [message for message in await self.chat() if text in message["text"]]

    async def handled(self) -> None:
        """Until all that was done before is answered: /dinhky always is, with a new message."""
        await self.sees("báo cáo định kỳ", after=await self.type("/dinhky"))


def buttons(message: Message) -> list[dict[str, str]]:
    return [button for row in message["buttons"] for button in row]


def labels_of(message: Message) -> list[str]:
    return [button["text"] for button in buttons(message)]


async def until(true: Any, *, longest: float = LONGEST_WAIT, every: float = 0.03) -> Any:
    """Waits for an asynchronous or plain condition; its last value. Raises AssertionError."""
    deadline = time.monotonic() + longest
    while True:
        value = true()
        if asyncio.iscoroutine(value):
            value = await value
        if value:
            return value
        assert time.monotonic() < deadline, "what was waited for did not happen"
        await asyncio.sleep(every)
