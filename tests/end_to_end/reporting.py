"""How heads report: by the red button, question after question, or by just typing. Each answers the incident's code."""

import re
from collections.abc import Mapping

from hands import Hand, Message, buttons, until

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
        asked, label = await _next_question(head, began, {**(chosen or {}), stop_at: stop_at}, besides=done)
        if label == stop_at:
            return
        done = asked["text"]
        await head.tap(label, text=done, after=began)


async def _next_question(head: Hand, began: int, chosen: Mapping[str, str], besides: str) -> tuple[Message, str]:
    """The newest screen below a message that one knows how to go on from, once it is not the one just answered."""

    async def shown() -> tuple[Message, str] | None:
        below = [one for one in await head.chat() if one["message_id"] > began]
        questions = [(one, label) for one in below if (label := _way_on(one, chosen))]
        return questions[-1] if questions and questions[-1][0]["text"] != besides else None

    found: tuple[Message, str] = await until(shown, longest=head.phones.patience, every=0.1)
    return found


def _way_on(screen: Message, chosen: Mapping[str, str]) -> str:
    offered = [button["text"] for button in buttons(screen) if button["data"].startswith("r:")]
    wanted = [label for words, label in chosen.items() if any(words in told for told in (screen["text"], *offered))]
    return next((one for one in (*wanted, *_SUITABLE) if one in wanted or any(one in label for label in offered)), "")


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
