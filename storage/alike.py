"""Names that may fold to what somebody has typed, found by the database itself: no database here folds «đ»."""

from typing import Any

from sqlalchemy import ColumnElement

from rules.folding import fold

# Only these letters carry marks in Vietnamese, and «đ» folds to «d»: any sign may stand for them.
_MARKED = frozenset("aeiouyd%_\\")


def may_hold(column: Any, words: str) -> ColumnElement[bool]:
    """That a text may hold the words, compared without case and diacritics; whoever asks looks at what is found."""
    pattern = "".join("%" if sign == " " else "_" if sign in _MARKED else sign for sign in fold(words))
    found: ColumnElement[bool] = column.ilike(f"%{pattern}%")
    return found
