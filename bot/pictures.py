"""Pictures of ours for a messenger that takes them by address: signed, and good for a while only."""

import hashlib
import hmac
import time
from collections.abc import Callable

from aiohttp import web

from bot.settings import Settings
from storage.files import FileStore, sniff
from storage.tables.incidents import Attachment

PATH = "/pictures"
GOOD_FOR = 3600
_HEAD = 4096
_HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


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
        path = files.path(sha256)
        if not hmac.compare_digest(given, expected) or until < time.time() or not path.is_file():
            raise web.HTTPNotFound
        with path.open("rb") as file:
            kind = sniff(file.read(_HEAD))
        if not kind.startswith("image/"):
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={**_HEADERS, "Content-Type": kind})

    app.router.add_get(rf"{PATH}/{{sha256:[0-9a-f]{{64}}}}/{{until:\d{{1,12}}}}/{{signature:[0-9a-f]{{64}}}}", answer)


def _signature(settings: Settings, sha256: str, until: int) -> str:
    key = hashlib.sha256(f"pictures:{settings.zalo_secret_token}".encode()).digest()
    return hmac.new(key, f"{sha256}:{until}".encode(), hashlib.sha256).hexdigest()
