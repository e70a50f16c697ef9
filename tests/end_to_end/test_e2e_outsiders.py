"""Whoever has no right sees nothing, changes nothing, and leaves a line in the audit."""

from typing import Any

import records
import reporting
from hands import Hand, Phones, buttons
from peopled import found
from world import World

SECRET = "ngộ độc ở bếp ăn bán trú"
TAMPERED = (
    *("i:{incident}:acknowledge; DROP TABLE incident", "i:{incident}:nothing", "i:{incident}", "i:-1:see"),
    *("i:999999:see", "i:{incident}:see:x:y", "i:٣:see", "i:{incident}:hand_over:<b>", "i:{incident}:correct:dead=-1"),
    *("r:{draft}:g", "r:{draft}:a:category:nothing", "r:0:g", "r:x:y", "l:open:999999999999", "c", "i::"),
    *("j:1:{incident}", "q:1", "", ":", "\u202e", "i:{incident}:correct:severity=9", "l", "r:1e3:g"),
)


async def test_somebody_who_is_not_registered_learns_nothing_whatever_is_tried(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    code = await reporting.urgently(department.head, SECRET)
    incident = records.the_incident(shared_world.database, of=department.head)
    stranger = await _stranger(phones, 900_001)
    before = records.everything_of(shared_world.database, incident)

    await stranger.act("start")
    await stranger.sees()
    await stranger.act("start", payload="A" * 32)
    await stranger.act("contact", phone="+84900001100")
    await stranger.act("contact", of=department.head.user, phone="+84900001100")
    await stranger.type(f"Cho tôi xem {code}")
    for data in _presses(incident.id, incident.draft_id):
        await stranger.forge(1, data)
    await shared_world.quiet()

    said = {message["text"] for message in await stranger.chat()}
    assert len(said) == 1
    assert not any(part in text for text in said for part in (code, SECRET, "Trường mẫu", department.head.name))
    assert records.everything_of(shared_world.database, incident) == before
    assert {entry.outcome for entry in records.audited(shared_world.database, stranger)} == {"refused"}


async def test_the_head_of_another_school_can_neither_see_nor_touch_a_report(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    [head, other] = department.heads
    code = await reporting.urgently(head, SECRET)

    await _is_refused(shared_world, other, head, code)


async def test_the_leader_of_another_division_can_neither_see_nor_touch_a_report(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    code = await reporting.urgently(department.head, SECRET)

    await _is_refused(shared_world, department.other_division_head, department.head, code)


async def test_the_administrator_keeps_the_registry_but_reads_no_reports(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    code = await reporting.urgently(department.head, SECRET)

    await _is_refused(shared_world, department.administrator, department.head, code)


async def test_another_department_on_the_same_service_sees_nothing(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    foreign = await found(shared_world.database, phones)
    code = await reporting.urgently(department.head, SECRET)

    await _is_refused(shared_world, foreign.director, department.head, code)


async def test_tampered_buttons_of_a_leader_have_no_effect_and_are_noted(shared_world: World, phones: Phones):
    department = await found(shared_world.database, phones)
    leader = department.duty_officer
    await reporting.urgently(department.head, SECRET)
    incident = records.the_incident(shared_world.database, of=department.head)
    before = records.everything_of(shared_world.database, incident)
    noted = 0

    for written in TAMPERED:
        answer = await leader.forge(1, written.format(incident=incident.id, draft=incident.draft_id))
        entries = records.audited(shared_world.database, leader)
        assert answer is not None, written
        assert [entry.outcome for entry in entries[noted:]] == ["refused"], written
        noted = len(entries)

    await shared_world.quiet()
    assert records.everything_of(shared_world.database, incident) == before


async def _stranger(phones: Phones, user: int) -> Hand:
    await phones.post("users", id=user, first_name="Người lạ", phone=f"+8490{user:07d}")
    return Hand(phones, user, 0, "Người lạ")


def _presses(incident: Any, draft: Any) -> list[str]:
    """Every button that there is on an incident, on its draft and on the lists."""
    actions = (
        *("acknowledge", "ask", "ask:1", "instruct:1", "hand_over", "hand_over:planning", "escalate", "escalate:yes"),
        *("resolve", "resolve:1", "close:yes", "reopen", "update", "update:1", "answer:1", "correct", "correct:dead=5"),
        *("withdraw:1", "final_report", "see", "files", "checklist", "show", "drop"),
    )
    verbs = ("g", "e", "e:what", "x", "y", "a:category:fire", "add:1", "new", "go")
    return [
        *(f"i:{incident}:{action}" for action in actions),
        *(f"r:{draft}:{verb}" for verb in verbs),
        *("c:dangmo", "c:thongke", "c:truc", "c:viec", "c:baocao"),
    ]


async def _is_refused(world: World, outsider: Hand, head: Hand, code: str) -> None:
    """Every way to look and to act."""
    incident = records.the_incident(world.database, of=head)
    before = records.everything_of(world.database, incident)
    noted = len(records.audited(world.database, outsider))
    presses = [data for data in _presses(incident.id, incident.draft_id) if not data.startswith("c:")]

    for data in presses:
        await outsider.forge(1, data)
    await outsider.type("/dangmo")
    await outsider.type("/thongke")
    await outsider.type("/viec")
    await outsider.handled()
    await world.quiet()

    told = await _seen_by(outsider)
    assert not any(part in text for text in told for part in (code, SECRET, "Ngộ độc", head.name))
    assert records.everything_of(world.database, incident) == before
    entries = records.audited(world.database, outsider)[noted:]
    refused = [entry for entry in entries if entry.outcome == "refused"]
    harmless = {f"i:{incident.id}:drop"}
    assert len(refused) >= len(set(presses) - harmless)


async def _seen_by(hand: Hand) -> list[str]:
    """Everything that the phone has shown: messages, their buttons, answers to presses."""
    told = await hand.phones.get(f"users/{hand.user}/chat")
    shown = [message["text"] for message in told["messages"] if message["from"] == "bot"]
    labels = [button["text"] for message in told["messages"] for button in buttons(message)]
    return [*shown, *labels, *(answer["text"] or "" for answer in told["answers"])]
