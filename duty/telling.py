"""Saying something to a person about standing in, in their language, on the account that reaches them now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import locales
from incidents.facts import moment_text
from incidents.ways import way_to
from rules.escalation import QuietHours, after_quiet
from storage import outbox, registry
from storage.database import Tx
from storage.outbox import Priority
from storage.screens import Button, Screen


def tell(
    tx: Tx,
    person_id: int,
    key: str,
    *,
    buttons: Sequence[tuple[str, str]] = (),
    slot: str = "",
    silent: bool = False,
    priority: Priority = Priority.ANSWER,
    quiet: QuietHours | None = None,
    **args: Any,
) -> bool:
    """A new message; False when the person cannot be reached. A time among the arguments is said as people read it.

    buttons: (key of the label, action), one a row. slot: an earlier message of it loses its buttons. quiet: nobody
    has just done it, so it is not said in these hours.
    """
    to = way_to(tx, person_id, waits=priority >= Priority.REMINDER)
    if to is None:
        return False
    lang = registry.person(tx, person_id).lang
    text = locales.text(lang, key, **{name: said(lang, value, tx.now) for name, value in args.items()})
    rows = tuple((Button(locales.text(lang, label), action),) for label, action in buttons)
    morning = None if quiet is None else after_quiet(quiet, tx.now)
    outbox.send(tx, to, Screen(text, rows, slot=slot, fresh=True, silent=silent), priority, not_before=morning)
    return True


def said(lang: str, value: Any, now: datetime) -> Any:
    return moment_text(lang, value, now) if isinstance(value, datetime) else value
