"""The plain statements, built once for each table and choice of columns: building one costs more than running it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Delete, Insert, Select, Update, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

Names = tuple[str, ...]


def table(model: type[SQLModel]) -> Any:
    """The Core table behind a SQLModel class; its columns are `table(X).c`."""
    return model.__table__  # type: ignore[attr-defined]


def parameters(where: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """What the statements below are run with."""
    return {f"where_{name}": value for name, value in where.items()} | {f"to_{name}": to for name, to in values.items()}


@cache
def inserting(model: type[SQLModel]) -> Insert:
    return insert(table(model))


@cache
def selecting(model: type[SQLModel], where: Names) -> Select[Any]:
    return select(table(model)).where(*_same(model, where))


@cache
def locking(model: type[SQLModel]) -> Select[Any]:
    return select(table(model).c.id).where(table(model).c.id == bindparam("id")).with_for_update()


@cache
def updating(model: type[SQLModel], where: Names, names: Names) -> Update:
    return update(table(model)).where(*_same(model, where)).values({name: bindparam(f"to_{name}") for name in names})


@cache
def deleting(model: type[SQLModel], where: Names) -> Delete:
    return delete(table(model)).where(*_same(model, where))


@cache
def upserting(model: type[SQLModel], dialect: str, by: Names, changed: Names) -> Any:
    """Adds a row; where one with the same `by` is there, that one takes the columns `changed` instead."""
    added: Any = postgresql.insert(table(model)) if dialect == "postgresql" else sqlite.insert(table(model))
    return added.on_conflict_do_update(index_elements=list(by), set_={name: added.excluded[name] for name in changed})


def _same(model: type[SQLModel], names: Names) -> list[Any]:
    return [table(model).c[name] == bindparam(f"where_{name}") for name in names]
