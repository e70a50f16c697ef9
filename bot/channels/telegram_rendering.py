"""A screen as Telegram shows it: texts within its limits, keyboards, a map, albums. The one place with its markup.

Telegram puts either buttons or a keyboard below the chat on a message. The buttons win: the keyboard goes with the
first message of the screen that has none (an earlier part of a long text, the map, the pictures), or is left out.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.methods import (
    EditMessageText,
    SendAudio,
    SendDocument,
    SendLocation,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVoice,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    KeyboardButton,
    LinkPreviewOptions,
    MediaUnion,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

import locales
from bot.channels.describing import described
from bot.channels.splitting import split, units
from storage.screens import Button, Screen
from storage.sending import Parcel
from storage.tables.incidents import Attachment

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM_LIMIT = 10

Keyboard = ReplyKeyboardMarkup | ReplyKeyboardRemove
Sending = SendMessage | SendLocation | SendMediaGroup | SendPhoto | SendVideo | SendVoice | SendAudio | SendDocument
Source = str | InputFile

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_ALBUM_OF = {"photo": "look", "video": "look", "document": "document", "audio": "audio"}


@dataclass(frozen=True, slots=True)
class Files:
    """Files that go out as one message or one album."""

    attachments: tuple[Attachment, ...]


def text_parts(parcel: Parcel) -> list[SendMessage]:
    """The text as messages; the last has the buttons, and is the one that shows the slot."""
    screen = parcel.screen
    pieces = split(screen.text, TEXT_LIMIT) if screen.text else []
    buttons = inline_keyboard(screen.rows)
    below = keyboard(screen, parcel.lang)
    told: list[SendMessage] = []
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        free = buttons is None or not last
        told.append(
            SendMessage(
                chat_id=parcel.message.address,
                text=to_html(piece),
                parse_mode="HTML",
                link_preview_options=_NO_PREVIEW,
                disable_notification=screen.silent or None,
                reply_parameters=_quote(parcel) if place == 0 else None,
                reply_markup=below if free and below is not None else buttons if last else None,
            )
        )
        if free:
            below = None
    return told


def captioned(parcel: Parcel) -> bool:
    """Whether the screen is one message: its picture with the text below."""
    screen, pictures = parcel.screen, parcel.pictures
    alone = len(pictures) == 1 and pictures[0].kind == "photo" and screen.menu is None and screen.location is None
    return screen.captioned and alone and 0 < units(screen.text) <= CAPTION_LIMIT


def edit(parcel: Parcel) -> EditMessageText | None:
    """The change of the message that shows the slot; None when the text is too long for one message."""
    pieces = split(parcel.screen.text, TEXT_LIMIT)
    if len(pieces) != 1:
        return None
    return EditMessageText(
        chat_id=parcel.message.address,
        message_id=int(parcel.edits),
        text=to_html(pieces[0]),
        parse_mode="HTML",
        link_preview_options=_NO_PREVIEW,
        reply_markup=inline_keyboard(parcel.screen.rows),
    )


def location_part(parcel: Parcel) -> SendLocation | None:
    screen = parcel.screen
    if screen.location is None:
        return None
    latitude, longitude = screen.location
    one_piece = len(split(screen.text, TEXT_LIMIT)) == 1
    return SendLocation(
        chat_id=parcel.message.address,
        latitude=latitude,
        longitude=longitude,
        disable_notification=screen.silent or None,
        reply_markup=keyboard(screen, parcel.lang) if one_piece and screen.rows else None,
    )


def file_parts(pictures: Sequence[Attachment]) -> list[Files]:
    """Albums of at most ten: pictures and videos together, documents together, audio together, a voice alone."""
    albums: dict[str, list[Attachment]] = {}
    alone: list[Files] = []
    for attachment in pictures:
        kind = _ALBUM_OF.get(attachment.kind)
        if kind is None:
            alone.append(Files((attachment,)))
        else:
            albums.setdefault(kind, []).append(attachment)
    grouped = [
        Files(tuple(files[at : at + ALBUM_LIMIT]))
        for files in albums.values()
        for at in range(0, len(files), ALBUM_LIMIT)
    ]
    return grouped + alone


def send_files(parcel: Parcel, files: Files, sources: Sequence[Source]) -> Sending:
    """The call for one message or album; sources: a Telegram file_id or a file to upload, one for each attachment."""
    chat = parcel.message.address
    silent = parcel.screen.silent or None
    if len(sources) > 1:
        media: list[MediaUnion] = [
            _in_album(one, source) for one, source in zip(files.attachments, sources, strict=True)
        ]
        return SendMediaGroup(chat_id=chat, media=media, disable_notification=silent)
    if captioned(parcel):
        return SendPhoto(
            chat_id=chat,
            photo=sources[0],
            caption=to_html(parcel.screen.text),
            parse_mode="HTML",
            disable_notification=silent,
            reply_parameters=_quote(parcel),
            reply_markup=inline_keyboard(parcel.screen.rows),
        )
    source, caption = sources[0], _caption(files.attachments[0])
    match files.attachments[0].kind:
        case "photo":
            return SendPhoto(chat_id=chat, photo=source, caption=caption, disable_notification=silent)
        case "video":
            return SendVideo(chat_id=chat, video=source, caption=caption, disable_notification=silent)
        case "voice":
            return SendVoice(chat_id=chat, voice=source, caption=caption, disable_notification=silent)
        case "audio":
            return SendAudio(chat_id=chat, audio=source, caption=caption, disable_notification=silent)
        case _:
            return SendDocument(chat_id=chat, document=source, caption=caption, disable_notification=silent)


def files_in_words(parcel: Parcel, files: Sequence[Attachment]) -> SendMessage:
    """What the files are, where they cannot be sent: whoever wrote something on a picture is read all the same."""
    lines = [described(one.kind, one.name, one.caption, parcel.lang) for one in files]
    text = split("\n".join(lines), TEXT_LIMIT)[0]
    return SendMessage(chat_id=parcel.message.address, text=text, disable_notification=parcel.screen.silent or None)


def _in_album(
    one: Attachment, source: Source
) -> InputMediaPhoto | InputMediaVideo | InputMediaAudio | InputMediaDocument:
    caption = _caption(one)
    match one.kind:
        case "photo":
            return InputMediaPhoto(media=source, caption=caption)
        case "video":
            return InputMediaVideo(media=source, caption=caption)
        case "audio":
            return InputMediaAudio(media=source, caption=caption)
        case _:
            return InputMediaDocument(media=source, caption=caption)


def _caption(one: Attachment) -> str | None:
    """The sender's words on a file, literal (no parse mode), as far as a caption reaches."""
    return next(iter(split(one.caption, CAPTION_LIMIT)), None)


