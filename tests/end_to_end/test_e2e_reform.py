"""A reform on the server while the service runs: the head goes on at once, and a leader looks at the new unit."""

from datetime import UTC, datetime

import pytest
from hands import Phones
from peopled import found
from world import World, both_worlds

from storage import registry
from storage.database import Tx
from storage.reform import ReformRow, Work, carry_out


@pytest.mark.parametrize("shared_world", both_worlds(), indirect=True, ids="-".join)
async def test_a_leader_sees_at_once_what_a_unit_became(shared_world: World, phones: Phones) -> None:
    department = await found(shared_world.database, phones)
    officer, head = department.duty_officer, department.heads[0]
    old = shared_world.database.transact(lambda tx: _school(tx, head.person_id))
    new = old[:-1] + "1"

    row = ReformRow(2, Work.MERGE, old, datetime(2026, 7, 1, tzinfo=UTC), other=new)
    assert shared_world.database.transact(lambda tx: carry_out(tx, [row])).refusals == []

    await officer.type(f"/donvi {new}")
    assert head.name in (await officer.sees(new))["text"]
    await officer.type(f"/donvi {old}")
    await officer.sees("Không thấy đơn vị")
    await head.type("/donvi")
    await head.sees(new)


def _school(tx: Tx, person_id: int) -> str:
    return registry.unit(tx, registry.posts_of(tx, person_id)[0].unit_id).code
