"""What an operator relies on while the service runs: files enciphered, the record whole, a backup, no word in a log."""

import hashlib
from pathlib import Path

import leaks
import pytest
import records
import zalo_reporting
from hands import Phones, until
from world import World, both_worlds
from zalo_peopled import found_on_zalo

BEES = "Hôm qua lúc 9h có 3 em bị ong đốt ở sân trường, 1 em bị thương, không ai nằm viện, chưa ai đăng mạng."

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


async def test_picture_lies_enciphered_and_the_phone_of_a_leader_shows_it(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    await people.head.sees("Phiếu báo cáo nhanh", after=await people.head.type(BEES))
    photo = await people.head.act("photo")
    await until(lambda: [one.status for one in records.files_of(shared_world.database, people.head)] == ["stored"])
    [kept] = records.files_of(shared_world.database, people.head)
    await people.head.choose("✅ Gửi", "1 tệp", after=photo["message_id"])
    [shown] = await until(lambda: pictures(people.duty_officer))

    content = await phones.content(shown)
    assert hashlib.sha256(content).hexdigest() == kept.sha256
    on_disk = shared_world.service.data / "files" / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert content[:100] not in on_disk.read_bytes()
    assert "đang dùng" in shared_world.service.command("keys", "list")


async def test_record_and_backup_are_whole_while_people_report(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    await zalo_reporting.freely(people.head, BEES)

    assert "đã đọc lại và khớp" in shared_world.service.command("backup", "saved")
    code = await zalo_reporting.urgently(people.head)

    assert "còn nguyên" in shared_world.service.command("audit", "verify")
    shared_world.service.command("audit", "export", "who.jsonl", "--about", code)
    told = (shared_world.service.data.parent / "who.jsonl").read_text(encoding="utf-8")
    assert "incident.opened" in told
    assert "ong đốt" not in told


async def test_log_that_held_a_word_of_somebody_would_be_found(shared_world: World, phones: Phones, tmp_path: Path):
    people = await found_on_zalo(shared_world.database, phones, schools=1)
    await zalo_reporting.freely(people.head, BEES)
    (tmp_path / "log").write_text(f'{{"event": "x", "why": "{BEES}", "to": "2000002:SIMULATED"}}\n', encoding="utf-8")

    assert "2000002:SIMULATED" in leaks.found_in(tmp_path / "log", shared_world.database)
    assert any("ong đốt" in one for one in leaks.found_in(tmp_path / "log", shared_world.database))


async def pictures(hand) -> list[dict]:
    return [one for one in await hand.chat() if one["kind"] == "photo"]
