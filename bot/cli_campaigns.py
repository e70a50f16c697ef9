"""The words and options of `bcn campaigns …`."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import sentences

campaigns = typer.Typer(
    help="Báo cáo định kỳ và khảo sát.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

Code = Annotated[str, typer.Argument(metavar="MÃ", help="Mã đợt báo cáo, xem bcn campaigns list.")]
Under = Annotated[list[str] | None, typer.Option("--under", metavar="MÃ", help="Chỉ các đơn vị bên dưới.")]
ExceptUnder = Annotated[list[str] | None, typer.Option("--except", metavar="MÃ", help="Trừ các đơn vị bên dưới.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="LOẠI", help="Chỉ các đơn vị thuộc loại này.")]
Tags = Annotated[list[str] | None, typer.Option("--tag", metavar="NHÃN", help="Chỉ các đơn vị có nhãn này.")]
Question = Annotated[str | None, typer.Option("--question", metavar="CÂU_HỎI", help="Câu hỏi của khảo sát.")]
Answers = Annotated[list[str] | None, typer.Option("--answer", metavar="TRẢ_LỜI", help="Một lựa chọn; ghi nhiều lần.")]
Title = Annotated[str | None, typer.Option("--title", metavar="TÊN", help="Tên của khảo sát.")]
Within = Annotated[str | None, typer.Option("--within", metavar="THỜI_GIAN", help="Hạn trả lời, như 2d hoặc 4h.")]


@campaigns.command("list")
def campaigns_list() -> None:
    """Các đợt trong danh mục và đang chạy: trạng thái, kỳ gần nhất, hạn, số đơn vị đã nộp."""
    with sentences():
        from bot.commands.campaigns import show_all

        show_all()


@campaigns.command("show")
def campaigns_show(
    code: Code,
    label: Annotated[str | None, typer.Option("--round", metavar="KỲ", help="Một kỳ, như 2026-11.")] = None,
) -> None:
    """Một đợt: các kỳ, ai chưa nộp trong kỳ gần nhất, và điều khác với lịch hiện nay."""
    with sentences():
        from bot.commands.campaigns import show

        show(code, label)


@campaigns.command("preview")
def campaigns_preview(
    code: Code,
    under: Under = None,
    except_under: ExceptUnder = None,
    kind: Kinds = None,
    tag: Tags = None,
    within: Within = None,
) -> None:
    """Ai sẽ được yêu cầu, khi nào mở, hạn và các lần nhắc. Không thay đổi gì."""
    with sentences():
        from bot.commands.campaign_words import Wishes
        from bot.commands.campaigns import preview

        preview(code, Wishes(under, except_under, kind, tag, within=within))


@campaigns.command("start")
def campaigns_start(
    code: Code,
    under: Under = None,
    except_under: ExceptUnder = None,
    kind: Kinds = None,
    tag: Tags = None,
    title: Title = None,
    question: Question = None,
    answer: Answers = None,
    within: Within = None,
) -> None:
    """Bắt đầu một đợt của danh mục. Khảo sát: ghi câu hỏi, các lựa chọn và hạn."""
    with sentences():
        from bot.commands.campaign_words import Wishes
        from bot.commands.campaigns import start

        start(code, Wishes(under, except_under, kind, tag, title, question, answer, within))


@campaigns.command("results")
def campaigns_results(
    code: Code,
    xlsx: Annotated[Path, typer.Option("--xlsx", metavar="TỆP", help="Ghi ra tệp Excel này.")],
    label: Annotated[str | None, typer.Option("--round", metavar="KỲ", help="Một kỳ, như 2026-11.")] = None,
) -> None:
    """Kết quả một kỳ (không ghi thì kỳ gần nhất) ra tệp Excel: mỗi đơn vị một dòng, và tổng theo loại đơn vị."""
    with sentences():
        from bot.commands.campaigns import export

        export(code, label, xlsx)


@campaigns.command("pause")
def campaigns_pause(code: Code) -> None:
    """Tạm dừng: không mở kỳ mới, không nhắc ai, kể cả tin đang chờ gửi. Kỳ đang mở vẫn nộp được."""
    with sentences():
        from bot.commands.campaigns import pause

        pause(code)


@campaigns.command("resume")
def campaigns_resume(code: Code) -> None:
    """Chạy tiếp đợt đang tạm dừng. Những lần nhắc đã bỏ qua thì không nhắc bù."""
    with sentences():
        from bot.commands.campaigns import resume

        resume(code)


@campaigns.command("end")
def campaigns_end(code: Code) -> None:
    """Kết thúc: đóng các kỳ đang mở. Báo cáo đã nộp được giữ nguyên."""
    with sentences():
        from bot.commands.campaigns import end

        end(code)


@campaigns.command("due")
def campaigns_due(
    code: Code,
    label: Annotated[str, typer.Argument(metavar="KỲ", help="Nhãn của kỳ đang mở, như 2026-11.")],
    when: Annotated[str, typer.Argument(metavar="HẠN", help='Ngày giờ Việt Nam, như "30/11/2026 17:00".')],
) -> None:
    """Dời hạn của một kỳ đang mở; các lần nhắc dời theo."""
    with sentences():
        from bot.commands.campaigns import move_due

        move_due(code, label, when)
