"""One message a slot on the phone: edited, left, sent anew, tidied; and what a reply to it finds."""

from department import Sample
from parcels import add_draft, add_file
from posting import Deliver, Post
from running_service import DUTY, HEAD, Phones, calls_of, until, until_told

from simulator.server import Running
from storage import outbox
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import Button, Picture, Screen

BUTTONS = ((Button("Tiếp nhận", "i:1:acknowledge"),),)


async def test_alert_is_edited_to_the_present_truth_without_a_new_message(deliver: Deliver, post: Post, phones: Phones):
    await deliver()
    for text in ("Đang mở", "Đã báo thêm", "Đã tiếp nhận"):
        post.send(DUTY, Screen(text, slot="incident:1"))
        await phones.sees(DUTY, text)

    [shown] = await phones.chat(DUTY)
    assert shown["edits"] == 2


async def test_screen_that_shows_the_same_costs_no_call(deliver: Deliver, post: Post, phones: Phones, local: Running):
    await deliver()
    post.send(DUTY, Screen("Đang mở", BUTTONS, slot="incident:1"))
    await phones.sees(DUTY, "Đang mở")
    await until(lambda: not post.waiting())
    before = len(calls_of(local))

    post.send(DUTY, Screen("Đang mở", BUTTONS, slot="incident:1"))

    await until(lambda: post.states() == ["sent", "sent"])
    assert len(calls_of(local)) == before


async def test_fresh_screen_is_a_new_message_and_the_old_one_loses_its_buttons(
    deliver: Deliver, post: Post, phones: Phones
):
    await deliver()
    post.send(DUTY, Screen("Mức 2", BUTTONS, slot="incident:1"))
    old = await phones.sees(DUTY, "Mức 2")

    post.send(DUTY, Screen("Mức 4", BUTTONS, slot="incident:1", fresh=True))

    new = await phones.sees(DUTY, "Mức 4")
    assert new["message_id"] != old["message_id"]

    async def tidied() -> bool:
        return (await phones.chat(DUTY))[0]["buttons"] == []

    await until_told(tidied)
    post.send(DUTY, Screen("Đã tiếp nhận", slot="incident:1"))
    edited = await phones.sees(DUTY, "Đã tiếp nhận")
    assert edited["message_id"] == new["message_id"]


async def test_deleted_message_is_sent_anew_and_edited_from_then_on(
    deliver: Deliver, post: Post, phones: Phones, local: Running
):
    await deliver()
    post.send(DUTY, Screen("Đang mở", slot="incident:1"))
    first = await phones.sees(DUTY, "Đang mở")
    await phones.delete(local, DUTY, first["message_id"])

    post.send(DUTY, Screen("Đã báo thêm", slot="incident:1"))
    anew = await phones.sees(DUTY, "Đã báo thêm")
    await until(lambda: not post.waiting())
    post.send(DUTY, Screen("Đã tiếp nhận", slot="incident:1"))

    assert (await phones.sees(DUTY, "Đã tiếp nhận"))["message_id"] == anew["message_id"]
    assert len(await phones.chat(DUTY)) == 1


async def test_push_quotes_the_alert_it_is_about(deliver: Deliver, post: Post, phones: Phones):
    await deliver()
    post.send(DUTY, Screen("Báo động", slot="incident:1"), Priority.ALERT)
    alert = await phones.sees(DUTY, "Báo động")

    post.send(DUTY, Screen("Chưa ai tiếp nhận", quotes="incident:1"), Priority.ALERT)

    assert (await phones.sees(DUTY, "Chưa ai"))["reply_to"] == alert["message_id"]


async def test_while_nothing_has_left_only_the_latest_of_a_slot_goes(deliver: Deliver, post: Post, phones: Phones):
    for text in ("một", "hai", "ba"):
        post.send(DUTY, Screen(text, slot="incident:1"))
    await deliver()
    await until(lambda: not post.waiting())
    assert await post.texts(DUTY) == ["ba"]
    assert post.states() == ["superseded", "superseded", "sent"]


async def test_reply_to_any_part_of_a_message_finds_its_incident(
    deliver: Deliver, post: Post, phones: Phones, local: Running, registry: Sample
):
    refs = []
    for _ in range(3):
        said = await phones.act(HEAD, "photo")
        message = local.telegram.world.chats[HEAD].messages[said["message_id"]]
        assert message.file
        refs.append(message.file.file_id)

    def attach(tx: Tx) -> list[int]:
        draft = add_draft(tx, registry)
        return [add_file(tx, draft, ref) for ref in refs]

    pictures = tuple(Picture(number) for number in post.database.transact(attach))
    await deliver()
    post.send(DUTY, Screen("Câu. " * 1000, pictures=pictures, location=(10.5, 106.7)), incident_id=7)
    await until(lambda: not post.waiting())

    shown = await phones.chat(DUTY)
    assert [one["kind"] for one in shown] == ["text", "text", "location", "photo", "photo", "photo"]
    for one in shown:
        found = post.database.transact(
            lambda tx, one=one: outbox.posted_at(tx, "telegram", str(DUTY), str(one["message_id"]))
        )
        assert found is not None
        assert found.incident_id == 7
