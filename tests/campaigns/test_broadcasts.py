"""What is said to many: everybody once, alerts first, held and given up at once, by night not at all."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import pytest
from crowd import FIRST, Crowd, crowd_of, phone_of, somebody_waits
from department import HandClock, Sample
from sqlalchemy import literal, select, update

from campaigns import broadcasts, queuing
from rules.catalogue import Catalogue
from scheduler.clock import Ticker
from storage import channels, due, outbox
from storage.database import Database, Tx, table
from storage.due import Urgency
from storage.outbox import Priority, Recipient
from storage.screens import Screen
from storage.tables.messaging import OutboxMessage
from storage.tables.registry import Account, Assignment, Person


@pytest.fixture
def crowd(database: Database, rules: Catalogue, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Crowd:
    return crowd_of(database, rules, clock, monkeypatch)


def test_everybody_hears_it_once_and_then_it_is_over(crowd: Crowd) -> None:
    people = crowd.join(140)
    number = crowd.begin([*people, *people[:50]])
    crowd.run()
    assert crowd.times() == {1: 140}
    assert crowd.state(number) == "ended"
    assert crowd.progress(number) == broadcasts.Progress(total=140, sent=140)


def test_targets_chosen_in_the_database_are_each_told_once(crowd: Crowd) -> None:
    crowd.join(40)
    person = table(Person)
    chosen = select(person.c.id.label("person_id"), literal(7).label("about_id"))
    crowd.begin(chosen.union_all(chosen).subquery().select())
    crowd.run()
    assert crowd.times("Nhắc 7") == {1: 40}


def test_broadcast_to_thousands_leaves_the_way_free_for_an_alert(crowd: Crowd) -> None:
    crowd.begin(crowd.join(2_000))
    crowd.work()
    assert crowd.waiting_to_leave() == queuing.MOST_IN_HAND
    alert = Screen("Sự cố mẫu")
    crowd.database.transact(lambda tx: outbox.send(tx, Recipient("telegram", "1"), alert, Priority.ALERT))
    assert crowd.take(1)[0].address == "1"


def test_what_is_due_for_an_incident_comes_before_the_next_step_of_a_broadcast(crowd: Crowd) -> None:
    crowd.begin(crowd.join(100))
    crowd.database.transact(lambda tx: due.arm(tx, "escalation", 1, tx.now, Urgency.SEVERITY_1))
    first = crowd.database.transact(due.take_next)
    assert first is not None
    assert first.kind == "escalation"


def test_pause_takes_hold_at_once_and_resuming_tells_the_rest_once(crowd: Crowd) -> None:
    number = crowd.begin(crowd.join(150))
    crowd.work()
    crowd.deliver(40)
    in_flight = crowd.take(8)
    crowd.database.transact(lambda tx: broadcasts.pause(tx, number))
    assert crowd.take() == []
    crowd.settle(in_flight)
    crowd.run()
    assert sum(crowd.times().values()) == 48
    assert crowd.progress(number).waiting == 102
    crowd.database.transact(lambda tx: broadcasts.resume(tx, number))
    crowd.run()
    assert crowd.times() == {1: 150}
    assert crowd.state(number) == "ended"


def test_what_comes_back_unsent_after_the_pause_is_held_too(crowd: Crowd) -> None:
    number = crowd.begin(crowd.join(5))
    crowd.work()
    flying = crowd.take(1)[0]
    crowd.database.transact(lambda tx: broadcasts.pause(tx, number))
    crowd.database.transact(lambda tx: outbox.settle(tx, flying, "queued", milliseconds=1, error="unavailable"))
    crowd.work()
    assert crowd.take() == []
    assert crowd.progress(number).waiting == 5


def test_pause_in_the_middle_of_a_step_holds_what_that_step_has_queued(
    crowd: Crowd, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = crowd.begin(crowd.join(10))
    pressing = ThreadPoolExecutor(1)
    pressed: list[Future[bool]] = []

    def compose(tx: Tx, *_: object) -> Screen:
        if not pressed:
            pressed.append(pressing.submit(database.transact, lambda own: broadcasts.pause(own, number)))
            while not (database.sqlite or pressed[0].done() or database.transact(somebody_waits)):
                pass
        return Screen("Nhắc 0")

    monkeypatch.setitem(queuing.COMPOSERS, "test", compose)
    crowd.tick()
    assert pressed[0].result()
    assert crowd.take() == []
    pressing.shutdown()


def test_cancelled_broadcast_tells_nobody_else_and_cannot_be_taken_up_again(crowd: Crowd) -> None:
    number = crowd.begin(crowd.join(100))
    crowd.work()
    crowd.deliver(30)
    crowd.database.transact(lambda tx: broadcasts.cancel(tx, number))
    crowd.run()
    assert crowd.times() == {1: 30}
    assert not crowd.database.transact(lambda tx: broadcasts.resume(tx, number))
    crowd.run()
    assert crowd.progress(number) == broadcasts.Progress(total=100, waiting=70, sent=30)


def test_step_that_is_killed_half_way_is_done_again_as_if_it_had_never_begun(crowd: Crowd) -> None:
    crowd.begin(crowd.join(130))

    class Killed(Exception):
        pass

    def half_way(tx: Tx) -> None:
        what = due.take_next(tx)
        assert what is not None
        queuing.on_due(tx, crowd.rules, what)
        raise Killed

    with pytest.raises(Killed):
        crowd.database.transact(half_way)
    assert crowd.waiting_to_leave() == 0
    crowd.run()
    assert crowd.times() == {1: 130}


def test_restart_with_messages_in_hand_tells_nobody_twice(crowd: Crowd) -> None:
    crowd.begin(crowd.join(100))
    crowd.work()
    crowd.deliver(50)
    crowd.take(10)
    crowd.database.transact(lambda tx: outbox.release_expired(tx, "telegram", every=True))
    crowd.run()
    assert crowd.times() == {1: 100}


async def test_two_schedulers_at_once_tell_nobody_twice(crowd: Crowd) -> None:
    number = crowd.begin(crowd.join(110))
    tickers = [Ticker(crowd.database, crowd.rules) for _ in range(2)]
    for _ in range(3):
        await asyncio.gather(*(ticker.tick() for ticker in tickers), return_exceptions=False)
        crowd.deliver()
        crowd.clock.turn(seconds=2)
    await asyncio.gather(*(ticker.tick() for ticker in tickers))
    assert crowd.times() == {1: 110}
    messages = crowd.database.transact(lambda tx: tx.rows(select(table(OutboxMessage).c.id)))
    assert len(messages) == 110
    assert crowd.progress(number).sent == 110


def test_people_who_blocked_the_bot_or_never_joined_are_counted_and_left_alone(crowd: Crowd) -> None:
    people = crowd.join(60)
    account = table(Account)
    gone = update(account).where(account.c.person_id.in_(people[:7])).values(reachable=False)
    crowd.database.transact(lambda tx: tx.execute(gone))
    crowd.refusing = {str(one) for one in people[10:15]}
    number = crowd.begin(people)
    crowd.run()
    assert crowd.progress(number) == broadcasts.Progress(total=60, sent=48, blocked=5, unreachable=7)
    assert crowd.state(number) == "ended"
    crowd.clock.turn(days=3)
    crowd.run()
    assert crowd.times() == {1: 48}


def test_whoever_does_not_need_it_any_more_is_not_told(crowd: Crowd) -> None:
    people = crowd.join(100)
    number = crowd.begin(people)
    crowd.work()
    crowd.needless = set(people[90:])
    crowd.run()
    assert crowd.progress(number) == broadcasts.Progress(total=100, sent=90, skipped=10)


def test_one_who_cannot_be_told_does_not_keep_the_others_waiting(crowd: Crowd) -> None:
    people = crowd.join(60)
    crowd.broken = {people[3]}
    number = crowd.begin(people)
    crowd.run()
    assert crowd.progress(number) == broadcasts.Progress(total=60, sent=59, failed=1)


def test_nothing_leaves_in_the_quiet_hours_unless_it_may(crowd: Crowd, clock: HandClock) -> None:
    clock.turn(hours=11, minutes=29)  # 20:59
    people = crowd.join(150)
    number = crowd.begin(people)
    crowd.work()
    crowd.deliver(50)
    clock.turn(minutes=1)
    crowd.work()
    assert crowd.take() == []
    clock.turn(hours=9, minutes=29)  # 06:29
    crowd.work()
    assert crowd.take() == []
    by_night = crowd.begin(people[:3], title="Đêm", quiet_hours=False)
    crowd.run()
    assert crowd.progress(by_night).sent == 3
    clock.turn(minutes=1)
    crowd.run()
    assert crowd.progress(number).sent == 150
    assert crowd.times() == {1: 150}


def test_a_broadcast_waits_for_the_messenger_that_people_prefer_while_others_hear_it(crowd: Crowd) -> None:
    on_zalo = crowd.join(60, "zalo", FIRST)
    account, person = table(Account), table(Person)

    def prefer_zalo(tx: Tx) -> None:
        for one in on_zalo[:2]:
            tx.insert(Account, person_id=one, channel="telegram", address=f"t{one}", joined_at=tx.now)
        tx.execute(update(person).where(person.c.id.in_(on_zalo)).values(preferred_channel="zalo"))
        assert tx.rows(select(account.c.id).where(account.c.channel == "telegram"))
        channels.note(tx, "zalo", tx.now)

    crowd.database.transact(prefer_zalo)
    on_telegram = crowd.join(100, first=FIRST + 1_000)
    number = crowd.begin([*on_zalo, *on_telegram])
    crowd.run()
    assert crowd.times() == {1: 100}
    for_zalo = select(table(OutboxMessage).c.id).where(table(OutboxMessage).c.channel == "zalo")
    assert crowd.database.transact(lambda tx: tx.rows(for_zalo)) == []
    crowd.database.transact(lambda tx: channels.note(tx, "zalo", None))
    crowd.clock.turn(minutes=1)
    crowd.run(("zalo", "telegram"))
    assert crowd.times() == {1: 160}
    assert not [address for address, _ in crowd.heard if address.startswith("t")]
    assert crowd.state(number) == "ended"


def test_what_waits_in_the_outbox_of_a_messenger_that_fails_does_not_hold_up_the_others(crowd: Crowd) -> None:
    crowd.begin([*crowd.join(120, "zalo"), *crowd.join(100, first=FIRST + 1_000)])
    crowd.work()
    crowd.database.transact(lambda tx: channels.note(tx, "zalo", tx.now))
    crowd.run()
    assert crowd.times() == {1: 100}


def test_who_started_it_sees_one_message_that_follows_it_to_the_end(crowd: Crowd, registry: Sample) -> None:
    desk = phone_of(crowd, registry.communications)
    crowd.refusing = {str(FIRST)}
    crowd.begin(crowd.join(90), started_by=registry.communications.person_id)
    crowd.work()
    screen = desk.look()
    assert "Còn chờ gửi: 90" in screen.text
    assert [button.label for row in screen.rows for button in row] == ["⏸ Tạm dừng", "🚫 Huỷ"]
    for _ in range(10):
        desk.look()
        crowd.deliver(50)
        crowd.clock.turn(seconds=10)
        crowd.work()
    screen = desk.look()
    assert "Đã gửi xong: Nhắc" in screen.text
    assert "Đã nhận: 89/90" in screen.text
    assert "Đã chặn bot: 1" in screen.text
    assert screen.rows == ()
    assert desk.new_messages == 1


def test_starter_holds_it_goes_on_and_gives_it_up_with_buttons(crowd: Crowd, registry: Sample) -> None:
    desk = phone_of(crowd, registry.communications)
    number = crowd.begin(crowd.join(40), started_by=registry.communications.person_id)
    crowd.work()
    desk.look()
    desk.press("Tạm dừng")
    assert crowd.state(number) == "paused"
    desk.press("Tiếp tục")
    assert crowd.state(number) == "running"
    desk.press("Huỷ")
    assert crowd.state(number) == "paused"
    assert "Huỷ hẳn" in (desk.toast or "")
    desk.press("Huỷ hẳn")
    assert crowd.state(number) == "cancelled"
    assert "Không gửi nữa: 40" in desk.look().text
    desk.send_action(f"b:{number}:resume")
    assert "đã xong hoặc đã huỷ" in (desk.toast or "")


def test_nobody_else_holds_it(crowd: Crowd, registry: Sample) -> None:
    number = crowd.begin(crowd.join(4), started_by=registry.communications.person_id)
    for somebody in (registry.head, registry.director):
        phone = phone_of(crowd, somebody)
        phone.send_action(f"b:{number}:cancel")
        assert "không có quyền" in (phone.toast or "")
    assert crowd.state(number) == "running"


def test_starter_who_may_send_no_more_holds_it_no_more(crowd: Crowd, registry: Sample) -> None:
    number = crowd.begin(crowd.join(4), started_by=registry.communications.person_id)
    posts = table(Assignment)
    ended = update(posts).where(posts.c.person_id == registry.communications.person_id).values(role="specialist")
    crowd.database.transact(lambda tx: tx.execute(ended))
    desk = phone_of(crowd, registry.communications)
    desk.send_action(f"b:{number}:pause")
    assert "không có quyền" in (desk.toast or "")
    assert crowd.state(number) == "running"


def test_who_was_told_is_forgotten_after_months_and_the_counts_stay(crowd: Crowd, clock: HandClock) -> None:
    number = crowd.begin(crowd.join(20))
    crowd.run()
    clock.turn(days=91)
    crowd.database.transact(lambda tx: due.arm(tx, "upkeep", 0, tx.now, Urgency.UPKEEP))
    crowd.work()
    left = crowd.database.transact(lambda tx: tx.rows(select(table(queuing.BroadcastTarget).c.id)))
    assert not left
    assert crowd.progress(number).sent == 20


def test_it_can_begin_later(crowd: Crowd, clock: HandClock) -> None:
    crowd.begin(crowd.join(3), not_before=clock.now() + timedelta(hours=2))
    crowd.work()
    assert crowd.waiting_to_leave() == 0
    clock.turn(hours=2)
    crowd.run()
    assert crowd.times() == {1: 3}
