"""Statements to the press on Zalo alone, where everything is typed."""

import pytest
import records
import zalo_reporting
from hands import Phones
from world import World, both_worlds
from zalo_peopled import found_on_zalo

CALLED = "Cách đây 20 phút 3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi BV quận. Phóng viên báo mẫu đã gọi điện hỏi."

pytestmark = pytest.mark.parametrize("shared_world", both_worlds("alone"), indirect=True, ids="-".join)


async def test_head_approves_and_notes_a_statement_by_typing(shared_world: World, phones: Phones):
    people = await found_on_zalo(shared_world.database, phones)
    head, communications = people.head, people.communications
    code = await zalo_reporting.freely(head, CALLED)
    await communications.sees("Phát ngôn lần đầu trước")

    async def choose(label: str, text: str = "", *, after: str) -> str:
        """The number is typed when nothing else is on its way that has other numbers."""
        await head.sees(text, option=label, after=after)
        await shared_world.quiet()
        return await head.choose(label, text, after=after)

    begun = await head.type("truyền thông")
    begun = await choose("Xem bản soạn sẵn", after=begun)
    begun = await choose("Viết lại", "THÔNG TIN BAN ĐẦU", after=begun)
    await head.sees("gõ lại toàn bộ", after=begun)
    begun = await head.type("3 em đã được chăm sóc. Trường đang làm rõ nguyên nhân.")
    begun = await choose("Duyệt", "3 em đã được chăm sóc", after=begun)
    begun = await choose("Đã phát ngôn", "duyệt lúc", after=begun)
    begun = await choose("Báo chí", "Đã phát ngôn với ai", after=begun)
    await head.sees("lúc nào?", after=begun)
    begun = await head.type("vừa xong")
    begun = await choose("Thêm đường dẫn", "đúng hạn", after=begun)
    await head.sees("dán đường dẫn", after=begun)
    begun = await head.type("https://bao.mau.vn/tin-1")
    await head.sees("Đã ghi đường dẫn", after=begun)

    await communications.sees(f"{code} · ")
    await communications.sees("đã phát ngôn: 📰 Báo chí")
    kinds = records.kinds(shared_world.database, records.the_incident(shared_world.database, of=head))
    assert kinds[-3:] == ["statement_approve", "statement_give", "statement_link"]
