"""A service as a process, its database, and the local Telegram it speaks with; the two kinds in which it is tried."""

from dataclasses import dataclass
from typing import Any

import pytest
import records
from hands import until
from harness import LocalTelegram, Service

from storage.database import Database

POLLING_SQLITE = ("polling", "sqlite")
WEBHOOK_POSTGRES = ("webhook", "postgres")
AS_SHIPPED = 20  # seconds that the service waits for an answer of a messenger


@dataclass(frozen=True)
class World:
    """A service, its database, and the local Telegram that it speaks with."""

    service: Service
    database: Database
    telegram: LocalTelegram

    async def quiet(self) -> None:
        """Until what is due has been done, and all that was to be said has been said and it is noted where."""
        await until(lambda: not records.overdue(self.database, self.telegram.now()))
        await until(lambda: records.outbox(self.database, "queued", "sending") == [])


def both_worlds(*how: str) -> list[Any]:
    """Both worlds, each kept on one worker, for a service of this kind."""
    return [
        pytest.param((*POLLING_SQLITE, *how), marks=pytest.mark.xdist_group("-".join(("polling-sqlite", *how)))),
        pytest.param((*WEBHOOK_POSTGRES, *how), marks=pytest.mark.xdist_group("-".join(("webhook-postgres", *how)))),
    ]
