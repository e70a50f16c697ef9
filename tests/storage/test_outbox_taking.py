"""What delivery takes from the outbox, and when: by urgency, one for a chat, leased, presses while they matter."""

from datetime import timedelta
from typing import Any

import pytest
from department import HandClock, Sample

from storage import outbox, sending
from storage import registry as people
from storage.database import Database, table
from storage.outbox import LEASE, PRESS_ANSWER_LIFE, Priority, Recipient
from storage.screens import Button, Picture, Screen, from_json
from storage.sending import Taken
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment
from storage.tables.messaging import OutboxMessage


def send(database: Database, address: str, text: str, priority: Priority = Priority.ANSWER, **how: Any) -> int:
    to = Recipient("telegram", address)
    return database.transact(lambda tx: outbox.send(tx, to, Screen(text), priority, **how))


def take(database: Database, most: int = 8, busy: tuple[str, ...] = (), **how: Any) -> Taken:
    return database.transact(lambda tx: sending.take_parcels(tx, "telegram", most, busy, **how))


def texts(taken: Taken) -> list[str]:
    return [parcel.screen.text for parcel in taken.parcels]


def presses(database: Database, most: int = 8) -> tuple[list[str], list[str]]:
    given, late = database.transact(lambda tx: sending.take_presses(tx, "telegram", most))
    return [one.screen["text"] for one in given], [one.screen["text"] for one in late]


def test_most_urgent_first_and_the_oldest_of_the_same_urgency(database: Database):
    for number, priority in enumerate((5, 2, 1, 5, 1, 3)):
        send(database, str(number), f"{priority}-{number}", Priority(priority))

    assert texts(take(database)) == ["1-2", "1-4", "2-1", "3-5", "5-0", "5-3"]


def test_one_message_for_a_chat_at_a_time_and_none_for_a_busy_one(database: Database):
    for address in ("1", "1", "2", "3"):
        send(database, address, f"an {address}")

    taken = take(database, busy=("3",))
    assert texts(taken) == ["an 1", "an 2"]
    assert texts(take(database)) == ["an 1", "an 3"]


def test_chat_that_must_wait_is_named_and_keeps_its_message(database: Database):
    send(database, "1", "chờ")
    send(database, "2", "đi")

    taken = take(database, may_post=lambda address: address == "2")

    assert (texts(taken), taken.waiting) == (["đi"], ["1"])
    assert texts(take(database)) == ["chờ"]


def test_more_is_told_while_others_may_be_ready(database: Database):
    for number in range(3):
        send(database, "1", str(number))
    assert take(database, most=2).more
    assert not take(database, most=8).more


def test_only_the_urgent_go_when_there_is_little_room(database: Database):
    send(database, "1", "nhắc", Priority.REMINDER)
    send(database, "2", "trả lời", Priority.ANSWER)
    assert texts(take(database, least_urgent=Priority.ANSWER)) == ["trả lời"]


def test_message_waits_for_its_time(database: Database, clock: HandClock):
    send(database, "1", "mai", not_before=clock.now() + timedelta(hours=1))
    assert texts(take(database)) == []
    clock.turn(hours=1)
    assert texts(take(database)) == ["mai"]


def test_message_of_another_messenger_is_not_taken(database: Database):
    database.transact(lambda tx: outbox.send(tx, Recipient("zalo", "1"), Screen("a")))
    assert texts(take(database)) == []


def test_message_whose_sender_was_killed_goes_again_when_its_lease_is_over(database: Database, clock: HandClock):
    send(database, "1", "a")
    [parcel] = take(database).parcels

    def release(**how: Any) -> int:
        return database.transact(lambda tx: outbox.release_expired(tx, "telegram", **how))

    assert release() == 0
    clock.turn(seconds=LEASE.total_seconds() + 1)
    assert release(besides=[parcel.message.id]) == 0
    assert release() == 1
    assert texts(take(database)) == ["a"]
    assert release(every=True) == 1


def test_outcome_of_a_message_that_was_taken_back_changes_nothing(database: Database):
    send(database, "1", "a")
    [parcel] = take(database).parcels
    database.transact(lambda tx: outbox.release_expired(tx, "telegram", every=True))

    database.transact(lambda tx: outbox.settle(tx, parcel.message, "failed", milliseconds=1))

    assert texts(take(database)) == ["a"]


def test_press_is_answered_before_everything_and_dropped_when_too_late(database: Database, clock: HandClock):
    to = Recipient("telegram", "1")
    database.transact(lambda tx: outbox.answer_press(tx, to, "p1", "cũ"))
    clock.turn(seconds=PRESS_ANSWER_LIFE.total_seconds())
    database.transact(lambda tx: outbox.answer_press(tx, to, "p2", "mới", alert=True))

    assert texts(take(database)) == []
    assert presses(database) == (["mới"], ["cũ"])


