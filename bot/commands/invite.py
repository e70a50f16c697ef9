"""`bcn invite`: links and QR codes for people who have not joined yet."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.channels import Unavailable
from bot.channels.telegram_look import look
from bot.commands.common import Stop, database, settings, show_table
from bot.commands.sheets import Invited, as_csv, as_html, qr_in_terminal
from bot.commands.staff import find_person, find_unit
from bot.commands.word_sheets import as_docx
from bot.imports.roles import role_name
from bot.settings import Settings
from storage import invitations
from storage import invited as states
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.inviting import Invitee, invitees

_SHEETS: dict[str, Callable[[Sequence[Invited]], bytes]] = {
    ".html": lambda invited: as_html(invited).encode(),
    ".htm": lambda invited: as_html(invited).encode(),
    ".csv": lambda invited: as_csv(invited).encode(),
    ".docx": as_docx,
}
_STATES = {"open": "đang chờ", "used": "đã tham gia", "expired": "hết hạn", "revoked": "thu hồi"}


def invite(
    person: str | None,
    unit: str | None,
    everybody: bool,
    *,
    again: bool,
    days: int,
    username: str | None,
    qr: bool,
    output: Path | None,
) -> None:
    """Makes invitations and shows them once: only their hashes are kept. Raises Stop."""
    given = settings()
    _one_choice(person, unit, everybody)
    with database(given) as opened:
        bot = username.removeprefix("@") if username else _username(given)
        if output is not None:
            _prepare(output)

        def work(tx: Tx) -> tuple[list[Invited], int, int]:
            chosen, left_out = _chosen(tx, person, unit, again)
            until = tx.now + timedelta(days=days)
            made = [(one, *invitations.renew(tx, one.person_id, valid_for=until - tx.now)) for one in chosen]
            invited = [Invited(one, f"https://t.me/{bot}?start={code}", until) for one, code, _ in made]
            return invited, left_out, sum(revoked > 0 for _, _, revoked in made)

        invited, left_out, renewed = opened.transact(work)
    _show(invited, qr, output)
    if renewed:
        print(f"Mã mời cấp trước đó, chưa dùng, của {renewed} người đã bị thu hồi: chỉ mã mới nhất còn dùng được.")
    if left_out:
        print(f"{left_out} người đã có mã mời còn hạn nên không cấp thêm; muốn cấp mã mới cho cả họ thì thêm --again.")


def revoke(person: str | None) -> None:
    """Makes the open invitations of one person worthless. Raises Stop."""
    if person is None:
        raise Stop("Xin cho biết thu hồi mã mời của ai: --person SỐ.")

    def work(tx: Tx) -> str:
        found = find_person(tx, person)
        return f"Đã thu hồi {invitations.revoke(tx, found.id or 0)} mã mời của {found.name}."

    with database(settings()) as opened:
        print(opened.transact(work))


def show_states(unit: str | None) -> None:
    """What has become of the latest invitation of each person, whoever made it. Raises Stop."""

    def work(tx: Tx) -> list[states.Invited]:
        area = find_unit(tx, unit).path if unit else "/"
        return states.lines(tx, [area], None)

    with database(settings()) as opened:
        found = opened.transact(work)
    if not found:
        print("Chưa có mã mời nào.")
        return
    show_table(
        ("Số", "Họ tên", "Tình trạng", "Cấp lúc", "Người cấp", "Dùng đến", "Tham gia"),
        (
            (
                str(one.person_id),
                one.name,
                _STATES[one.state],
                _moment(one.created_at),
                one.maker or "máy chủ",
                _moment(one.expires_at),
                _moment(one.used_at) if one.used_at else "",
            )
            for one in found
        ),
        whole=True,
    )


def _moment(at: datetime) -> str:
    return at.astimezone(LOCAL_ZONE).strftime("%H:%M %d/%m/%Y")


def _one_choice(person: str | None, unit: str | None, everybody: bool) -> None:
    if sum((person is not None, unit is not None, everybody)) != 1:
        raise Stop(
            "Xin chọn mời ai: --all (mọi người chưa tham gia), --unit MÃ (một đơn vị và các đơn vị bên dưới), "
            "hoặc --person SỐ (số điện thoại, hay số của người đó trong danh sách)."
        )


def _chosen(tx: Tx, person: str | None, unit: str | None, again: bool) -> tuple[list[Invitee], int]:
    """Who gets an invitation, and how many are left out because they hold one. One person gets a new one always."""
    if person is not None:
        found = find_person(tx, person)
        one = invitees(tx, person_id=found.id)
        if not one:
            raise Stop(f"{found.name} không giữ vai trò nào nên chưa mời được: xem bcn admin grant.")
        return one, 0
    waiting = [one for one in invitees(tx, below=find_unit(tx, unit).path if unit else "") if not one.joined]
    chosen = [one for one in waiting if again or not one.invited]
    return chosen, len(waiting) - len(chosen)


def _username(given: Settings) -> str:
    try:
        return asyncio.run(look(given.token, given.telegram_api_url)).username
    except Unavailable:
        raise Stop(
            "Không hỏi được Telegram tên của bot (xem bcn doctor). Biết tên bot thì thêm --username TÊN_BOT."
        ) from None


def _prepare(output: Path) -> None:
    """Before anything is made: a file that cannot be written would lose the codes. Only its owner may read it."""
    if output.suffix.lower() not in _SHEETS:
        raise Stop(f"--output nhận tệp .docx hoặc .html (giấy mời để in), hoặc .csv, không phải «{output.name}».")
    try:
        output.touch(mode=0o600)
        output.chmod(0o600)
    except OSError as error:
        raise Stop(f"Không ghi được tệp {output} ({error.strerror}).") from None


def _show(invited: Sequence[Invited], qr: bool, output: Path | None) -> None:
    if not invited:
        if output is not None and not output.stat().st_size:
            output.unlink()
        print("Không có ai cần mời.")
        return
    if output is not None:
        output.write_bytes(_SHEETS[output.suffix.lower()](invited))
        print(f"Đã ghi {len(invited)} giấy mời vào {output}. Mã mời chỉ hiện một lần: xin giữ tệp này cẩn thận.")
        return
    show_table(
        ("Số", "Họ tên", "Vai trò", "Đơn vị", "Đường dẫn mời", "Dùng đến"),
        (
            (
                str(one.person.person_id),
                one.person.name,
                role_name(one.person.role),
                one.person.unit,
                one.link,
                one.last_day,
            )
            for one in invited
        ),
        whole=True,
    )
    for one in invited if qr else ():
        print(f"\n{one.person.name} · {one.person.unit}\n{qr_in_terminal(one.link)}")
