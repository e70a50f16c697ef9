"""Pictures of ours for a messenger that takes them by address: signed, and good for a while only."""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Callable

import structlog
from aiohttp import web

from bot.settings import Settings
from storage.ciphering import Damaged, WrongKey
from storage.files import FileStore, sniff
from storage.keys import KeysUnusable
from storage.tables.incidents import Attachment

PATH = "/pictures"
GOOD_FOR = 3600
_HEAD = 4096
_HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}

log = structlog.get_logger(__name__)


def addresses(settings: Settings) -> Callable[[Attachment], str | None]:
    """The public address of a stored picture; None where there is no public address, or no picture in the store."""

    def address(attachment: Attachment) -> str | None:
        if settings.public_url is None or attachment.sha256 is None:
            return None
        until = int(time.time()) + GOOD_FOR
        signature = _signature(settings, attachment.sha256, until)
        return f"{settings.public_url}{PATH}/{attachment.sha256}/{until}/{signature}"

    return address


def add_route(app: web.Application, settings: Settings, files: FileStore) -> None:
    """Serves what `addresses` gave out. Everything else, and everything that is no picture, is not found."""

    async def answer(request: web.Request) -> web.StreamResponse:
        sha256, signature = request.match_info["sha256"], request.match_info["signature"]
        until = int(request.match_info["until"])
        given, expected = signature.encode(), _signature(settings, sha256, until).encode()
        if not hmac.compare_digest(given, expected) or until < time.time() or not files.has(sha256):
            raise web.HTTPNotFound
        try:
            content = await asyncio.to_thread(lambda: b"".join(files.read(sha256)))
        except (OSError, Damaged, WrongKey, KeysUnusable) as error:
            log.error("picture cannot be read", error=type(error).__name__)
            raise web.HTTPNotFound from None
        kind = sniff(content[:_HEAD])
        if not kind.startswith("image/"):
            raise web.HTTPNotFound
        return web.Response(body=content, headers={**_HEADERS, "Content-Type": kind})

    app.router.add_get(rf"{PATH}/{{sha256:[0-9a-f]{{64}}}}/{{until:\d{{1,12}}}}/{{signature:[0-9a-f]{{64}}}}", answer)


def _signature(settings: Settings, sha256: str, until: int) -> str:
    key = hashlib.sha256(f"pictures:{settings.zalo_secret_token}".encode()).digest()
    return hmac.new(key, f"{sha256}:{until}".encode(), hashlib.sha256).hexdigest()