def test_presses_are_taken_a_few_at_a_time(database: Database):
    for number in range(3):
        database.transact(
            lambda tx, number=number: outbox.answer_press(tx, Recipient("telegram", "1"), f"p{number}", str(number))
        )
    assert presses(database, most=0) == ([], [])
    assert presses(database, most=2) == (["0", "1"], [])
    assert presses(database) == (["2"], [])


def test_what_only_waited_for_the_messenger_goes_at_once_when_it_is_back(database: Database, clock: HandClock):
    for text, error in (("a", "unavailable"), ("b", "ValueError")):
        send(database, text, text)
        [parcel] = take(database).parcels
        again = clock.now() + timedelta(minutes=1)
        database.transact(
            lambda tx, one=parcel, error=error, again=again: outbox.settle(
                tx, one.message, "queued", milliseconds=1, error=error, again=again
            )
        )
    send(database, "c", "c", not_before=clock.now() + timedelta(minutes=1))

    database.transact(lambda tx: sending.free_postponed(tx, "telegram", "unavailable"))

    assert texts(take(database)) == ["a"]


def test_pictures_are_passed_on_in_their_order_without_programs(database: Database, registry: Sample):
    def add(tx: Any) -> list[int]:
        draft = tx.insert(
            Draft, person_id=registry.head.person_id, unit_id=registry.school, door="typed",
            answers={}, skipped=[], created_at=tx.now, updated_at=tx.now,
        )  # fmt: skip
        files = (("a.jpg", "stored"), ("b.jpg", "refused"), ("c.exe", "pending"), ("d.pdf", "too_big"))
        return [
            tx.insert(
                Attachment,
                draft_id=draft,
                channel="telegram",
                file_ref=name,
                unique_ref=name,
                kind="document",
                name=name,
                status=status,
                created_at=tx.now,
            )
            for name, status in files
        ]

    numbers = database.transact(add)
    pictures = tuple(Picture(number) for number in (*reversed(numbers), 999))
    to = Recipient("telegram", registry.head.address)
    database.transact(lambda tx: outbox.send(tx, to, Screen("", pictures=pictures)))

    [parcel] = take(database).parcels
    assert [file.name for file in parcel.pictures] == ["d.pdf", "a.jpg"]


def test_old_messages_are_forgotten_with_their_attempts_and_waiting_ones_are_not(database: Database, clock: HandClock):
    send(database, "1", "cũ")
    [parcel] = take(database).parcels
    database.transact(lambda tx: outbox.settle(tx, parcel.message, "sent", milliseconds=1))
    send(database, "2", "chờ")
    clock.turn(days=91)

    before = clock.now() - timedelta(days=90)
    assert database.transact(lambda tx: outbox.forget_older(tx, before, most=100)) == 1
    assert database.transact(lambda tx: outbox.forget_older(tx, before, most=100)) == 0
    [left] = database.transact(lambda tx: tx.rows(table(OutboxMessage).select()))
    assert left.state == "queued"


@pytest.mark.parametrize(
    "screen",
    [
        Screen("a"),
        Screen("a", rows=((Button("Có", "y"), Button("Xem", url="https://a.vn")),), slot="s", fresh=True, silent=True),
        Screen("", quotes="s", menu=(), ask="contact", pictures=(Picture(3),), location=(10.5, 106.7)),
        Screen("a", menu=(("Một", "Hai"),), commands=(("baocao", "Báo cáo"),)),
    ],
)
def test_screen_comes_out_of_the_outbox_as_it_went_in(database: Database, screen: Screen):
    database.transact(lambda tx: outbox.send(tx, Recipient("telegram", "1"), screen))
    assert take(database).parcels[0].screen == screen
    assert from_json(screen.to_json()) == screen


def test_button_that_telegram_would_refuse_is_a_mistake_at_once():
    Button("a", "đ" * 32)
    with pytest.raises(ValueError, match="64"):
        Button("a", "đ" * 33)


ADDRESS, REFERENCE = "https://example.vn/a.jpg", "AgACAgUAAx"


def add_picture(database: Database, registry: Sample, came_by: str, kind: str = "photo", **more: Any) -> int:
    """A picture of a report that is not fetched yet, unless told otherwise."""
    known = {"channel": came_by, "file_ref": ADDRESS if came_by == "zalo" else REFERENCE, "unique_ref": "a"}

    def add(tx: Any) -> int:
        draft = tx.insert(
            Draft, person_id=registry.head.person_id, unit_id=registry.school, door="typed",
            answers={}, skipped=[], created_at=tx.now, updated_at=tx.now,
        )  # fmt: skip
        number = tx.insert(Attachment, draft_id=draft, kind=kind, created_at=tx.now, **{**known, **more})
        return int(number)

    return database.transact(add)


