"""What is known of files that are still to be fetched: the oldest first, told once, to whoever sent them."""

from typing import Any

import pytest
from department import HandClock, Sample

from storage import attachments, fetching
from storage import registry as people
from storage.attachments import IncomingFile
from storage.database import Database, Tx, table
from storage.files import Kept
from storage.tables.conversations import Draft
from storage.tables.incidents import Attachment
from storage.tables.registry import Account


@pytest.fixture
def files(database: Database, registry: Sample) -> list[Attachment]:
    """Three files of the sample head; the last came by another messenger."""

    def add(tx: Tx) -> list[Attachment]:
        when = {"created_at": tx.now}
        draft = tx.insert(
            Draft, person_id=registry.head.person_id, unit_id=registry.school, door="typed", updated_at=tx.now, **when,
            answers={}, skipped=[],
        )  # fmt: skip
        for number, channel in enumerate(("telegram", "telegram", "zalo")):
            ref = f"ref{number}"
            known: dict[str, Any] = {"file_ref": ref, "unique_ref": ref, "kind": "photo", "mime": "image/jpeg"}
            tx.insert(Attachment, draft_id=draft, channel=channel, **known, **when)
        return tx.all(Attachment, table(Attachment).select().order_by(table(Attachment).c.id))

    return database.transact(add)


def pending(database: Database, most: int = 8, busy: tuple[int, ...] = ()) -> list[str]:
    found = database.transact(lambda tx: fetching.pending(tx, "telegram", most, busy))
    return [one.file_ref for one in found]


def status(database: Database, file: Attachment) -> tuple[str, str]:
    found = database.transact(lambda tx: tx.row(table(Attachment).select().where(table(Attachment).c.id == file.id)))
    assert found is not None
    return found.status, found.mime


def test_oldest_first_without_those_in_hand_and_those_of_other_messengers(database: Database, files: list[Attachment]):
    assert pending(database) == ["ref0", "ref1"]
    assert pending(database, most=1) == ["ref0"]
    assert pending(database, busy=(files[0].id or 0,)) == ["ref1"]


@pytest.mark.parametrize(("found", "kept"), [("image/png", "image/png"), ("", "image/jpeg")])
def test_stored_file_is_what_its_content_says(database: Database, files: list[Attachment], found: str, kept: str):
    database.transact(lambda tx: fetching.stored(tx, files[0].id or 0, Kept("ab" * 32, 7, found)))
    assert status(database, files[0]) == ("stored", kept)
    assert pending(database) == ["ref1"]


def test_a_file_of_four_gigabytes_is_noted_as_any_other(database: Database, files: list[Attachment]):
    film = IncomingFile("film", "film", "video", size=4 * 2**30)
    assert database.transact(lambda tx: attachments.add(tx, files[0].draft_id or 0, film, channel="telegram"))
    [_, _, noted] = database.transact(lambda tx: fetching.pending(tx, "telegram", 8, ()))
    assert (noted.file_ref, (noted.size or 0) > 20 * 2**20) == ("film", True)


def test_file_is_given_up_once_and_never_after_it_was_stored(database: Database, files: list[Attachment]):
    def give_up(file: Attachment) -> bool:
        return database.transact(lambda tx: fetching.given_up(tx, file.id or 0, "failed"))

    assert [give_up(files[0]), give_up(files[0])] == [True, False]
    database.transact(lambda tx: fetching.stored(tx, files[1].id or 0, Kept("ab" * 32, 7, "")))
    assert not give_up(files[1])
    assert [status(database, file)[0] for file in files] == ["failed", "stored", "pending"]


def test_sender_is_told_on_the_newest_phone_of_the_messenger_the_file_came_by(
    database: Database, clock: HandClock, files: list[Attachment]
):
    def sender(file: Attachment) -> str | None:
        found = database.transact(lambda tx: fetching.sender(tx, file))
        return found.address if found else None

    assert (sender(files[0]), sender(files[2])) == ("1001", None)
    [head] = database.transact(lambda tx: tx.rows(table(Draft).select()))
    clock.turn(days=1)
    database.transact(lambda tx: people.link_account(tx, head.person_id, "telegram", "7777"))
    assert sender(files[0]) == "7777"

    database.transact(lambda tx: people.mark_reachable(tx, "telegram", "7777", False, "blocked"))
    assert sender(files[0]) == "1001"

    database.transact(lambda tx: tx.execute(table(Account).update().values(cut_off_at=tx.now)))
    assert sender(files[0]) is None
