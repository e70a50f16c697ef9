"""The web server: the webhooks of the messengers, and whether this process lives and can take updates."""

import hmac
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from aiohttp import web

from bot.logs import describe
from handlers.event import Event

LARGEST_UPDATE = 1024 * 1024
_PATIENCE_AT_STOP = 5.0

log = structlog.get_logger(__name__)

Take = Callable[[Event], Awaitable[None]]
Health = Callable[[], Awaitable[dict[str, Any]]]


def application(health: Health, draining: Callable[[], bool] = lambda: False) -> web.Application:
    """/healthz: this process lives. /readyz, the same as /health: it can take updates, with what `health` tells, or 503
    with the reason: it is about to stop, or `health` raises.
    """

    async def lives(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def ready(_request: web.Request) -> web.Response:
        if draining():
            return web.json_response({"status": "stopping"}, status=503)
        try:
            return web.json_response({"status": "ok", **await health()})
        except Exception as error:
            log.error("not healthy", error=describe(error))
            return web.json_response({"status": "database does not answer"}, status=503)

    app = web.Application(client_max_size=LARGEST_UPDATE)
    app.router.add_get("/healthz", lives)
    for path in ("/health", "/readyz"):
        app.router.add_get(path, ready)
    return app


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a messenger brings its updates: the header that must hold the secret, and how an update is read."""

    path: str
    header: str
    secret: str
    read: Callable[[Any], Event | None]


def add_webhook(app: web.Application, webhook: Webhook, take: Take) -> None:
    """The messenger hears OK when its update is committed. What cannot be read is logged and counts as taken."""
    expected = webhook.secret.encode()

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get(webhook.header, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            log.warning("webhook called without the secret")
            return web.Response(status=401)
        body = await request.read()
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.error("update unreadable", bytes=len(body))
            return web.Response()
        event = webhook.read(update)
        if event is not None:
            try:
                await take(event)
            except Exception as error:
                log.error(
                    "update not kept, the messenger will repeat it",
                    channel=event.channel,
                    key=event.key,
                    error=describe(error),
                )
                return web.Response(status=500)
        return web.Response()

    app.router.add_post(webhook.path or "/", receive)


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serves until the block ends, then lets the requests in hand end. Its address. Raises OSError (port taken)."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_PATIENCE_AT_STOP)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