def show(database: Database, number: int, on: str = "telegram") -> None:
    to = Recipient(on, "1")
    database.transact(lambda tx: outbox.send(tx, to, Screen("Ảnh", pictures=(Picture(number),)), Priority.UPDATE))


def test_what_was_put_back_is_the_first_again_when_the_pause_is_over(database: Database):
    send(database, "1", "trả lời")
    send(database, "2", "báo động", Priority.ALERT)
    [refused] = take(database, most=1).parcels
    database.transact(lambda tx: sending.put_back(tx, refused.message))

    assert texts(take(database)) == ["báo động", "trả lời"]


def taken_on(database: Database, channel: str) -> list[str]:
    edits = channel == "telegram"
    return texts(database.transact(lambda tx: sending.take_parcels(tx, channel, 8, [], edits=edits)))


@pytest.mark.parametrize(
    ("came_by", "shown_on", "waits"),
    [
        ("telegram", "telegram", False),
        ("telegram", "zalo", True),
        ("zalo", "telegram", True),
        ("zalo", "zalo", True),
    ],
)
def test_picture_is_waited_for_where_nothing_but_its_content_can_be_sent(
    database: Database, registry: Sample, came_by: str, shown_on: str, waits: bool
):
    number = add_picture(database, registry, came_by)
    show(database, number, shown_on)

    assert taken_on(database, shown_on) == ([] if waits else ["Ảnh"])


@pytest.mark.parametrize("came_by", ["telegram", "zalo"])
@pytest.mark.parametrize("shown_on", ["telegram", "zalo"])
@pytest.mark.parametrize(
    "fetched", [{"status": "stored", "sha256": "a" * 64}, {"status": "failed"}], ids=["stored", "failed"]
)
def test_picture_whose_fetching_is_over_is_not_waited_for(
    database: Database, registry: Sample, came_by: str, shown_on: str, fetched: dict[str, str]
):
    show(database, add_picture(database, registry, came_by, **fetched), shown_on)
    assert taken_on(database, shown_on) == ["Ảnh"]


def test_film_that_zalo_can_only_be_told_of_is_not_waited_for(database: Database, registry: Sample):
    show(database, add_picture(database, registry, "telegram", kind="video"), "zalo")
    assert taken_on(database, "zalo") == ["Ảnh"]


def test_picture_is_waited_for_but_not_for_long_and_keeps_nothing_else_waiting(
    database: Database, registry: Sample, clock: HandClock
):
    show(database, add_picture(database, registry, "zalo"))
    send(database, "1", "sau", Priority.UPDATE)

    assert texts(take(database)) == []
    assert texts(take(database)) == ["sau"]
    clock.turn(seconds=29)
    assert texts(take(database)) == []
    clock.turn(seconds=2)
    assert texts(take(database)) == ["Ảnh"]


def to_the_head(database: Database, registry: Sample, text: str) -> None:
    to = Recipient("telegram", registry.head.address, registry.head.person_id)
    database.transact(lambda tx: outbox.send(tx, to, Screen(text), Priority.ALERT))


@pytest.mark.parametrize("cut", [True, False], ids=["cut off", "taken over"])
def test_message_written_just_when_the_account_was_lost_goes_to_the_other_one(
    database: Database, registry: Sample, cut: bool
):
    """Two processes: one had chosen the account before the other cut it off."""
    head = registry.head
    database.transact(lambda tx: people.link_account(tx, head.person_id, "zalo", "z1"))
    account = database.transact(lambda tx: people.account(tx, "telegram", head.address))
    if cut:
        database.transact(lambda tx: people.cut_off(tx, account.id or 0))
    else:
        database.transact(lambda tx: people.link_account(tx, registry.deputy.person_id, "telegram", head.address))
    to_the_head(database, registry, "Chỉ đạo")
    send(database, head.address, "Chào người lạ")

    assert texts(take(database)) == []
    assert taken_on(database, "zalo") == ["Chỉ đạo"]
    assert texts(take(database)) == ["Chào người lạ"]


def test_message_for_whom_no_account_is_left_is_not_sent(database: Database, registry: Sample):
    account = database.transact(lambda tx: people.account(tx, "telegram", registry.head.address))
    database.transact(lambda tx: people.cut_off(tx, account.id or 0))
    to_the_head(database, registry, "Chỉ đạo")

    assert texts(take(database)) == []
    assert database.transact(outbox.waiting) == 0
