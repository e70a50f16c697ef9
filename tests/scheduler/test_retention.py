"""What has been kept for its time loses its words, and nothing that statistics need."""

from datetime import timedelta
from pathlib import Path

import pytest
from department import HandClock, Sample, add_person
from incident_desk import Desk
from newcomer import everything_kept
from sqlalchemy import func, select

from bot.forgetting import forget
from incidents import access
from rules.catalogue import Catalogue, load_catalogue
from rules.rights import Right
from rules.roles import Role
from scheduler import retention as nightly
from scheduler import upkeep
from storage import anonymising, chain, due, incidents, registry, retention, statistics
from storage.attachments import IncomingFile
from storage.database import Database, Tx, table
from storage.files import FileStore
from storage.tables.campaigns import Campaign, Period, Task
from storage.tables.conversations import Conversation, Draft
from storage.tables.incidents import Attachment, Incident
from storage.tables.makings import Making
from storage.tables.media import Statement, StatementGiven
from storage.tables.messaging import UpdateHeld
from storage.tables.news import NewsItem, NewsTalk
from storage.tables.notices import Notice
from storage.tables.press import PressContact
from storage.tables.registry import Assignment, Person

SECRET = "bimatmau"
LONG = {"days": 3651}
FIVE_YEARS = {"days": 1826}


@pytest.fixture(scope="module")
def rules() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def desk(database: Database, registry: Sample, rules: Catalogue, clock: HandClock) -> Desk:
    return Desk(database, rules, clock, registry)


def closed(desk: Desk, **answers: object) -> Incident:
    """Reported, talked about and closed; every word of it holds the secret."""
    words = {name: f"{SECRET} {name}" for name in ("what", "place", "done", "needs")}
    links = {"media": "published", "media_links": [f"https://mau.example/{SECRET}"], "phone": "+84900999888"}
    incident = desk.report({**words, **links, "told": ["police"], **answers})
    head, duty = desk.phone(desk.sample.head), desk.phone(desk.sample.duty_officer)
    desk.take(duty, incident)
    desk.reply(head, incident, f"diễn biến {SECRET}")
    desk.reply_with_photo(head, incident, f"ảnh {SECRET}")
    identity = incident.id or 0

    def end(tx: Tx) -> None:
        statement = tx.insert(Statement, incident_id=identity, text=SECRET, created_at=tx.now)
        tx.insert(
            StatementGiven,
            incident_id=identity,
            statement_id=statement,
            said_at=tx.now,
            given_to=SECRET,
            noted_by=desk.sample.head.person_id,
            noted_at=tx.now,
            links=[SECRET],
        )
        tx.execute(
            table(Incident).update().where(table(Incident).c.id == identity).values(status="closed", ended_at=tx.now)
        )
        for kind in ("escalation", "promise", "ask_update", "media_clock"):
            due.disarm(tx, kind, identity)
        tx.connection.exec_driver_sql("UPDATE media_clock SET state = 'off'")

    desk.database.transact(end)
    return desk.now(incident)


def nights(desk: Desk) -> dict[str, int]:
    """Everything whose time is over is emptied, and what upkeep forgets is forgotten."""
    done: dict[str, int] = {}
    desk.database.transact(lambda tx: tx.connection.exec_driver_sql("UPDATE outbox SET done_at = created_at"))
    while taken := desk.database.transact(lambda tx: nightly.step(tx, desk.rules)):
        for kind, number in taken.items():
            done[kind] = done.get(kind, 0) + number
    for _ in range(5):
        what = desk.database.transact(lambda tx: upkeep.on_due(tx, desk.rules, None))  # type: ignore[func-returns-value]
        assert what is None
    return done


def counted(desk: Desk) -> object:
    def count(tx: Tx) -> object:
        member = registry.find_member(tx, "telegram", desk.sample.director.address)
        assert member is not None
        areas, personal = access.areas(member, Right.SEE_STATISTICS)
        seen = incidents.visible(areas, personal, member.person_id)
        span = (tx.now - timedelta(days=9_000), tx.now)
        return statistics.opened(tx, seen, span)

    return desk.database.transact(count)


