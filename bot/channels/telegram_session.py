"""The wire to the Bot API. What is sent all day long goes as JSON, and of its answer only what is used is read.

aiogram's own session writes every call as a form of many parts and builds the whole message again from the answer:
most of the time that a message costs. Files, and whatever Telegram refuses, stay with it.
"""

import json
from dataclasses import dataclass
from typing import Any, cast

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    EditMessageText,
    SendMessage,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType

_IN_SHORT = (AnswerCallbackQuery, EditMessageReplyMarkup, EditMessageText, SendMessage)


@dataclass(frozen=True, slots=True)
class Sent:
    """What is used of a message that Telegram has taken."""

    message_id: int


class Session(AiohttpSession):
    """Answers a `Sent` where aiogram would answer a whole message. Raises what aiogram raises."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - the name is aiogram's
    ) -> TelegramType:
        in_short = isinstance(method, _IN_SHORT)
        if not in_short:
            return await super().make_request(bot, method, timeout)
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        asked = method.model_dump(exclude_unset=True, exclude_none=True, warnings=False)
        limit = aiohttp.ClientTimeout(total=timeout or self.timeout)
        try:
            async with session.post(url, json=asked, timeout=limit) as response:
                content = await response.text()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except aiohttp.ClientError as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        if response.status == 200 and (taken := _taken(content)) is not None:
            return cast(TelegramType, taken)
        return cast(TelegramType, self.check_response(bot, method, response.status, content).result)


def _taken(content: str) -> Sent | bool | None:
    """None for an answer that must be looked at more closely."""
    try:
        told: Any = json.loads(content)
        if told["ok"] is not True:
            return None
        result = told["result"]
        return True if result is True else Sent(int(result["message_id"]))
    except (ValueError, KeyError, TypeError):
        return None
