"""The control API: JSON in, JSON out, for tests and for the phones page."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from simulator.local import LocalTelegram
from simulator.messengers import Messengers, UserId, message_view
from simulator.misbehaviour import read_misbehaviour
from simulator.scenarios import Scenarios, wait_for_message
from simulator.world import Json, Mistake
from simulator.zalo_api.local import LocalZalo

LONGEST_POLL = 60.0
STREAM_SILENCE = 15.0
SHOWN_ON_TIMEOUT = 5
_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/", "audio/")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Control:
    """Handlers of /control/…; a Mistake becomes HTTP 400 with its sentence."""

    def __init__(self, messengers: Messengers) -> None:
        self.messengers = messengers
        self.telegram = messengers.telegram
        self.scenarios = Scenarios(messengers)

    def routes(self) -> list[web.RouteDef]:
        posts: dict[str, Callable[[web.Request], Awaitable[Any]]] = {
            "reset": self.reset, "users": self.add_user, "groups": self.add_group, "users/{id}/{act}": self.act,
            "wait": self.wait, "misbehave": self.misbehave, "limits": self.limits, "update": self.update,
            "clock": self.move_clock, "scenarios": self.register, "scenarios/stop": self.stop,
            "scenarios/{name}/play": self.play,
        }  # fmt: skip
        gets: dict[str, Callable[[web.Request], Awaitable[Any]]] = {
            "users": self.users, "users/{id}/chat": self.chat, "events": self.events, "calls": self.calls,
            "clock": self.clock, "scenarios": self.list_scenarios,
        }  # fmt: skip
        return [
            *(web.post(f"/control/{path}", _guarded(handler)) for path, handler in posts.items()),
            *(web.get(f"/control/{path}", _guarded(handler)) for path, handler in gets.items()),
            web.get("/control/stream", self.stream),
            web.get("/control/files/{file_id}/{name}", self.file),
        ]

    async def reset(self, request: web.Request) -> Json:
        await self.scenarios.reset()
        await self.messengers.reset()
        return {"reset": True}

    async def add_user(self, request: web.Request) -> Json:
        return self.messengers.add_user(await _body(request))

    async def users(self, request: web.Request) -> list[Json]:
        return self.messengers.users()

    async def add_group(self, request: web.Request) -> Json:
        body = await _body(request)
        group = self.telegram.world.add_group(str(body.get("title") or "Nhóm"), body.get("id"))
        return {"id": group.id, "title": group.tg.title}

    async def act(self, request: web.Request) -> Json:
        body = await _body(request)
        done = self.messengers.do(_user_id(request), request.match_info["act"], body)
        if request.match_info["act"] == "press" and body.get("wait"):
            answer = self.telegram.world.queries[done["callback_query_id"]].answer
            ready, _ = await asyncio.wait([answer], timeout=min(float(body["wait"]), LONGEST_POLL))
            done["answer"] = answer.result() if ready and not answer.cancelled() else None
        return done

    async def chat(self, request: web.Request) -> Json:
        return self.messengers.chat_view(_user_id(request))

    async def events(self, request: web.Request) -> Json:
        events = self.telegram.world.events
        after = int(_number(request, "after", 0))
        if events.last <= after:
            await events.wait(min(_number(request, "timeout", 0), LONGEST_POLL))
        return {"last": events.last, "events": events.after(after)}

    async def stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue = self.telegram.world.events.open_stream()
        try:
            await response.prepare(request)
            await response.write(b": open\n\n")
            while True:
                try:
                    async with asyncio.timeout(STREAM_SILENCE):
                        event = await queue.get()
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if event is None:
                    return response
                await response.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
        except ConnectionError:
            return response
        finally:
            self.telegram.world.events.close_stream(queue)

    async def calls(self, request: web.Request) -> list[Json]:
        return self.telegram.log.after(int(_number(request, "after", 0)))

    async def wait(self, request: web.Request) -> Any:
        body = await _body(request)
        user, timeout = body.get("user"), min(float(body.get("timeout", 10)), LONGEST_POLL)
        if not isinstance(user, int | str):
            raise Mistake("«user» must be the id of a user.")
        found = await wait_for_message(
            self.messengers, user, body.get("contains"), body.get("button"), timeout, after=body.get("after")
        )
        if found:
            return message_view(found)
        shown = self.messengers.chat_view(user)["messages"][-SHOWN_ON_TIMEOUT:]
        what = body.get("contains") or body.get("button") or "a message"
        error = f"User {user} did not get «{what}» within {timeout:g} s."
        return _json({"error": error, "messages": shown}, 408)

    async def misbehave(self, request: web.Request) -> Json:
        messenger, body = await self._meant(request)
        rule = read_misbehaviour(body)
        messenger.misbehave(rule)
        return asdict(rule)

    async def limits(self, request: web.Request) -> Json:
        messenger, body = await self._meant(request)
        limits = messenger.limits
        names = ("enabled", "overall_per_second", "chat_per_second", "group_per_minute")
        for name, value in body.items():
            if name not in names or not isinstance(value, bool if name == "enabled" else int):
                raise Mistake(f"Limits are {', '.join(names)}: whole numbers, «enabled» true or false.")
            setattr(limits, name, value)
        return {name: getattr(limits, name) for name in names}

    async def update(self, request: web.Request) -> Json:
        messenger, body = await self._meant(request)
        if "replay" not in body:
            return {"update_id": messenger.updates.push_raw(body)}
        if not messenger.updates.replay(body["replay"]):
            raise Mistake(f"There was no update {body['replay']}.")
        return {"update_id": body["replay"]}

    async def _meant(self, request: web.Request) -> tuple[LocalTelegram | LocalZalo, Json]:
        """The messenger that a call is about, Telegram unless it names one, and the rest of its body."""
        body = await _body(request)
        return self.messengers.named(body.pop("messenger", "telegram")), body

    async def clock(self, request: web.Request) -> Json:
        world = self.telegram.world
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(_number(request, "timeout", 25), LONGEST_POLL)
        if "after" in request.query:
            seen = int(_number(request, "after", 0))
            while world.clock.version == seen and await world.events.wait(deadline - loop.time()):
                pass
        return world.clock.state()

    async def move_clock(self, request: web.Request) -> Json:
        seconds = (await _body(request)).get("advance_seconds")
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
            raise Mistake("«advance_seconds» must be a number of seconds, 0 or more.")
        self.telegram.world.clock.advance(seconds)
        state = self.telegram.world.clock.state()
        self.telegram.world.events.emit("clock", **state)
        return state

    async def register(self, request: web.Request) -> Json:
        return self.scenarios.register(await _body(request))

    async def list_scenarios(self, request: web.Request) -> list[Json]:
        return self.scenarios.listed()

    async def play(self, request: web.Request) -> Json:
        speed = (await _body(request)).get("speed", 1)
        if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0 < speed <= 1000:
            raise Mistake("«speed» is a number above 0: 2 plays twice as fast.")
        return self.scenarios.play(request.match_info["name"], speed)

    async def stop(self, request: web.Request) -> Json:
        return await self.scenarios.stop()

    async def file(self, request: web.Request) -> web.StreamResponse:
        """What a phone opens. Only pictures, sound and film are shown in place; the rest is downloaded."""
        file = self.telegram.world.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        content = await asyncio.to_thread(self.telegram.world.files.content, file)
        inline = file.mime.startswith(_INLINE)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if not inline:
            headers["Content-Disposition"] = "attachment"
        headers["Content-Type"] = file.mime if inline else "application/octet-stream"
        return web.Response(body=content, headers=headers)


def _guarded(handler: Callable[[web.Request], Awaitable[Any]]) -> Handler:
    """Turns results into JSON and mistakes into 400; a page of another origin may not steer the simulator."""

    async def answer(request: web.Request) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        if origin and origin.partition("://")[2] != request.host:
            return _json({"error": "Only the simulator's own page may call this."}, 403)
        try:
            result = await handler(request)
        except Mistake as mistake:
            return _json({"error": str(mistake)}, 400)
        except (KeyError, TypeError, ValueError) as problem:
            return _json({"error": f"This call cannot be understood: {problem!r}."}, 400)
        return result if isinstance(result, web.StreamResponse) else _json(result)

    return answer


def _json(body: Any, status: int = 200) -> web.Response:
    raw = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(body=raw, status=status, content_type="application/json")


async def _body(request: web.Request) -> Json:
    raw = await request.read()
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise Mistake("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise Mistake("The body must be a JSON object.")
    return body


def _number(request: web.Request, name: str, default: float) -> float:
    raw = request.query.get(name)
    try:
        return default if raw is None else float(raw)
    except ValueError:
        raise Mistake(f"«{name}» must be a number.") from None


def _user_id(request: web.Request) -> UserId:
    """A whole number on Telegram, on Zalo a string with a letter in it."""
    raw = request.match_info["id"]
    return int(raw) if raw.lstrip("-").isdecimal() else raw
