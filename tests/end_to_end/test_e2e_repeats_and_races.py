"""Updates that come again, out of order, all at once or far too late: each counts once, and nobody is left puzzled."""

import asyncio
import itertools
import time
from typing import Any

import records
import reporting
from hands import Hand, Phones, buttons, until
from peopled import found
from world import World

_numbers = itertools.count(500_000_000)


async def test_every_update_comes_three_times_and_everything_happens_once(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer
    await phones.misbehave(duplicate_updates=2)

    code = await reporting.guided(head, "Một em té ở cầu thang dãy B.")
    await duty.press("Tiếp nhận")
    await duty.press("Hỏi thêm")
    await duty.press("Tình trạng sức khoẻ")
    question = await head.sees("Tình trạng sức khoẻ", button="Trả lời")
    await shared_world.quiet()
    await head.type("Em đã ổn định.", reply_to=question["message_id"])
    await duty.sees("trả lời: Em đã ổn định")
    await shared_world.quiet()

    incident = records.the_incident(shared_world.database, of=head)
    assert incident.code == code
    kinds = records.kinds(shared_world.database, incident)
    assert kinds == ["opened", "alerted", "acknowledge", "ask", "answer"]
    assert len(await duty.showing(f" · {code}")) == 1
    assert len(await duty.showing(f"💬 {code}")) == 1
    assert len(await head.showing(f"hỏi ({code})")) == 1
    assert len(await head.showing("đã được tiếp nhận")) == 1


async def test_old_updates_that_come_again_much_later_change_nothing(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer
    told = await head.act("text", text="Hôm qua lúc 9h có em bị ong đốt ở sân trường, không ai bị thương nặng.")
    card = await head.sees(button="✅ Gửi", after=told["message_id"])
    sent = await head.act("press", message_id=card["message_id"], label="✅ Gửi")
    alert = await duty.sees(button="Tiếp nhận")
    taken = await duty.act("press", message_id=alert["message_id"], label="Tiếp nhận")
    await head.sees("đã được tiếp nhận")
    await shared_world.quiet()
    before = [await head.chat(), await duty.chat()]

    for update in (taken, sent, told):
        await phones.post("update", replay=update["update_id"])
    await head.handled()
    await duty.handled()
    await shared_world.quiet()

    assert [(await head.chat())[:-1], (await duty.chat())[:-1]] == before
    incident = records.the_incident(shared_world.database, of=head)
    assert records.kinds(shared_world.database, incident) == ["opened", "alerted", "acknowledge"]


async def test_words_that_arrive_in_the_wrong_order_are_all_kept(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head = department.head
    told = ["Cháy nhỏ ở phòng thí nghiệm lúc 9h hôm qua", "đã dập xong bằng bình chữa cháy", "không có ai bị thương cả"]
    updates = [_text(head, one) for one in told]

    for update in reversed(updates):
        await phones.post("update", **update)
    await until(lambda: all(one in _collected(shared_world, head) for one in told))
    await reporting.send(head, 0)

    [incident] = records.incidents(shared_world.database, of=head)
    assert all(one in str(incident.answers) for one in told)


async def test_two_leaders_press_at_once_one_wins_and_the_other_is_told_who(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    leaders = (department.duty_officer, department.division_head)

    for which in ("nhất", "nhì", "ba", "tư", "năm"):
        code = await reporting.urgently(department.head, f"sự việc {which}")
        alerts = [await one.sees(f" · {code}", button="Tiếp nhận") for one in leaders]
        answers = await asyncio.gather(
            *(one.press_on(alert, "Tiếp nhận") for one, alert in zip(leaders, alerts, strict=True))
        )
        incident = records.incidents(shared_world.database, of=department.head)[-1]
        winner = next(one for one in leaders if one.person_id == incident.taken_by)
        [won, lost] = sorted(answers, key=lambda answer: answer["show_alert"])
        assert won["text"] == f"Thầy/Cô đã tiếp nhận {code}."
        assert lost["text"].startswith(f"{winner.name} đã tiếp nhận lúc")
        assert records.kinds(shared_world.database, incident).count("acknowledge") == 1
        for one in leaders:
            await one.sees(f"Đã tiếp nhận: {winner.name}", after=alerts[leaders.index(one)]["message_id"] - 1)


async def test_two_presses_on_send_make_one_report(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head = department.head
    said = await head.type("Hôm qua lúc 9h có em bị ong đốt ở sân trường, không ai bị thương nặng.")
    card = await head.sees(button="✅ Gửi", after=said)

    answers = await asyncio.gather(*(head.press_on(card, "✅ Gửi") for _ in range(3)))

    incident = records.the_incident(shared_world.database, of=head)
    assert sorted(answer["text"] for answer in answers) == sorted(
        [f"✅ Đã gửi: {incident.code}", *[f"Báo cáo này đã gửi: {incident.code}"] * 2]
    )


async def test_five_messages_forwarded_at_once_become_one_report(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head = department.head
    told = [
        "Cô chủ nhiệm báo: có ẩu đả ở cổng trường lúc 16h hôm qua",
        "Hai em lớp 9B đánh nhau, một em chảy máu mũi",
        "bảo vệ đã can",
        "Phụ huynh em bị đánh đang ở phòng y tế và rất bức xúc",
        "có clip trên Facebook rồi ạ",
    ]

    await asyncio.gather(*(head.type(one, forwarded=True) for one in told))
    await head.handled()

    collected = _collected(shared_world, head)
    assert [one for one in told if one not in collected] == []
    await reporting.send(head, 0)
    assert len(records.incidents(shared_world.database, of=head)) == 1


async def test_a_message_edited_before_sending_is_corrected_and_after_it_the_head_is_told_what_to_do(
    shared_world: World, phones: Phones
):
    department = await found(shared_world.database, phones)
    head = department.head
    said = await head.type("Hôm qua lúc 9h có em bị ong đốt ở sân trướng, không ai bị thương nặng.")
    await head.sees("sân trướng", button="✅ Gửi", after=said)

    right = "Hôm qua lúc 9h có em bị ong đốt ở sân trường, không ai bị thương nặng."
    await head.act("edit", message_id=said, text=right)
    await head.sees("sân trường", button="✅ Gửi", after=said)
    await reporting.send(head, said)
    await head.act("edit", message_id=said, text="Không có gì cả, báo nhầm.")

    await head.sees("Tin đã sửa không được đọc lại", after=said)
    assert records.the_incident(shared_world.database, of=head).answers["what"] == right


async def test_a_button_of_last_week_still_says_how_things_stand(own_world: World, phones: Phones):
    department = await found(own_world.database, phones)
    head, duty, other = department.head, department.duty_officer, department.division_head
    code = await reporting.urgently(head, "ngộ độc ở bếp ăn")
    alert = await duty.sees(f" · {code}", button="Tiếp nhận")
    others_alert = await other.sees(f" · {code}", button="Tiếp nhận")
    await duty.press_on(alert, "🏁 Kết thúc")
    await duty.press("Tình hình đã ổn định")
    await head.sees("kết thúc xử lý")
    said = await department.heads[1].type("Hôm qua lúc 9h có em bị ong đốt ở sân trường, không ai bị nặng.")
    card = await department.heads[1].sees(button="✅ Gửi", after=said)
    await phones.post("clock", advance_seconds=7 * 24 * 3600)

    late = await other.press_on(others_alert, "Tiếp nhận")
    gone = await other.forge(1, next(one["data"] for one in buttons(others_alert) if "Hỏi thêm" in one["text"]))
    await other.sees("gõ câu hỏi gửi đơn vị")
    sent = await department.heads[1].forge(1, next(one["data"] for one in buttons(card) if "Gửi" in one["text"]))

    assert late["show_alert"]
    assert late["text"].startswith(f"{duty.name} đã kết thúc xử lý lúc")
    assert gone is not None
    assert "Đã gửi: BCN-" in sent["text"]
    assert len(records.incidents(own_world.database, of=department.heads[1])) == 1


def _collected(world: World, head: Hand) -> str:
    return "\n".join(str(draft.answers) for draft in records.drafts(world.database, head)).replace("\\n", "\n")


def _text(head: Hand, text: str) -> dict[str, Any]:
    number = next(_numbers)
    chat = {"id": head.user, "type": "private", "first_name": head.name}
    sender = {"id": head.user, "is_bot": False, "first_name": head.name}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}
