"""Stories told on the phones: steps are data, played one after another."""

import asyncio
import contextlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.messengers import Messengers, UserId, holds, labels_of
from simulator.misbehaviour import read_misbehaviour
from simulator.world import Json, Message, Mistake
from simulator.zalo_api.acts import number_of
from simulator.zalo_api.people import Message as ZaloMessage

STEP_KEYS = {
    "say",
    "user",
    "do",
    "within",
    "optional",
    "unless",
    "wait_for",
    "remember",
    "timeout",
    "advance_seconds",
    "misbehave",
    "pause",
}
PATIENCE = 20.0
LETTERS_PER_SECOND = 45.0
LONGEST_WRITING = 3.5
TOUCH = 0.7


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    title: str
    users: list[UserId]
    steps: list[Json]


async def wait_for_message(
    messengers: Messengers,
    user_id: UserId,
    contains: str | None,
    button: str | None,
    patience: float,
    after: Any = None,
    touched_after: int = 0,
    unless: Sequence[Json] = (),
) -> Message | ZaloMessage | None:
    """The newest message of the bot in this chat that holds the text and the button; None after `patience` seconds.

    Only messages above the id `after`, sent or edited after the event `touched_after`. None as well as soon as one of
    them holds what one of `unless` ({"contains"?, "button"?}) says.
    """
    chat = messengers.chat(user_id)
    loop = asyncio.get_running_loop()
    deadline = loop.time() + patience
    while True:
        shown = [one for one in chat.messages.values() if one.sender is None and one.touched > touched_after]
        shown = [one for one in reversed(shown) if after is None or one.message_id > after]
        for message in shown:
            if holds(message, contains, button):
                return message
        if any(holds(one, other.get("contains"), other.get("button")) for one in shown for other in unless):
            return None
        if not await messengers.telegram.world.events.wait(deadline - loop.time(), user_id):
            return None


class Scenarios:
    """The registered stories and the one that plays. Each change is an event of kind «scenario» with a `state`."""

    def __init__(self, messengers: Messengers) -> None:
        self.messengers = messengers
        self._known: dict[str, Scenario] = {}
        self._playing: tuple[str, asyncio.Task[None]] | None = None

    def register(self, body: Json) -> Json:
        name, steps = body.get("name"), body.get("steps")
        if not isinstance(name, str) or not name or "/" in name:
            raise Mistake("A scenario needs a name without «/».")
        if not isinstance(steps, list) or not steps or not all(isinstance(step, dict) for step in steps):
            raise Mistake("A scenario needs a list of steps.")
        for number, step in enumerate(steps, 1):
            if wrong := _wrong(step):
                raise Mistake(f"Step {number}: {wrong}")
        self._known[name] = Scenario(name, str(body.get("title") or name), list(body.get("users") or []), steps)
        self._tell(name, "registered")
        return {"name": name, "steps": len(steps)}

    def listed(self) -> list[Json]:
        playing = self._playing[0] if self._playing else None
        return [
            {"name": one.name, "title": one.title, "users": one.users, "playing": one.name == playing}
            for one in self._known.values()
        ]

    def play(self, name: str, speed: float = 1.0) -> Json:
        """`speed` 2 halves the pauses; what is waited for takes as long as it takes."""
        if name not in self._known:
            raise Mistake(f"Không có kịch bản «{name}».")
        if self._playing:
            raise Mistake(f"Kịch bản «{self._known[self._playing[0]].title}» đang chạy. Hãy dừng nó trước.")
        story = Telling(self.messengers, speed, lambda state, user, **more: self._tell(name, state, user, **more))
        self._playing = name, asyncio.create_task(self._run(self._known[name], story))
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

    def _tell(self, name: str, state: str, user: UserId | None = None, **details: object) -> None:
        self.messengers.telegram.world.events.emit("scenario", user, name=name, state=state, **details)

    async def _run(self, scenario: Scenario, story: "Telling") -> None:
        try:
            for number, step in enumerate(scenario.steps, 1):
                self._tell(
                    scenario.name, "step", step.get("user"), step=number, steps=len(scenario.steps), say=step.get("say")
                )
                try:
                    await story.step(step)
                except Mistake:
                    if not step.get("optional"):
                        raise
        except (Mistake, KeyError, TypeError, ValueError) as mistake:
            self._playing = None
            self._tell(scenario.name, "failed", error=f"Bước {number}: {mistake}")
        else:
            self._playing = None
            self._tell(scenario.name, "finished")
        finally:
            story.mend()


