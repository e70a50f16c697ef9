"""The HTTP server: Bot API, downloads, control API and the phones page on one port of 127.0.0.1."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from simulator.bot_api.endpoint import Endpoint
from simulator.bot_api.errors import Refused
from simulator.bot_api.methods import perform
from simulator.bot_api.parameters import Parameters
from simulator.control import Control
from simulator.local import LocalTelegram
from simulator.world import Json

HOST = "127.0.0.1"
PAGE = Path(__file__).with_name("page")
TOKEN = "1000001:SIMULATED"  # noqa: S105 - a made-up bot
USERNAME = "baocaonhanh_demo_bot"
LARGEST_BODY = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Running:
    """A server that listens. `url` has no slash at its end."""

    url: str
    token: str
    telegram: LocalTelegram


@asynccontextmanager
async def serve(
    port: int = 0,
    token: str = TOKEN,
    username: str = USERNAME,
    strict_limits: bool = True,
    data_dir: Path | None = None,
) -> AsyncIterator[Running]:
    """Listens until the block ends; port 0 picks a free one. Raises OSError when the port is taken."""
    with tempfile.TemporaryDirectory(prefix="simulator-") as temporary:
        telegram = LocalTelegram(data_dir or Path(temporary), token, username, strict_limits)
        control = Control(telegram)
        runner = web.AppRunner(_app(telegram, control), access_log=None, shutdown_timeout=0.2)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            yield Running(f"http://{HOST}:{runner.addresses[0][1]}", token, telegram)
        finally:
            await control.scenarios.reset()
            await telegram.webhook.stop()
            await runner.cleanup()


def _app(telegram: LocalTelegram, control: Control) -> web.Application:
    async def reply_of_webhook(call: Json) -> None:
        try:
            await perform(telegram, str(call["method"]), Parameters(call))
        except Refused:
            return

    async def page(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    telegram.webhook.reply = reply_of_webhook
    endpoint = Endpoint(telegram)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]*}", endpoint.call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", endpoint.download)
    app.router.add_get("/", page)
    if PAGE.is_dir():
        app.router.add_static("/static", PAGE)
    app.router.add_routes(control.routes())
    return app
