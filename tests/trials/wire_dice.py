"""Updates as the messengers could write them, and as they never would: thrown from the machine-readable types."""

import copy
import random
import types
import typing
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

from aiogram.types import Update
from aiogram.types.base import TelegramObject

from handlers.router import COMMANDS

_DEEPEST = 5
_OFTEN = ("message", "message", "message", "edited_message", "callback_query", "callback_query", "my_chat_member")
_WORDS = (
    "3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận", "cháy ở phòng thực hành, không ai bị sao", "có",
    "khong", "xong", "bỏ qua", "gửi", "huỷ", "1", "2", "12", "30/11", "9h30 sáng nay", "0903 555 666", "đồng ý",
    "phóng viên gọi điện hỏi", "BCN-2026-000001", "Trường mẫu B", "x" * 4096,
    "👩‍👩‍👧‍👦" * 40, "<b>đậm</b> & <i>nghiêng",
    "\u202eảo ngược", "a\u0000b", "\ud83d một nửa", " ", "", "{mã}", "%s %(n)d",
    "'; DROP TABLE person; --", "٣ học sinh",
)  # fmt: skip
_ODD: tuple[Any, ...] = (
    None, True, -1, 0,
    2**53, 2**63, 2**70, 1e308, float("inf"), float("nan"), "", "\u0000", "x" * 70_000,
    [], {}, [[]], {"id": None}, "null", [None]
)  # fmt: skip


@dataclass
class Dice:
    """Throws updates of both messengers; `people` are the addresses of accounts, `buttons` what was really offered."""

    seed: int
    people: Sequence[str]
    at: datetime
    buttons: list[str] = field(default_factory=list)
    thrown: int = 0

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def telegram(self) -> Any:
        """One update of the Bot API, every tenth of them damaged."""
        name = self._dice.choice(_OFTEN) if self._dice.random() < 0.9 else self._dice.choice(list(Update.model_fields))
        update = {"update_id": self._next()}
        if name != "update_id":
            update[name] = self._of(Update.model_fields[name].annotation, 0)
            self._plausible(name, update[name])
        return self._damaged(update) if self._dice.random() < 0.1 else update

    def zalo(self) -> Any:
        """One event of the Bot Platform, every tenth of them damaged."""
        number = self._next()
        message = {
            "message_id": f"z{number}",
            "date": int(self._moment().timestamp() * 1000),
            "chat": {"id": self._dice.choice(self.people), "chat_type": "PRIVATE" if self._likely() else "GROUP"},
            "from": {"id": self._dice.choice(self.people), "display_name": self._word(), "is_bot": False},
        }
        name = self._dice.choice(("text", "text", "text", "image", "sticker", "voice", "unsupported", "link"))
        if name == "text":
            message["text"] = self._said()
        elif name == "image":
            message |= {"photo_url": f"http://127.0.0.1:1/{number}.jpg", "caption": self._word()}
        event = {"event_name": f"message.{name}.received", "message": message}
        told = {"ok": True, "result": event} if self._likely() else event
        return self._damaged(told) if self._dice.random() < 0.1 else told

    def _next(self) -> int:
        """A new number; now and then one that was there before."""
        self.thrown += 1
        return self.thrown if self._dice.random() < 0.98 else self._dice.randint(1, self.thrown)

    def _plausible(self, name: str, thing: Any) -> None:
        """Most of what comes is from people we know, with words that people say."""
        if not isinstance(thing, dict) or not self._likely():
            return
        who = int(self._dice.choice(self.people))
        chat = {"id": who, "type": "private", "first_name": "Người mẫu"}
        thing["from"] = {"id": who, "is_bot": False, "first_name": "Người mẫu"}
        if name == "callback_query":
            thing["data"] = self._pressed()
            thing["message"] = {"message_id": self._dice.randint(1, 500), "date": 0, "chat": chat}
            return
        thing["chat"] = chat
        if name in ("message", "edited_message"):
            thing["date"] = int(self._moment().timestamp())
            for other in ("new_chat_members", "left_chat_member", "pinned_message"):
                thing.pop(other, None)
            if self._likely():
                thing["text"] = self._said()

    def _said(self) -> str:
        if self._dice.random() < 0.25:
            return f"/{self._dice.choice(list(COMMANDS))} {self._word() if self._dice.random() < 0.3 else ''}".strip()
        return self._word()

    def _pressed(self) -> str:
        if not self.buttons or self._dice.random() < 0.05:
            return self._word()[:64]
        action = self._dice.choice(self.buttons)
        if self._dice.random() < 0.6:
            return action
        parts = action.split(":")
        parts[self._dice.randrange(len(parts))] = self._dice.choice(("", "0", "1", "2", "7", "-1", "9" * 30, "x", "٣"))
        return ":".join(parts)

    def _of(self, kind: Any, depth: int) -> Any:
        """Any value of the annotated type, as JSON."""
        origin, inside = typing.get_origin(kind), typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return self._of(self._dice.choice([one for one in inside if one is not type(None)]), depth)
        if origin is typing.Annotated:
            return self._of(inside[0], depth)
        if origin is typing.Literal:
            return self._dice.choice(inside)
        if origin is list:
            return (
                []
                if depth >= _DEEPEST
                else [self._of(inside[0], depth + 1) for _ in range(self._dice.choice((0, 1, 2)))]
            )
        if isinstance(kind, type) and issubclass(kind, TelegramObject):
            return self._object(kind, depth)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self._dice.choice(list(kind)).value
        return self._plain(kind)

    def _plain(self, kind: Any) -> Any:
        if kind is bool:
            return self._likely()
        if kind is int:
            return self._dice.choice((0, 1, -1, 7, 2**31, 2**53, -(2**53), self._dice.randint(1, 10**6)))
        if kind is float:
            return self._dice.choice((0.0, -90.0, 10.7769, 106.7009, 1e9, self._dice.uniform(-180, 180)))
        if kind in (datetime, timedelta):
            return int(self._moment().timestamp())
        return self._word()

    def _object(self, kind: type[TelegramObject], depth: int) -> dict[str, Any]:
        made = {}
        for name, annotation, required in _fields(kind):
            if required or (depth < _DEEPEST and self._dice.random() < 0.06):
                made[name] = self._of(annotation, depth + 1)
        return made

    def _damaged(self, update: Any) -> Any:
        """The same with something taken away or put in at any depth."""
        damaged = copy.deepcopy(update)
        inside = damaged
        while True:
            keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
            if not keys:
                return damaged
            key = self._dice.choice(keys)
            if isinstance(inside[key], dict | list) and inside[key] and self._likely():
                inside = inside[key]
                continue
            if isinstance(inside, dict) and self._dice.random() < 0.4:
                del inside[key]
            else:
                inside[key] = copy.deepcopy(self._dice.choice(_ODD))
            return damaged

    def _moment(self) -> datetime:
        return self.at - timedelta(seconds=self._dice.randint(0, 3600))

    def _word(self) -> str:
        return self._dice.choice(_WORDS)

    def _likely(self) -> bool:
        return self._dice.random() < 0.8


@cache
def _fields(kind: type[TelegramObject]) -> tuple[tuple[str, Any, bool], ...]:
    """(name on the wire, type, whether it must be there) of each field."""
    return tuple((one.alias or name, one.annotation, one.is_required()) for name, one in kind.model_fields.items())
