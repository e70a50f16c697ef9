"""An administrator ends a head's role on the wire: at once, in whatever the head is in the middle of."""

import records
from hands import Phones
from peopled import found
from test_e2e_standing_in import number
from world import World


async def test_role_that_is_ended_in_the_bot_stops_a_report_that_is_under_way(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    head, administrator = department.head, department.administrator
    began = await head.type("/khan")
    await head.tap("Ngộ độc", after=began)
    waiting = await head.sees(button="GỬI NGAY", after=began)

    asked = await administrator.type(f"/quantri {number(head)}")
    await administrator.press("Thôi: Thủ trưởng", after=asked)
    await administrator.press("Thôi giữ", after=asked)
    await head.sees("thôi giữ vai trò Thủ trưởng")
    await administrator.sees("Không giữ vai trò nào", after=asked)

    await head.press_on(waiting, "GỬI NGAY")
    await head.handled()
    assert records.incidents(shared_world.database, of=head) == []
