"""Whatever people write or send: a clear sentence, nothing broken, nothing lost."""

import base64
import struct
import zlib

import records
import reporting
from hands import Hand, Phones, until
from peopled import found
from world import World

HTML = '<b>đậm</b> & <script>alert("1")</script> <a href="x">&lt;i&gt;</a> </b>'
MIXED = "👩‍🏫🔥 Cháy\u200b nhỏ\u200d ở \u202ephòng\u202c \u2066مدرسة\u2069 ﷽ שלום z̴̡a̸l̷g̶o̵ 𝔽𝕠𝕟𝕥 🇻🇳"
ONLY_INVISIBLE = "\u200b\u200c\u2060\ufeff"
MEGABYTE = 1024 * 1024


async def test_html_in_every_field_is_shown_as_it_was_written(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones, marks=f" <i>&{HTML}")
    head, duty = department.head, department.duty_officer

    began = await head.type("/baocao")
    await head.tap("Tai nạn thương tích", after=began)
    await head.sees("Chuyện gì đã xảy ra", after=began)
    said = await head.type(f"Một em bị té. {HTML} 1")
    await reporting.answers(head, said, {"mạng xã hội đã biết": "Mạng xã hội"}, stop_at="đường dẫn")
    link = await head.type(f"https://example.com/?a=1&b=<{HTML}>")
    await head.sees("xử lý những gì", after=link)
    said = await head.type(f"{HTML} 2")
    await head.sees(f"{HTML} 2", button="✅ Gửi", after=said)
    await _edits(head, "Địa điểm", f"{HTML} 3", said)
    await _edits(head, "Cần hỗ trợ", f"{HTML} 4", said)
    code = await reporting.send(head, said)
    alert = await duty.sees(f" · {code}", button="Tiếp nhận")
    await duty.press("Tiếp nhận")
    await _asks(duty, f"{HTML} 5")
    await head.sees(f"{HTML} 5", button="Trả lời")
    await head.press("Trả lời")
    await head.sees("gõ câu trả lời")
    await head.type(f"{HTML} 6")
    await duty.sees(f"trả lời: {HTML} 6")
    await duty.press("🏁 Kết thúc")
    await duty.sees("kết quả xử lý")
    await duty.type(f"{HTML} 7")
    await head.sees(f"{HTML} 7", button="Báo cáo kết thúc")
    await duty.press("Toàn văn")

    await duty.sees("Diễn biến", button="Xem vụ việc", after=alert["message_id"])
    shown = await _shown(duty)
    for number in range(1, 8):
        assert f"{HTML} {number}" in shown
    assert head.name in alert["text"]
    assert f"<i>&{HTML}" in alert["text"]
    assert await _refused(phones) == []


async def test_ten_thousand_characters_arrive_whole(shared_world: World, phones: Phones):
    """Telegram cuts them into messages of 4,096."""
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer
    told = _long_text(10_000)
    pieces = [told[at : at + 4096].strip() for at in range(0, len(told), 4096)]

    for piece in pieces:
        said = await head.type(piece)
    await head.handled()
    await head.sees(button="✅ Gửi", after=said)
    code = await reporting.send(head, said)
    await duty.sees(f" · {code}", button="Tiếp nhận")
    await duty.press("Toàn văn")
    await duty.sees("Diễn biến", button="Xem vụ việc")

    incident = records.the_incident(shared_world.database, of=head)
    assert str(incident.answers["what"]) == "\n".join(pieces)
    shown = "".join((await _shown(duty)).split())
    assert "".join(told.split()) in shown
    assert await _refused(phones) == []


