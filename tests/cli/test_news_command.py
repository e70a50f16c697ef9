"""`bcn news export`: what was accepted, as one Word document written on the server."""

from datetime import timedelta

import docx
import pytest
from bcn_command import SAMPLES, Bcn, rows

from storage import news
from storage.clock import LOCAL_ZONE
from storage.database import Database, Tx


@pytest.fixture
def days(bcn: Bcn, database: Database) -> tuple[str, str]:
    """There is one accepted item; yesterday and today as they are written."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    assert bcn("people", "import", SAMPLES / "can-bo-mau.csv").code == 0
    [(person, unit)] = rows(database, "SELECT person_id, unit_id FROM assignment WHERE role = 'head' LIMIT 1")

    def accepted(tx: Tx) -> None:
        item = news.begin(tx, person, unit)
        told = {"title": "<Gương> mẫu & 🎉", "text": "Nội dung mẫu.", "kind": "good_deed", "code": "TB-2026-000001"}
        news.change(tx, item.id or 0, state=news.ACCEPTED, decided_at=tx.now, decided_by=person, **told)

    database.transact(accepted)
    today = database.clock.now().astimezone(LOCAL_ZONE)
    return f"{today - timedelta(days=1):%d/%m/%Y}", f"{today:%Y-%m-%d}"


def test_accepted_news_is_written_to_a_document(bcn: Bcn, days: tuple[str, str]) -> None:
    file = bcn.folder / "tin-bai.docx"
    said = bcn("news", "export", "--from", days[0], "--to", days[1], file)
    assert said.code == 0, said.mistakes
    assert "Đã ghi 1 tin bài của 1 đơn vị" in said.out
    told = "\n".join(one.text for one in docx.Document(str(file)).paragraphs)
    assert "<Gương> mẫu & 🎉" in told
    assert "TB-2026-000001" in told


def test_what_cannot_be_written_is_a_sentence(bcn: Bcn, days: tuple[str, str]) -> None:
    first, last = days
    file = bcn.folder / "a.docx"
    assert "Chưa rõ ngày «mai»" in bcn("news", "export", "--from", "mai", "--to", last, file).mistakes
    assert "phải sau ngày đầu" in bcn("news", "export", "--from", last, "--to", first, file).mistakes
    assert "Không có tin bài" in bcn("news", "export", "--from", "1/1/2020", "--to", "2/1/2020", file).mistakes
    assert ".docx" in bcn("news", "export", "--from", first, "--to", last, "a.pdf").mistakes
    nowhere = bcn.folder / "không có" / "a.docx"
    assert "Không ghi được" in bcn("news", "export", "--from", first, "--to", last, nowhere).mistakes
