"""A unit that is closed, or merged into another: what it owes is excused, or owed by the other unit."""

from storage import audit, registry, staffing, tasks
from storage.database import Tx


def close_unit(tx: Tx, unit_id: int, into_id: int | None = None, by: int | None = None) -> tuple[int, int]:
    """(reports that the other unit takes over, reports excused). Incidents and what was submitted stay on record.

    Raises LookupError for a unit that is not there, ValueError when it cannot be closed so (units below it that are
    not closed, or merged into itself or into a closed one).
    """
    unit = registry.unit(tx, unit_id)
    if into_id is not None and (into_id == unit_id or not registry.unit(tx, into_id).active):
        raise ValueError("into")
    if staffing.has_units_below(tx, unit_id):
        raise ValueError("below")
    moved, excused = tasks.unit_closed(tx, unit_id, into_id)
    staffing.set_unit_active(tx, unit_id, False)
    audit.note(tx, "unit.close", "done", person_id=by, subject=f"unit:{unit.code}", into=into_id)
    return moved, excused
