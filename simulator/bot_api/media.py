"""Messages with a file, albums, and downloads."""

from pathlib import PurePosixPath

import telegram as tg

from simulator import wire
from simulator.bot_api.common import caption, reachable_chat, send
from simulator.bot_api.errors import Refused, bad_request
from simulator.bot_api.markup import inline_markup, reply_markup
from simulator.bot_api.messages import to_edit
from simulator.bot_api.parameters import Parameters, Upload
from simulator.files import DOWNLOAD_LIMIT, PHOTO_LIMIT, UPLOAD_LIMIT, StoredFile
from simulator.local import LocalTelegram
from simulator.samples import picture_size, picture_type
from simulator.world import Json

ALBUM_KINDS = ("photo", "video", "audio", "document")


def send_file(kind: str, telegram: LocalTelegram, parameters: Parameters) -> Json:
    chat = reachable_chat(telegram.world, parameters)
    text, entities = caption(parameters)
    markup = reply_markup(parameters)
    upload = parameters.uploads.get(kind)
    file = _file(telegram, kind, upload or parameters.text(kind), parameters)
    return send(telegram, chat, parameters, markup, kind=kind, file=file, text=text, entities=entities)


def _file(telegram: LocalTelegram, kind: str, given: Upload | str, parameters: Parameters) -> StoredFile:
    """The file meant by an upload, an attach:// name or a file_id; URLs are not fetched here."""
    if isinstance(given, str):
        if not given:
            raise bad_request(f"there is no {kind} in the request")
        if given.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        if not given.startswith("attach://"):
            return _known(telegram, kind, given)
        upload = parameters.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"there is no {kind} in the request")
        given = upload
    size = len(given.content)
    if not size:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_LIMIT:
        raise Refused(413, "Request Entity Too Large")
    if kind == "photo":
        if size > PHOTO_LIMIT:
            raise bad_request(
                f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes"
            )
        if picture_size(given.content) is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
    mime = picture_type(given.content) if kind == "photo" else given.mime
    return telegram.world.files.add(kind, PurePosixPath(given.name).name or kind, mime, given.content)


def _known(telegram: LocalTelegram, kind: str, file_id: str) -> StoredFile:
    file = telegram.world.files.find(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _media(telegram: LocalTelegram, item: object, parameters: Parameters) -> Json:
    """One InputMedia as the fields of a message."""
    if not isinstance(item, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind = item.get("type")
    if kind not in ALBUM_KINDS:
        raise bad_request(
            "can't parse InputMedia: Unsupported type specified"
            if kind
            else "can't parse InputMedia: Can't find field \"type\""
        )
    media = item.get("media")
    if not isinstance(media, str):
        raise bad_request("can't parse InputMedia: Can't find field \"media\"")
    text, entities = caption(Parameters(item))
    return {"kind": kind, "file": _file(telegram, kind, media, parameters), "text": text, "entities": entities}


def send_media_group(telegram: LocalTelegram, parameters: Parameters) -> list[Json]:
    chat = reachable_chat(telegram.world, parameters)
    items = parameters.structure("media", "media JSON object")
    if not isinstance(items, list):
        raise bad_request("can't parse media: expected an Array of InputMedia")
    if not 2 <= len(items) <= 10:
        raise bad_request("group send failed" if items else "there are no messages to send")
    fields = [_media(telegram, item, parameters) for item in items]
    kinds = {str(one["kind"]) for one in fields}
    if len(kinds) > 1 and kinds & {"audio", "document"}:
        raise bad_request(
            "document can't be mixed with other media types"
            if "document" in kinds
            else "audio can't be mixed with other media types"
        )
    telegram.limits.take(chat.id, sends=True, count=len(fields))
    group = str(telegram.world.last_message_id + 1).rjust(17, "1")
    return [send(telegram, chat, parameters, None, limited=False, media_group_id=group, **one) for one in fields]


def edit_message_media(telegram: LocalTelegram, parameters: Parameters) -> Json:
    message = to_edit(telegram, parameters)
    fields = _media(telegram, parameters.structure("media", "media JSON object"), parameters)
    markup = inline_markup(parameters)
    telegram.limits.take(message.chat.id, sends=False)
    for name, value in fields.items():
        setattr(message, name, value)
    message.markup = markup
    telegram.world.edited(message)
    return wire.message_json(telegram.world, message)


def get_file(telegram: LocalTelegram, parameters: Parameters) -> Json:
    file = telegram.world.files.find(parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id" if parameters.text("file_id") else "file_id not specified")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return tg.File(file.file_id, file.unique_id, file.size, file.path).to_dict()