async def test_emoji_right_to_left_and_invisible_characters_break_nothing(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer

    for invisible in (ONLY_INVISIBLE, "\u202e\u202d"):
        said = await head.type(invisible)
        await head.sees(after=said)
    code = await reporting.guided(head, MIXED)
    alert = await duty.sees(f" · {code}", button="Tiếp nhận")

    for part in ("👩‍🏫🔥 Cháy nhỏ ở phòng مدرسة ﷽ שלום", "𝔽𝕠𝕟𝕥 🇻🇳"):
        assert part in alert["text"]
    for hidden in "\u200b\u202e\u202c\u2066\u2069":
        assert hidden not in alert["text"]


async def test_a_video_of_25_megabytes_reaches_the_leaders_though_no_copy_can_be_kept(
    shared_world: World, phones: Phones
):
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer
    said = await head.type("Hôm qua lúc 9h có em bị ngộ độc sau bữa ăn bán trú, đã đưa đi bệnh viện.")
    await head.sees(button="✅ Gửi", after=said)

    video = await head.act("video", name="hien-truong.mp4", size=25 * MEGABYTE, caption="Quay lúc 9h05")
    await head.sees("«hien-truong.mp4» quá lớn nên hệ thống không lưu bản sao được", after=video["message_id"])
    await reporting.send(head, said)

    await until(lambda: _has(duty, "video"))
    [attachment] = records.attachments(shared_world.database, records.the_incident(shared_world.database, of=head))
    assert (attachment.status, attachment.caption) == ("too_big", "Quay lúc 9h05")


async def test_a_file_is_what_it_holds_whatever_it_is_called(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, duty = department.head, department.duty_officer
    said = await head.type("Hôm qua lúc 9h có em bị ngộ độc sau bữa ăn bán trú, đã đưa đi bệnh viện.")
    await head.sees(button="✅ Gửi", after=said)

    await _sends(head, "bao-cao.pdf", "application/pdf", _png())
    await _sends(head, "../../../etc/passwd\u202egpj.exe", "image/jpeg", b"MZ" + bytes(2000))
    await _sends(head, "anh.jpg", "image/jpeg", b"\x7fELF" + bytes(2000))
    await _sends(head, "khong-co-gi.docx", "", b"")
    await head.sees("«anh.jpg» là chương trình máy tính nên không được nhận", after=said)
    await until(lambda: "pending" not in _statuses(shared_world, head))
    await reporting.send(head, said)
    await duty.sees(button="Tiếp nhận")
    await shared_world.quiet()

    assert _statuses(shared_world, head) == ["stored", "refused", "refused", "stored"]
    passed_on = [message["file"]["name"] for message in await duty.chat() if message["kind"] == "document"]
    assert passed_on == ["bao-cao.pdf", "khong-co-gi.docx"]


async def _edits(head: Hand, field: str, text: str, after: int) -> None:
    await head.tap("✏️ Sửa", after=after)
    await head.tap(field, text="muốn sửa mục nào", after=after)
    await head.sees(button="📋 Xem phiếu", after=after)
    said = await head.type(text)
    await head.sees(text, button="✅ Gửi", after=said)


async def _asks(leader: Hand, text: str) -> None:
    await leader.press("Hỏi thêm")
    await leader.sees("gõ câu hỏi gửi đơn vị")
    await leader.type(text)


async def _shown(hand: Hand) -> str:
    """All that the bot shows now, as one text."""
    return "\n".join(one["text"] for one in await hand.chat())


async def _refused(phones: Phones) -> list[dict]:
    """Calls in which Telegram has found a mistake of ours."""
    return [
        call
        for call in await phones.calls()
        if call["status"] == 400 and "not modified" not in call["description"] and "query" not in call["description"]
    ]


def _long_text(length: int) -> str:
    words = "Hôm qua lúc 9h có em bị ngộ độc sau bữa ăn bán trú, đã đưa đi bệnh viện." + "".join(
        f" chi_tiết_{number}." for number in range(1000)
    )
    return words[:length]


async def _has(hand: Hand, kind: str) -> bool:
    return any(message["kind"] == kind for message in await hand.chat())


async def _sends(head: Hand, name: str, mime: str, content: bytes) -> None:
    await head.act("document", name=name, mime=mime, content=base64.b64encode(content).decode())


def _statuses(world: World, head: Hand) -> list[str]:
    return [one.status for one in records.files_of(world.database, head)]


def _png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = zlib.compress(b"\x00\xff\xff\xff")
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
