"""Pictures that the bot sends by their address: fetched as Zalo's servers would, from this machine only."""

from urllib.parse import urlsplit

import aiohttp

from simulator.bot_api.errors import Refused, bad_request
from simulator.files import FileStore, StoredFile
from simulator.samples import picture_size, picture_type

LARGEST = 10 * 1024 * 1024
_TIMEOUT = aiohttp.ClientTimeout(total=20)
_CHUNK = 1 << 16


async def fetch_photo(files: FileStore, url: str) -> StoredFile:
    """The picture at this address, kept for the phone. Raises Refused with 400 when it cannot be had."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("photo must be a URL")
    if parts.hostname not in ("127.0.0.1", "localhost"):
        raise _not_got("the local Zalo fetches from 127.0.0.1 only")
    content = bytearray()
    try:
        async with (
            aiohttp.ClientSession(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            if answer.status != 200:
                raise _not_got(f"HTTP {answer.status}")
            async for chunk in answer.content.iter_chunked(_CHUNK):
                content += chunk
                if len(content) > LARGEST:
                    raise _not_got("too big")
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        raise _not_got("no answer") from None
    if picture_size(bytes(content)) is None:
        raise _not_got("not a picture")
    mime = picture_type(bytes(content))
    return files.add("photo", f"anh.{mime.removeprefix('image/')}", mime, bytes(content))


def _not_got(why: str) -> Refused:
    return bad_request(f"failed to get photo: {why}")
