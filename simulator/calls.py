"""Calls of a bot over HTTP: each is read, misbehaved with when told to, answered, and kept in the log."""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from simulator.bot_api.errors import Refused, too_many_requests
from simulator.bot_api.parameters import Parameters, Upload
from simulator.call_log import CallLog
from simulator.files import UPLOAD_LIMIT
from simulator.misbehaviour import Misbehaviour

_REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
_FORM_LIMIT = UPLOAD_LIMIT + 1024 * 1024
_UNSEEN = ("getUpdates",)


class Local(Protocol):
    """What calls need of a local messenger."""

    name: str
    token: str
    log: CallLog
    misbehaviour: Misbehaviour


class Calls:
    """The handler of bot<token>/<method>.

    perform: the result of a call, None where the messenger tells none; raises Refused.
    canonical: the documented spelling of a method's name.
    """

    def __init__(
        self,
        local: Local,
        perform: Callable[[str, Parameters], Awaitable[Any]],
        canonical: Callable[[str], str] = str,
    ) -> None:
        self.local = local
        self.perform = perform
        self.canonical = canonical

    async def call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.local.token:
            return refusal(Refused(401, "Unauthorized"))
        method = self.canonical(request.match_info["method"])
        try:
            parameters = await _read(request)
        except Refused as refused:
            self._log(method, Parameters({}), refused.code, refused.description, None)
            return refusal(refused)
        rule = self.local.misbehaviour
        if not rule.strikes(method):
            return await self._do(method, parameters)
        await rule.delay()
        if not rule.fails:
            return await self._do(method, parameters)
        done = None
        if rule.after_doing:
            with contextlib.suppress(Refused):
                done = await self.perform(method, parameters)
        return await self._fail(request, method, parameters, rule, done)

    async def download(
        self, request: web.Request, answer: Callable[[], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """The answer to a download, unless the misbehaviour names downloads and strikes this one."""
        rule = self.local.misbehaviour
        if rule.methods is not None and rule.strikes("download"):
            await rule.delay()
            if rule.fails:
                return await self._fail(request, "download", Parameters({}), rule, None)
        return await answer()

    async def _do(self, method: str, parameters: Parameters) -> web.Response:
        try:
            result = await self.perform(method, parameters)
        except Refused as refused:
            self._log(method, parameters, refused.code, refused.description, None)
            return refusal(refused)
        self._log(method, parameters, 200, None, result)
        return _answer(200, {"ok": True} if result is None else {"ok": True, "result": result})

    async def _fail(
        self, request: web.Request, method: str, parameters: Parameters, rule: Misbehaviour, done: Any
    ) -> web.StreamResponse:
        """`done` is the result that the caller is not told."""
        if rule.status:
            code = int(rule.status)
            failure = Refused(code, _REASONS.get(code, "Internal Server Error"), rule.retry_after)
            if code == 429:
                failure = too_many_requests(rule.retry_after or 1)
            self._log(method, parameters, code, failure.description, done)
            return refusal(failure)
        self._log(method, parameters, 0, "hang" if rule.hang else "drop", done)
        if rule.hang:
            await _until_gone(request, lambda: rule is not self.local.misbehaviour)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _log(self, method: str, parameters: Parameters, status: int, description: str | None, result: Any) -> None:
        if method in _UNSEEN and status == 200:
            return
        first = result[0] if isinstance(result, list) and result else result
        self.local.log.add(
            {
                "at": time.time(),
                "messenger": self.local.name,
                "method": method,
                "chat_id": _whole(parameters.values.get("chat_id")),
                "status": status,
                "description": description,
                "silent": parameters.values.get("disable_notification") in (True, "true", "True", "1"),
                "message_id": first.get("message_id") if isinstance(first, dict) else None,
            }
        )


async def _until_gone(request: web.Request, ended: Callable[[], bool]) -> None:
    """Waits until the caller hangs up or the misbehaviour ends; aiohttp tells nobody, so it looks now and then."""
    while not ended() and request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110
        await asyncio.sleep(0.05)


def _whole(value: Any) -> Any:
    try:
        return int(value)
    except (TypeError, ValueError):
        return value


def _answer(status: int, body: dict[str, Any]) -> web.Response:
    raw = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(body=raw, status=status, content_type="application/json")


def refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    return _answer(refused.code, body)


async def _read(request: web.Request) -> Parameters:
    """Parameters of the query, then of the body, in any of the four ways a bot may give them."""

    def gone() -> bool:
        return request.transport is None or request.transport.is_closing()

    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, values)
    body = await request.read()
    if not body:
        return Parameters(values, gone=gone)
    if request.content_type == "application/json":
        try:
            given = json.loads(body)
        except ValueError:
            raise Refused(400, "Bad Request: can't parse JSON object") from None
        if not isinstance(given, dict):
            raise Refused(400, "Bad Request: can't parse JSON object")
        return Parameters(values | given, gone=gone)
    return Parameters(values | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)), gone=gone)


async def _read_multipart(request: web.Request, values: dict[str, Any]) -> Parameters:
    parameters = Parameters(values)
    room = _FORM_LIMIT
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = bytearray()
        while chunk := await part.read_chunk(1 << 18):
            content += chunk
            if len(content) > room:
                raise Refused(413, "Request Entity Too Large")
        room -= len(content)
        if part.filename is None:
            parameters.values[part.name] = content.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type")
            parameters.uploads[part.name] = Upload(part.filename, mime, bytes(content))
    return parameters
