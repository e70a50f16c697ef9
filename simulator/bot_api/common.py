"""What many methods need: the chat meant, the formatted text, the message answered, the keyboard left behind."""

from typing import Any

from simulator import wire
from simulator.bot_api.entities import Entity, given_entities, parse_html, trimmed, with_found
from simulator.bot_api.errors import bad_request, forbidden
from simulator.bot_api.parameters import Parameters
from simulator.local import LocalTelegram
from simulator.world import Chat, Json, Message, World

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024


def known_chat(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    raw = parameters.text(name).strip()
    if not raw:
        raise bad_request(f"{name} is empty")
    try:
        return world.chats[int(raw)]
    except (ValueError, KeyError):
        raise bad_request("chat not found") from None


def reachable_chat(world: World, parameters: Parameters, name: str = "chat_id") -> Chat:
    """The chat, if its person started the bot and still wants it."""
    chat = known_chat(world, parameters, name)
    person = chat.person
    if person is None:
        return chat
    if person.deactivated:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def formatted(parameters: Parameters, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The text as shown and its entities, by parse_mode or by given entities."""
    text = parameters.text(name)
    mode = parameters.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        given = parameters.structure(entities_name, "entities JSON object")
        entities = given_entities(given, text) if given else []
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities)


def message_text(parameters: Parameters) -> tuple[str, list[Entity]]:
    text, entities = formatted(parameters, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(parameters: Parameters) -> tuple[str, list[Entity]]:
    text, entities = formatted(parameters, "caption", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def answered_message(chat: Chat, parameters: Parameters) -> Message | None:
    """The message that reply_parameters (or the older reply_to_message_id) names."""
    about = parameters.structure("reply_parameters", "reply parameters JSON object") or {}
    if not isinstance(about, dict):
        raise bad_request("reply parameters must be an Object")
    number = about.get("message_id") or parameters.integer("reply_to_message_id")
    if not number:
        return None
    message = chat.messages.get(number)
    if message is None and not about.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def send(
    telegram: LocalTelegram,
    chat: Chat,
    parameters: Parameters,
    markup: Json | None,
    *,
    limited: bool = True,
    **fields: Any,
) -> Json:
    """Sends a checked message, within the limits, and answers it as JSON."""
    reply_to = answered_message(chat, parameters)
    if limited:
        telegram.limits.take(chat.id, sends=True)
    labels = _show_keyboard(chat, markup)
    message = telegram.world.add_message(
        chat,
        None,
        silent=parameters.flag("disable_notification"),
        reply_to=reply_to,
        markup=markup if markup and markup.get("inline_keyboard") else None,
        keyboard_labels=labels,
        **fields,
    )
    return wire.message_json(telegram.world, message)


def _show_keyboard(chat: Chat, markup: Json | None) -> list[str]:
    """Puts up or takes away the reply keyboard; answers its labels."""
    if not markup:
        return []
    if "remove_keyboard" in markup:
        chat.keyboard, chat.one_time = None, False
    if "keyboard" not in markup:
        return []
    chat.keyboard = [[_label(button) for button in row] for row in markup["keyboard"]]
    chat.one_time = bool(markup.get("one_time_keyboard"))
    return [button["text"] for row in markup["keyboard"] for button in row]


def _label(button: Json) -> Json | str:
    """A label, with what the button asks for when it asks for something."""
    asks = {name: True for name in ("request_contact", "request_location") if button.get(name)}
    return {"text": button["text"], **asks} if asks else str(button["text"])
