"""The command line `bcn`. What a command needs is imported when it runs, so that `bcn run` starts fast."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_broadcasts import broadcasts
from bot.cli_campaigns import campaigns
from bot.cli_news import news
from bot.cli_safety import add_backups, audit, keys, retention
from bot.commands.common import sentences

app = typer.Typer(
    help="Báo Cáo Nhanh: thủ trưởng báo cáo sự cố qua chat, lãnh đạo được báo động cho đến khi có người tiếp nhận.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _group(name: str, about: str) -> typer.Typer:
    group = typer.Typer(help=about, no_args_is_help=True, pretty_exceptions_enable=False)
    app.add_typer(group, name=name)
    return group


db = _group("db", "Cơ sở dữ liệu.")
rules = _group("rules", "Danh mục và quy trình của Sở.")
units = _group("units", "Danh sách đơn vị.")
people = _group("people", "Danh sách cán bộ và vai trò.")
roster = _group("roster", "Lịch trực.")
accounts = _group("accounts", "Tài khoản chat của cán bộ.")
app.add_typer(campaigns, name="campaigns")
app.add_typer(audit, name="audit")
app.add_typer(retention, name="retention")
app.add_typer(broadcasts, name="broadcasts")
app.add_typer(keys, name="keys")
add_backups(app)
app.add_typer(news, name="news")
admin = _group("admin", "Giao và kết thúc từng vai trò, ngay trên máy chủ.")

SheetFile = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .xlsx hoặc .csv; mẫu ở docs/samples.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước, không ghi gì.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Nhập các dòng đúng, bỏ qua các dòng có lỗi.")]
Who = Annotated[str, typer.Argument(metavar="SỐ", help="Số điện thoại, hoặc số của người đó trong danh sách.")]
UnitCode = Annotated[str | None, typer.Option("--unit", metavar="MÃ", help="Mã đơn vị.")]


@app.command()
def run() -> None:
    """Chạy dịch vụ: polling, hoặc webhook khi có BCN_TELEGRAM_WEBHOOK_URL. Ctrl-C để dừng."""
    with sentences():
        from bot.commands.run import run

        run()


@app.command()
def demo(port: Annotated[int, typer.Option(min=1, max=65_535, help="Cổng của trang điện thoại.")] = 8081) -> None:
    """Chạy thử trên máy này: Telegram thử, đơn vị và cán bộ mẫu, điện thoại trong trình duyệt."""
    from bot.demo.running import run_demo

    run_demo(port)


@app.command()
def doctor() -> None:
    """Kiểm tra cài đặt, cơ sở dữ liệu, bot, webhook, danh mục và nói cách sửa."""
    with sentences():
        from bot.commands.doctor import doctor

        doctor()


@db.command("upgrade")
def db_upgrade() -> None:
    """Tạo cơ sở dữ liệu, hoặc đưa lên phiên bản mà chương trình cần. Chạy lại bao nhiêu lần cũng được."""
    with sentences():
        from bot.commands.common import settings
        from storage import migrate

        migrate.upgrade(settings().resolved_database_url)
        print("Cơ sở dữ liệu đã sẵn sàng.")


@rules.command("check")
def rules_check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[THƯ_MỤC]", help="Mặc định: BCN_RULES_DIR, hoặc danh mục kèm chương trình."),
    ] = None,
) -> None:
    """Kiểm tra danh mục: mọi lỗi, với tệp, dòng và lý do."""
    with sentences():
        from bot.commands.rules import check

        check(folder)


@units.command("import")
def units_import(file: SheetFile, dry_run: DryRun = False, skip_bad: SkipBad = False) -> None:
    """Nhập đơn vị: mã, tên, loại, địa chỉ, mã đơn vị cấp trên, nhãn. Ô trống giữ nguyên điều đã có."""
    with sentences():
        from bot.commands.imports import import_units

        import_units(file, dry_run=dry_run, skip_bad=skip_bad)


@units.command("reform")
def units_reform(
    file: SheetFile,
    dry_run: DryRun = False,
    plan: Annotated[bool, typer.Option("--plan", help="Lên kế hoạch: bot làm vào «Từ ngày» ghi trong tệp.")] = False,
) -> None:
    """Sắp xếp đơn vị theo tệp: thành lập, tách, đổi tên, chuyển, sáp nhập, giải thể. Trọn cả tệp hoặc không gì cả."""
    with sentences():
        from bot.commands.reform import reform

        reform(file, dry_run=dry_run, plan=plan)


@units.command("planned")
def units_planned(
    cancel: Annotated[int | None, typer.Option("--cancel", metavar="SỐ", help="Huỷ kế hoạch này.")] = None,
) -> None:
    """Kế hoạch sắp xếp đơn vị cho ngày sắp tới, và kết quả những lần trước."""
    with sentences():
        from bot.commands.reform import planned

        planned(cancel)


@units.command("close")
def units_close(
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã đơn vị giải thể hoặc sáp nhập.")],
    into: Annotated[str | None, typer.Option("--into", metavar="MÃ", help="Đơn vị nhận sáp nhập.")] = None,
) -> None:
    """Đơn vị giải thể hoặc sáp nhập: thôi được yêu cầu và nhắc báo cáo; hồ sơ cũ được giữ nguyên."""
    with sentences():
        from bot.commands.closing import close

        close(code, into)


@units.command("reopen")
def units_reopen(code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã đơn vị đã đóng.")]) -> None:
    """Đơn vị hoạt động trở lại, từ kỳ báo cáo sau."""
    with sentences():
        from bot.commands.closing import reopen

        reopen(code)


@people.command("import")
def people_import(file: SheetFile, dry_run: DryRun = False, skip_bad: SkipBad = False) -> None:
    """Nhập cán bộ: họ tên, điện thoại, mã đơn vị, vai trò, phòng, chức danh. Mỗi vai trò một dòng."""
    with sentences():
        from bot.commands.imports import import_people

        import_people(file, dry_run=dry_run, skip_bad=skip_bad)


@people.command("leave")
def people_leave(who: Who) -> None:
    """Người đã nghỉ hoặc chuyển đi: kết thúc mọi vai trò, cắt tài khoản chat, thu hồi mã mời."""
    with sentences():
        from bot.commands.staff import leave

        leave(who)


@roster.command("import")
def roster_import(
    file: SheetFile,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Trong khoảng ngày của tệp, bỏ các ca sắp tới không có trong tệp.")
    ] = False,
) -> None:
    """Nhập lịch trực: ngày, từ giờ, đến giờ, họ tên hoặc điện thoại. Mỗi ca một dòng; người trực được báo."""
    with sentences():
        from bot.commands.imports import import_roster

        import_roster(file, dry_run=dry_run, skip_bad=skip_bad, replace=replace)


@accounts.command("list")
def accounts_list(who: Who) -> None:
    """Tài khoản chat của một người, theo thứ tự nhận tin."""
    with sentences():
        from bot.commands.accounts import show

        show(who)


@accounts.command("cut")
def accounts_cut(
    who: Who,
    channel: Annotated[
        str | None, typer.Option(metavar="ỨNG_DỤNG", help="telegram hoặc zalo. Không ghi thì cắt mọi tài khoản.")
    ] = None,
    number: Annotated[
        int | None, typer.Option("--account", metavar="SỐ", help="Một tài khoản, theo số trong bcn accounts list.")
    ] = None,
) -> None:
    """Mất điện thoại: tài khoản chat thôi nhận tin và không dùng được bot nữa, ngay lập tức."""
    with sentences():
        from bot.commands.accounts import cut

        cut(who, channel, number)


@admin.command("grant")
def admin_grant(
    who: Who,
    role: Annotated[str, typer.Option(metavar="VAI_TRÒ", help="Ví dụ administrator, head, duty_officer.")],
    unit: UnitCode = None,
    division: Annotated[str | None, typer.Option(metavar="PHÒNG", help="Cho trưởng phòng và chuyên viên.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TÊN", help="Họ tên, khi người này chưa có trong danh sách.")
    ] = None,
) -> None:
    """Giao một vai trò. Không ghi --unit thì ở đơn vị cấp cao nhất."""
    with sentences():
        from bot.commands.staff import grant

        grant(who, role, unit, division, name)


@admin.command("revoke")
def admin_revoke(
    who: Who,
    role: Annotated[str | None, typer.Option(metavar="VAI_TRÒ", help="Không ghi thì kết thúc mọi vai trò.")] = None,
    unit: UnitCode = None,
) -> None:
    """Kết thúc vai trò của một người kể từ bây giờ."""
    with sentences():
        from bot.commands.staff import revoke

        revoke(who, role, unit)


@app.command()
def invite(
    person: Annotated[
        str | None,
        typer.Option("--person", "--phone", metavar="SỐ", help="Một người: số điện thoại, hoặc số trong danh sách."),
    ] = None,
    unit: Annotated[str | None, typer.Option(metavar="MÃ", help="Một đơn vị và các đơn vị bên dưới.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Mọi người có vai trò mà chưa tham gia.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Cấp mã mới cho cả người đang có mã còn hạn; mã cũ bị thu hồi.")
    ] = False,
    days: Annotated[int, typer.Option(min=1, max=90, help="Mã dùng được trong bao nhiêu ngày.")] = 14,
    username: Annotated[
        str | None, typer.Option(metavar="TÊN_BOT", help="Tên bot, khi không hỏi được Telegram.")
    ] = None,
    qr: Annotated[bool, typer.Option("--qr", help="In mã QR ra màn hình.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="TỆP", help="Ghi giấy mời để in (.docx, .html, có mã QR) hoặc danh sách (.csv)."),
    ] = None,
    revoke: Annotated[bool, typer.Option("--revoke", help="Thu hồi mã mời còn hạn của --person.")] = False,
    state: Annotated[
        bool, typer.Option("--state", help="Xem tình trạng mã mời của mọi người, hoặc của --unit; không cấp mã.")
    ] = False,
) -> None:
    """Cấp mã mời: đường dẫn dùng một lần để tham gia."""
    with sentences():
        from bot.commands import invite as inviting

        if state:
            inviting.show_states(unit)
        elif revoke:
            inviting.revoke(person)
        else:
            inviting.invite(person, unit, everybody, again=again, days=days, username=username, qr=qr, output=output)
