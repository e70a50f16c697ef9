"""Standing in for each other on the wire: a deputy reports in the unit's name, a substitute is alerted and takes it."""

import records
import reporting
from hands import Hand, Phones
from peopled import found
from world import World

from storage import registry


def number(hand: Hand) -> str:
    """The phone number of the sample, as people type it."""
    return f"090{hand.user:07d}"


async def test_deputy_reports_and_the_substitute_of_whoever_is_on_duty_takes_it(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, deputy, duty, chief = *department.heads[:2], department.duty_officer, department.chief_of_office

    begun = await head.type("/uyquyen")
    await head.press("Uỷ quyền cho một người", after=begun)
    await head.sees("Ai báo cáo thay", after=begun)
    typed = await head.type(number(deputy))
    await head.press("Báo cáo sự cố", after=typed)
    await head.press("1 tuần", after=typed)
    await deputy.sees(f"{head.name} uỷ quyền Thầy/Cô", button="Không nhận")

    begun = await duty.type("/vangmat")
    await duty.press("Nhờ người nhận thay", after=begun)
    await duty.press(chief.name, after=begun)
    await duty.press("Ngay bây giờ", after=begun)
    await duty.press("3 ngày", after=begun)
    await chief.press("Nhận thay")
    await duty.sees(f"{chief.name} nhận báo động thay Thầy/Cô")

    began = await deputy.type("/khan")
    await deputy.press(head_school := await _school_of(shared_world, head), after=began)
    await deputy.tap("Ngộ độc", after=began)
    await deputy.tap("GỬI NGAY", after=began)
    code = await reporting.code_after(deputy, began)

    alert = await chief.sees(code, button="Tiếp nhận")
    assert f"Nhận thay {duty.name}" in alert["text"]
    assert f"Người báo: {deputy.name} (được uỷ quyền)" in alert["text"]
    assert head_school in alert["text"]
    await head.sees(f"{deputy.name} vừa gửi {code}")
    await chief.press("Tiếp nhận")
    await deputy.sees(f"{code} đã được tiếp nhận: {chief.name}")
    (silent,) = await duty.showing(code)
    assert "Đã tiếp nhận" in (await duty.sees("Đã tiếp nhận"))["text"]
    assert silent["message_id"] == (await duty.showing(code))[0]["message_id"], "one message, edited"
    incident = records.the_incident(shared_world.database, of=deputy)
    assert records.kinds(shared_world.database, incident)[:4] == ["opened", "alerted", "stands_in", "acknowledge"]


async def _school_of(world: World, head: Hand) -> str:
    return world.database.transact(lambda tx: registry.posts_of(tx, head.person_id))[0].unit_name
