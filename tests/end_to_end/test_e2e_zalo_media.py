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

    begun = await head.type("truyền thông")
    begun = await head.choose("Xem bản soạn sẵn", after=begun)
    begun = await head.choose("Viết lại", "THÔNG TIN BAN ĐẦU", after=begun)
    await head.sees("gõ lại toàn bộ", after=begun)
    begun = await head.type("3 em đã được chăm sóc. Trường đang làm rõ nguyên nhân.")
    begun = await head.choose("Duyệt", "3 em đã được chăm sóc", after=begun)
    begun = await head.choose("Đã phát ngôn", "duyệt lúc", after=begun)
    begun = await head.choose("Báo chí", "Đã phát ngôn với ai", after=begun)
    await head.sees("lúc nào?", after=begun)
    begun = await head.type("vừa xong")
    begun = await head.choose("Thêm đường dẫn", "đúng hạn", after=begun)
    await head.sees("dán đường dẫn", after=begun)
    begun = await head.type("https://bao.mau.vn/tin-1")
    await head.sees("Đã ghi đường dẫn", after=begun)

    await communications.sees(f"{code} · ")
    await communications.sees("đã phát ngôn: 📰 Báo chí")
    kinds = records.kinds(shared_world.database, records.the_incident(shared_world.database, of=head))
    assert kinds[-3:] == ["statement_approve", "statement_give", "statement_link"]
