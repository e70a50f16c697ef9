"""The HTTP server: both bot APIs, downloads, control API and the phones page on one port of 127.0.0.1."""

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
from simulator.messengers import Messengers
from simulator.world import Json
from simulator.zalo_api.endpoint import Endpoint as ZaloEndpoint
from simulator.zalo_api.local import LocalZalo

HOST = "127.0.0.1"
PAGE = Path(__file__).with_name("page")
TOKEN = "1000001:SIMULATED"  # noqa: S105 - a made-up bot
ZALO_TOKEN = "2000002:SIMULATED"  # noqa: S105 - another one
USERNAME = "baocaonhanh_demo_bot"
LARGEST_BODY = 80 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Running:
    """A server that listens. `url` has no slash at its end; Zalo's base URL is `zalo_url`."""

    url: str
    token: str
    telegram: LocalTelegram
    zalo: LocalZalo

    @property
    def zalo_url(self) -> str:
        return f"{self.url}/zalo"


@asynccontextmanager
async def serve(
    port: int = 0,
    token: str = TOKEN,
    username: str = USERNAME,
    strict_limits: bool = True,
    data_dir: Path | None = None,
    zalo_token: str = ZALO_TOKEN,
) -> AsyncIterator[Running]:
    """Listens until the block ends; port 0 picks a free one. Raises OSError when the port is taken."""
    with tempfile.TemporaryDirectory(prefix="simulator-") as temporary:
        telegram = LocalTelegram(data_dir or Path(temporary), token, username, strict_limits)
        zalo = LocalZalo(telegram.world, zalo_token, strict_limits)
        control = Control(Messengers(telegram, zalo))
        runner = web.AppRunner(_app(telegram, zalo, control), access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        try:
            site = web.TCPSite(runner, HOST, port)
            await site.start()
            zalo.url = f"http://{HOST}:{runner.addresses[0][1]}"
            yield Running(zalo.url, token, telegram, zalo)
        finally:
            await control.scenarios.reset()
            await telegram.webhook.stop()
            await zalo.webhook.stop()
            await runner.cleanup()


def _app(telegram: LocalTelegram, zalo: LocalZalo, control: Control) -> web.Application:
    async def reply_of_webhook(call: Json) -> None:
        try:
            await perform(telegram, str(call["method"]), Parameters(call))
        except Refused:
            return

    async def page(request: web.Request) -> web.StreamResponse:
        return web.FileResponse(PAGE / "index.html", headers={"Cache-Control": "no-cache"})

    telegram.webhook.reply = reply_of_webhook
    endpoint = Endpoint(telegram)
    zalo_endpoint = ZaloEndpoint(zalo)
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]*}", endpoint.call)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", endpoint.download)
    app.router.add_route("*", "/zalo/bot{token:[^/]+}/{method:[^/]*}", zalo_endpoint.call)
    app.router.add_get("/zalo/files/{file_id}", zalo_endpoint.download)
    app.router.add_get("/", page)
    if PAGE.is_dir():
        app.router.add_static("/static", PAGE)
    app.router.add_routes(control.routes())
    return app
