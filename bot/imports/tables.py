"""What a file of any kind is read into: tables of text, line by line, and the limits of one."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rules.folding import clean

MOST_LINES = 200_000
MOST_COLUMNS = 100
_LONGEST_TEXT = 2_000


class SheetError(Exception):
    """The file cannot be used; the message says, in Vietnamese, what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table as the person who wrote it counts them, from 1.

    `across`: how many columns a cell covers that is merged with those to its right.
    """

    number: int
    cells: tuple[str, ...]
    across: Mapping[int, int] = field(default_factory=dict)


Table = list[Line]


def cell_text(value: Any) -> str:
    """A cell as somebody reads it: 903000001.0 is 903000001, and line breaks are spaces."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y")
    return " ".join(clean(str(value)[:_LONGEST_TEXT]).split())
