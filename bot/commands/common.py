"""What the commands share: settings and database made ready, and mistakes told as sentences instead of tracebacks."""

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.settings import Settings
    from rules.catalogue import Catalogue
    from storage.database import Database

CANNOT = 2
_WIDEST = 1000


class Stop(Exception):
    """The command cannot go on; the message says, in Vietnamese, what to do."""


@contextlib.contextmanager
def sentences() -> Iterator[None]:
    """What the operator can mend goes to stderr as a sentence, and the command ends with status 2."""
    from bot.settings import SettingsError
    from rules.catalogue import RulesError
    from storage.migrate import CannotUpgrade

    try:
        yield
    except (Stop, SettingsError, RulesError, CannotUpgrade) as error:
        print(error, file=sys.stderr)
        raise typer.Exit(CANNOT) from None


def show_table(headings: Sequence[str], rows: Iterable[Sequence[str]], whole: bool = False) -> None:
    """Prints a table; what stands in the cells is shown as it is. whole: no cell is broken into lines or cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*headings)
    for row in rows:
        table.add_row(*map(Text, row))
    Console(highlight=False, width=_WIDEST if whole else None).print(table)


def settings() -> "Settings":
    from bot.settings import load_settings

    return load_settings()


def catalogue(settings: "Settings") -> "Catalogue":
    """Raises RulesError with every mistake."""
    from rules.catalogue import load_catalogue

    return load_catalogue(settings.rules_dir)


@contextlib.contextmanager
def database(settings: "Settings") -> "Iterator[Database]":
    """The database, up to date. Raises Stop."""
    from storage import migrate
    from storage.database import Database

    url = settings.resolved_database_url
    if lacking := migrate.missing(url):
        raise Stop(lacking)
    with contextlib.closing(Database(url)) as opened:
        yield opened
