"""A unit becomes part of another: people, incidents, rosters, reports follow at once, and history reads as it was."""

from datetime import UTC, datetime, timedelta

import pytest
from incident_desk import Desk
from report_desk import Phone, drafts
from sqlalchemy import select

from rules.campaigns import Audience
from rules.folding import fold
from rules.roles import Role
from storage import audience, incidents, registry, shifts, spokespersons, staffing
from storage.database import Tx, table
from storage.reform import Reform, ReformRow, Work, carry_out
from storage.tables.duty import Delegation
from storage.tables.incidents import DutyShift
from storage.tables.registry import Unit

DAY = datetime(2026, 7, 1, tzinfo=UTC)


def reform(desk: Desk, *rows: ReformRow) -> Reform:
    done = desk.database.transact(lambda tx: carry_out(tx, rows))
    assert done.refusals == []
    return done


MERGED = ReformRow(2, Work.MERGE, "TRUONG-A", DAY, other="TRUONG-B")


def test_the_head_goes_on_with_an_open_incident_at_the_new_unit(desk: Desk, head: Phone) -> None:
    incident = desk.report()
    reform(desk, MERGED)
    assert desk.now(incident).unit_id == desk.sample.other_school
    desk.reply(head, incident, "Các em đã về nhà")
    assert "update" in desk.kinds(incident)
    assert desk.database.transact(lambda tx: registry.holders(tx, Role.HEAD, [desk.sample.other_school])) == [
        desk.sample.head.person_id
    ]


def test_an_old_incident_shows_the_unit_as_it_was_called_then(desk: Desk) -> None:
    incident = desk.report()
    officer = desk.phone(desk.sample.duty_officer)
    reform(desk, MERGED, ReformRow(3, Work.RENAME, "TRUONG-B", DAY, name="Trường mẫu Mới"))
    desk.take(officer, incident)
    assert "Trường mẫu A (nay là Trường mẫu Mới)" in desk.sees(officer, incident).text.replace("\ue000", "").replace(
        "\ue001", ""
    )
    officer.write("/dangmo")
    assert "Trường mẫu A" in officer.last.text


def test_numbers_of_a_unit_follow_its_successor(desk: Desk) -> None:
    desk.report()
    reform(desk, MERGED)
    since, until = desk.clock.now() - timedelta(days=1), desk.clock.now()
    assert desk.database.transact(lambda tx: incidents.opened_in(tx, desk.sample.other_school, since, until)) == 1


def test_a_draft_that_is_open_is_sent_for_the_new_unit(desk: Desk, head: Phone) -> None:
    head.write("3 em lớp 7A bị ong đốt ở sân trường, đã đưa đi bệnh viện quận")
    reform(desk, MERGED)
    assert [draft.unit_id for draft in drafts(desk.database)] == [desk.sample.other_school]


def test_whoever_led_the_old_branch_sees_nothing_more_of_what_moved(desk: Desk, head: Phone) -> None:
    def branch(tx: Tx) -> None:
        for code in ("P1", "P2"):
            carry_out(tx, [ReformRow(1, Work.FOUND, code, DAY, name=f"Phường mẫu {code}", parent="SO")])
        carry_out(tx, [ReformRow(2, Work.MOVE, "TRUONG-A", DAY, parent="P1")])
        unit = tx.first(Unit, select(table(Unit)).where(table(Unit).c.code == "P1"))
        assert unit is not None
        staffing.end(tx, desk.sample.deputy_director.person_id)
        staffing.grant(tx, desk.sample.deputy_director.person_id, unit.id or 0, Role.DEPUTY_DIRECTOR)

    desk.database.transact(branch)
    desk.report()
    leader = desk.phone(desk.sample.deputy_director)
    leader.write("/donvi TRUONG-A")
    assert f"unit:{desk.sample.school}" in leader.shown
    reform(desk, ReformRow(2, Work.MOVE, "TRUONG-A", DAY, parent="P2"))
    leader.write("/donvi TRUONG-A")
    assert "Không thấy đơn vị" in leader.last.text
    leader.send_action(f"o:{desk.sample.school}")
    assert "quyen" in fold(leader.toast or "")


def test_a_campaign_for_a_branch_goes_on_where_the_branch_went(desk: Desk) -> None:
    reform(
        desk,
        ReformRow(2, Work.FOUND, "P1", DAY, name="Phường mẫu 1", parent="SO"),
        ReformRow(3, Work.FOUND, "P2", DAY, name="Phường mẫu 2", parent="SO"),
        ReformRow(4, Work.MOVE, "TRUONG-A", DAY, parent="P1"),
    )
    reform(desk, ReformRow(2, Work.MERGE, "P1", DAY, other="P2"))
    found = desk.database.transact(lambda tx: audience.some(tx, Audience(under=("P1",)), limit=9))
    assert [row.code for row in found] == ["TRUONG-A"]


def test_shifts_spokesperson_and_delegation_follow(desk: Desk, head: Phone) -> None:
    sample, now = desk.sample, desk.clock.now()

    def given(tx: Tx) -> None:
        ends = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=5)}
        tx.insert(DutyShift, unit_id=sample.school, person_id=sample.deputy.person_id, **ends)
        spokespersons.name(
            tx, sample.school, sample.head.person_id, person_id=None, name="Cô mẫu", title="", phone="+84900000999"
        )
        from storage import delegations

        delegations.add(
            tx, unit_id=sample.school, from_id=sample.head.person_id, to_id=sample.deputy.person_id, what="regular",
            ends_at=now + timedelta(days=2),
        )  # fmt: skip

    desk.database.transact(given)
    done = reform(desk, MERGED)
    assert done.rosters == [sample.other_school]

    def looked(tx: Tx) -> tuple[object, ...]:
        speaker = spokespersons.of_unit(tx, sample.other_school)
        held = tx.all(Delegation, select(table(Delegation)))
        return speaker and speaker.name, [one.unit_id for one in held], shifts.is_expected(tx, sample.school)

    assert desk.database.transact(looked) == ("Cô mẫu", [sample.other_school], False)
    roles = desk.database.transact(lambda tx: registry.posts_of(tx, sample.deputy.person_id))
    assert {(post.role, post.unit_id) for post in roles} == {
        ("deputy", sample.other_school),
        ("delegate_regular", sample.other_school),
    }


@pytest.mark.parametrize("ended", [True, False])
def test_a_role_that_was_held_there_before_begins_anew(desk: Desk, ended: bool) -> None:
    person = desk.sample.deputy.person_id

    def before(tx: Tx) -> None:
        staffing.grant(tx, person, desk.sample.other_school, Role.DEPUTY)
        if ended:
            staffing.end(tx, person, Role.DEPUTY, desk.sample.other_school)

    desk.database.transact(before)
    desk.clock.turn(minutes=1)
    reform(desk, MERGED)
    posts = desk.database.transact(lambda tx: registry.posts_of(tx, person))
    assert [(post.role, post.unit_id) for post in posts] == [("deputy", desk.sample.other_school)]
