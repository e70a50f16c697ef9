"""The regular report of the demo: open from the start, so that the sample heads have one to fill in."""

from datetime import timedelta

from campaigns import living
from rules.campaigns import definition_of
from rules.catalogue import load_catalogue
from rules.moments import local_day
from storage.database import Tx

_TITLE = {"vi": "Công tác truyền thông (mẫu)", "en": "Communications (sample)"}


def begin(tx: Tx) -> None:
    """Due at the end of work in five days; nobody is told of it before the day, so that it disturbs nothing else."""
    rules = load_catalogue()
    written = rules.campaign("communications_month").stored()
    changed = {
        "id": "communications_sample",
        "title": _TITLE,
        "rhythm": {"every": "once", "on": str(local_day(tx.now) + timedelta(days=5))},
        "on_day_off": "after",
        "reminders": {"days_before": [0]},
    }
    living.start(tx, rules, living.draft(tx, definition_of({**written, **changed})))
