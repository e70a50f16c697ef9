"""What a screen of a draft is made of."""

from dataclasses import dataclass
from typing import Any

import locales
from handlers.report.answers import Setting
from handlers.report.state import NOTHING, Outcome, State


@dataclass(frozen=True, slots=True)
class Known:
    """An open incident of the head to which what was sent may belong. about: «🩹 Tai nạn thương tích · 09:30»."""

    incident_id: int
    code: str
    about: str


@dataclass(frozen=True, slots=True)
class View:
    """files: how many came. What was sent may be for `known` incidents or the `older` draft (id, since when)."""

    draft_id: int
    setting: Setting
    state: State
    files: int = 0
    outcome: Outcome = NOTHING
    known: tuple[Known, ...] = ()
    older: tuple[int, str] | None = None

    def t(self, key: str, **args: Any) -> str:
        return locales.text(self.setting.lang, key, **args)
