"""Roles and divisions in a list as people write them; rows that tell no person with a role."""

import pytest
from bcn_command import Bcn

from bot.imports.people import read_people
from rules.catalogue import Catalogue, load_catalogue

HEADER = ("Họ tên", "Điện thoại", "Mã đơn vị", "Vai trò", "Phòng")


@pytest.fixture(scope="module")
def rules() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Thủ trưởng đơn vị", "head"), ("HIỆU TRƯỞNG", "head"), ("phó hiệu trưởng", "deputy"), ("head", "head"),
        ("Giám đốc trung tâm", "head"), ("deputy", "deputy"), ("Quan tri", "administrator"),
        ("duty_officer", "duty_officer"), ("duty officer", "duty_officer"), ("Lãnh đạo trực", "duty_officer"),
        ("Tổ truyền thông", "communications"), ("Chánh VP", "chief_of_office"), ("Phó Giám đốc", "deputy_director"),
        ("Giám đốc Sở", "director"),
    ],
)  # fmt: skip
def test_roles_are_understood_as_people_write_them(alone: Bcn, rules: Catalogue, written: str, role: str) -> None:
    path = alone.csv(HEADER, ("Cán bộ mẫu", "0900000120", "SO-MAU", written, ""))
    (person,), refusals = read_people(path, rules)
    assert (person.role, refusals) == (role, [])


@pytest.mark.parametrize(
    "written", ["student_affairs", "Phòng chính trị tư tưởng - học sinh sinh viên", "Political and Student Affairs"]
)
@pytest.mark.parametrize("role", ["Trưởng phòng", "Chuyên viên"])
def test_a_division_is_understood_by_id_and_by_name(alone: Bcn, rules: Catalogue, role: str, written: str) -> None:
    (person,), _ = read_people(alone.csv(HEADER, ("Mẫu", "0900000104", "SO-MAU", role, written)), rules)
    assert person.division == "student_affairs"


def test_the_division_of_a_role_that_has_none_is_passed_over(alone: Bcn, rules: Catalogue) -> None:
    line = ("Chánh Văn phòng mẫu", "0900000103", "SO-MAU", "Chánh Văn phòng", "Văn phòng")
    (person,), _ = read_people(alone.csv(HEADER, line), rules)
    assert person.division == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("", "0900000120", "SO-MAU", "Quản trị", ""), "thiếu họ tên"),
        (("Cán bộ mẫu", "", "SO-MAU", "Quản trị", ""), "thiếu điện thoại"),
        (("Cán bộ mẫu", "", "", "", ""), "thiếu điện thoại, mã đơn vị, vai trò"),
        (("Cán bộ mẫu", "0900000120", "SO-MAU", "Bảo vệ", ""), "không có vai trò «Bảo vệ»"),
        (("Cán bộ mẫu", "0900000120", "SO-MAU", "Trưởng phòng", ""), "cần ghi phòng"),
        (("Cán bộ mẫu", "0900000120", "SO-MAU", "Chuyên viên", "Phòng lạ"), "không có phòng «Phòng lạ»"),
    ],
)
def test_a_row_that_tells_no_person_with_a_role_is_refused(
    alone: Bcn, rules: Catalogue, line: tuple[str, ...], reason: str
) -> None:
    rows, (refusal,) = read_people(alone.csv(HEADER, line), rules)
    assert rows == []
    assert refusal.number == 2
    assert reason in refusal.reason
