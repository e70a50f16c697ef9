"""The HTTP side of the Bot API: reads a call, misbehaves when told to, answers as Telegram does, keeps the log."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from simulator.bot_api.errors import Refused, too_many_requests
from simulator.bot_api.methods import canonical, perform
from simulator.bot_api.parameters import Parameters, Upload
from simulator.files import DOWNLOAD_LIMIT, UPLOAD_LIMIT
from simulator.local import LocalTelegram
from simulator.misbehaviour import Misbehaviour

_REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
_FORM_LIMIT = UPLOAD_LIMIT + 1024 * 1024
_UNSEEN = ("getUpdates",)


class Endpoint:
    """Handlers of /bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram

    async def call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.telegram.world.token:
            return _refusal(Refused(401, "Unauthorized"))
        method = canonical(request.match_info["method"])
        try:
            parameters = await _read(request)
        except Refused as refused:
            self._log(method, Parameters({}), refused.code, refused.description, None)
            return _refusal(refused)
        rule = self.telegram.misbehaviour
        if not rule.strikes(method):
            return await self._do(method, parameters)
        await rule.delay()
        if not rule.fails:
            return await self._do(method, parameters)
        done = None
        if rule.after_doing:
            with contextlib.suppress(Refused):
                done = await perform(self.telegram, method, parameters)
        return await self._fail(request, method, parameters, rule, done)

    async def _do(self, method: str, parameters: Parameters) -> web.Response:
        try:
            result = await perform(self.telegram, method, parameters)
        except Refused as refused:
            self._log(method, parameters, refused.code, refused.description, None)
            return _refusal(refused)
        self._log(method, parameters, 200, None, result)
        return _answer(200, {"ok": True, "result": result})

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
            return _refusal(failure)
        self._log(method, parameters, 0, "hang" if rule.hang else "drop", done)
        if rule.hang:
            await _until_gone(request, lambda: rule is not self.telegram.misbehaviour)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _log(self, method: str, parameters: Parameters, status: int, description: str | None, result: Any) -> None:
        if method in _UNSEEN and status == 200:
            return
        first = result[0] if isinstance(result, list) and result else result
        self.telegram.world.log_call(
            {
                "at": time.time(),
                "method": method,
                "chat_id": _whole(parameters.values.get("chat_id")),
                "status": status,
                "description": description,
                "silent": parameters.values.get("disable_notification") in (True, "true", "True", "1"),
                "message_id": first.get("message_id") if isinstance(first, dict) else None,
            }
        )

    async def download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.telegram.world.token:
            return _refusal(Refused(401, "Unauthorized"))
        rule = self.telegram.misbehaviour
        if rule.methods is not None and rule.strikes("download"):
            await rule.delay()
            if rule.fails:
                return await self._fail(request, "download", Parameters({}), rule, None)
        file = self.telegram.world.files.find_path(request.match_info["path"])
        if file is None or file.size > DOWNLOAD_LIMIT:
            return _refusal(Refused(404, "Not Found"))
        content = await asyncio.to_thread(self.telegram.world.files.content, file)
        return web.Response(body=content, content_type="application/octet-stream")


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


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.retry_after is not None:
        body["parameters"] = {"retry_after": refused.retry_after}
    return _answer(refused.code, body)


async def _read(request: web.Request) -> Parameters:
    """Parameters of the query, then of the body, in any of the four ways Telegram takes them."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request, values)
    body = await request.read()
    if not body:
        return Parameters(values)
    if request.content_type == "application/json":
        try:
            given = json.loads(body)
        except ValueError:
            raise Refused(400, "Bad Request: can't parse JSON object") from None
        if not isinstance(given, dict):
            raise Refused(400, "Bad Request: can't parse JSON object")
        return Parameters(values | given)
    return Parameters(values | dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))


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