def everything_else(desk: Desk) -> None:
    """One of each other kind, with the secret in every word."""
    sample, rules = desk.sample, desk.rules

    def add(tx: Tx) -> None:
        me, unit = sample.head.person_id, sample.school

        def draft(door: str, answers: dict[str, object] | None = None) -> int:
            number = tx.insert(
                Draft, person_id=me, unit_id=unit, door=door, status="sent", answers=answers or {}, created_at=tx.now,
                updated_at=tx.now,
            )  # fmt: skip
            tx.insert(
                Attachment, draft_id=number, channel="telegram", file_ref=SECRET, unique_ref=f"{SECRET}{number}",
                kind="photo", name=SECRET, caption=SECRET, status="stored", sha256="ab" * 32, created_at=tx.now,
            )  # fmt: skip
            return number

        draft("guided", {"what": SECRET, "category": "injury"})
        tx.insert(Conversation, person_id=me, flow="report", data={"words": SECRET}, updated_at=tx.now)
        tx.insert(UpdateHeld, channel="telegram", key="1", event={"text": SECRET}, at=tx.now)
        definition = rules.campaigns[0]
        campaign = tx.insert(
            Campaign, code="mau", title="Mẫu", definition=definition.stored(), created_at=tx.now, changed_at=tx.now
        )
        period = tx.insert(
            Period, campaign_id=campaign, label="2026-11", definition=definition.stored(), covers_from=tx.now,
            opens_at=tx.now, due_at=tx.now,
        )  # fmt: skip
        number = next(one.id for one in definition.form if one.kind == "count")
        words = next(one.id for one in definition.form if one.kind == "text")
        answers = {number: 7, words: SECRET}
        tx.insert(
            Task, period_id=period, unit_id=unit, person_id=me, state="submitted", draft_id=draft("regular", answers),
            answers=answers, reason=SECRET,
        )  # fmt: skip
        item = tx.insert(
            NewsItem, code="TB-2026-000001", author_id=me, unit_id=unit, draft_id=draft("news"), title=SECRET,
            text=SECRET, state="declined", reason=SECRET, created_at=tx.now, decided_at=tx.now,
        )  # fmt: skip
        tx.insert(NewsTalk, item_id=item, person_id=me, kind="ask", text=SECRET, at=tx.now)
        tx.insert(
            Notice, author_id=me, draft_id=draft("notice"), text=SECRET, state="sent", created_at=tx.now, sent_at=tx.now
        )
        tx.insert(
            PressContact, unit_id=unit, noted_by=me, state="kept", text=SECRET, paper="Báo mẫu", reporter=SECRET,
            phone="+84900999888", question=SECRET, contacted_at=tx.now, noted_at=tx.now, kept_at=tx.now,
            answer=SECRET, answered_by=SECRET, links=[SECRET],
        )  # fmt: skip

    desk.database.transact(add)


def test_no_word_is_left_anywhere_and_every_number_is(desk: Desk):
    incident = closed(desk)
    everything_else(desk)
    before = counted(desk)
    assert SECRET in everything_kept(desk.database)

    desk.clock.turn(**FIVE_YEARS)
    done = nights(desk)

    assert done == {"incidents": 1, "drafts": 1, "submissions": 1, "news": 1, "notices": 1, "press": 1}
    left = everything_kept(desk.database)
    assert SECRET not in left
    assert "84900999888" not in left
    assert counted(desk) == before
    now = desk.now(incident)
    for name in ("pupils_affected", "injured", "media", "told"):
        assert now.answers[name] == incident.answers[name]
    assert (now.code, now.severity, now.ended_at) == (incident.code, incident.severity, incident.ended_at)
    task = desk.database.transact(lambda tx: tx.find(Task, state="submitted"))
    assert task is not None
    assert list(task.answers.values()) == [7]
    desk.database.transact(chain.seal_all)
    assert desk.database.look(chain.verify).broken is None


