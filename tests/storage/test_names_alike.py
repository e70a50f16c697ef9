"""Names are found without case and diacritics, and the database reads only those that may fit."""

import pytest
from sqlalchemy import select

from storage.alike import may_hold
from storage.database import Database, table
from storage.tables.registry import Person

_person = table(Person)
NAMES = ("Nguyễn Thị Đào", "ĐỖ VĂN ÝẾN", "Trần 100% Mẫu", "Lê Văn Tám", "Hiệu trưởng_mẫu A")


@pytest.mark.parametrize(
    ("words", "found", "most"),
    [
        ("dao", {"Nguyễn Thị Đào"}, 5),
        ("NGUYEN THI", {"Nguyễn Thị Đào"}, 1),
        ("Đỗ Văn", {"ĐỖ VĂN ÝẾN"}, 2),
        ("yen", {"ĐỖ VĂN ÝẾN"}, 5),
        ("100%", {"Trần 100% Mẫu"}, 1),
        ("truong_mau", {"Hiệu trưởng_mẫu A"}, 1),
        ("tam", {"Lê Văn Tám"}, 1),
        ("xyz", set(), 0),
    ],
)
def test_a_name_is_among_what_the_database_finds(database: Database, words: str, found: set[str], most: int):
    def look(tx) -> set[str]:
        for name in NAMES:
            tx.insert(Person, name=name)
        return {row.name for row in tx.rows(select(_person.c.name).where(may_hold(_person.c.name, words)))}

    looked_at = database.transact(look)
    assert found <= looked_at
    assert len(looked_at) <= most
