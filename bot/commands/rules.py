"""`bcn rules check`: every mistake in the catalogue, with its file, its line and the reason."""

import sys
from pathlib import Path

import typer

from bot.commands.common import settings
from rules.catalogue import RulesError, load_catalogue


def check(folder: Path | None) -> None:
    """Leaves with status 1 when there are mistakes."""
    where = folder or settings().rules_dir
    try:
        found = load_catalogue(where)
    except RulesError as error:
        print(error)
        print(f"{len(error.mistakes)} lỗi; danh mục này chưa dùng được.", file=sys.stderr)
        raise typer.Exit(1) from None
    print(
        f"Danh mục dùng được: {len(found.categories)} loại sự cố, {len(found.form)} câu hỏi, "
        f"{len(found.policies)} quy trình báo động. Dấu vân tay {found.fingerprint[:12]}."
    )