class Telling:
    """One playing of a story: what it has remembered, and since when its messages count."""

    def __init__(self, messengers: Messengers, speed: float, tell: Callable[..., None]) -> None:
        self._messengers = messengers
        self._speed = speed
        self._tell = tell
        self._began = messengers.telegram.world.events.last
        self._remembered: dict[str, str] = {}
        self._misbehaving: set[str] = set()

    def mend(self) -> None:
        """Messengers that the story has made misbehave are well again."""
        for name in self._misbehaving:
            self._messengers.named(name).misbehave(read_misbehaviour({}))

    async def step(self, step: Json) -> None:
        """The act, then the clock, then what is waited for, then a pause to read. Raises Mistake."""
        world, step = self._messengers.telegram.world, self._filled(step)
        patience = step.get("timeout", PATIENCE)
        if "do" in step:
            await self._act(step, patience)
        if "misbehave" in step:
            rule = dict(step["misbehave"])
            name = rule.pop("messenger", "telegram")
            self._messengers.named(name).misbehave(read_misbehaviour(rule))
            self._misbehaving.add(name)
        if "advance_seconds" in step:
            world.clock.advance(float(step["advance_seconds"]))
            world.events.emit("clock", **world.clock.state())
        if "wait_for" in step:
            what = step["wait_for"]
            if "do" in step and step.get("optional"):
                patience = PATIENCE
            found = await self._found(what["user"], what.get("contains"), what.get("button"), patience, self._began)
            for name, pattern in step.get("remember", {}).items():
                self._remembered[name] = _match(pattern, found.text)
        if "pause" in step:
            await asyncio.sleep(float(step["pause"]) / self._speed)

    async def _act(self, step: Json, patience: float) -> None:
        """What is about to be done is told first, so that a viewer sees the finger or the letters."""
        user = step["user"]
        body = {key: value for key, value in step.items() if key not in STEP_KEYS}
        if step["do"] == "press" and "label" in body and "message_id" not in body:
            since = self._began if "unless" in step else 0
            found = await self._found(user, step.get("within"), body["label"], patience, since, step.get("unless", ()))
            body["message_id"] = found.message_id
            await self._beforehand("touching", user, TOUCH, message_id=found.message_id, label=body["label"])
        elif step["do"] == "choose" and "label" in body:
            unless = step.get("unless", ())
            found = await self._found(user, step.get("within"), body["label"], patience, self._began, unless)
            await self._beforehand("writing", user, TOUCH, text=number_of(found.text, body["label"]))
        elif step["do"] == "text" and body["text"] in labels_of(self._messengers.chat(user)):
            await self._beforehand("touching", user, TOUCH, message_id=None, label=body["text"])
        elif step["do"] == "text":
            seconds = min(len(body["text"]) / LETTERS_PER_SECOND, LONGEST_WRITING)
            await self._beforehand("writing", user, seconds, text=body["text"])
        self._messengers.do(user, step["do"], body)

    async def _beforehand(self, state: str, user: UserId, seconds: float, **what: object) -> None:
        self._tell(state, user, seconds=seconds / self._speed, **what)
        await asyncio.sleep(seconds / self._speed)

    async def _found(
        self,
        user: UserId,
        contains: str | None,
        button: str | None,
        patience: float,
        since: int,
        unless: Sequence[Json] = (),
    ) -> Message | ZaloMessage:
        found = await wait_for_message(
            self._messengers, user, contains, button, patience, touched_after=since, unless=unless
        )
        if found is None:
            name = self._messengers.full_name(user)
            raise Mistake(f"{name} chưa nhận được «{button or contains or 'tin nhắn'}» sau {patience:g} giây.")
        return found

    def _filled(self, value: Any) -> Any:
        """The same with {name} replaced by what was remembered under it."""
        if isinstance(value, str):
            for name, text in self._remembered.items():
                value = value.replace(f"{{{name}}}", text)
            return value
        if isinstance(value, dict):
            return {key: self._filled(one) for key, one in value.items()}
        return value


def _wrong(step: Json) -> str:
    """What cannot be played about a step, as a sentence; "" when nothing."""
    if "do" not in step and (unknown := sorted(set(step) - STEP_KEYS)):
        return f"unknown {', '.join(unknown)}."
    if "do" in step and "user" not in step:
        return f"who does «{step['do']}»? «user» is missing."
    if "wait_for" in step and not (isinstance(step["wait_for"], dict) and "user" in step["wait_for"]):
        return "«wait_for» needs a «user»."
    if "remember" in step and not (isinstance(step["remember"], dict) and "wait_for" in step):
        return "«remember» is {name: pattern} and needs a «wait_for»."
    if not isinstance(step.get("misbehave", {}), dict):
        return "«misbehave» is what the control API takes under that name."
    unless = step.get("unless", [])
    if not isinstance(unless, list) or not all(isinstance(one, dict) for one in unless):
        return "«unless» is a list of what else may come."
    if "unless" in step and not step.get("optional"):
        return "«unless» is for a step that is optional."
    for name in ("timeout", "advance_seconds", "pause"):
        if not isinstance(step.get(name, 0), int | float):
            return f"«{name}» is a number of seconds."
    return ""


def _match(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if found is None:
        raise Mistake(f"Không thấy «{pattern}» trong tin nhắn.")
    return found.group()
