"""/donvi: a unit with its place and its people, for whoever may see it."""

import pytest
from department import Sample
from incident_desk import Desk
from report_desk import Phone
from sqlalchemy import update

from storage.database import Database, table
from storage.tables.registry import Unit


@pytest.fixture
def placed(database: Database, registry: Sample) -> None:
    told = {"kind": "THCS", "ward": "Phường mẫu", "address": "Số 1", "latitude": 10.7769, "longitude": 106.7009}
    unit = table(Unit)
    database.transact(lambda tx: tx.execute(update(unit).where(unit.c.id == registry.school).values(told)))


def test_a_leader_finds_a_unit_by_its_code(desk: Desk, placed: None) -> None:
    desk.report()
    phone = desk.phone(desk.sample.duty_officer)
    desk.look(phone)
    phone.write("/donvi truong-a")
    told = phone.shown[f"unit:{desk.sample.school}"].text
    for part in (
        "Trường mẫu A",
        "THCS · Phường mẫu",
        "Số 1",
        "Hiệu trưởng mẫu A",
        "Phó Hiệu trưởng mẫu A",
        "1 vụ việc",
    ):
        assert part in told
    assert phone.last.location == (10.7769, 106.7009)


def test_words_of_the_name_are_enough_and_several_are_offered(desk: Desk) -> None:
    phone = desk.phone(desk.sample.communications)
    phone.write("đơn vị Trường mẫu")
    assert phone.labels() == ["Trường mẫu A", "Trường mẫu B"]
    phone.press("Trường mẫu B")
    assert "Chưa có Thủ trưởng" in phone.last.text


def test_a_head_sees_the_own_unit_and_no_other(desk: Desk, head: Phone) -> None:
    head.write("/donvi")
    assert "Trường mẫu A" in head.last.text
    head.write("/donvi TRUONG-B")
    assert "Không thấy đơn vị" in head.last.text
    head.send_action(f"o:{desk.sample.other_school}")
    assert f"unit:{desk.sample.other_school}" not in head.shown


def test_words_of_a_head_about_the_unit_are_a_report(desk: Desk, head: Phone) -> None:
    head.write("Đơn vị Trường mẫu A có 3 em bị ong đốt")
    assert f"unit:{desk.sample.school}" not in head.shown


def test_an_administrator_sees_no_number_of_incidents(desk: Desk) -> None:
    desk.report()
    phone = desk.phone(desk.sample.administrator)
    phone.write("/donvi TRUONG-A")
    assert "vụ việc" not in phone.last.text


def test_a_unit_that_is_not_there_is_an_old_button(desk: Desk) -> None:
    phone = desk.phone(desk.sample.director)
    for forged in ("o:999999", "o:x", "o:1:2", "o:99999999999999999999"):
        phone.send_action(forged)
    assert not [slot for slot in phone.shown if slot.startswith("unit:")]
