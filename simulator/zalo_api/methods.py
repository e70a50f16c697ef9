"""The methods of the Zalo Bot API. Zalo's own words of refusal are not published: these are Telegram's in form."""

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from simulator.bot_api.errors import Refused, bad_request, forbidden
from simulator.bot_api.parameters import Parameters
from simulator.webhook import Target
from simulator.world import Json
from simulator.zalo_api.local import LocalZalo
from simulator.zalo_api.people import Chat, Message
from simulator.zalo_api.photos import fetch_photo

DEFAULT_POLL, LONGEST_POLL = 30, 60
TEXT_LIMIT, STICKER_LIMIT = 2000, 64
TYPING_SECONDS = 5
CONNECTIONS = 20
_ACTIONS = ("typing", "upload_photo")


async def perform(zalo: LocalZalo, name: str, parameters: Parameters) -> Any:
    """The result of a call, None where Zalo tells only that it was done. Raises Refused."""
    method = METHODS.get(name)
    if method is None:
        raise Refused(404, "Not Found")
    result = method(zalo, parameters)
    return await result if inspect.isawaitable(result) else result


def get_me(zalo: LocalZalo, parameters: Parameters) -> Json:
    return {
        "id": zalo.token.partition(":")[0],
        "account_name": "bot.baocaonhanh",
        "account_type": "BASIC",
        "can_join_groups": False,
        "display_name": "Bot Báo Cáo Nhanh",
    }


async def get_updates(zalo: LocalZalo, parameters: Parameters) -> Json:
    """The next update, which is gone with that; {} when none came. A later call ends this one with 409."""
    zalo.polls += 1
    mine = zalo.polls
    zalo.updates.wake()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + min(LONGEST_POLL, parameters.integer("timeout", DEFAULT_POLL))
    while True:
        if zalo.webhook.target:
            raise Refused(409, "Conflict: getUpdates does not work while a webhook is set")
        if mine != zalo.polls:
            raise Refused(409, "Conflict: ended by another getUpdates")
        if parameters.gone():
            return {}
        if update := zalo.updates.take():
            return update
        left = deadline - loop.time()
        if left <= 0:
            return {}
        try:
            async with asyncio.timeout(left):
                await zalo.updates.arrival()
        except TimeoutError:
            return {}


async def set_webhook(zalo: LocalZalo, parameters: Parameters) -> Json:
    url, secret = parameters.text("url").strip(), parameters.text("secret_token")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("invalid webhook url")
    if not 8 <= len(secret) <= 256:
        raise bad_request("secret_token must have 8 to 256 characters")
    await zalo.webhook.start(Target(url, secret, CONNECTIONS))
    return _changed(zalo)


async def delete_webhook(zalo: LocalZalo, parameters: Parameters) -> Json:
    await zalo.webhook.stop()
    return _changed(zalo)


def _changed(zalo: LocalZalo) -> Json:
    zalo.webhook_changed = zalo.clock.seconds() * 1000
    zalo.updates.wake()
    return _webhook(zalo)


def _webhook(zalo: LocalZalo) -> Json:
    return {"url": zalo.webhook.target.url if zalo.webhook.target else "", "updated_at": zalo.webhook_changed}


def get_webhook_info(zalo: LocalZalo, parameters: Parameters) -> Json:
    return _webhook(zalo)


def _reachable(zalo: LocalZalo, parameters: Parameters) -> Chat:
    """The chat, if its person has written to the bot and still wants it."""
    chat = zalo.people.chats.get(parameters.text("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    if chat.person.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def _sent(message: Message) -> Json:
    return {"message_id": message.message_id, "date": message.date * 1000}


def send_message(zalo: LocalZalo, parameters: Parameters) -> Json:
    chat = _reachable(zalo, parameters)
    text = parameters.text("text").strip()
    if not 1 <= len(text) <= TEXT_LIMIT:
        raise bad_request(f"text must have 1 to {TEXT_LIMIT} characters")
    zalo.limits.take(chat.person.id, sends=True)
    return _sent(zalo.people.add_message(chat, None, text=text))


async def send_photo(zalo: LocalZalo, parameters: Parameters) -> Json:
    chat = _reachable(zalo, parameters)
    caption = parameters.text("caption").strip()
    if len(caption) > TEXT_LIMIT:
        raise bad_request(f"caption must have at most {TEXT_LIMIT} characters")
    zalo.limits.take(chat.person.id, sends=True)
    file = await fetch_photo(zalo.files, parameters.text("photo").strip())
    return _sent(zalo.people.add_message(chat, None, kind="photo", file=file, text=caption))


def send_sticker(zalo: LocalZalo, parameters: Parameters) -> Json:
    chat = _reachable(zalo, parameters)
    sticker = parameters.text("sticker").strip()
    if not sticker or len(sticker) > STICKER_LIMIT or "/" in sticker:
        raise bad_request("sticker must be an id of Zalo's collection")
    zalo.limits.take(chat.person.id, sends=True)
    file = zalo.files.add("sticker", "nhan-dan.webp", None, None)
    return _sent(zalo.people.add_message(chat, None, kind="sticker", file=file, sticker=sticker))


def send_chat_action(zalo: LocalZalo, parameters: Parameters) -> None:
    chat = _reachable(zalo, parameters)
    if parameters.text("action") not in _ACTIONS:
        raise bad_request(f"action is one of {', '.join(_ACTIONS)}")
    chat.typing_until = time.monotonic() + TYPING_SECONDS
    zalo.events.emit("typing", chat.person.id)
    asyncio.get_running_loop().call_later(TYPING_SECONDS, zalo.events.emit, "typing", chat.person.id)


METHODS: dict[str, Callable[[LocalZalo, Parameters], Any]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendSticker": send_sticker,
    "sendChatAction": send_chat_action,
}
