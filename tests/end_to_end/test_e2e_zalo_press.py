"""The press on Zalo alone: a call noted in one line and kept by number, the desk hears and notes the answer."""

import pytest
from hands import Phones
from world import World, both_worlds
from zalo_peopled import found_on_zalo

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


async def test_call_of_the_press_is_noted_and_answered_by_typing(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones)
    head, desk = people.head, people.communications

    typed = await head.type("nguoi phat ngon")
    await head.choose("Chính tôi", after=typed)
    await head.sees(f"Người phát ngôn: {head.name}", after=typed)

    typed = await head.type("pv bao thanh nien nhan tin hoi ve thuc don ban tru")
    await head.choose("Ghi nhận", "Thanh Niên", after=typed)
    await head.sees("Tổ truyền thông đã được báo", after=typed)

    told = await desk.sees("Thanh Niên", option="Đã trả lời")
    assert "thuc don ban tru" in told["text"]
    begun = await desk.choose("Đã trả lời", "Thanh Niên")
    await desk.sees("ai trả lời", after=begun)
    begun = await desk.type(f"{head.name}: thực đơn đã được công khai")
    await desk.sees("thực đơn đã được công khai", after=begun)
    await head.sees("thực đơn đã được công khai")

    typed = await head.type("báo chí")
    await head.sees("1 lần, 0 lần chưa ghi trả lời", after=typed)
