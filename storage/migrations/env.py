"""What Alembic runs: on the connection that storage.migrate gives, or on BCN_DATABASE_URL for `alembic revision`."""

import contextlib
import os

from alembic import context
from sqlalchemy import Connection

from storage.database import Database
from storage.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=True)
    context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    _run(given)
else:
    with contextlib.closing(Database(os.environ["BCN_DATABASE_URL"])) as database:
        database.transact(lambda tx: _run(tx.connection))
