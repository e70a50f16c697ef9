"""How heads report on Zalo: by just typing, question after question, urgently. Each answers the incident's code."""

import re
from functools import partial

from hands import Message, until
from zalo_hands import ZaloHand, options

SEND = "✅ Gửi"
_ANEW = "🆕 Báo cáo sự cố mới"
_LONGEST_SILENCE = 10
_CODE = re.compile(r"BCN-\d{4}-\d{6}")
_TYPED = {
    "Chuyện gì đã xảy ra": "Có việc xảy ra ở sân trường.",
    "Việc xảy ra lúc nào": "vừa xong",
    "Bao nhiêu học sinh": "2 em, 1 em bị thương, không ai nằm viện",
    "Bao nhiêu người bị thương": "1 em bị thương, không ai nằm viện",
    "Bao nhiêu người phải vào bệnh viện": "0",
    "Báo chí, mạng xã hội đã biết chưa": "chưa có",
    "Đơn vị đã xử lý những gì": "đã sơ cứu",
}


async def freely(head: ZaloHand, what: str) -> str:
    """Everything in one message; what is still asked is answered."""
    return await _to_the_end(head, await head.type(what))


async def guided(head: ZaloHand, what: str, category: str = "Tai nạn thương tích") -> str:
    """One question after the other."""
    said = await head.choose(category, after=await head.type("bao cao"))
    await head.sees("Chuyện gì đã xảy ra", after=said)
    return await _to_the_end(head, await head.type(what))


async def is_asked(head: ZaloHand, leader: ZaloHand, question: str) -> None:
    """Until the head has a leader's question, and the messenger's word for it has been noted."""
    await leader.choose("Hỏi thêm")
    await leader.sees("gõ câu hỏi")
    await leader.type(question)
    await head.sees(question)
    await head.known()


async def stubbornly(head: ZaloHand, what: str) -> str:
    """As `freely`, by somebody who types the same again when there is no answer for long.

    What was sent before a kill may arrive once more: it counts neither as the answer nor as the list to choose from.
    """
    earlier = await _codes(head)
    began = said = await head.type(what)
    while True:
        try:
            asked = await until(partial(_moves_on, head, earlier, said), longest=_LONGEST_SILENCE, every=0.1)
        except AssertionError:
            said = await head.type(head.sent[-1])
            continue
        if _CODE.fullmatch(asked):
            return asked
        said = await _answers(head, asked, began)


async def _answers(head: ZaloHand, asked: str, began: str) -> str:
    """By number where the newest list has the choice, else in its words."""
    if asked not in (SEND, _ANEW):
        return await head.type(_TYPED[asked])
    await head.known()
    lists = [options(one) for one in await head.chat() if one["message_id"] > began and options(one)]
    return await head.type(lists[-1].get(asked, asked))


async def _moves_on(head: ZaloHand, earlier: set[str], said: str) -> str:
    """The code once the report is sent; else what is asked below one's own last message."""
    new = await _codes(head) - earlier
    return new.pop() if new else await _asks(head, said)


async def _codes(head: ZaloHand) -> set[str]:
    return {code_in(one) for one in await head.showing("Đã gửi: BCN-")}


async def urgently(head: ZaloHand, category: str = "Ngộ độc") -> str:
    """Sent before a word is told."""
    said = await head.choose(category, after=await head.type("khẩn"))
    said = await head.choose("GỬI NGAY", after=said)
    return await code_after(head, said)


async def code_after(head: ZaloHand, message_id: str) -> str:
    """The code of the report that was sent, as soon as the bot says so."""
    return code_in(await head.sees("Đã gửi: BCN-", after=message_id))


def code_in(message: Message) -> str:
    found = _CODE.search(message["text"])
    assert found is not None
    return found[0]


async def _to_the_end(head: ZaloHand, said: str) -> str:
    """Answers what is asked below one's own message, until the card can be sent."""
    while True:
        asked = await until(partial(_asks, head, said), longest=head.phones.patience, every=0.1)
        if asked == SEND:
            return await code_after(head, await head.choose(SEND, after=said))
        said = await (head.choose(_ANEW, after=said) if asked == _ANEW else head.type(_TYPED[asked]))


async def _asks(head: ZaloHand, said: str) -> str:
    """What the newest message below one's own asks for; "" while there is none."""
    below = [one for one in await head.chat() if one["message_id"] > said]
    if not below:
        return ""
    for label in (SEND, _ANEW):
        if label in options(below[-1]):
            return label
    return next((words for words in _TYPED if words in below[-1]["text"]), "")
