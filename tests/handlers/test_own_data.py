"""/dulieucuatoi: one's own data as a file, everything of one's own and nothing of anybody else's words."""

import pytest
from department import Somebody
from incident_desk import Desk

from reports import own_data as file
from storage import own_data
from storage.database import table
from storage.tables import metadata
from storage.tables.makings import Making, MakingRecipient


def given(desk: Desk, who: Somebody) -> str:
    params = {"lang": "vi", "person": who.person_id}
    return file.make(desk.database.transact(lambda tx: file.collect(tx, desk.rules, params))).decode("utf-8-sig")


@pytest.mark.parametrize("typed", ["/dulieucuatoi", "Dữ liệu của tôi", "du lieu cua toi"])
def test_whoever_asks_gets_a_file_of_their_own_data_and_it_is_noted(desk: Desk, typed: str) -> None:
    head = desk.phone(desk.sample.head)
    assert "Đang lập tệp" in head.write(typed).text
    (making,) = desk.database.transact(lambda tx: tx.all(Making, table(Making).select()))
    (wish,) = desk.database.transact(lambda tx: tx.rows(table(MakingRecipient).select()))
    assert (making.kind, making.params["person"]) == (file.KIND, desk.sample.head.person_id)
    assert (wish.person_id, wish.address) == (desk.sample.head.person_id, desk.sample.head.address)
    assert [one.subject for one in desk.audit("done")] == [f"person:{desk.sample.head.person_id}"]


def test_the_file_holds_person_roles_accounts_reports_words_and_looks(desk: Desk) -> None:
    incident = desk.report()
    head = desk.phone(desk.sample.head)
    desk.reply(head, incident, "Cả ba em đã về nhà")
    head.send_action(f"i:{incident.id}:see")
    told = given(desk, desk.sample.head)
    for part in (desk.sample.head.name, "role: head", "address: ", "ong đốt", "Cả ba em đã về nhà", "incident.see"):
        assert part in told, part
    assert "16/11/2026 09:30" in told


def test_the_file_holds_no_words_of_others(desk: Desk) -> None:
    incident = desk.report({"category": "child_abuse", "what": "Lời của người khác"})
    duty = desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    told = given(desk, desk.sample.duty_officer)
    assert "incident.acknowledge" in told
    assert "Lời của người khác" not in told
    assert desk.sample.head.name not in told


def test_every_table_that_names_a_person_is_in_it() -> None:
    naming = {
        one.name
        for one in metadata.sorted_tables
        if "person_id" in one.c or any(key.column.table.name == "person" for key in one.foreign_keys)
    }
    assert naming | {"person"} == set(own_data.SECTIONS)
