"""Units found by what somebody types of their name or code."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from rules.folding import fold
from storage.alike import may_hold
from storage.areas import inside
from storage.database import Tx, table
from storage.tables.registry import Unit

_unit = table(Unit)


def like(tx: Tx, areas: Sequence[str], words: str, limit: int) -> list[tuple[int, str]]:
    """(id, name) of the units below `areas` whose name holds the words, or whose code they are, by name.

    Compared without case and diacritics; no unit that is closed.
    """
    wanted = fold(words)
    if not wanted or not areas:
        return []
    alike = or_(may_hold(_unit.c.name, words), may_hold(_unit.c.code, words))
    statement = select(_unit.c.id, _unit.c.code, _unit.c.name).where(_unit.c.active, inside(areas), alike)
    rows = tx.rows(statement.order_by(_unit.c.name))
    found = [(row.id, row.name) for row in rows if wanted in fold(row.name) or wanted == fold(row.code)]
    return found[:limit]
