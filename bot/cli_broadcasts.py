"""The words and options of `bcn broadcasts …`."""

from typing import Annotated

import typer

from bot.commands.common import sentences

broadcasts = typer.Typer(
    help="Các lần gửi cho nhiều người.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

Number = Annotated[int, typer.Argument(metavar="SỐ", help="Số của lần gửi, xem bcn broadcasts list.")]


@broadcasts.command("list")
def broadcasts_list() -> None:
    """Những lần gửi gần đây: đã nhận, còn chờ, đã chặn bot, gửi không được."""
    with sentences():
        from bot.commands.broadcasts import show_all

        show_all()


@broadcasts.command("pause")
def broadcasts_pause(number: Number) -> None:
    """Tạm dừng: chưa gửi thêm cho ai, kể cả tin đang chờ gửi."""
    with sentences():
        from bot.commands.broadcasts import pause

        pause(number)


@broadcasts.command("resume")
def broadcasts_resume(number: Number) -> None:
    """Gửi tiếp từ chỗ đã dừng. Không ai nhận hai lần."""
    with sentences():
        from bot.commands.broadcasts import resume

        resume(number)


@broadcasts.command("cancel")
def broadcasts_cancel(number: Number) -> None:
    """Huỷ hẳn: không gửi thêm cho ai. Tin đã nhận thì vẫn ở máy người nhận."""
    with sentences():
        from bot.commands.broadcasts import cancel

        cancel(number)
