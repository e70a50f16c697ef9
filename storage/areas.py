"""Parts of the tree of units, each named by the path below which it lies, as a condition of queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, false, or_

from storage.database import table
from storage.tables.registry import Unit

_unit = table(Unit)


def inside(paths: Sequence[str]) -> ColumnElement[bool]:
    """That a unit lies below one of the paths, or is the one there; of no path it never does."""
    found: Any = (_unit.c.path.startswith(path, autoescape=True) for path in paths)
    return or_(false(), *found)
