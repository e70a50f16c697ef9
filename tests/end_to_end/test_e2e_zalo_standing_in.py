"""Standing in for each other on Zalo alone, where everything is typed: a shift changes hands, a leader is away."""

import pytest
import records
import zalo_reporting
from hands import Phones
from world import World, both_worlds
from zalo_peopled import found_on_zalo

BEES = "9h30 sáng nay 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi BV quận, phụ huynh đăng Facebook"

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


async def test_leader_hands_alerts_on_by_typing_and_the_substitute_takes_them(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones)
    duty, director = people.duty_officer, people.director

    begun = await duty.type("vắng mặt")
    begun = await duty.choose("Nhờ người nhận thay", after=begun)
    await duty.sees("Ai nhận báo động thay", after=begun)
    begun = await duty.type(director.name)
    begun = await duty.choose("Ngay bây giờ", after=begun)
    await duty.sees("đến bao giờ", after=begun)
    await duty.type("mai")
    await director.sees("nhờ Thầy/Cô nhận báo động thay")
    await director.choose("Nhận thay", "nhờ Thầy/Cô")
    await duty.sees(f"{director.name} nhận báo động thay Thầy/Cô")

    code = await zalo_reporting.freely(people.head, BEES)

    alert = await director.sees(code, option="Tiếp nhận")
    assert f"Nhận thay {duty.name}" in alert["text"]
    await director.known()
    await director.type("1")
    await people.head.sees(f"{code} đã được tiếp nhận: {director.name}")
    incident = records.the_incident(shared_world.database, of=people.head)
    assert "stands_in" in records.kinds(shared_world.database, incident)


async def test_chief_of_office_makes_a_shift_by_typing_and_it_changes_hands(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones)
    chief, deputy_director, duty = people.chief_of_office, people.deputy_director, people.duty_officer

    begun = await chief.type("lịch trực")
    begun = await chief.choose("Thêm ca", after=begun)
    await chief.sees("Ai trực?", after=begun)
    begun = await chief.type(deputy_director.name)
    await chief.sees("trực từ lúc nào", after=begun)
    begun = await chief.type("7h mai")
    await chief.sees("đến lúc nào", after=begun)
    await chief.type("19h mai")
    await chief.sees(f"{deputy_director.name} trực")
    await deputy_director.sees("xếp Thầy/Cô trực")

    begun = await deputy_director.type("lịch trực")
    begun = await deputy_director.choose("Đổi ca của tôi", after=begun)
    begun = await deputy_director.choose("07:00 – 19:00", after=begun)
    await deputy_director.sees("Nhờ ai nhận ca", after=begun)
    begun = await deputy_director.type(duty.name)
    await deputy_director.choose("Chỉ nhờ nhận ca này", after=begun)
    await duty.sees("nhờ Thầy/Cô trực thay")
    await duty.choose("Đồng ý", "nhờ Thầy/Cô trực thay")
    await deputy_director.sees(f"{duty.name} trực")
    await chief.sees(f"thay {deputy_director.name}")