def _quote(parcel: Parcel) -> ReplyParameters | None:
    if not parcel.quoted:
        return None
    return ReplyParameters(message_id=int(parcel.quoted), allow_sending_without_reply=True)


def inline_keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_inline(button) for button in row] for row in rows if row])


def _inline(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(text=button.label, url=button.url)
    return InlineKeyboardButton(text=button.label, callback_data=button.action)


def keyboard(screen: Screen, lang: str) -> Keyboard | None:
    """The keyboard below the chat; None leaves the one that is there."""
    rows: list[list[KeyboardButton]] = []
    if screen.ask == "contact":
        rows.append([KeyboardButton(text=locales.text(lang, "ask-contact"), request_contact=True)])
    elif screen.ask == "location":
        rows.append([KeyboardButton(text=locales.text(lang, "ask-location"), request_location=True)])
    rows += [[KeyboardButton(text=label) for label in row] for row in screen.menu or ()]
    if rows:
        return ReplyKeyboardMarkup(
            keyboard=rows, resize_keyboard=True, is_persistent=not screen.ask, one_time_keyboard=bool(screen.ask)
        )
    return None if screen.menu is None else ReplyKeyboardRemove(remove_keyboard=True)


def to_html(text: str) -> str:
    """Everything a person wrote stays literal; only the marks of our own sentences become bold."""
    marked = html.escape(_balanced(text), quote=False)
    return marked.replace(locales.BOLD_ON, "<b>").replace(locales.BOLD_OFF, "</b>")


def _balanced(text: str) -> str:
    """Marks in pairs, not nested; a stray one goes."""
    kept: list[str] = []
    bold = False
    for char in text:
        if char == locales.BOLD_ON:
            if bold:
                continue
            bold = True
        elif char == locales.BOLD_OFF:
            if not bold:
                continue
            bold = False
        kept.append(char)
    return "".join(kept) + (locales.BOLD_OFF if bold else "")
