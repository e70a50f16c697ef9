"""The words and options of `bcn news …`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import sentences

news = typer.Typer(
    help="Tin bài của các đơn vị.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@news.callback()
def _group() -> None:
    """With a single command typer would leave its name out."""


@news.command("export")
def news_export(
    output: Annotated[Path, typer.Argument(metavar="TỆP.docx", help="Tệp Word sẽ được ghi.")],
    first: Annotated[str, typer.Option("--from", metavar="NGÀY", help="Ngày đầu, như 01/11/2026.")],
    last: Annotated[str, typer.Option("--to", metavar="NGÀY", help="Ngày cuối, tính cả ngày đó.")],
) -> None:
    """Gom các tin bài đã nhận trong thời gian này vào một tệp Word, kèm ảnh."""
    with sentences():
        from bot.commands.news import export

        export(first, last, output)
