"""Files whose time is over are taken off the disk, after the records that held them are committed."""

import time
from datetime import timedelta

from rules.catalogue import Catalogue
from storage import anonymising, due
from storage.anonymising import FILES_DUE as DUE
from storage.database import Tx
from storage.due import Urgency
from storage.files import FileStore
from storage.tables.upkeep import Due

__all__ = ["DUE", "Forgetting", "forget"]

AT_ONCE = 100
# Somebody may have sent the same file a moment ago, and its record is not written yet.
_SETTLED_AFTER = 3600.0
_AGAIN = timedelta(hours=1)
_SOON = timedelta(seconds=5)


class Forgetting:
    """The act of the clock for a store of files."""

    def __init__(self, files: FileStore) -> None:
        self._files = files

    def on_due(self, tx: Tx, _rules: Catalogue, _what: Due) -> None:
        waiting, done = forget(tx, self._files)
        if not waiting and not done:
            due.disarm(tx, DUE, 0)
            return
        due.arm(tx, DUE, 0, tx.now + (_SOON if done else _AGAIN), Urgency.UPKEEP)


def forget(tx: Tx, files: FileStore) -> tuple[int, int]:
    """(how many are left for later, how many were settled) of the next AT_ONCE files."""
    waiting = done = 0
    for sha256 in anonymising.gone_files(tx, AT_ONCE):
        if anonymising.is_wanted(tx, sha256) or files.forget(sha256, older_than=time.time() - _SETTLED_AFTER):
            anonymising.file_settled(tx, sha256)
        else:
            waiting += 1
            continue
        done += 1
    return waiting, done
