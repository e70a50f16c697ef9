"""The ranking shows the first places and one's own; who has as many shares a place."""

from datetime import timedelta

from department import HandClock, Sample
from news_desk import NewsDesk
from sqlalchemy import insert, text

from rules.news_periods import named
from storage.database import Database, Tx, table
from storage.news_ranking import ranking
from storage.tables.conversations import Draft
from storage.tables.news import NewsItem
from storage.tables.registry import Unit

UNITS = 3_500


def test_units_with_as_many_share_a_place_and_ones_own_is_marked(desk: NewsDesk) -> None:
    desk.accepted(desk.sample.other_school, 2)
    desk.accepted(desk.sample.school, 2)
    desk.head.write("xếp hạng")
    assert "1. Trường mẫu A · 2 bài" in desk.head.last.text
    assert "1. Trường mẫu B · 2 bài" in desk.head.last.text
    desk.accepted(desk.sample.other_school, 1)
    desk.head.press("Năm nay")
    assert "1. Trường mẫu B · 3 bài" in desk.head.last.text
    assert "2. Trường mẫu A · 2 bài" in desk.head.last.text
    assert "2 đơn vị được nhận 5 bài" in desk.head.last.text


def test_unit_without_accepted_news_is_told_so_kindly(desk: NewsDesk) -> None:
    desk.head.write("/xephang")
    assert "Chưa có bài nào" in desk.head.last.text
    desk.accepted(desk.sample.other_school, 1)
    desk.head.write("/xephang")
    assert "Trường mẫu A\ue001: chưa có bài được nhận" in desk.head.last.text


def test_what_was_accepted_last_month_counts_for_that_month(desk: NewsDesk) -> None:
    desk.accepted(desk.sample.school, 1)
    desk.clock.turn(days=20)
    desk.desk.write("/tinbai")
    desk.desk.press("Xếp hạng")
    assert "Trường mẫu A" not in desk.desk.last.text
    desk.desk.press("Tháng trước")
    assert "1. Trường mẫu A" in desk.desk.last.text


def test_declined_and_waiting_news_does_not_count(desk: NewsDesk) -> None:
    desk.send()
    desk.send("Bài thứ hai mẫu")
    desk.open().press("Không nhận")
    desk.desk.press("Đã có bài tương tự")
    desk.head.look()
    desk.head.write("/xephang")
    assert "Chưa có bài nào" in desk.head.last.text


def many(tx: Tx, sample: Sample) -> int:
    """3,500 units, each with as many accepted items as its number says; the id of the first."""
    first = 10_000
    ids = range(first, first + UNITS)
    units = [
        {"id": one, "code": f"M-{one}", "name": f"Trường mẫu {one}", "kind": "", "address": "", "tags": ""}
        | {"parent_id": sample.root, "path": f"/{sample.root}/{one}/", "active": True}
        for one in ids
    ]
    tx.connection.execute(insert(table(Unit)), units)
    draft = tx.insert(
        Draft, person_id=sample.head.person_id, unit_id=first, door="news", created_at=tx.now, updated_at=tx.now
    )
    item = {"author_id": sample.head.person_id, "draft_id": draft, "state": "accepted", "code": "", "kind": "activity"}
    item |= {"title": "", "text": "", "children": "", "reason": "", "created_at": tx.now}
    rows = [item | {"unit_id": one, "decided_at": tx.now} for one in ids for _ in range(1 + one % 3)]
    rows += [item | {"unit_id": first, "decided_at": tx.now} for _ in range(9)]
    rows += [item | {"unit_id": one, "decided_at": tx.now - timedelta(days=90)} for one in ids]
    tx.connection.execute(insert(table(NewsItem)), rows)
    return first


def test_ranking_of_3500_units_shows_the_first_and_ones_own_by_the_index(
    database: Database, registry: Sample, clock: HandClock
) -> None:
    first = database.transact(lambda tx: many(tx, registry))
    period = named("month", clock.now())
    own = [first + 2, registry.school]
    found = database.transact(lambda tx: ranking(tx, f"/{registry.root}/", period.begins, period.ends, own, 10))
    assert (found.units, len(found.first)) == (UNITS, 10)
    assert (found.first[0].unit_id, found.first[0].place) == (first, 1)
    threes = sum(1 + one % 3 == 3 for one in range(first, first + UNITS)) - (1 + first % 3 == 3)
    [mine] = found.own
    assert mine.number == 1 + (first + 2) % 3
    assert mine.place == {3: 2, 2: threes + 2}.get(mine.number, mine.place)
    if database.sqlite:
        plan = (
            "EXPLAIN QUERY PLAN SELECT unit_id, count(*) FROM news_item WHERE state = 'accepted' AND decided_at >= 'x'"
        )
        rows = database.transact(lambda tx: tx.rows(text(f"{plan} GROUP BY unit_id")))
        assert "ix_news_item_ranking" in str(rows)
