"""`bcn accounts …`: the chat accounts of a person, and cutting one off, on the server, by whoever may sign in there."""

from bot.commands.common import Stop, catalogue, database, settings, show_table
from bot.commands.staff import find_person
from incidents import reach
from storage import audit, registry
from storage.clock import LOCAL_ZONE
from storage.database import Tx
from storage.tables.registry import Account


def show(who: str) -> None:
    """The accounts in the order in which they are tried. Raises Stop."""
    with database(settings()) as opened:
        found = opened.transact(lambda tx: registry.accounts_of(tx, find_person(tx, who).id or 0))
    if not found:
        print("Người này chưa có tài khoản chat nào.")
        return
    show_table(
        ("Số", "Ứng dụng", "Tham gia", "Liên lạc"),
        (
            (str(one.id), one.channel.capitalize(), _day(one), "được" if one.reachable else "không được")
            for one in found
        ),
    )


def cut(who: str, channel: str | None, number: int | None) -> None:
    """Cuts off every account of a person, those on one channel, or one by its number. Raises Stop.

    What waits for it goes to the person's other account; without one, open incidents move on to others.
    """
    configured = settings()
    rules = catalogue(configured)

    def work(tx: Tx) -> str:
        person = find_person(tx, who)
        chosen = [
            one
            for one in registry.accounts_of(tx, person.id or 0)
            if channel in (None, one.channel) and number in (None, one.id)
        ]
        if not chosen:
            raise Stop(f"{person.name} không có tài khoản nào như vậy; không có gì thay đổi.")
        for one in chosen:
            reach.account_cut_off(tx, rules, one.id or 0)
            audit.note(tx, "account.cut", "done", subject=f"account:{one.id}", cut=one.channel)
        told = ", ".join(f"{one.channel.capitalize()} (từ {_day(one)})" for one in chosen)
        return (
            f"Đã cắt của {person.name}: {told}. Mã mời chưa dùng cũng không còn dùng được.\n"
            f"Cấp mã mới cho người này: bcn invite --person {who}"
        )

    with database(configured) as opened:
        print(opened.transact(work))


def _day(account: Account) -> str:
    return account.joined_at.astimezone(LOCAL_ZONE).strftime("%d/%m/%Y")
