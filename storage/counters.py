"""Numbers given out in order without a gap that a rollback would leave in a sequence."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Tx, table
from storage.tables.upkeep import Counter

_counter = table(Counter)


def _next(insert: Any) -> Any:
    return insert.on_conflict_do_update(index_elements=["name"], set_={"value": _counter.c.value + 1}).returning(
        _counter.c.value
    )


_next_sqlite, _next_postgres = _next(sqlite.insert(_counter)), _next(postgresql.insert(_counter))


def next_number(tx: Tx, name: str) -> int:
    """The next number under `name`, beginning with 1; concurrent transactions wait for each other."""
    found = tx.row(_next_postgres if tx.postgres else _next_sqlite, {"name": name, "value": 1})
    assert found is not None
    return int(found.value)
