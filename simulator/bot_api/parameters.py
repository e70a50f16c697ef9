"""The parameters of one Bot API call, from a query, a form or JSON, and the readings Telegram gives them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from simulator.bot_api.errors import bad_request


@dataclass(slots=True)
class Upload:
    """A file of a multipart body."""

    name: str
    mime: str | None
    content: bytes


@dataclass(slots=True)
class Parameters:
    """Values as they came: strings from forms, anything from JSON. Wrong types are refused where they are read.

    gone: whether the caller has hung up meanwhile.
    """

    values: dict[str, Any]
    uploads: dict[str, Upload] = field(default_factory=dict)
    gone: Callable[[], bool] = lambda: False

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        raise bad_request(f'can\'t parse parameter "{name}": String expected')

    def integer(self, name: str, default: int = 0) -> int:
        """Telegram reads what is no number as 0."""
        raw = self.text(name).strip()
        if not raw:
            return default
        try:
            return int(raw)
        except ValueError:
            return 0

    def number(self, name: str) -> float | None:
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def structure(self, name: str, what: str) -> Any:
        """JSON given as a string or as itself; None when absent. Refuses with «can't parse `what`»."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what}") from None
