"""The commands that keep records safe: the record of who did what, keys, backups."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import sentences

audit = typer.Typer(
    help="Nhật ký ai xem gì, làm gì.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%d/%m/%Y"], metavar="NGÀY")]


@audit.command("verify")
def audit_verify(
    head: Annotated[
        list[str] | None,
        typer.Option("--head", metavar="MỐC", help="Mốc đã ghi ở nơi khác: phát hiện cả khi chuỗi bị làm lại."),
    ] = None,
) -> None:
    """Kiểm tra nhật ký có bị sửa, xóa, chèn hay đổi thứ tự không; nói rõ chỗ đầu tiên. Mã thoát 1 khi có."""
    with sentences():
        from bot.commands.audit import verify

        if not verify(head or []):
            raise typer.Exit(1)


@audit.command("export")
def audit_export(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tên tệp .csv hoặc .jsonl.")],
    who: Annotated[str | None, typer.Option("--who", metavar="SỐ", help="Chỉ một người: đã xem gì, làm gì.")] = None,
    since: Day = None,
    until: Day = None,
    what: Annotated[
        str | None, typer.Option("--about", metavar="MÃ", help="Chỉ một vụ việc, ví dụ BCN-2026-000123: ai đã xem.")
    ] = None,
) -> None:
    """Ghi nhật ký ra tệp; --since, --until là ngày đầu và ngày cuối."""
    with sentences():
        from bot.commands.audit import export

        export(file, who, since.date() if since else None, until.date() if until else None, what)


@audit.command("seen")
def audit_seen(
    who: Annotated[str, typer.Argument(metavar="SỐ", help="Số điện thoại hoặc số của cán bộ trong sổ.")],
    since: Day = None,
    until: Day = None,
) -> None:
    """Khi nghi lộ dữ liệu: một người đã xem, đã được gửi gì và lúc nào; --since, --until là ngày đầu và ngày cuối."""
    with sentences():
        from bot.commands.seen import show

        show(who, since.date() if since else None, until.date() if until else None)


keys = typer.Typer(help="Khóa của tệp đính kèm và bản sao lưu.", no_args_is_help=True, pretty_exceptions_enable=False)


@keys.command("rotate")
def keys_rotate() -> None:
    """Tạo khóa mới và bọc lại mọi tệp đính kèm bằng khóa đó. Dịch vụ vẫn chạy; bị ngắt thì chạy bcn keys apply."""
    with sentences():
        from bot.commands.keys import rotate

        rotate()


@keys.command("apply")
def keys_apply() -> None:
    """Mã hóa các tệp cũ chưa mã hóa và bọc lại các tệp còn dùng khóa cũ. Chạy lại bao nhiêu lần cũng được."""
    with sentences():
        from bot.commands.keys import bring_up_to_date

        bring_up_to_date()


@keys.command("list")
def keys_list() -> None:
    """Các khóa theo tên (không hiện khóa), khóa nào đang dùng, bao nhiêu tệp dùng khóa nào."""
    with sentences():
        from bot.commands.keys import show

        show()


retention = typer.Typer(
    help="Thời hạn lưu trữ: nội dung hết hạn bị xoá, con số thống kê ở lại.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Code = Annotated[str, typer.Argument(metavar="MÃ", help="Mã vụ việc, ví dụ BCN-2026-000123.")]


@retention.command("preview")
def retention_preview() -> None:
    """Cái gì đã hết hạn, sắp hết hạn, đang được giữ lại. Không xoá gì."""
    with sentences():
        from bot.commands.retention import preview

        preview()


@retention.command("run")
def retention_run() -> None:
    """Xoá ngay nội dung đã hết hạn (bot tự làm mỗi đêm). Bị ngắt thì chạy lại."""
    with sentences():
        from bot.commands.retention import run

        run()


@retention.command("hold")
def retention_hold(
    code: Code, reason: Annotated[str, typer.Option("--reason", metavar="LÝ_DO", help="Vì sao phải giữ.")]
) -> None:
    """Giữ nguyên nội dung một vụ việc dù đã hết hạn."""
    with sentences():
        from bot.commands.retention import hold

        hold(code, reason)


@retention.command("release")
def retention_release(code: Code) -> None:
    """Thôi giữ lại: vụ việc lại theo thời hạn lưu trữ."""
    with sentences():
        from bot.commands.retention import release

        release(code)


def add_backups(app: typer.Typer) -> None:
    """`bcn backup`, `bcn restore`."""
    app.command("backup")(make_backup)
    app.command("restore")(restore_backup)


def make_backup(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[THƯ_MỤC]", help="Nơi ghi bản sao lưu; mặc định BCN_BACKUP_DIR.")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="TỆP", help="Không tạo, chỉ đọc lại một bản đã có.")
    ] = None,
) -> None:
    """Sao lưu cơ sở dữ liệu và mọi tệp đính kèm vào một tệp mã hóa rồi đọc lại; dịch vụ cứ chạy."""
    with sentences():
        from bot.commands import backup

        if check is not None:
            backup.check(check)
        else:
            backup.make(folder)


def restore_backup(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bản sao lưu .bcnbackup.")],
) -> None:
    """Phục hồi vào nơi còn trống: chưa có cơ sở dữ liệu (SQLite) hoặc cơ sở dữ liệu rỗng, chưa có tệp đính kèm."""
    with sentences():
        from bot.commands.backup import restore

        restore(file)
