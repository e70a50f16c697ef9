"""Telegram: the client, and how a parcel is brought to a chat."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from typing import Any, TypeVar

import aiohttp
import structlog
from aiogram import Bot
from aiogram import exceptions as telegram
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    EditMessageReplyMarkup,
    GetFile,
    GetMe,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import BotCommand, BotCommandScopeChat, InputFile

import locales
from bot.channels import FileGone, FileTooBig, Refused, TooFast, Unavailable, Unreachable
from bot.channels import telegram_rendering as rendering
from bot.channels.telegram_incoming import ALLOWED_UPDATES, CHANNEL
from bot.channels.telegram_session import Session
from storage.files import FileStore
from storage.sending import Parcel
from storage.tables.incidents import Attachment

LONG_POLL = 25
_CONNECTIONS = 100
_UPLOAD_TIMEOUT = 120
_CHUNK = 65_536
_MOST_REMEMBERED = 1_000

_GONE = ("chat not found", "user not found", "peer_id_invalid", "chat_id_invalid", "user is deactivated")
_CANNOT_EDIT = ("message to edit not found", "can't be edited", "message_id_invalid", "there is no text in the message")
_COMMANDS = {
    "start": "command-start",
    "baocao": "command-report",
    "khan": "command-urgent",
    "viec": "command-tasks",
    "trogiup": "command-help",
}

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Kept(InputFile):
    """A file of our own store."""

    def __init__(self, files: FileStore, sha256: str, name: str) -> None:
        super().__init__(filename=name or sha256)
        self._chunks = files.read(sha256)

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:
        while (chunk := await asyncio.to_thread(next, self._chunks, None)) is not None:
            yield chunk


class Telegram:
    """One bot. Implements bot.channels.Channel; every call raises the errors that are described there."""

    name = CHANNEL
    edits = True
    buttons = True
    documents = True

    def __init__(self, token: str, api_url: str, files: FileStore, timeout: int = 20) -> None:
        """timeout: seconds for the answer to one call (uploads and the waiting for updates have their own)."""
        self._session = Session(api=TelegramAPIServer.from_base(api_url), limit=_CONNECTIONS)
        self._bot = Bot(token, session=self._session)
        self._files = files
        self._timeout = timeout
        self._references: dict[int, str] = {}
        self._uploading: dict[int, asyncio.Lock] = {}

    async def close(self) -> None:
        """Without the quarter of a second that aiogram's own closing waits: another process may be waiting to lead."""
        await (await self._session.create_session()).close()

    def is_group(self, address: str) -> bool:
        return address.startswith("-")

    async def username(self) -> str:
        return (await self._call(GetMe())).username or ""

    async def send(self, parcel: Parcel, sent: list[str], pace: Callable[[], Awaitable[None]]) -> str:
        """As bot.channels.Channel says; the message that shows the slot afterwards ("" for a screen without text)."""
        if parcel.edits and not sent:
            if await self._edit(parcel):
                return parcel.edits
            await pace()
        texts = [] if rendering.captioned(parcel) else rendering.text_parts(parcel)
        place = rendering.location_part(parcel)
        parts: list[rendering.Sending | rendering.Files] = [*texts, *rendering.file_parts(parcel.pictures)]
        if place is not None:
            parts.insert(len(texts), place)
        before = len(sent)
        for number, part in enumerate(parts[before:]):
            if number:
                await pace()
            sent.append(await self._post(parcel, part))
        if parcel.screen.commands is not None:
            await self.set_commands(parcel.message.address, parcel.screen.commands)
        return sent[max(len(texts) - 1, 0)] if parcel.screen.text else ""

    async def answer_press(self, press_id: str, text: str, alert: bool) -> None:
        await self._call(AnswerCallbackQuery(callback_query_id=press_id, text=text[:200] or None, show_alert=alert))

    async def take_buttons(self, address: str, message_ref: str) -> None:
        await self._call(EditMessageReplyMarkup(chat_id=address, message_id=int(message_ref), reply_markup=None))

    async def set_commands(self, address: str, commands: Sequence[tuple[str, str]]) -> None:
        """The list behind the menu button in one chat. A nicety: a failure is only logged."""
        told = [BotCommand(command=name, description=what) for name, what in commands]
        try:
            await self._call(SetMyCommands(commands=told, scope=BotCommandScopeChat(chat_id=address)))
        except (TooFast, Unavailable, Refused) as error:
            log.warning("commands not set", reason=str(error))

    async def set_common_commands(self) -> None:
        """The list for everybody, in each language and by default."""
        for lang in (*locales.languages(), None):
            told = [
                BotCommand(command=name, description=locales.text(lang or locales.FALLBACK, key))
                for name, key in _COMMANDS.items()
            ]
            await self._call(SetMyCommands(commands=told, language_code=lang))

    async def use_webhook(self, url: str, secret: str) -> None:
        await self._call(SetWebhook(url=url, secret_token=secret, allowed_updates=ALLOWED_UPDATES, max_connections=40))

    async def use_polling(self) -> None:
        await self._call(DeleteWebhook(drop_pending_updates=False))

    async def updates(self, offset: int | None, *, queued_only: bool = False) -> list[dict[str, Any]]:
        """The next updates as plain JSON. Waits up to LONG_POLL seconds for one, unless `queued_only`."""
        asked: dict[str, Any] = {
            "timeout": 0 if queued_only else LONG_POLL,
            "limit": 100,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if offset is not None:
            asked["offset"] = offset
        session = await self._session.create_session()
        url = self._session.api.api_url(self._bot.token, "getUpdates")
        limit = aiohttp.ClientTimeout(total=LONG_POLL + 10)
        try:
            async with session.post(url, json=asked, timeout=limit) as response:
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Unavailable(type(error).__name__) from None
        if not isinstance(answer, dict) or not answer.get("ok"):
            told = answer if isinstance(answer, dict) else {}
            if wait := (told.get("parameters") or {}).get("retry_after"):
                raise TooFast(float(wait))
            raise Unavailable(f"{response.status} {told.get('description', '')}")
        found: list[dict[str, Any]] = answer["result"]
        return found

    async def download(self, file_ref: str) -> AsyncIterator[bytes]:
        """The content of a file. Raises FileTooBig beyond 20 MB (Telegram's limit), FileGone, Unavailable."""
        try:
            found = await self._call(GetFile(file_id=file_ref))
        except Refused as error:
            raise (FileTooBig if "too big" in str(error) else FileGone)(str(error)) from None
        if not found.file_path:
            raise FileGone("no path")
        url = self._session.api.file_url(self._bot.token, found.file_path)
        session = await self._session.create_session()
        try:
            limit = aiohttp.ClientTimeout(total=_UPLOAD_TIMEOUT, sock_read=self._timeout)
            async with session.get(url, timeout=limit) as response:
                if response.status == 404:
                    raise Unavailable("the path of the file has expired")
                if response.status != 200:
                    raise Unavailable(str(response.status))
                async for chunk in response.content.iter_chunked(_CHUNK):
                    yield chunk
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unavailable(type(error).__name__) from None

    async def _edit(self, parcel: Parcel) -> bool:
        """Whether the message shows the screen now; False when it cannot be edited any more."""
        change = rendering.edit(parcel)
        if change is None:
            return False
        try:
            await self._call(change)
        except Unreachable:
            raise
        except Refused as refused:
            if "not modified" in str(refused):
                return True
            if any(sign in str(refused) for sign in _CANNOT_EDIT):
                return False
            raise
        return True

    async def _post(self, parcel: Parcel, part: rendering.Sending | rendering.Files) -> str:
        if not isinstance(part, rendering.Files):
            return _reference(await self._call(part))
        one = part.attachments[0]
        if len(part.attachments) == 1 and self._must_upload(one):
            # What goes to many is uploaded once; whoever waited here finds its reference.
            async with self._uploading.setdefault(one.id or 0, asyncio.Lock()):
                if self._must_upload(one):
                    return await self._post_files(parcel, part)
        return await self._post_files(parcel, part)

    async def _post_files(self, parcel: Parcel, part: rendering.Files) -> str:
        for referring in (True, False):
            known = [(one, source) for one in part.attachments if (source := self._source(one, referring)) is not None]
            if not known:
                continue
            files, sources = rendering.Files(tuple(one for one, _ in known)), [source for _, source in known]
            uploads = any(not isinstance(source, str) for source in sources)
            try:
                call = rendering.send_files(parcel, files, sources)
                result: Any = await self._call(call, seconds=_UPLOAD_TIMEOUT if uploads else None)
            except Unreachable:
                raise
            except Refused as refused:
                log.info("files refused", reason=str(refused), outbox=parcel.message.id)
                continue
            if missing := [one for one in part.attachments if one not in files.attachments]:
                with contextlib.suppress(TooFast, Unavailable, Refused):
                    await self._call(rendering.files_in_words(parcel, missing))
            self._remember(files.attachments, result)
            return _reference(result)
        log.warning("files cannot be passed on", outbox=parcel.message.id, files=len(part.attachments))
        if rendering.captioned(parcel):
            [text] = rendering.text_parts(parcel)
            return _reference(await self._call(text))
        return _reference(await self._call(rendering.files_in_words(parcel, part.attachments)))

    def _source(self, one: Attachment, referring: bool) -> rendering.Source | None:
        """How Telegram gets a file: by a reference that it gave out itself, else from our own store if it is there.

        A picture that was sent as a file still says, behind its sender's reference, where it was taken: ours does not.
        """
        if referring and (known := self._known(one)):
            return known
        if one.sha256 is None:
            return None
        if self._files.opens(one.sha256):
            return Kept(self._files, one.sha256, one.name)
        log.error("file not in the store, or not readable", attachment=one.id)
        return one.file_ref if _says_where(one) else None

    def _known(self, one: Attachment) -> str:
        """The reference by which Telegram knows the file; "" when it has not seen it yet, as far as we remember."""
        theirs = one.channel == CHANNEL and not (_says_where(one) and one.sha256)
        return one.file_ref if theirs else self._references.get(one.id or 0, "")

    def _must_upload(self, one: Attachment) -> bool:
        return not self._known(one) and one.sha256 is not None

    def _remember(self, files: Sequence[Attachment], result: Any) -> None:
        """The reference of a file that went out alone, for the next chats."""
        if len(files) != 1 or self._known(files[0]):
            return
        self._uploading.pop(files[0].id or 0, None)
        if reference := _file_id(result):
            self._references[files[0].id or 0] = reference
        if len(self._references) > _MOST_REMEMBERED:
            self._references.pop(next(iter(self._references)))

    async def _call(self, method: TelegramMethod[T], seconds: int | None = None) -> T:
        try:
            return await self._bot(method, request_timeout=seconds or self._timeout)
        except telegram.TelegramRetryAfter as error:
            raise TooFast(float(error.retry_after)) from None
        except telegram.TelegramForbiddenError as error:
            raise Unreachable("blocked" if "blocked" in str(error) else "forbidden") from None
        except telegram.TelegramMigrateToChat:
            raise Unreachable("moved") from None
        except telegram.TelegramEntityTooLarge:
            raise Refused("too large") from None
        except telegram.TelegramBadRequest as error:
            reason = error.message.lower()
            gone = any(sign in reason for sign in _GONE)
            raise (Unreachable("gone") if gone else Refused(f"400 {reason}")) from None
        except (telegram.TelegramAPIError, telegram.ClientDecodeError, TimeoutError) as error:
            raise Unavailable(type(error).__name__) from None


def _reference(result: Any) -> str:
    """The number of a message; an album's are joined by spaces."""
    return " ".join(str(one.message_id) for one in (result if isinstance(result, list) else [result]))


def _says_where(one: Attachment) -> bool:
    """Whether it is a picture as it left a camera: Telegram takes the place out of photos, not out of files."""
    return one.channel == CHANNEL and one.kind == "document" and one.mime.startswith("image/")


def _file_id(message: Any) -> str:
    """How Telegram calls the file of a message: of a picture the largest size."""
    for kind in ("document", "video", "voice", "audio"):
        if (file := getattr(message, kind, None)) is not None:
            return str(file.file_id)
    photo = getattr(message, "photo", None)
    return str(photo[-1].file_id) if photo else ""
