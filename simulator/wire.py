"""Messages and updates as JSON of the Bot API, built with the types of python-telegram-bot."""

from typing import Any

import telegram

from simulator.clock import moment
from simulator.files import THUMBNAIL_SUFFIX, StoredFile
from simulator.world import Chat, Json, Message, Person, World

_NEVER_SENT = ("channel_chat_created", "delete_chat_photo", "group_chat_created", "supergroup_chat_created")
SECONDS = {"video": 5, "voice": 2, "audio": 2}


def message_json(world: World, message: Message, with_reply: bool = True) -> Json:
    """The Message object that Telegram would send for it now."""
    built = telegram.Message(
        message.message_id,
        moment(message.date),
        message.chat.tg,
        from_user=message.sender.tg if message.sender else world.bot,
        edit_date=moment(message.edit_date) if message.edit_date else None,
        media_group_id=message.media_group_id,
        reply_markup=None,
        **_content(message),
        forward_origin=_origin(message) if message.forwarded else None,
    ).to_dict()
    for name in _NEVER_SENT:
        del built[name]
    if message.markup:
        built["reply_markup"] = message.markup
    if message.reply_to and with_reply:
        built["reply_to_message"] = message_json(world, message.reply_to, with_reply=False)
    return built


def _content(message: Message) -> dict[str, Any]:
    entities = [telegram.MessageEntity.de_json(entity, None) for entity in message.entities]
    if message.kind == "text":
        return {"text": message.text, "entities": entities}
    if message.kind == "contact":
        return {"contact": telegram.Contact(**(message.contact or {}))}
    if message.kind == "location":
        return {"location": telegram.Location(**(message.location or {}))}
    if message.file is None:
        raise ValueError(f"A {message.kind} needs a file.")
    content: dict[str, Any] = {message.kind: _file(message.kind, message.file)}
    if message.text:
        content |= {"caption": message.text, "caption_entities": entities}
    return content


def _file(kind: str, file: StoredFile) -> Any:
    ids = (file.file_id, file.unique_id)
    if kind == "photo":
        small = max(1, file.width // 4), max(1, file.height // 4)
        return (
            telegram.PhotoSize(file.file_id + THUMBNAIL_SUFFIX, file.unique_id + "s", *small, file.size // 8 + 1),
            telegram.PhotoSize(*ids, file.width, file.height, file.size),
        )
    if kind == "sticker":
        return telegram.Sticker(*ids, 512, 512, False, False, "regular", emoji="🙂", file_size=file.size)
    about: dict[str, Any] = {"mime_type": file.mime, "file_size": file.size}
    if kind == "voice":
        return telegram.Voice(*ids, SECONDS[kind], **about)
    about["file_name"] = file.name
    if kind == "video":
        return telegram.Video(*ids, file.width, file.height, SECONDS[kind], **about)
    if kind == "audio":
        return telegram.Audio(*ids, SECONDS[kind], **about)
    return telegram.Document(*ids, **about)


def _origin(message: Message) -> telegram.MessageOrigin:
    return telegram.MessageOriginHiddenUser(moment(message.date), "Người khác")


def press_json(world: World, query_id: str, person: Person, message: Message | int, data: str) -> Json:
    """callback_query; of a message long gone Telegram tells only the id."""
    query = telegram.CallbackQuery(query_id, person.tg, str(person.id), data=data).to_dict()
    if isinstance(message, Message):
        query["message"] = message_json(world, message)
    else:
        query["message"] = telegram.InaccessibleMessage(world.chats[person.id].tg, message).to_dict()
    return query


def member_json(world: World, chat: Chat, person: Person, blocked: bool) -> Json:
    """my_chat_member of a private chat: the user blocks or unblocks the bot."""
    member = telegram.ChatMemberMember(world.bot)
    banned = telegram.ChatMemberBanned(world.bot, until_date=moment(0))
    before, after = (member, banned) if blocked else (banned, member)
    now = moment(world.clock.seconds())
    return telegram.ChatMemberUpdated(chat.tg, person.tg, now, before, after).to_dict()
