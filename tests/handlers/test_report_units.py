"""A head of several units says for which one, once."""

import pytest
from department import add_person
from report_desk import Phone, drafts, incidents


@pytest.fixture
def two_schools(database, registry, rules) -> Phone:
    def appointed(tx):
        posts = [{"unit_id": unit, "role": "head"} for unit in (registry.school, registry.other_school)]
        return add_person(tx, "Hiệu trưởng mẫu hai trường", "+84903000077", "2077", *posts)

    return Phone(database, rules, database.transact(appointed).address)


def test_the_unit_is_asked_first_and_only_once(two_schools, database, registry):
    head = two_schools
    head.write("/baocao")
    assert "đơn vị nào" in head.last.text
    assert head.labels() == ["Trường mẫu A", "Trường mẫu B", "🗑 Huỷ"]
    head.press("Trường mẫu B")
    head.press("Cháy nổ")
    head.write("Cháy thùng rác ở sân sau")
    for label in ("Vừa xong", "0", "Chưa có", "Bỏ qua"):
        head.press(label)
    assert "🏫 Trường mẫu B" in head.last.text
    head.press("Gửi")
    assert incidents(database)[0].unit_id == registry.other_school


@pytest.mark.parametrize("typed", ["truong mau b", "mẫu B", "2"])
def test_the_unit_may_be_typed(two_schools, database, registry, typed):
    two_schools.write("/baocao")
    two_schools.write(typed)
    assert drafts(database)[0].unit_id == registry.other_school
    assert "loại sự cố" in two_schools.last.text


def test_a_story_told_before_the_unit_is_known_is_kept(two_schools, database, registry):
    head = two_schools
    head.write("Cháy nhỏ ở bếp ăn lúc 9h, đã dập tắt")
    assert "đơn vị nào" in head.last.text
    head.write("Công an phường đã đến")
    head.press("Trường mẫu A")
    assert "Phiếu báo cáo nhanh" in head.last.text
    head.press("Gửi")
    [incident] = incidents(database)
    assert incident.unit_id == registry.school
    assert "Công an phường đã đến" in incident.answers["what"]


def test_nothing_is_sent_before_the_unit_is_known(two_schools, database):
    two_schools.write("Cháy nhỏ ở bếp ăn lúc 9h, đã dập tắt")
    two_schools.write("gửi")
    two_schools.send_action(f"r:{drafts(database)[0].id}:g")
    assert incidents(database) == []
    assert "đơn vị nào" in two_schools.last.text


def test_the_unit_can_be_changed_on_the_card(two_schools, database, registry):
    head = two_schools
    head.write("Cháy nhỏ ở bếp ăn lúc 9h, đã dập tắt")
    head.press("Trường mẫu A")
    head.press("Sửa")
    head.press("Trường mẫu B")
    assert "🏫 Trường mẫu B" in head.last.text
    head.press("Gửi")
    assert incidents(database)[0].unit_id == registry.other_school


def test_an_urgent_report_of_two_schools_takes_one_touch_more(two_schools, database):
    head = two_schools
    head.write("/khan")
    head.press("Trường mẫu A")
    head.press("Cháy nổ")
    head.press("GỬI NGAY")
    assert head.touches == 4
    assert len(incidents(database)) == 1
