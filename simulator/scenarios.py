"""Stories told on the phones: steps are data, played one after another."""

import asyncio
import contextlib
from dataclasses import dataclass

from simulator.local import LocalTelegram
from simulator.phone_view import holds
from simulator.world import Json, Message, Mistake

STEP_KEYS = {"say", "user", "do", "wait_for", "timeout", "advance_seconds", "pause"}
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    title: str
    users: list[int]
    steps: list[Json]


async def wait_for_message(
    telegram: LocalTelegram,
    user_id: int,
    contains: str | None,
    button: str | None,
    patience: float,
    after: int = 0,
    touched_after: int = 0,
) -> Message | None:
    """The newest message of the bot in this chat that holds the text and the button; None after `patience` seconds.

    Only messages above the id `after`, sent or edited after the event `touched_after`.
    """
    chat = telegram.world.chats.get(user_id)
    if chat is None:
        raise Mistake(f"Không có người dùng {user_id}.")
    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience
    while True:
        for message in reversed(chat.messages.values()):
            if message.message_id <= after:
                break
            if message.sender is None and message.touched > touched_after and holds(message, contains, button):
                return message
        if not await telegram.world.events.wait(deadline - loop.time(), user_id):
            return None


class Scenarios:
    """The registered stories and the one that plays. Each change is an event of kind «scenario» with a `state`."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram
        self._known: dict[str, Scenario] = {}
        self._playing: tuple[str, asyncio.Task[None]] | None = None

    def register(self, body: Json) -> Json:
        name, steps = body.get("name"), body.get("steps")
        if not isinstance(name, str) or not name or "/" in name:
            raise Mistake("A scenario needs a name without «/».")
        if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
            raise Mistake("A scenario needs a list of steps.")
        for number, step in enumerate(steps, 1):
            if "do" not in step and (unknown := sorted(set(step) - STEP_KEYS)):
                raise Mistake(f"Step {number}: unknown {', '.join(unknown)}.")
            if "do" in step and "user" not in step:
                raise Mistake(f"Step {number}: who does «{step['do']}»? «user» is missing.")
            if "wait_for" in step and not (isinstance(step["wait_for"], dict) and "user" in step["wait_for"]):
                raise Mistake(f"Step {number}: «wait_for» needs a «user».")
            for name in ("timeout", "advance_seconds", "pause"):
                if not isinstance(step.get(name, 0), int | float):
                    raise Mistake(f"Step {number}: «{name}» is a number of seconds.")
        self._known[name] = Scenario(name, str(body.get("title") or name), list(body.get("users") or []), steps)
        self._tell(name, "registered")
        return {"name": name, "steps": len(steps)}

    def listed(self) -> list[Json]:
        playing = self._playing[0] if self._playing else None
        return [
            {"name": one.name, "title": one.title, "users": one.users, "playing": one.name == playing}
            for one in self._known.values()
        ]

    def play(self, name: str) -> Json:
        if name not in self._known:
            raise Mistake(f"Không có kịch bản «{name}».")
        if self._playing:
            raise Mistake(f"Kịch bản «{self._known[self._playing[0]].title}» đang chạy. Hãy dừng nó trước.")
        self._playing = name, asyncio.create_task(self._run(self._known[name]))
        return {"name": name, "playing": True}

    async def stop(self) -> Json:
        if self._playing:
            name, task = self._playing
            self._playing = None
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            self._tell(name, "stopped")
        return {"playing": False}

    async def reset(self) -> None:
        await self.stop()
        self._known.clear()

    def _tell(self, name: str, state: str, user: int | None = None, **details: object) -> None:
        self.telegram.world.events.emit("scenario", user, name=name, state=state, **details)

    async def _run(self, scenario: Scenario) -> None:
        began = self.telegram.world.events.last
        try:
            for number, step in enumerate(scenario.steps, 1):
                self._tell(
                    scenario.name, "step", step.get("user"), step=number, steps=len(scenario.steps), say=step.get("say")
                )
                await self._step(step, began)
        except (Mistake, KeyError, TypeError, ValueError) as mistake:
            self._playing = None
            self._tell(scenario.name, "failed", error=f"Bước {number}: {mistake}")
        else:
            self._playing = None
            self._tell(scenario.name, "finished")

    async def _step(self, step: Json, began: int) -> None:
        """The act, then the clock, then what is waited for, then a pause to read."""
        telegram = self.telegram
        if "do" in step:
            body = {key: value for key, value in step.items() if key not in STEP_KEYS}
            if step["do"] == "press" and "label" in body and "message_id" not in body:
                await self._await(telegram, step["user"], None, body["label"], step.get("timeout", PATIENCE), 0)
            telegram.acts.do(step["user"], step["do"], body)
        if "advance_seconds" in step:
            telegram.world.clock.advance(float(step["advance_seconds"]))
            telegram.world.events.emit("clock", **telegram.world.clock.state())
        if "wait_for" in step:
            what = step["wait_for"]
            patience = step.get("timeout", PATIENCE)
            await self._await(telegram, what["user"], what.get("contains"), what.get("button"), patience, began)
        if "pause" in step:
            await asyncio.sleep(float(step["pause"]))

    @staticmethod
    async def _await(
        telegram: LocalTelegram, user: int, contains: str | None, button: str | None, patience: float, began: int
    ) -> None:
        found = await wait_for_message(telegram, user, contains, button, patience, touched_after=began)
        if found is None:
            name = telegram.world.person(user).full_name
            raise Mistake(f"{name} chưa nhận được «{contains or button or 'tin nhắn'}» sau {patience:g} giây.")
