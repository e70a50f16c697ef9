"""One account that brings more than a hand can is not taken, is told so once a minute, and stands in nobody's way."""

from datetime import UTC, datetime

from department import Sample
from sqlalchemy import select
from watch import Watch

from bot.flood import Flood, Verdict
from bot.intake import Intake
from handlers.event import Event, Kind
from rules.catalogue import Catalogue
from storage.database import Database, table
from storage.tables.messaging import OutboxMessage, UpdateSeen
from storage.tables.upkeep import AuditEntry

ME, OTHER = ("telegram", "1"), ("zalo", "1")


def asked(flood: Flood, account: tuple[str, str], times: int) -> list[Verdict]:
    return [flood.ask(account) for _ in range(times)]


def test_what_comes_at_once_is_taken_up_to_the_measure_and_told_once(watch: Watch):
    flood = Flood(30, watch)

    found = asked(flood, ME, 33)

    assert found == [Verdict.TAKE] * 30 + [Verdict.TELL, Verdict.REFUSE, Verdict.REFUSE]
    assert flood.ask(OTHER) is Verdict.TAKE


def test_it_is_taken_again_at_the_rate_and_told_again_after_a_minute(watch: Watch):
    flood = Flood(30, watch)
    asked(flood, ME, 31)
    watch.at += 2
    assert asked(flood, ME, 2) == [Verdict.TAKE, Verdict.REFUSE]
    watch.at += 59
    assert asked(flood, ME, 31)[-2:] == [Verdict.TELL, Verdict.REFUSE]


def test_album_every_ten_seconds_is_never_too_much(watch: Watch):
    flood = Flood(120, watch)
    for _ in range(30):
        assert set(asked(flood, ME, 10)) == {Verdict.TAKE}
        watch.at += 10


def test_it_remembers_no_more_accounts_than_it_may(watch: Watch):
    flood = Flood(1, watch)
    for number in range(10_500):
        flood.ask(("telegram", str(number)))
    assert flood.ask(("telegram", "10499")) is not Verdict.TAKE
    assert flood.ask(("telegram", "0")) is Verdict.TAKE


def event(sample: Sample, number: int, kind: Kind = "text", **more: str) -> Event:
    return Event("telegram", sample.head.address, f"u{number}", datetime.now(UTC), kind, text="/viec", **more)


async def test_account_that_is_refused_hears_it_once_and_it_is_noted(
    database: Database, registry: Sample, rules: Catalogue, watch: Watch
):
    intake = Intake(database, rules, flood=Flood(3, watch))

    for number in range(6):
        await intake.take(event(registry, number))

    told = [row.screen["text"] for row in database.look(lambda tx: tx.rows(select(table(OutboxMessage))))]
    assert len([one for one in told if "quá nhiều tin" in one]) == 1
    assert len(database.look(lambda tx: tx.rows(select(table(UpdateSeen))))) == 3
    noted = select(table(AuditEntry)).where(table(AuditEntry).c.action == "flood")
    [line] = database.look(lambda tx: tx.rows(noted))
    assert (line.person_id, line.outcome) == (registry.head.person_id, "refused")


async def test_press_that_is_refused_is_answered_and_a_blocked_bot_is_always_heard(
    database: Database, registry: Sample, rules: Catalogue, watch: Watch
):
    intake = Intake(database, rules, flood=Flood(1, watch))
    await intake.take(event(registry, 1))

    await intake.take(event(registry, 2, "press", press_id="p2", action="l:open:0"))
    await intake.take(event(registry, 3, "blocked"))

    told = [row.screen for row in database.look(lambda tx: tx.rows(select(table(OutboxMessage))))]
    assert [one for one in told if "quá nhiều tin" in str(one) and "p2" in str(one)]
    assert len(database.look(lambda tx: tx.rows(select(table(UpdateSeen))))) == 2
