"""Who comes first: alerts before everything, one message for a chat at a time, never faster than Telegram allows."""

import itertools
from datetime import timedelta

from posting import Deliver, Post
from running_service import CHIEF, DUTY, HEAD, Phones, calls_of, until, until_told

from bot.delivery import KEPT_FOR_URGENT, MOST_IN_FLIGHT
from simulator.server import Running
from storage import outbox
from storage.database import Tx, table
from storage.outbox import Priority, Recipient
from storage.screens import Button, Screen
from storage.tables.messaging import OutboxMessage

REMINDERS = 5_000


async def test_alert_overtakes_five_thousand_reminders(
    deliver: Deliver, post: Post, phones: Phones, crowd: list[int], local: Running
):
    def remind(tx: Tx) -> None:
        known = {"channel": "telegram", "priority": int(Priority.REMINDER), "created_at": tx.now, "not_before": tx.now}
        people = (crowd[number % len(crowd)] for number in range(REMINDERS))
        rows = [{**known, "address": str(person), "screen": Screen("Nhắc").to_json()} for person in people]
        tx.connection.execute(table(OutboxMessage).insert(), rows)

    post.database.transact(remind)
    await deliver(per_second=200)
    await until(lambda: len(calls_of(local)) > 100)
    before = len(await post.sent_to())

    post.send(DUTY, "Báo động", Priority.ALERT)
    await phones.sees(DUTY, "Báo động")

    order = await post.sent_to()
    assert order.index(DUTY) - before <= 30
    assert len(order) < REMINDERS / 2


async def test_reminders_that_hang_leave_room_for_an_alert(deliver: Deliver, post: Post, phones: Phones):
    await phones.misbehave(methods=["sendMessage"], hang=True, times=MOST_IN_FLIGHT - KEPT_FOR_URGENT)
    await deliver(patience=30)
    for number in range(MOST_IN_FLIGHT + 10):
        post.send(9000 + number, "Nhắc", Priority.REMINDER)
    await until(lambda: post.states().count("sending") == MOST_IN_FLIGHT - KEPT_FOR_URGENT)

    post.send(DUTY, "Báo động", Priority.ALERT)

    await phones.sees(DUTY, "Báo động")
    assert post.states().count("queued") >= 10
    await phones.misbehave()


async def test_pace_stays_within_the_limits_of_telegram(
    deliver: Deliver, post: Post, phones: Phones, crowd: list[int], local: Running
):
    local.telegram.limits.enabled = True
    for text in ("một", "hai"):
        for person in crowd[:20]:
            post.send(person, text)

    await deliver(per_second=29.5, chat_per_second=1)
    await until(lambda: not post.waiting())

    calls = await phones.calls("sendMessage")
    assert {call["status"] for call in calls} == {200}
    assert all([await post.texts(person) == ["một", "hai"] for person in crowd[:20]])


async def test_stream_is_used_to_the_full_while_messages_wait(
    deliver: Deliver, post: Post, crowd: list[int], local: Running
):
    for person in crowd[:15]:
        post.send(person, "a")

    await deliver(per_second=10)
    await until(lambda: len(calls_of(local, "sendMessage")) == 15)

    at = [call["at"] for call in calls_of(local, "sendMessage")]
    stood_still = [later - earlier for earlier, later in itertools.pairwise(at) if later - earlier > 0.2]
    assert len(stood_still) <= 2


async def test_chat_that_must_wait_keeps_nobody_else_waiting(deliver: Deliver, post: Post, phones: Phones):
    for number in range(3):
        post.send(HEAD, f"nhanh {number}", Priority.ALERT)
    post.send(DUTY, "sau", Priority.REMINDER)

    await deliver(chat_per_second=3)
    await phones.sees(HEAD, "nhanh 2")

    assert await post.sent_to() == [HEAD, DUTY, HEAD, HEAD]
    assert await post.texts(HEAD) == ["nhanh 0", "nhanh 1", "nhanh 2"]


async def test_edit_need_not_wait_for_the_pace_of_a_chat(deliver: Deliver, post: Post, phones: Phones):
    await deliver(chat_per_second=0.001)
    post.send(DUTY, Screen("Đang mở", slot="s"))
    await phones.sees(DUTY, "Đang mở")

    post.send(DUTY, Screen("Đã tiếp nhận", slot="s"))

    await phones.sees(DUTY, "Đã tiếp nhận")
    assert len(await phones.chat(DUTY)) == 1


async def test_group_is_written_to_at_its_own_pace(deliver: Deliver, post: Post, phones: Phones, local: Running):
    await phones.post("groups", id=-1001, title="Tổ trực mẫu")
    await deliver(group_per_minute=0.001)
    post.send(-1001, "một")
    post.send(-1001, "hai")
    post.send(DUTY, "ba")

    await phones.sees(DUTY, "ba")
    assert await post.sent_to() == [-1001, DUTY]


async def test_messages_of_a_chat_keep_their_order_however_slow_telegram_is(
    deliver: Deliver, post: Post, phones: Phones
):
    await phones.misbehave(methods=["sendMessage"], latency=0.02)
    for number in range(10):
        post.send(HEAD, str(number))
    await deliver()
    await until(lambda: not post.waiting())
    assert await post.texts(HEAD) == [str(number) for number in range(10)]


async def test_press_is_answered_beside_the_stream_even_while_nothing_may_leave(
    deliver: Deliver, post: Post, phones: Phones
):
    await deliver(per_second=0.001)
    post.send(DUTY, Screen("a", ((Button("Tiếp nhận", "i:1:acknowledge"),),)))
    await phones.sees(DUTY, button="Tiếp nhận")
    pressed = await phones.act(DUTY, "press", label="Tiếp nhận")
    to = Recipient("telegram", str(DUTY))

    post.database.transact(lambda tx: outbox.answer_press(tx, to, pressed["callback_query_id"], "Đã ghi"))

    async def answered() -> bool:
        return bool((await phones.get(f"users/{DUTY}/chat"))["answers"])

    await until_told(answered)
    await until(lambda: post.states() == ["sent", "sent"])


async def test_answer_that_comes_too_late_is_not_given(deliver: Deliver, post: Post, phones: Phones):
    to = Recipient("telegram", str(DUTY))
    post.database.clock.offset = -timedelta(minutes=5)
    post.database.transact(lambda tx: outbox.answer_press(tx, to, "1", "Đã ghi"))
    post.database.clock.offset = timedelta()

    await deliver()
    post.send(CHIEF, "sau")
    await phones.sees(CHIEF, "sau")

    assert post.states()[0] == "expired"
    assert await phones.calls("answerCallbackQuery") == []


async def test_what_waits_for_its_time_leaves_when_it_has_come(deliver: Deliver, post: Post, phones: Phones):
    await deliver()
    post.send(HEAD, "sáng mai", not_before=post.database.clock.now() + timedelta(hours=12))
    post.send(DUTY, "ngay")
    await phones.sees(DUTY, "ngay")
    assert await phones.chat(HEAD) == []

    post.database.clock.offset = timedelta(hours=13)
    await phones.sees(HEAD, "sáng mai")
    post.database.clock.offset = timedelta()
