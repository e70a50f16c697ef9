"""The HTTP side of the Bot API: its calls, and the download of files."""

import asyncio
from functools import partial

from aiohttp import web

from simulator.bot_api.errors import Refused
from simulator.bot_api.methods import canonical, perform
from simulator.calls import Calls, refusal
from simulator.files import DOWNLOAD_LIMIT
from simulator.local import LocalTelegram


class Endpoint:
    """Handlers of /bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram
        self.calls = Calls(telegram, partial(perform, telegram), canonical)

    async def call(self, request: web.Request) -> web.StreamResponse:
        return await self.calls.call(request)

    async def download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.telegram.token:
            return refusal(Refused(401, "Unauthorized"))
        return await self.calls.download(request, lambda: self._file(request.match_info["path"]))

    async def _file(self, path: str) -> web.StreamResponse:
        file = self.telegram.world.files.find_path(path)
        if file is None or file.size > DOWNLOAD_LIMIT:
            return refusal(Refused(404, "Not Found"))
        content = await asyncio.to_thread(self.telegram.world.files.content, file)
        return web.Response(body=content, content_type="application/octet-stream")