def test_the_card_says_that_the_content_is_gone_and_its_lines_can_still_be_read(desk: Desk):
    incident = closed(desk)
    desk.clock.turn(**FIVE_YEARS)
    nights(desk)
    chief = desk.phone(desk.sample.chief_of_office)
    chief.send_action(f"i:{incident.id}:see")
    assert any("xoá theo thời hạn lưu trữ" in screen.text for screen, _ in chief.history)
    chief.send_action(f"i:{incident.id}:timeline")
    assert all(SECRET not in screen.text for screen, _ in chief.history)


def test_what_is_not_over_for_so_long_keeps_its_words(desk: Desk):
    closed(desk)
    desk.clock.turn(days=1824)
    assert nights(desk) == {}


def test_an_open_incident_is_never_touched(desk: Desk):
    desk.report({"what": SECRET})
    desk.clock.turn(days=9_000)
    assert "incidents" not in nights(desk)


def test_restricted_ones_have_a_time_of_their_own(desk: Desk):
    incident = closed(desk, category="child_abuse")
    desk.database.transact(lambda tx: tx.change(Incident, {"id": incident.id}, restricted=True))
    desk.clock.turn(**FIVE_YEARS)
    assert nights(desk) == {}
    desk.clock.turn(**LONG)
    assert nights(desk) == {"restricted": 1}


def test_one_that_is_held_keeps_its_words_until_it_is_released(desk: Desk):
    incident = closed(desk)
    assert desk.database.transact(lambda tx: retention.hold(tx, incident.code, "thanh tra"))
    desk.clock.turn(**FIVE_YEARS)
    assert nights(desk) == {}
    assert [one[:2] for one in desk.database.transact(retention.held)] == [(incident.code, "thanh tra")]

    assert desk.database.transact(lambda tx: retention.release(tx, incident.code))

    assert nights(desk) == {"incidents": 1}
    assert not desk.database.transact(lambda tx: retention.hold(tx, incident.code, "muộn"))


def test_the_clock_does_it_by_night_and_goes_on_until_all_is_done(desk: Desk):
    desk.database.transact(nightly.ensure)
    first = desk.database.transact(lambda tx: due.time_of(tx, nightly.DUE, 0))
    assert first is not None
    assert first > desk.clock.now()
    for _ in range(3):
        closed(desk)
    desk.clock.turn(**FIVE_YEARS)

    assert desk.database.transact(lambda tx: nightly.step(tx, desk.rules, 2)) == {"incidents": 2}
    assert desk.database.transact(lambda tx: nightly.step(tx, desk.rules, 2)) == {"incidents": 1}
    desk.database.transact(lambda tx: nightly.on_due(tx, desk.rules, None))  # type: ignore[arg-type]
    again = desk.database.transact(lambda tx: due.time_of(tx, nightly.DUE, 0))
    assert again is not None
    assert again - desk.clock.now() > timedelta(hours=1)


def test_who_has_left_loses_name_and_phone_but_not_before_their_incidents(desk: Desk):
    incident = closed(desk)
    head = desk.sample.head
    desk.end_posts(head)
    desk.clock.turn(days=731)
    assert "people" not in nights(desk)

    desk.clock.turn(**FIVE_YEARS)
    assert nights(desk)["people"] == 1

    kept = everything_kept(desk.database, "audit", "unit")
    assert f"'{head.name}'" not in kept
    assert "+84903000001" not in kept
    assert desk.database.transact(lambda tx: registry.find_member(tx, "telegram", head.address)) is None
    assert desk.now(incident).reporter_id == head.person_id


def test_who_holds_a_post_or_came_back_is_kept(desk: Desk):
    head = desk.sample.head
    desk.end_posts(head)
    desk.clock.turn(days=800)
    desk.database.transact(
        lambda tx: tx.insert(
            Assignment,
            person_id=head.person_id,
            unit_id=desk.sample.other_school,
            role=Role.HEAD.value,
            valid_from=tx.now,
        )
    )
    assert nights(desk) == {}


