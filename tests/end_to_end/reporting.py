"""How heads report: by the red button, question after question, or by just typing. Each answers the incident's code."""

import re
from collections.abc import Mapping

from hands import Hand, Message, buttons, labels_of, until

_SUITABLE = ("Vừa xong", "Chưa có", "Bỏ qua", "Đúng", "Giữ nguyên", "Xong", "0")
_CODE = re.compile(r"BCN-\d{4}-\d{6}")


async def urgently(head: Hand, what: str, category: str = "Ngộ độc") -> str:
    """🚨: the words follow when the alert is on its way."""
    began = await head.type("/khan")
    await head.tap(category, after=began)
    await head.tap("GỬI NGAY", after=began)
    code = await code_after(head, began)
    said = await head.type(what)
    await head.sees(what, after=said)
    return code


async def guided(head: Hand, what: str) -> str:
    """One question after the other."""
    began = await head.type("/baocao")
    await head.tap("Tai nạn thương tích", after=began)
    await head.sees("Chuyện gì đã xảy ra", after=began)
    said = await head.type(what)
    await answers(head, said)
    return await send(head, said)


async def answers(head: Hand, began: int, chosen: Mapping[str, str] | None = None, stop_at: str = "✅ Gửi") -> None:
    """Every question that is asked below the message `began`, by a button, until the screen holds `stop_at`.

    chosen: words of a question and the label to press there; elsewhere the first that suits.
    """
    done = ""
    while True:
        asked = await _next_question(head, began, besides=done)
        offered = labels_of(asked)
        done = asked["text"]
        if any(stop_at in shown for shown in (done, *offered)):
            return
        wanted = [label for words, label in (chosen or {}).items() if words in done]
        label = next(one for one in (*wanted, *_SUITABLE) if any(one in label for label in offered))
        await head.tap(label, text=done, after=began)


async def _next_question(head: Hand, began: int, besides: str) -> Message:
    """The newest screen of a draft below a message, as soon as it is another than the one that was answered."""

    async def shown() -> Message | None:
        below = [one for one in await head.chat() if one["message_id"] > began]
        drafts = [one for one in below if any(button["data"].startswith("r:") for button in buttons(one))]
        return drafts[-1] if drafts and drafts[-1]["text"] != besides else None

    found: Message = await until(shown)
    return found


async def typed(head: Hand, what: str) -> str:
    """Everything in one message; a head with open incidents is asked whether it is a new one."""
    said = await head.type(f"Hôm qua lúc 9h có em bị ong đốt ở sân trường, không ai bị thương nặng. {what}")
    if await head.sees_one_of("Báo cáo sự cố mới", "✅ Gửi", after=said) == "Báo cáo sự cố mới":
        await head.tap("Báo cáo sự cố mới", after=said)
    return await send(head, said)


async def code_after(head: Hand, message_id: int) -> str:
    """The code of the report that was sent, as soon as its card says so below the head's message."""
    shown = await head.sees("Đã gửi: BCN-", after=message_id)
    found = _CODE.search(shown["text"])
    assert found is not None
    return found[0]


async def send(head: Hand, began: int) -> str:
    """[Gửi] on the card that is shown below the message `began`; what is still asked must be answered before."""
    await head.tap("✅ Gửi", after=began)
    return await code_after(head, began)
