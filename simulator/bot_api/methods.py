"""The table of methods, and one call from its name to its result."""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from simulator.bot_api import media, messages, receiving, settings
from simulator.bot_api.errors import Refused
from simulator.bot_api.parameters import Parameters
from simulator.local import LocalTelegram

Method = Callable[[LocalTelegram, Parameters], Any]

METHODS: dict[str, Method] = {
    "getMe": receiving.get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": messages.send_message,
    "sendLocation": messages.send_location,
    "editMessageText": messages.edit_message_text,
    "editMessageCaption": messages.edit_message_caption,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageMedia": media.edit_message_media,
    "deleteMessage": messages.delete_message,
    "forwardMessage": messages.forward_message,
    "copyMessage": messages.copy_message,
    "sendChatAction": messages.send_chat_action,
    "answerCallbackQuery": messages.answer_callback_query,
    **{
        f"send{kind.title()}": partial(media.send_file, kind)
        for kind in ("photo", "document", "video", "voice", "audio")
    },
    "sendMediaGroup": media.send_media_group,
    "getFile": media.get_file,
    "setMyCommands": settings.set_my_commands,
    "getMyCommands": settings.get_my_commands,
    "deleteMyCommands": settings.delete_my_commands,
    "setChatMenuButton": settings.set_chat_menu_button,
    "getChatMenuButton": settings.get_chat_menu_button,
    "getChat": settings.get_chat,
}
_NAMES = {name.lower(): name for name in METHODS}


def canonical(name: str) -> str:
    """The documented spelling; Telegram does not mind upper and lower case."""
    return _NAMES.get(name.lower(), name)


async def perform(telegram: LocalTelegram, name: str, parameters: Parameters) -> Any:
    """The result of a call. Raises Refused."""
    method = METHODS.get(canonical(name))
    if method is None:
        raise Refused(404, "Not Found")
    result = method(telegram, parameters)
    return await result if inspect.isawaitable(result) else result
