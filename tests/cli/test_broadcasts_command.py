"""`bcn broadcasts …`: what is being said to many people is looked at, paused, resumed and cancelled on the server."""

import pytest
from bcn_command import SAMPLES, Bcn, rows

from campaigns import broadcasts
from storage.database import Database


@pytest.fixture
def sending(bcn: Bcn, database: Database) -> int:
    """Something is on its way to everybody."""
    assert bcn("units", "import", SAMPLES / "don-vi-mau.csv").code == 0
    assert bcn("people", "import", SAMPLES / "can-bo-mau.csv").code == 0
    people = [(person_id, 0) for (person_id,) in rows(database, "SELECT id FROM person")]
    return database.transact(lambda tx: broadcasts.begin(tx, "notice", 1, people, title="Lịch thi mẫu"))


def test_what_is_being_sent_is_listed_with_how_far_it_has_come(bcn: Bcn, sending: int, database: Database) -> None:
    [(everybody,)] = rows(database, "SELECT count(*) FROM person")
    listed = bcn("broadcasts", "list").out
    for told in ("Lịch thi mẫu", "đang gửi", f"0/{everybody}"):
        assert told in listed


def test_it_is_paused_resumed_and_cancelled_and_that_is_noted(bcn: Bcn, sending: int, database: Database) -> None:
    for words, state in (("pause", "paused"), ("resume", "running"), ("cancel", "cancelled")):
        said = bcn("broadcasts", words, str(sending))
        assert said.code == 0, said.mistakes
        assert rows(database, "SELECT state FROM broadcast") == [(state,)]
    noted = rows(database, "SELECT action FROM audit WHERE subject = 'broadcast:1' ORDER BY id")
    assert noted == [("broadcast.pause",), ("broadcast.resume",), ("broadcast.cancel",)]


def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(bcn: Bcn, sending: int, database: Database) -> None:
    assert "Không có lần gửi số 999" in bcn("broadcasts", "pause", "999").mistakes
    assert f"lần gửi {sending} đang gửi" in bcn("broadcasts", "resume", str(sending)).mistakes
    bcn("broadcasts", "cancel", str(sending))
    for words in ("pause", "resume", "cancel"):
        said = bcn("broadcasts", words, str(sending))
        assert said.code == 2
        assert f"lần gửi {sending} đã huỷ" in said.mistakes
    assert rows(database, "SELECT state FROM broadcast") == [("cancelled",)]
