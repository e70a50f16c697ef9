"""A place on the map and a day, as lists hold them."""

import re
from datetime import date, datetime

from rules.moments import start_of

_NUMBERS = re.compile(r"-?\d+(?:[.,]\d+)?")
_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
# Vietnam with its islands: what lies elsewhere has its numbers exchanged, or a wrong comma.
_SOUTH, _NORTH, _WEST, _EAST = 6.0, 24.0, 102.0, 118.0


def read_place(written: str) -> tuple[float, float]:
    """(latitude, longitude) in degrees. Raises ValueError with a Vietnamese reason."""
    found = [float(number.replace(",", ".")) for number in _NUMBERS.findall(written)]
    if len(found) != 2:
        raise ValueError(f"không đọc được toạ độ «{written}», xin ghi như 10.7769, 106.7009")
    latitude, longitude = found
    if not (_SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST):
        raise ValueError(f"toạ độ «{written}» không ở Việt Nam; vĩ độ trước, kinh độ sau")
    return latitude, longitude


def read_date(written: str) -> datetime:
    """The beginning of a day, in Vietnam's time. Raises ValueError with a Vietnamese reason."""
    found = _DAY.fullmatch(written)
    try:
        if found is None:
            raise ValueError
        return start_of(date(int(found["year"]), int(found["month"]), int(found["day"])))
    except ValueError:
        raise ValueError(f"không đọc được ngày «{written}», xin ghi như 01/07/2026") from None
