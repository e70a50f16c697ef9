"""A messenger in trouble: nothing is lost, alerts go first when it returns, and what it wants is obeyed."""

from typing import Any

import pytest
from posting import Deliver, Post
from running_service import ADMINISTRATOR, CHIEF, DUTY, HEAD, Phones, calls_of, hidden, until

from simulator.server import Running
from storage import outbox, sending
from storage.outbox import Priority
from storage.screens import Button, Screen

SENTENCE = "Sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận. "


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours are the patient waits of production; a tenth of them shows the same."""
    for name in ("bot.answering._FIRST_PROBE", "bot.outcomes._FIRST_RETRY"):
        monkeypatch.setattr(name, 0.1)
    for name in ("bot.answering._LONGEST_PROBE", "bot.delivery._LONGEST_IN_ORDER"):
        monkeypatch.setattr(name, 0.3)


def failures(local: Running) -> int:
    return len([call for call in calls_of(local) if call["status"] != 200])


@pytest.mark.parametrize("trouble", [{"status": 500}, {"drop": True}, {"hang": True}], ids=["500", "drop", "hang"])
async def test_messenger_that_was_away_gets_everything_and_alerts_first(
    deliver: Deliver, post: Post, phones: Phones, crowd: list[int], local: Running, trouble: dict[str, Any]
):
    delivery = await deliver()
    await phones.misbehave(**trouble)
    for person in crowd[:20]:
        post.send(person, "Nhắc", Priority.REMINDER)
    await until(lambda: not delivery.well and not delivery._in_flight)
    for leader in (DUTY, CHIEF):
        post.send(leader, "Báo động", Priority.ALERT)
    before = failures(local)
    await until(lambda: failures(local) > before)

    await phones.misbehave()
    await until(lambda: not post.waiting())

    order = await post.sent_to()
    told_that_it_is_back = order.count(ADMINISTRATOR)
    assert sorted(order) == sorted([*crowd[:20], DUTY, CHIEF, ADMINISTRATOR])
    assert told_that_it_is_back == 1
    assert {order.index(DUTY), order.index(CHIEF)} <= {0, 1, 2, 3}
    assert delivery.well


async def test_while_it_is_away_it_is_asked_by_one_message_at_a_time(
    deliver: Deliver, post: Post, phones: Phones, crowd: list[int], local: Running
):
    delivery = await deliver()
    await phones.misbehave(status=502)
    for person in crowd:
        post.send(person, "Nhắc", Priority.REMINDER)
    await until(lambda: not delivery.well and not delivery._in_flight)
    before = failures(local)

    await until(lambda: failures(local) >= before + 2)

    times = [call["at"] for call in calls_of(local) if call["status"] == 502][before:]
    assert times[1] - times[0] > 0.1


async def test_pause_that_telegram_wants_is_kept_and_counts_as_no_failure(
    deliver: Deliver, post: Post, phones: Phones, local: Running
):
    await phones.misbehave(methods=["sendMessage"], status=429, retry_after=1, times=1)
    await deliver()
    number = post.send(HEAD, "a")

    await phones.sees(HEAD, "a")
    await until(lambda: post.attempts(number) == ["held", "sent"])

    refused, taken = calls_of(local, "sendMessage")
    assert taken["at"] - refused["at"] >= 1.0


async def test_chat_that_is_too_fast_keeps_nobody_else_waiting(deliver: Deliver, post: Post, phones: Phones):
    await phones.misbehave(methods=["sendMessage"], status=429, retry_after=30, times=1)
    await deliver()
    slowed = post.send(HEAD, "a")
    await until(lambda: post.attempts(slowed) == ["held"])
    post.send(HEAD, "b", Priority.ALERT)
    post.send(DUTY, "c")

    await phones.sees(DUTY, "c")
    assert await phones.chat(HEAD) == []


async def test_when_one_chat_after_another_is_refused_all_wait(
    deliver: Deliver, post: Post, phones: Phones, crowd: list[int]
):
    await phones.misbehave(methods=["sendMessage"], status=429, retry_after=1)
    delivery = await deliver(per_second=20)
    held = [post.send(person, "a") for person in crowd[:10]]
    await until(lambda: delivery._pacing.wait() > 0.5)
    await phones.misbehave()
    refused = await phones.calls("sendMessage")
    assert len(refused) < len(held)
    assert len(delivery._left_alone) < len(refused), "who waits with all others has no pause of its own beyond theirs"

    await until(lambda: not post.waiting())

    calls = await phones.calls("sendMessage")
    assert calls[len(refused)]["at"] - calls[2]["at"] >= 0.9


@pytest.mark.parametrize("trouble", [{"status": 500}, {"status": 429, "retry_after": 1}], ids=["500", "429"])
async def test_long_text_whose_second_part_failed_goes_on_from_there(
    deliver: Deliver, post: Post, phones: Phones, local: Running, trouble: dict[str, Any]
):
    await deliver(chat_per_second=3)
    number = post.send(HEAD, SENTENCE * 140)
    await phones.sees(HEAD, "ong đốt")
    await phones.misbehave(methods=["sendMessage"], times=1, **trouble)

    await until(lambda: not post.waiting())

    texts = await post.texts(HEAD)
    assert len(texts) == 3
    assert " ".join(texts).split() == (SENTENCE * 140).split()
    assert post.attempts(number)[-1] == "sent"
    assert len(post.attempts(number)) == 2


async def test_what_telegram_refuses_for_good_is_tried_once_and_keeps_nobody_waiting(
    deliver: Deliver, post: Post, phones: Phones
):
    await phones.misbehave(methods=["sendMessage"], status=400, times=1)
    await deliver()
    refused = post.send(HEAD, "a")
    await until(lambda: post.attempts(refused) == ["failed"])
    post.send(HEAD, "b")

    await phones.sees(HEAD, "b")
    await until(lambda: post.states() == ["failed", "sent"])


async def test_what_is_kept_of_a_refusal_holds_nothing_of_a_person(
    deliver: Deliver, post: Post, phones: Phones, capsys: pytest.CaptureFixture[str]
):
    """Telegram quotes in its refusal what it does not like."""
    await deliver()
    number = post.send(HEAD, Screen("a", ((Button("Gọi", url="tel:0903000001?em-Nam"),),)))
    await until(lambda: post.attempts(number) == ["failed"])

    kept = "400 bad request: inline keyboard button url […] is invalid: wrong http url"
    assert post.reasons(number) == [kept, kept]
    logged = "".join(capsys.readouterr())
    assert "message refused" in logged
    assert "0903000001" not in logged
    assert "Nam" not in logged


@pytest.mark.parametrize("status", [None, 400, 403], ids=["sent", "refused", "lost"])
async def test_secret_is_kept_only_until_it_is_sent_or_never_will_be(
    deliver: Deliver, post: Post, phones: Phones, status: int | None
):
    if status:
        await phones.misbehave(methods=["sendMessage"], status=status, times=1)
    number = post.send(HEAD, Screen("Mã: bcfg-hjkm", secret=True))
    assert post.text(number) == "Mã: bcfg-hjkm"
    other = post.send(HEAD, "Chào")

    await deliver()
    await until(lambda: not post.waiting())

    assert post.text(number) == ""
    assert post.text(other) == "Chào"
    if not status:
        assert await post.texts(HEAD) == ["Mã: bcfg-hjkm", "Chào"]


async def test_secret_that_is_still_to_be_sent_is_kept(deliver: Deliver, post: Post, phones: Phones):
    await phones.misbehave(methods=["sendMessage"], status=500, times=2)
    await deliver()
    number = post.send(HEAD, Screen("Mã: bcfg-hjkm", secret=True))
    await until(lambda: post.attempts(number))
    assert post.text(number) == "Mã: bcfg-hjkm"

    await phones.sees(HEAD, "Mã: bcfg-hjkm")
    await until(lambda: post.text(number) == "")


async def test_what_is_left_of_a_long_message_is_not_sent_to_an_account_that_is_cut_off(
    deliver: Deliver, post: Post, phones: Phones
):
    """The first part is on its way when the account is cut off; the next message waits."""
    await phones.misbehave(methods=["sendMessage"], latency=0.2)
    await deliver()
    long = post.send(HEAD, SENTENCE * 140)
    waits = post.send(HEAD, "Chào")
    await until(lambda: post.states()[0] == "sending")

    post.cut_off(HEAD)
    await until(lambda: post.attempts(long))
    after = post.send(DUTY, "Chào")
    await until(lambda: post.attempts(after) == ["sent"])

    assert post.states() == ["superseded", "superseded", "sent"]
    assert len(await post.texts(HEAD)) == 1
    assert post.attempts(waits) == []


async def test_every_attempt_is_on_record(deliver: Deliver, post: Post, phones: Phones):
    await phones.misbehave(methods=["sendMessage"], status=500, times=2)
    await deliver()
    number = post.send(DUTY, "Báo động", Priority.ALERT)

    await phones.sees(DUTY, "Báo động")
    await until(lambda: post.attempts(number) == ["queued", "queued", "sent"])


async def test_stale_screen_that_failed_never_overwrites_the_truth(
    deliver: Deliver, post: Post, phones: Phones, local: Running
):
    await deliver()
    post.send(DUTY, Screen("Đang mở", slot="s"), Priority.ALERT)
    alert = await phones.sees(DUTY, "Đang mở")
    await phones.misbehave(methods=["editMessageText"], latency=0.3, status=500, times=1)
    post.send(DUTY, Screen("Đã báo thêm", slot="s"), Priority.ALERT)
    await until(lambda: post.states()[1] == "sending")
    post.send(DUTY, Screen("Đã tiếp nhận", slot="s"), Priority.UPDATE)

    await until(lambda: not post.waiting())

    [shown] = await phones.chat(DUTY)
    assert (shown["message_id"], shown["text"], shown["edits"]) == (alert["message_id"], "Đã tiếp nhận", 1)
    assert post.states() == ["sent", "superseded", "sent"]


async def test_what_a_killed_sender_had_in_hand_is_sent_by_the_next(deliver: Deliver, post: Post, phones: Phones):
    post.send(DUTY, "Báo động", Priority.ALERT)
    taken = post.database.transact(lambda tx: sending.take_parcels(tx, "telegram", 8, ()))
    assert len(taken.parcels) == 1
    assert post.states() == ["sending"]

    await deliver()

    await phones.sees(DUTY, "Báo động")


async def test_what_nobody_knows_the_end_of_is_sent_when_its_lease_is_over(
    deliver: Deliver, post: Post, phones: Phones, monkeypatch: pytest.MonkeyPatch
):
    """As when the commit that took it was cut off: the database says «sending», and nobody sends."""
    monkeypatch.setattr("bot.delivery._LEASES_EVERY", 0.1)
    monkeypatch.setattr("storage.sending.LEASE", outbox.LEASE * 0)
    await deliver()
    await phones.misbehave(methods=["sendMessage"], latency=0.5)
    slow = post.send(HEAD, "chậm")
    await until(lambda: post.states() == ["sending"])
    post.send(DUTY, "lạc", not_before=post.database.clock.now().replace(year=2000))
    post.database.transact(
        lambda tx: tx.connection.exec_driver_sql(
            "UPDATE outbox SET state = 'sending', claimed_until = not_before WHERE address = '1003'"
        )
    )

    await phones.sees(DUTY, "lạc")
    await until(lambda: not post.waiting())
    assert await post.texts(HEAD) == ["chậm"]
    assert post.attempts(slow) == ["sent"]


async def test_stop_lets_what_is_under_way_end_and_keeps_the_rest(deliver: Deliver, post: Post, phones: Phones):
    delivery = await deliver(chat_per_second=0.001)
    await phones.misbehave(methods=["sendMessage"], latency=0.3)
    post.send(HEAD, "đang đi")
    await until(lambda: post.states() == ["sending"])
    post.send(HEAD, "ở lại")

    await delivery.stop()

    assert post.states() == ["sent", "queued"]
    assert await post.texts(HEAD) == ["đang đi"]


async def test_stop_waits_only_so_long_for_a_messenger_that_hangs(
    deliver: Deliver, post: Post, phones: Phones, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.delivery._PATIENCE_AT_STOP", 0.1)
    delivery = await deliver(patience=60)
    await phones.misbehave(methods=["sendMessage"], hang=True)
    post.send(HEAD, "treo")
    await until(lambda: post.states() == ["sending"])
    flying = [flight.task for flight in delivery._in_flight.values()]

    await delivery.stop()

    assert post.states() == ["queued"]
    assert all(task.done() for task in flying)
    await phones.misbehave()


async def test_outcomes_are_recorded_when_the_database_is_back(deliver: Deliver, post: Post, phones: Phones):
    await deliver()
    await phones.misbehave(methods=["sendMessage"], latency=0.3)
    number = post.send(HEAD, "a")
    await until(lambda: post.states() == ["sending"])
    with hidden(post.database, "delivery_attempt"):
        await phones.sees(HEAD, "a")

    await until(lambda: post.attempts(number) == ["sent"])
    assert await post.texts(HEAD) == ["a"]


async def test_outcome_whose_consequences_break_is_recorded_all_the_same(deliver: Deliver, post: Post, phones: Phones):
    await phones.act(HEAD, "deactivate")
    await deliver()
    with hidden(post.database, "audit"):
        lost = post.send(HEAD, "a")
        post.send(DUTY, "b")

        await phones.sees(DUTY, "b")
        await until(lambda: post.attempts(lost) == ["failed"])
    await until(lambda: post.states() == ["failed", "sent"])