def test_a_number_that_is_free_again_may_be_somebody_elses(desk: Desk):
    desk.end_posts(desk.sample.head)
    desk.clock.turn(days=731)
    assert nights(desk) == {"people": 1}
    post = {"unit_id": desk.sample.school, "role": Role.HEAD.value}
    desk.database.transact(lambda tx: add_person(tx, "Hiệu trưởng mẫu mới", "+84903000001", "1001", post))
    number = desk.database.transact(lambda tx: tx.scalar(select(func.count()).select_from(table(Person))))
    assert number == 10


class Store(FileStore):
    """A store with one file in it."""

    def put(self, sha256: str) -> Path:
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"mau")
        return path


def test_a_file_that_another_record_has_as_well_stays_on_the_disk(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store, alone, shared = Store(tmp_path / "files"), "aa" * 32, "bb" * 32
    paths = {sha256: store.put(sha256) for sha256 in (alone, shared)}
    incident, open_one = closed(desk), desk.report({"what": "còn mở"})

    def attach(tx: Tx, draft_id: int, sha256: str) -> None:
        file = IncomingFile(ref=sha256, unique_ref=sha256, kind="photo")
        tx.insert(
            Attachment, draft_id=draft_id, channel="telegram", file_ref=file.ref, unique_ref=file.unique_ref,
            kind="photo", status="stored", sha256=sha256, created_at=tx.now,
        )  # fmt: skip

    for draft_id, sha256 in ((incident.draft_id, alone), (incident.draft_id, shared), (open_one.draft_id, shared)):
        desk.database.transact(lambda tx, to=draft_id, what=sha256: attach(tx, to, what))
    desk.clock.turn(**FIVE_YEARS)
    nights(desk)
    assert desk.database.transact(lambda tx: anonymising.gone_files(tx, 9)) == [alone]

    assert desk.database.transact(lambda tx: forget(tx, store)) == (1, 0)
    assert paths[alone].exists(), "it was kept within the hour: somebody may be sending it"
    monkeypatch.setattr("bot.forgetting._SETTLED_AFTER", -1.0)
    assert desk.database.transact(lambda tx: forget(tx, store)) == (0, 1)

    assert not paths[alone].exists()
    assert paths[shared].exists()


def test_what_was_made_to_be_sent_goes_once_nobody_is_to_be_given_it(desk: Desk):
    def made(tx: Tx) -> None:
        kept = {"channel": "", "file_ref": "", "kind": "document", "status": "stored", "created_at": tx.now}
        for name, sha256 in (("wanted", "dd" * 32), ("over", "ee" * 32)):
            number = tx.insert(Attachment, unique_ref=name, sha256=sha256, **kept)
            if name == "wanted":
                tx.insert(
                    Making, kind="mau", key="1", params={}, priority=1, again_at=tx.now, created_at=tx.now,
                    attachment_id=number,
                )  # fmt: skip

    desk.database.transact(made)
    assert nights(desk) == {}
    desk.clock.turn(days=121)
    desk.database.transact(lambda tx: tx.change(Making, {"key": "1"}, created_at=tx.now, made_at=tx.now))
    assert nights(desk) == {"made_files": 1}
    assert desk.database.transact(lambda tx: anonymising.gone_files(tx, 9)) == ["ee" * 32]


def test_a_file_that_was_sent_again_meanwhile_stays(desk: Desk, tmp_path: Path):
    store, sha256 = Store(tmp_path / "files"), "cc" * 32
    path = store.put(sha256)
    desk.database.transact(
        lambda tx: tx.connection.execute(table(anonymising.GoneFile).insert(), [{"sha256": sha256, "at": tx.now}])
    )
    open_one = desk.report()
    desk.database.transact(
        lambda tx: tx.insert(
            Attachment,
            draft_id=open_one.draft_id,
            channel="telegram",
            file_ref="x",
            unique_ref="x",
            kind="photo",
            status="stored",
            sha256=sha256,
            created_at=tx.now,
        )
    )
    assert desk.database.transact(lambda tx: forget(tx, store)) == (0, 1)
    assert path.exists()
