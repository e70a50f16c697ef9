"""Zalo (bot.zaloplatforms.com): the client, and how a parcel is brought to a chat."""

import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import structlog

from bot.channels import FileGone, FileTooBig, Refused, TokenDead, TooFast, Unavailable, Unreachable
from bot.channels import zalo_rendering as rendering
from bot.channels.describing import described
from bot.channels.splitting import units
from bot.channels.zalo_incoming import CHANNEL
from storage.sending import Parcel
from storage.tables.incidents import Attachment

LONG_POLL = 25
LARGEST_PICTURE = 20 * 1024 * 1024
_CONNECTIONS = 50
_CHUNK = 65_536
_PAUSE = 1.0
_GONE = ("chat not found", "user not found", "invalid chat", "invalid user", "user blocked", "not follow")

log = structlog.get_logger(__name__)


class NothingNew(Unavailable):
    """No update has come while Zalo waited for one: it answers so with 408."""


class Zalo:
    """One bot. Implements bot.channels.Channel; every call raises the errors that are described there.

    picture_url: the public address of a stored file by its attachment, None where there is no such address.
    """

    name = CHANNEL
    edits = False
    buttons = False
    documents = False

    def __init__(
        self,
        token: str,
        api_url: str,
        picture_url: Callable[[Attachment], str | None] = lambda attachment: None,
        timeout: int = 20,
    ) -> None:
        """timeout: seconds for the answer to one call (waiting for updates has its own)."""
        self._base = f"{api_url}/bot{token}/"
        self._picture_url = picture_url
        self._timeout = timeout
        self._open: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        if self._open is not None:
            await self._open.close()

    def is_group(self, address: str) -> bool:
        return False

    async def username(self) -> str:
        """The name under which people find the bot."""
        me = await self._call("getMe")
        return str(me.get("account_name") or me.get("display_name") or me.get("name") or "")

    async def send(self, parcel: Parcel, sent: list[str], pace: Callable[[], Awaitable[None]]) -> str:
        """As bot.channels.Channel says; nothing is ever edited, so the newest message shows the slot."""
        pieces = rendering.texts(parcel.screen, parcel.lang)
        if parcel.screen.captioned and len(parcel.pictures) == 1:
            return await self._captioned(parcel, pieces, sent, pace)
        calls: list[Callable[[], Awaitable[str]]] = [self._text(parcel.message.address, piece) for piece in pieces]
        calls += [self._file(parcel, attachment) for attachment in parcel.pictures]
        before = len(sent)
        for number, call in enumerate(calls[before:]):
            if number:
                await pace()
            sent.append(await call())
        return sent[len(pieces) - 1] if pieces else ""

    async def answer_press(self, press_id: str, text: str, alert: bool) -> None:
        """There are no buttons, so there is no press to answer."""

    async def take_buttons(self, address: str, message_ref: str) -> None:
        """There are no buttons to take."""

    async def set_common_commands(self) -> None:
        """There is no menu of commands."""

    async def use_webhook(self, url: str, secret: str) -> None:
        await self._call("setWebhook", url=url, secret_token=secret)

    async def use_polling(self) -> None:
        await self._call("deleteWebhook")

    async def update(self, *, queued_only: bool = False) -> dict[str, Any] | None:
        """The next update as plain JSON, None when none came within LONG_POLL seconds (or is queued now).

        It does not come again. Zalo has no way to ask without waiting, so «now» is one second.
        """
        wait = 1 if queued_only else LONG_POLL
        try:
            found = await self._call("getUpdates", seconds=wait + 10, timeout=str(wait))
        except NothingNew:
            return None
        return found if found.get("event_name") else None

    async def download(self, file_ref: str) -> AsyncIterator[bytes]:
        """The content of a picture by its address. Raises FileTooBig, FileGone, Unavailable.

        Only where Zalo itself may keep it: over https, on no machine of ours; no further address is followed.
        """
        if not self._outside(file_ref):
            raise FileGone("not an address of Zalo")
        size = 0
        limit = aiohttp.ClientTimeout(total=120, sock_read=20)
        try:
            async with self._session().get(file_ref, timeout=limit, allow_redirects=False) as answer:
                if answer.status in (403, 404, 410) or 300 <= answer.status < 400:
                    raise FileGone(str(answer.status))
                if answer.status != 200:
                    raise Unavailable(str(answer.status))
                async for chunk in answer.content.iter_chunked(_CHUNK):
                    size += len(chunk)
                    if size > LARGEST_PICTURE:
                        raise FileTooBig(str(size))
                    yield chunk
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(type(error).__name__) from None

    def _outside(self, url: str) -> bool:
        """Whether a picture may be fetched from there. A Zalo on this machine may have its pictures here too."""
        parts, own = urlsplit(url), urlsplit(self._base)
        if own.scheme == "http" and parts.netloc == own.netloc:
            return True
        try:
            return parts.scheme == "https" and ipaddress.ip_address(parts.hostname or "").is_global
        except ValueError:
            return parts.scheme == "https" and "." in (parts.hostname or "")

    async def _captioned(
        self, parcel: Parcel, pieces: list[str], sent: list[str], pace: Callable[[], Awaitable[None]]
    ) -> str:
        """A picture with the text below it in one message; the text alone says everything where that cannot be had."""
        address, url = parcel.message.address, self._picture_url(parcel.pictures[0])
        if url is not None and len(pieces) == 1 and units(pieces[0]) <= rendering.CAPTION_LIMIT and not sent:
            try:
                sent.append(_reference(await self._call("sendPhoto", chat_id=address, photo=url, caption=pieces[0])))
            except Unreachable:
                raise
            except Refused as refused:
                log.info("picture refused", reason=str(refused), outbox=parcel.message.id)
                await pace()
            else:
                return sent[0]
        for number, piece in enumerate(pieces[len(sent) :]):
            if number:
                await pace()
            sent.append(await self._text(address, piece)())
        return sent[-1]

    def _text(self, address: str, text: str) -> Callable[[], Awaitable[str]]:
        async def call() -> str:
            return _reference(await self._call("sendMessage", chat_id=address, text=text))

        return call

    def _file(self, parcel: Parcel, attachment: Attachment) -> Callable[[], Awaitable[str]]:
        """A picture by its address where it has one; otherwise, and for any other file, a sentence on what it shows."""
        words = described(attachment.kind, attachment.name, attachment.caption, parcel.lang)
        url = self._picture_url(attachment) if attachment.kind == "photo" else None

        async def call() -> str:
            address = parcel.message.address
            if url is None:
                return await self._text(address, words)()
            caption = attachment.caption[: rendering.CAPTION_LIMIT]
            try:
                return _reference(await self._call("sendPhoto", chat_id=address, photo=url, caption=caption))
            except Unreachable:
                raise
            except Refused as refused:
                log.info("picture refused", reason=str(refused), outbox=parcel.message.id)
                return await self._text(address, words)()

        return call

    async def _call(self, method: str, seconds: float | None = None, **told: Any) -> dict[str, Any]:
        """The result; {} where it is no object. The errors never quote the address of the call: it holds the token."""
        limit = aiohttp.ClientTimeout(total=seconds or self._timeout)
        try:
            async with self._session().post(self._base + method, json=told, timeout=limit) as response:
                answer = await response.json(content_type=None)
                status = response.status
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise Unavailable(str(status))
        if answer.get("ok"):
            result = answer.get("result")
            return result if isinstance(result, dict) else {}
        raise _error(method, status, answer)

    def _session(self) -> aiohttp.ClientSession:
        if self._open is None or self._open.closed:
            self._open = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=_CONNECTIONS))
        return self._open


def _error(method: str, status: int, answer: dict[str, Any]) -> Exception:
    """What a refusal means; the code of the body counts before that of HTTP."""
    code = answer.get("error_code")
    code = code if isinstance(code, int) and 400 <= code < 600 else status
    reason = str(answer.get("description") or code).lower()[:200]
    wait = (answer.get("parameters") or {}).get("retry_after")
    if code == 429:
        return TooFast(float(wait or _PAUSE))
    if code == 408 and method == "getUpdates":
        return NothingNew(reason)
    if code == 408 or code >= 500:
        return Unavailable(f"{code} {reason}")
    if code == 403 or any(sign in reason for sign in _GONE):
        return Unreachable("blocked" if code == 403 else "gone")
    if code in (401, 404):
        return TokenDead(f"{code} {reason}")
    if method == "getUpdates" and code == 409:
        return Unavailable(reason)
    return Refused(f"{code} {reason}")


def _reference(result: dict[str, Any]) -> str:
    return str(result.get("message_id") or "")
