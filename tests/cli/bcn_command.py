"""Hands that call `bcn` and write the lists that it reads."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from typer.testing import CliRunner

from bot.cli import app
from storage.database import Database

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said; `out` holds both streams."""

    code: int
    out: str
    mistakes: str


class Bcn:
    """Calls the command in the folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str | Path) -> Said:
        """Raises whatever the command did not turn into a sentence."""
        result = CliRunner().invoke(app, [str(word) for word in words])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.output, result.stderr)

    def excel(self, *rows: Sequence[Any], name: str = "list.xlsx") -> Path:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(list(row))
        path = self.folder / name
        book.save(path)
        return path

    def csv(self, *rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
        path = self.folder / "list.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path


def rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    with database.engine.begin() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]
