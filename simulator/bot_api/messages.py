"""sendMessage, the edits, deleteMessage, copies, sendChatAction and answerCallbackQuery."""

import asyncio
import time

from simulator import wire
from simulator.bot_api.common import caption, known_chat, message_text, reachable_chat, send
from simulator.bot_api.entities import Entity
from simulator.bot_api.errors import bad_request
from simulator.bot_api.markup import inline_markup, reply_markup
from simulator.bot_api.parameters import Parameters
from simulator.local import LocalTelegram
from simulator.world import Json, Message

QUERY_SECONDS = 15
TYPING_SECONDS = 5
ANSWER_LIMIT = 200
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
CHAT_ACTIONS = frozenset(
    ("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
     "choose_sticker", "find_location", "record_video_note", "upload_video_note")
)  # fmt: skip


def send_message(telegram: LocalTelegram, parameters: Parameters) -> Json:
    chat = reachable_chat(telegram.world, parameters)
    text, entities = message_text(parameters)
    return send(telegram, chat, parameters, reply_markup(parameters), text=text, entities=entities)


def send_location(telegram: LocalTelegram, parameters: Parameters) -> Json:
    chat = reachable_chat(telegram.world, parameters)
    latitude, longitude = parameters.number("latitude"), parameters.number("longitude")
    if latitude is None or not -90 <= latitude <= 90:
        raise bad_request("latitude is empty" if latitude is None else "wrong latitude specified")
    if longitude is None or not -180 <= longitude <= 180:
        raise bad_request("longitude is empty" if longitude is None else "wrong longitude specified")
    place = {"latitude": latitude, "longitude": longitude}
    return send(telegram, chat, parameters, reply_markup(parameters), kind="location", location=place)


def to_edit(telegram: LocalTelegram, parameters: Parameters) -> Message:
    chat = reachable_chat(telegram.world, parameters)
    number = parameters.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not None:
        raise bad_request("message can't be edited")
    return message


def _edit(telegram: LocalTelegram, message: Message, text: str, entities: list[Entity], markup: Json | None) -> Json:
    if (text, entities, markup) == (message.text, message.entities, message.markup):
        raise bad_request(NOT_MODIFIED)
    telegram.limits.take(message.chat.id, sends=False)
    message.text, message.entities, message.markup = text, entities, markup
    telegram.world.edited(message)
    return wire.message_json(telegram.world, message)


def edit_message_text(telegram: LocalTelegram, parameters: Parameters) -> Json:
    message = to_edit(telegram, parameters)
    text, entities = message_text(parameters)
    markup = inline_markup(parameters)
    if message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _edit(telegram, message, text, entities, markup)


def edit_message_caption(telegram: LocalTelegram, parameters: Parameters) -> Json:
    message = to_edit(telegram, parameters)
    text, entities = caption(parameters)
    markup = inline_markup(parameters)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _edit(telegram, message, text, entities, markup)


def edit_message_reply_markup(telegram: LocalTelegram, parameters: Parameters) -> Json:
    message = to_edit(telegram, parameters)
    return _edit(telegram, message, message.text, message.entities, inline_markup(parameters))


def delete_message(telegram: LocalTelegram, parameters: Parameters) -> bool:
    chat = known_chat(telegram.world, parameters)
    number = parameters.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to delete not found")
    telegram.limits.take(chat.id, sends=False)
    telegram.world.delete_message(message)
    return True


def _to_copy(telegram: LocalTelegram, parameters: Parameters, what: str) -> Message:
    chat = known_chat(telegram.world, parameters, "from_chat_id")
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {what} not found")
    return message


def _content(message: Message) -> Json:
    names = ("kind", "text", "entities", "file", "contact", "location")
    return {name: getattr(message, name) for name in names}


def forward_message(telegram: LocalTelegram, parameters: Parameters) -> Json:
    chat = reachable_chat(telegram.world, parameters)
    message = _to_copy(telegram, parameters, "forward")
    return send(telegram, chat, parameters, None, forwarded=True, **_content(message))


def copy_message(telegram: LocalTelegram, parameters: Parameters) -> Json:
    chat = reachable_chat(telegram.world, parameters)
    content = _content(_to_copy(telegram, parameters, "copy"))
    if "caption" in parameters.values:
        content["text"], content["entities"] = caption(parameters)
    sent = send(telegram, chat, parameters, reply_markup(parameters), **content)
    return {"message_id": sent["message_id"]}


def send_chat_action(telegram: LocalTelegram, parameters: Parameters) -> bool:
    chat = reachable_chat(telegram.world, parameters)
    if parameters.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.typing_until = time.monotonic() + TYPING_SECONDS
    telegram.world.events.emit("typing", chat.id)
    asyncio.get_running_loop().call_later(TYPING_SECONDS, telegram.world.events.emit, "typing", chat.id)
    return True


def answer_callback_query(telegram: LocalTelegram, parameters: Parameters) -> bool:
    """The first answer within 15 s counts; Telegram forgets the query then."""
    text = parameters.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = telegram.world.queries.pop(parameters.text("callback_query_id"), None)
    if query is None or telegram.world.clock.running() - query.asked > QUERY_SECONDS:
        raise bad_request(TOO_OLD)
    answer = {"text": text, "show_alert": parameters.flag("show_alert")}
    query.chat.answers.append({"callback_query_id": query.id, **answer})
    if not query.answer.done():
        query.answer.set_result(answer)
    telegram.world.events.emit("answer", query.user.id, callback_query_id=query.id, **answer)
    return True
