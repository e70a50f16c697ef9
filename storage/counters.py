"""Numbers given out in order without a gap that a rollback would leave in a sequence."""

from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.upkeep import Counter

_counter = table(Counter)


def next_number(tx: Tx, name: str) -> int:
    """The next number under `name`, beginning with 1; concurrent transactions wait for each other."""
    insert = postgresql.insert(_counter) if tx.postgres else sqlite.insert(_counter)
    found = tx.row(
        insert.values(name=name, value=1)
        .on_conflict_do_update(index_elements=["name"], set_={"value": _counter.c.value + 1})
        .returning(_counter.c.value)
    )
    assert found is not None
    return int(found.value)
