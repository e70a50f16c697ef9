"""The HTTP side of the local Zalo: the calls of the bot, and pictures for whoever knows their address."""

import asyncio
from functools import partial

from aiohttp import web

from simulator.bot_api.errors import Refused
from simulator.calls import Calls, refusal
from simulator.zalo_api.local import LocalZalo
from simulator.zalo_api.methods import perform


class Endpoint:
    """Handlers of /zalo/bot<token>/<method> and /zalo/files/<file_id>."""

    def __init__(self, zalo: LocalZalo) -> None:
        self.zalo = zalo
        self.calls = Calls(zalo, partial(perform, zalo))

    async def call(self, request: web.Request) -> web.StreamResponse:
        return await self.calls.call(request)

    async def download(self, request: web.Request) -> web.StreamResponse:
        return await self.calls.download(request, lambda: self._file(request.match_info["file_id"]))

    async def _file(self, file_id: str) -> web.StreamResponse:
        file = self.zalo.files.find(file_id)
        if file is None:
            return refusal(Refused(404, "Not Found"))
        content = await asyncio.to_thread(self.zalo.files.content, file)
        return web.Response(body=content, content_type=file.mime)
