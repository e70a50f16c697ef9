"""reply_markup: checked as Telegram checks it, and read with the types of python-telegram-bot."""

import json
from functools import lru_cache
from typing import Any

import telegram

from simulator.bot_api.errors import bad_request
from simulator.bot_api.parameters import Parameters

Json = dict[str, Any]
_INLINE_ACTIONS = (
    "callback_data", "url", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_TYPES: dict[str, type[telegram.TelegramObject]] = {
    "inline_keyboard": telegram.InlineKeyboardMarkup,
    "keyboard": telegram.ReplyKeyboardMarkup,
    "remove_keyboard": telegram.ReplyKeyboardRemove,
    "force_reply": telegram.ForceReply,
}


def reply_markup(parameters: Parameters) -> Json | None:
    """The markup as Telegram would echo it; None when there is none. Callers must not change it."""
    raw = parameters.values.get("reply_markup", "")
    if raw == "":
        return None
    return _read(raw if isinstance(raw, str) else json.dumps(raw))


def inline_markup(parameters: Parameters) -> Json | None:
    markup = reply_markup(parameters)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup if markup and markup["inline_keyboard"] else None


@lru_cache(maxsize=2048)
def _read(raw: str) -> Json:
    try:
        value = json.loads(raw)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    kind = next((name for name in _TYPES if name in value), None)
    if kind is None:
        return {"inline_keyboard": []}
    if kind in ("inline_keyboard", "keyboard"):
        _check_rows(value[kind], kind)
        value[kind] = [[{"text": one} if isinstance(one, str) else one for one in row] for row in value[kind]]
    try:
        read = _TYPES[kind].de_json(value, None).to_dict()
    except (TypeError, ValueError, AttributeError, KeyError):
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    read.setdefault(kind, [])
    return read


def _check_rows(rows: Any, kind: str) -> None:
    of = "InlineKeyboardMarkup" if kind == "inline_keyboard" else "ReplyKeyboardMarkup"
    if not isinstance(rows, list):
        raise bad_request(f'field "{kind}" of the {of} must be an Array of Arrays')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{kind}" of the {of} must be an Array of Arrays')
        for button in row:
            if kind == "inline_keyboard":
                _check_inline_button(button)
            else:
                _check_reply_button(button)
    if sum(map(len, rows)) > 100 and kind == "inline_keyboard":
        raise bad_request("reply markup is too long")


def _check_inline_button(button: Any) -> None:
    where = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"{where}: InlineKeyboardButton must be an Object")
    _check_text(button, where)
    if not any(name in button for name in _INLINE_ACTIONS):
        raise bad_request(f"{where}: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str):
            raise bad_request(f'{where}: Field "callback_data" must be of type String')
        if not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        url = button["url"]
        if not isinstance(url, str):
            raise bad_request(f'{where}: Field "url" must be of type String')
        if not url.startswith(("http://", "https://", "tg://", "t.me/")) or " " in url:
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply_button(button: Any) -> None:
    where = "can't parse keyboard button"
    if isinstance(button, str):
        return
    if not isinstance(button, dict):
        raise bad_request(f"{where}: KeyboardButton must be an Object")
    _check_text(button, where)
    for name in ("request_contact", "request_location"):
        if not isinstance(button.get(name, False), bool):
            raise bad_request(f'{where}: Field "{name}" must be of type Boolean')


def _check_text(button: Json, where: str) -> None:
    if "text" not in button:
        raise bad_request(f'{where}: Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(f'{where}: Field "text" must be of type String')
    if not button["text"].strip():
        raise bad_request("text buttons must be non-empty" if "keyboard button" in where else "text is empty")
