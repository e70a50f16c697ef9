"""What a screen of a draft is made of."""

from dataclasses import dataclass
from typing import Any

import locales
from handlers.engine import NOTHING, Outcome, State
from handlers.report.answers import Setting


@dataclass(frozen=True, slots=True)
class View:
    """files: how many came; incidents: (id, code) of those that the draft may belong to."""

    draft_id: int
    setting: Setting
    state: State
    files: int = 0
    outcome: Outcome = NOTHING
    incidents: tuple[tuple[int, str], ...] = ()

    def t(self, key: str, **args: Any) -> str:
        return locales.text(self.setting.lang, key, **args)
