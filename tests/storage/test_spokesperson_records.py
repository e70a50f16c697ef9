"""Who speaks for a unit, as the records tell it: also after heads and spokespersons have changed."""

from department import HandClock, Sample

from rules.roles import Role
from storage import spokespersons, staffing
from storage.database import Database
from storage.spokespersons import Speaker

PHONE = "+84903000777"


def named(database: Database, registry: Sample, *, person_id: int | None, name: str) -> None:
    database.transact(
        lambda tx: spokespersons.name(
            tx, registry.school, registry.head.person_id, person_id=person_id, name=name, title="", phone=PHONE
        )
    )


def speaker(database: Database, registry: Sample) -> Speaker | None:
    return database.transact(lambda tx: spokespersons.of_unit(tx, registry.school))


def test_nobody_speaks_for_a_unit_before_its_head_has_said_who(database: Database, registry: Sample) -> None:
    assert speaker(database, registry) is None


def test_a_person_of_the_registry_is_called_by_the_number_there(database: Database, registry: Sample) -> None:
    named(database, registry, person_id=registry.deputy.person_id, name="Tên cũ")
    found = speaker(database, registry)
    assert found is not None
    assert (found.name, found.phone) == (registry.deputy.name, "+84903000002")


def test_whoever_is_named_later_speaks_instead(database: Database, registry: Sample, clock: HandClock) -> None:
    named(database, registry, person_id=registry.deputy.person_id, name="")
    clock.turn(days=1)
    named(database, registry, person_id=None, name="Người mẫu B")
    assert speaker(database, registry) == Speaker("Người mẫu B", "", PHONE, None, clock.now())


def test_a_spokesperson_who_has_left_speaks_no_more(database: Database, registry: Sample) -> None:
    named(database, registry, person_id=registry.deputy.person_id, name="")
    database.transact(lambda tx: staffing.leave(tx, registry.deputy.person_id))
    assert speaker(database, registry) is None


def test_a_head_who_spoke_in_person_speaks_no_more_once_he_is_head_no_longer(
    database: Database, registry: Sample
) -> None:
    named(database, registry, person_id=registry.head.person_id, name="")
    database.transact(lambda tx: staffing.end(tx, registry.head.person_id, Role.HEAD, registry.school))
    assert speaker(database, registry) is None


def test_whom_a_former_head_has_named_is_shown_but_not_confirmed(
    database: Database, registry: Sample, clock: HandClock
) -> None:
    named(database, registry, person_id=None, name="Người mẫu B")
    database.transact(lambda tx: staffing.end(tx, registry.head.person_id, Role.HEAD, registry.school))
    database.transact(lambda tx: staffing.grant(tx, registry.deputy.person_id, registry.school, Role.HEAD))
    found = speaker(database, registry)
    assert found is not None
    assert (found.name, found.confirmed_at) == ("Người mẫu B", None)
    database.transact(lambda tx: spokespersons.confirm(tx, registry.school, registry.deputy.person_id))
    found = speaker(database, registry)
    assert found is not None
    assert found.confirmed_at == clock.now()
